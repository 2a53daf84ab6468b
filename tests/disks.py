"""Disks and folders as users have them: full, or not theirs to write to."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_CAPABILITIES_V3 = 0x20080522
_OVERRIDES = (1 << 1) | (1 << 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: by these root writes and reads where it may not."""


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Make `folder` a disk of its own with `size` ("1m") of room; skip where that can't be done."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        pytest.skip("a small disk can't be made here: that takes Linux and the right to mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def locked(folder: Path) -> Iterator[Path]:
    """Take away the right to write into `folder`, from root on Linux as well."""
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        with _as_everyone():
            _skip_where_all_is_allowed(folder)
            yield folder
    finally:
        folder.chmod(mode)


def _skip_where_all_is_allowed(folder: Path) -> None:
    try:
        (folder / "probe").touch()
    except PermissionError:
        return
    (folder / "probe").unlink()
    pytest.skip("this user may write everywhere")


@contextmanager
def _as_everyone() -> Iterator[None]:
    """Put this thread, and those that it starts, under the rules for files that users are under."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    before = _capabilities()
    _set_capabilities([before[0] & ~_OVERRIDES, *before[1:]])
    try:
        yield
    finally:
        _set_capabilities(before)


def _capabilities() -> list[int]:
    header, data = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0), (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capget(header, data) == 0
    return list(data)


def _set_capabilities(values: list[int]) -> None:
    header, data = (ctypes.c_uint32 * 2)(_CAPABILITIES_V3, 0), (ctypes.c_uint32 * 6)(*values)
    assert ctypes.CDLL(None).capset(header, data) == 0


@contextmanager
def cloning_disk(folder: Path) -> Iterator[Path]:
    """Make `folder` a disk whose files can share blocks (Btrfs); skip where that can't be done."""
    image = folder.with_suffix(".img")
    folder.mkdir()
    with image.open("wb") as stream:
        stream.truncate(200 << 20)
    make = shutil.which("mkfs.btrfs")
    commands = [[make or "", "-q", str(image)], ["mount", "-o", "loop", str(image), str(folder)]]
    if not make or any(
        subprocess.run(each, check=False, capture_output=True).returncode for each in commands
    ):
        pytest.skip("no disk that clones can be made here: that takes mkfs.btrfs and a loop mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
