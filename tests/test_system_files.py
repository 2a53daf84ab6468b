"""Files, locks and names on three systems, each system's behaviour put in where it isn't ours."""

from __future__ import annotations

import errno
import os
import sys
import types
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.jobs import Progress
from studio.project.media_store import MediaStore
from studio.system import (
    flush_file,
    flush_folder,
    long_path,
    portable_name,
    reflink,
    try_lock,
)
from tests.disks import cloning_disk


@pytest.fixture
def handle(tmp_path):
    number = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
    yield number
    os.close(number)


def module(monkeypatch, name: str, **functions) -> None:
    """Put a module of another system in the place of ours."""
    monkeypatch.setitem(sys.modules, name, types.SimpleNamespace(**functions))


def test_macos_flushes_to_the_medium_itself(handle, monkeypatch):
    asked = []
    module(monkeypatch, "fcntl", fcntl=lambda *words: asked.append(words))
    monkeypatch.setattr("os.fsync", lambda _: pytest.fail("stops at the drive's cache"))
    flush_file(handle, "darwin")
    assert asked == [(handle, 51)]


def test_a_share_on_macos_is_flushed_the_common_way(handle, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOTSUP, "not supported")

    flushed: list[int] = []
    module(monkeypatch, "fcntl", fcntl=refuse)
    monkeypatch.setattr("os.fsync", flushed.append)
    flush_file(handle, "darwin")
    flush_file(handle, "linux")
    flush_file(handle, "win32")
    assert flushed == [handle] * 3


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.EACCES])
def test_a_share_that_flushes_no_folders_is_no_failure(tmp_path, monkeypatch, code):
    def refuse(_):
        raise OSError(code, "no")

    monkeypatch.setattr("os.fsync", refuse)
    flush_folder(tmp_path)


def test_a_disk_that_fails_at_a_folder_is_one(tmp_path, monkeypatch):
    def fail(_):
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="input/output"):
        flush_folder(tmp_path)


def test_a_lock_is_for_one(tmp_path, handle):
    other = os.open(tmp_path / "file", os.O_RDWR)
    assert try_lock(handle)
    assert not try_lock(other)
    os.close(other)


@pytest.mark.parametrize(
    ("code", "locked"), [(None, True), (errno.EACCES, False), (errno.EDEADLK, False)]
)
def test_windows_locks_a_byte_behind_the_content(handle, monkeypatch, code, locked):
    places = []

    def locking(number: int, mode: int, count: int) -> None:
        places.append((os.lseek(number, 0, os.SEEK_CUR), mode, count))
        if code:
            raise OSError(code, "held")

    module(monkeypatch, "msvcrt", locking=locking, LK_NBLCK=2)
    assert try_lock(handle, "win32") is locked
    assert places == [(1 << 30, 2, 1)]


def test_a_file_system_without_locks_says_so(handle, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOTSUP, "not supported")

    module(monkeypatch, "fcntl", flock=refuse, LOCK_EX=2, LOCK_NB=4)
    with pytest.raises(OSError, match="not supported"):
        try_lock(handle, "linux")


def test_a_clone_takes_no_room(tmp_path):
    with cloning_disk(tmp_path / "disk") as disk:
        source = disk / "film.mp4"
        source.write_bytes(os.urandom(1 << 20) * 20)
        os.sync()
        before = os.statvfs(disk).f_bfree
        assert reflink(source, disk / "clone.mp4")
        name = MediaStore(disk / "media").add(source, Progress())
        os.sync()
        assert (disk / "clone.mp4").read_bytes() == source.read_bytes()
        assert (disk / "media" / name).read_bytes() == source.read_bytes()
        room = (before - os.statvfs(disk).f_bfree) * os.statvfs(disk).f_frsize
        assert room < 2 << 20


@pytest.mark.parametrize("system", ["linux", "win32", "freebsd"])
def test_where_nothing_can_be_cloned_nothing_is_left(tmp_path, system):
    (tmp_path / "source").write_bytes(b"x")
    if reflink(tmp_path / "source", tmp_path / "target", system):
        pytest.skip("the disk of the tests can clone")
    assert [file.name for file in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("result", [0, -1])
def test_macos_clones_by_its_own_call(tmp_path, monkeypatch, result):
    asked = []

    def clonefile(source: bytes, target: bytes, flags: int) -> int:
        asked.append((source, target, flags))
        return int(result)

    library = types.SimpleNamespace(clonefile=clonefile)
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: library)
    source, target = tmp_path / "é", tmp_path / "b"
    assert reflink(source, target, "darwin") is (result == 0)
    assert asked == [(os.fsencode(source), os.fsencode(target), 0)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Élan vital", "Élan vital"),
        ("E\u0301te\u0301", "Été"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("  Fin. . ", "Fin"),
        ("CON", "_CON"),
        ("aux.course", "_aux.course"),
        ("Com1", "_Com1"),
        ("Console", "Console"),
        ("...", "course"),
        ("\x00\n\t", "course"),
        ("دورة", "دورة"),
        ("é" * 100, "é" * 60),
    ],
)
def test_names_that_three_systems_take(title, name):
    assert portable_name(title, "course") == name


@given(st.text(max_size=200))
def test_any_title_gives_a_name(title):
    name = portable_name(title, "course")
    assert name
    assert not set(name) & set('<>:"/\\|?*\x00')
    assert not name.endswith((".", " "))
    assert len(name.encode("utf-8", "surrogatepass")) <= 121
    assert portable_name(name, "course") == name


def test_long_paths_of_windows():
    def windows(text: str) -> str:
        return str(long_path(PureWindowsPath(text), "win32"))  # type: ignore[arg-type]

    long = "C:\\" + "x" * 200
    assert windows("C:\\short") == "C:\\short"
    assert windows(long) == "\\\\?\\" + long
    assert windows("\\\\?\\" + long) == "\\\\?\\" + long
    share = "\\\\server\\share\\" + "x" * 200
    assert windows(share) == "\\\\?\\UNC\\" + share[2:]
    assert long_path(Path("/" + "x" * 250), "linux") == Path("/" + "x" * 250)
