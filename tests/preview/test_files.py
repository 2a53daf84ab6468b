"""Files over HTTP: types, parts, and nothing but what the folder holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.preview.files import media_type
from studio.preview.server import PackageServer
from tests.preview.http_client import fetch
from tests.preview.packages import folder

VIDEO = bytes(range(256)) * 40


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("not for the package")
    files: dict[str, str | bytes] = {
        "index.html": "<p>é</p>",
        "clip-1.mp4": VIDEO,
        "empty.txt": "",
        "media/leçon 1 & 2.PNG": b"png",
        "app.js": "1",
    }
    return folder(tmp_path / "package", files)


@pytest.fixture
def root(package: Path):
    with PackageServer(package) as server:
        yield server.page("")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html"),
        ("app.js", "text/javascript"),
        ("clip-1.mp4", "video/mp4"),
        ("a.vtt", "text/vtt"),
        ("LECTURE.MP4", "video/mp4"),
        ("a.woff2", "font/woff2"),
        ("noname", "application/octet-stream"),
        ("strange.xyz", "application/octet-stream"),
    ],
)
def test_types(name, kind):
    assert media_type(name) == kind


def test_a_file_as_it_is(root):
    answer = fetch(f"{root}media/le%C3%A7on%201%20%26%202.PNG")
    assert (answer.status, answer.body) == (200, b"png")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert fetch(f"{root}index.html?m=1&x=2").status == 200
    assert fetch(f"{root}empty.txt").body == b""


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, 10239),
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=10000-99999", 10000, 10239),
        ("bytes=-40", 10200, 10239),
        ("bytes=-99999", 0, 10239),
    ],
)
def test_a_part_of_a_file(root, asked, first, last):
    answer = fetch(f"{root}clip-1.mp4", headers={"Range": asked})
    assert answer.status == 206
    assert answer.body == VIDEO[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/10240"
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=-0", "bytes=99999-100000"])
def test_a_part_that_is_not_there(root, asked):
    answer = fetch(f"{root}clip-1.mp4", headers={"Range": asked})
    assert (answer.status, answer.headers["Content-Range"]) == (416, "bytes */10240")


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=5-2", "bytes=-", "lines=1-2", "bytes=a-b"]
)
def test_a_range_that_is_not_understood_gets_the_whole_file(root, asked):
    answer = fetch(f"{root}clip-1.mp4", headers={"Range": asked})
    assert (answer.status, answer.body) == (200, VIDEO)


@pytest.mark.parametrize(
    "path",
    [
        "missing.html",
        "",
        "media",
        "media/",
        "INDEX.html",
        "../secret.txt",
        "%2e%2e/secret.txt",
        "media/../../secret.txt",
        "..%2f..%2fsecret.txt",
        "..\\secret.txt",
        "/etc/hosts",
        "index.html%00.png",
        "./index.html",
        "media//../index.html",
    ],
)
def test_what_is_not_in_the_package_is_not_there(root, path):
    assert fetch(f"{root}{path}").status == 404


def test_a_link_out_of_the_folder_is_not_followed(package, tmp_path):
    if os.name == "nt":
        pytest.skip("links need rights on Windows")
    (package / "link.txt").symlink_to(tmp_path / "secret.txt")
    (package / "same.html").symlink_to(package / "index.html")
    with PackageServer(package) as server:
        assert fetch(server.page("link.txt")).status == 404
        assert fetch(server.page("same.html")).status == 200


def test_a_file_that_has_gone_meanwhile(package):
    with PackageServer(package) as server:
        (package / "app.js").unlink()
        assert fetch(server.page("app.js")).status == 404


def test_files_are_only_read(root):
    for method in ("POST", "PUT", "DELETE"):
        assert fetch(f"{root}index.html", method, body=b"x").status == 405


def test_the_token_is_needed(root):
    origin = root.partition("/package/")[0].rpartition("/")[0]
    for path in ("/", "/package/index.html", "/x/package/index.html", "/%C3%A9/package/index.html"):
        assert fetch(f"{origin}{path}").status == 404
    token = root.split("/")[3]
    assert fetch(f"{origin}/{token}/index.html").status == 404
