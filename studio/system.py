"""What differs between Windows, macOS and Linux; nothing else knows.

Functions that branch take the system's name, so that each branch is tested on any system.
"""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

_APP = "coursewright"
_HELD_ERRORS = (5, 32, 33)
"""Windows: access denied, sharing violation, lock violation."""
_RETRY_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
_F_FULLFSYNC = 51
_FICLONE = 0x40049409
_LOCKED_BYTE = 1 << 30
_NAME_BYTES = 120
_LONG = 180
"""Longer folders get the long form on Windows: what lies in a course adds up to 70 letters."""
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])", re.IGNORECASE
)
"""The names of Windows' devices."""


def replace_file(
    source: Path,
    target: Path,
    *,
    rename: Callable[[Path, Path], object] = os.replace,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Rename `source` over `target`.

    On Windows a virus scanner or a synchronisation client may hold the target for a moment: then
    it is tried again for about one and a half seconds.

    Raises:
        OSError: the rename failed for good.
    """
    for wait in _RETRY_S:
        try:
            rename(source, target)
        except OSError as problem:
            if getattr(problem, "winerror", None) not in _HELD_ERRORS:
                raise
            pause(wait)
        else:
            return
    rename(source, target)


def flush_folder(folder: Path, system: str = sys.platform) -> None:
    """Put the names in `folder` on the disk, so that a rename survives a power cut.

    Windows has no such call, and some network shares refuse it: there it does nothing.

    Raises:
        OSError: the disk fails, or is full.
    """
    if system == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as problem:
        if problem.errno in (errno.EIO, errno.ENOSPC):
            raise


def flush_file(handle: int, system: str = sys.platform) -> None:
    """Put what was written to an open file on the disk itself.

    On macOS `fsync` stops at the drive's own cache; F_FULLFSYNC goes on to the medium where the
    file system knows it.

    Raises:
        OSError: the disk refuses it.
    """
    if system == "darwin" and _full_flush(handle):
        return
    os.fsync(handle)


def _full_flush(handle: int) -> bool:
    try:
        import fcntl

        fcntl.fcntl(handle, _F_FULLFSYNC)
    except (ImportError, OSError):
        return False
    return True


def try_lock(handle: int, system: str = sys.platform) -> bool:
    """Lock an open file for this process alone, until it is closed or the process ends.

    Returns False where another one holds it.

    Raises:
        OSError: this file system knows no locks.
    """
    try:
        if system == "win32":
            _lock_on_windows(handle)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        if problem.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True


def _lock_on_windows(handle: int) -> None:
    """Lock one byte far behind the content: a locked byte can't be read by others."""
    import msvcrt

    os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
    msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows


def reflink(source: Path, target: Path, system: str = sys.platform) -> bool:
    """Make `target` a second name for the blocks of `source`, where the file system can do that.

    Btrfs, XFS, bcachefs (Linux) and APFS (macOS) can. Nothing is copied until one of the two is
    written to. Returns False, with no `target`, where it can't be done.
    """
    clone = {"linux": _clone_on_linux, "darwin": _clone_on_macos}.get(system)
    if clone is None:
        return False
    try:
        clone(source, target)
    except OSError:
        target.unlink(missing_ok=True)
        return False
    return True


def _clone_on_linux(source: Path, target: Path) -> None:
    import fcntl

    with source.open("rb") as reader, target.open("xb") as writer:
        fcntl.ioctl(writer.fileno(), _FICLONE, reader.fileno())
        os.fsync(writer.fileno())


def _clone_on_macos(source: Path, target: Path) -> None:
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    if library.clonefile(os.fsencode(source), os.fsencode(target), 0) != 0:
        raise OSError(ctypes.get_errno(), "clonefile", str(target))


def portable_name(title: str, default: str) -> str:
    """Return a file name for `title` that Windows, macOS and Linux take, accents kept.

    Windows refuses some characters, a dot or a space at the end, and the names of its devices
    (with any extension); file systems stop at 255 bytes or letters.
    """
    name = unicodedata.normalize("NFC", title)
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', " ", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    name = name.encode(errors="ignore")[:_NAME_BYTES].decode(errors="ignore").rstrip(" .")
    if _DEVICE.fullmatch(name.split(".")[0].strip()):
        name = f"_{name}"
    return name or default


def long_path(path: Path, system: str = sys.platform) -> Path:
    r"""Return a path that the system takes however long it is.

    Windows stops at 259 characters unless an absolute path begins with `\\?\`.
    """
    text = str(path)
    if system != "win32" or len(text) < _LONG or text.startswith("\\\\?\\"):
        return path
    if text.startswith("\\\\"):
        return type(path)("\\\\?\\UNC\\" + text[2:])
    return type(path)("\\\\?\\" + text)


def child_flags(system: str = sys.platform) -> int:
    """Return the `creationflags` for a child process: on Windows, no console window."""
    return int(getattr(subprocess, "CREATE_NO_WINDOW", 0x08000000)) if system == "win32" else 0


def config_folder() -> Path:
    """Return the folder of the user's settings (`COURSEWRIGHT_HOME/config` where that is set)."""
    import platformdirs

    return _own_folder("config") or platformdirs.user_config_path(_APP, appauthor=False)


def log_folder() -> Path:
    """Return the folder of the logs (`COURSEWRIGHT_HOME/logs` where that is set)."""
    import platformdirs

    return _own_folder("logs") or platformdirs.user_log_path(_APP, appauthor=False)


def user_language(environ: dict[str, str] | None = None, system: str = sys.platform) -> str:
    """Return the language that the system speaks with its user, as a locale name (`fr_FR`)."""
    values = dict(os.environ) if environ is None else environ
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = values.get(name, "").split(":")[0]
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return value
    if system == "linux":
        return "en"
    import locale

    return locale.getlocale()[0] or "en"


def _own_folder(name: str) -> Path | None:
    home = os.environ.get("COURSEWRIGHT_HOME")
    return Path(home) / name if home else None
