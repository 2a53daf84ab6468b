"""A small web server on this machine's own address, for one purpose and one owner.

It listens on 127.0.0.1 at a port that the system chooses, and answers only requests that name it
by that address: a page of another site can't reach it under a name of its own (DNS rebinding).
"""

from __future__ import annotations

import logging
import socket
import socketserver
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from studio.preview.closing import Closing

log = logging.getLogger(__name__)

BODY_BYTES = 64 * 1024 * 1024
"""The largest request that is read."""
_BLOCK_BYTES = 256 * 1024


Headers: TypeAlias = "Message[str, str]"
"""The headers of a request; their names are found in any case."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks. `path` is decoded and begins with a slash."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class FilePart:
    """`length` bytes of a file, from `start` on."""

    path: Path
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Response:
    """What it is answered. A body that is a part of a file is read while it is sent."""

    status: int = 200
    body: bytes | FilePart = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """How many bytes the body has."""
        return self.body.length if isinstance(self.body, FilePart) else len(self.body)


Answer = Callable[[Request], Response]


class Loopback(Closing):
    """A server that runs on threads of its own until it is closed."""

    def __init__(self, answer: Answer) -> None:
        self._server = _Server(answer)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="loopback", daemon=True
        )
        self._thread.start()

    @property
    def origin(self) -> str:
        """The scheme, address and port, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop answering, end what is under way and free the port. May be called twice."""
        if not self._thread.is_alive():
            return
        self._server.shutdown()
        self._thread.join()
        self._server.end()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        # The inherited one looks up the name of the address, which takes seconds on some systems.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401  # as inherited
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, *_: object) -> None:
        log.debug("a connection broke", exc_info=True)  # noqa: LOG014  # called while handling it

    def end(self) -> None:
        self.server_close()
        with self._lock:
            left = list(self._open)
        for connection in left:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                log.debug("a connection was already closed")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Coursewright"
    sys_version = ""
    server: _Server

    def _answer(self) -> None:
        response = self._refused() or self._answered()
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status != 204:
            self.send_header("Content-Length", str(response.length))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self._send(response.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = _answer  # noqa: N815  # inherited

    def _refused(self) -> Response | None:
        """Return why the request is not even read; then the connection can't be used again."""
        length = self.headers.get("Content-Length", "0")
        status = 0
        if self.headers.get("Host") not in self._own_names():
            status = 421
        elif "Transfer-Encoding" in self.headers or not length.isdecimal():
            status = 411
        elif int(length) > BODY_BYTES:
            status = 413
        self.close_connection = self.close_connection or bool(status)
        return Response(status) if status else None

    def _answered(self) -> Response:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        try:
            return self.server.answer(self._request(body))
        except Exception:
            log.exception("an answer failed")
            return Response(500)

    def _own_names(self) -> tuple[str, str]:
        port = self.server.server_port
        return f"127.0.0.1:{port}", f"localhost:{port}"

    def _request(self, body: bytes) -> Request:
        target = urlsplit(self.path)
        return Request(
            "GET" if self.command == "HEAD" else self.command,
            unquote(target.path),
            tuple(parse_qsl(target.query, keep_blank_values=True)),
            self.headers,
            body,
        )

    def _send(self, body: bytes | FilePart) -> None:
        if isinstance(body, bytes):
            self.wfile.write(body)
            return
        with body.path.open("rb") as file:
            file.seek(body.start)
            left = body.length
            while left and (block := file.read(min(left, _BLOCK_BYTES))):
                self.wfile.write(block)
                left -= len(block)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as inherited
        """Keep quiet: paths hold tokens, and a preview is nobody's business."""
