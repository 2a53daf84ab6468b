"""The small web server: who may ask, what it reads, how it ends."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from studio.preview.loopback import BODY_BYTES, Loopback, Request, Response
from tests.preview.http_client import fetch


def _echo(request: Request) -> Response:
    if request.path == "/fail":
        raise ValueError("on purpose")
    told = f"{request.method} {request.path} {request.query} {request.body.decode()}"
    return Response(200, told.encode(), {"Content-Type": "text/plain"})


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback(_echo) as server:
        yield server


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has more loopback addresses")
def test_it_listens_on_one_address_alone(server):
    target = urlsplit(server.origin)
    assert target.hostname == "127.0.0.1"
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", target.port), timeout=10)


def test_paths_and_queries_are_decoded(server):
    answer = fetch(f"{server.origin}/le%C3%A7on%201?a=%26&b=&a=2", "POST", body=b"body")
    expected = "POST /leçon 1 (('a', '&'), ('b', ''), ('a', '2')) body"
    assert answer.body.decode() == expected


def test_head_has_the_length_and_no_body(server):
    answer = fetch(f"{server.origin}/x", "HEAD")
    assert answer.body == b""
    assert answer.headers["Content-Length"] == str(len("GET /x () "))


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1", "127.0.0.1:1", "evil.test:80", ""])
def test_another_name_is_not_answered(server, host):
    assert fetch(f"{server.origin}/", headers={"Host": host}).status == 421


def test_localhost_is_another_name_of_its_own(server):
    port = urlsplit(server.origin).port
    assert fetch(f"{server.origin}/", headers={"Host": f"localhost:{port}"}).status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Length": "-5"}, 411),
        ({"Content-Length": "many"}, 411),
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": str(BODY_BYTES + 1)}, 413),
    ],
)
def test_bodies_that_are_not_read(server, headers, status):
    answer = fetch(f"{server.origin}/", "POST", headers)
    assert answer.status == status
    assert answer.headers["Connection"] == "close"


def test_a_failure_is_an_answer(server, caplog):
    assert fetch(f"{server.origin}/fail").status == 500
    assert "on purpose" in caplog.text
    assert fetch(f"{server.origin}/").status == 200


def test_one_connection_serves_many_requests(server):
    connection = HTTPConnection(urlsplit(server.origin).netloc, timeout=10)
    for number in range(3):
        connection.request("GET", f"/{number}")
        assert connection.getresponse().read() == f"GET /{number} () ".encode()
    connection.close()


def test_closing_ends_open_connections_and_frees_the_port():
    server = Loopback(_echo)
    target = urlsplit(server.origin)
    idle = HTTPConnection(target.netloc, timeout=10)
    idle.request("GET", "/")
    idle.getresponse().read()
    server.close()
    server.close()
    assert idle.sock
    assert idle.sock.recv(1) == b""
    idle.close()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", target.port))


def test_a_client_that_leaves_harms_nobody(server):
    target = urlsplit(server.origin)
    with socket.create_connection((target.hostname, target.port)) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf")
    assert fetch(f"{server.origin}/").status == 200


def test_requests_are_answered_at_the_same_time():
    both = threading.Barrier(2, timeout=10)

    def meet(_: Request) -> Response:
        both.wait()
        return Response(204)

    with Loopback(meet) as server:
        statuses: list[int] = []
        first = threading.Thread(target=lambda: statuses.append(fetch(f"{server.origin}/").status))
        first.start()
        statuses.append(fetch(f"{server.origin}/").status)
        first.join()
    assert statuses == [204, 204]
