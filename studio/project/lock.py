"""One writer for a course folder: who holds it, since when, and whether that one still lives.

The operating system locks the file `.studio/lock` for as long as the holder's process lives, so
that on one machine a dead owner is known at once. A folder that is synchronised or shared by a
network may show the file and not the lock: there the holder's sign of life decides, the file's
time of change, which the holder renews every few seconds.
"""

from __future__ import annotations

import getpass
import os
import secrets
import socket
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from studio.messages import Message, StudioError, message
from studio.system import try_lock

SIGN_OF_LIFE_S = 20.0
"""How often the holder renews its sign of life."""
_DEAD_AFTER_S = 150.0
_FILE = "lock"


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a course: a user on a machine, since a point in time."""

    user: str
    machine: str
    process: int
    since: datetime
    token: str


class HeldError(StudioError):
    """Somebody else is writing to the course. `dead`: without a sign of life for minutes."""

    def __init__(self, said: Message, holder: Holder | None, *, dead: bool) -> None:
        super().__init__(said)
        self.holder = holder
        self.dead = dead


class FolderLock:
    """The right to write to a course folder, held until `release` or the end of the process."""

    def __init__(self, file: Path, handle: int, holder: Holder) -> None:
        self.file = file
        self.holder = holder
        self._handle: int | None = handle

    def renew(self) -> bool:
        """Give a sign of life; return whether the lock is still ours.

        A lock file that was deleted with the caches is made again. A disk that can't be reached
        tells nothing: the lock counts as ours until the disk says otherwise.
        """
        if self._handle is None:
            return False
        try:
            if not self.file.exists():
                self._make_again()
            found = _read(self.file)
            if found == self.holder:
                os.utime(self.file)
        except HeldError:
            return False
        except OSError:
            return True
        return found is None or found == self.holder

    def release(self) -> None:
        """Give the course free for others."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        try:
            if _read(self.file) == self.holder:
                os.ftruncate(handle, 0)
        finally:
            os.close(handle)

    def _make_again(self) -> None:
        again = take_lock(self.file.parent)
        if self._handle is not None:
            os.close(self._handle)
        self._handle, self.holder = again._handle, again.holder  # noqa: SLF001  # our own kind


def take_lock(folder: Path, *, take_over: bool = False) -> FolderLock:
    """Take the lock whose file lies in `folder` (made where it is missing).

    A holder whose process has died on this machine is passed over. One on another machine that
    gives no sign of life is passed over only with `take_over`.

    Raises:
        HeldError: somebody else holds it.
        OSError: the folder can't be written.
    """
    folder.mkdir(exist_ok=True)
    file = folder / _FILE
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _refuse_if_held(file, handle, take_over=take_over)
        holder = _myself()
        os.lseek(handle, 0, os.SEEK_SET)
        os.ftruncate(handle, 0)
        os.write(handle, msgspec.json.encode(holder))
    except BaseException:
        os.close(handle)
        raise
    return FolderLock(file, handle, holder)


def _refuse_if_held(file: Path, handle: int, *, take_over: bool) -> None:
    """Raise `HeldError` unless the lock is free."""
    try:
        free = try_lock(handle)
        known = True
    except OSError:  # this file system knows no locks: only the sign of life tells
        free, known = True, False
    holder = _read(file)
    if not free:
        raise _held(file, holder, dead=False)
    if holder is None or (known and holder.machine == socket.gethostname()):
        return
    dead = _age_s(file) > _DEAD_AFTER_S
    if not (dead and take_over):
        raise _held(file, holder, dead=dead)


def _held(file: Path, holder: Holder | None, *, dead: bool) -> HeldError:
    folder = str(file.parent.parent)
    if holder is None:
        return HeldError(message("lock.held_by_unknown", folder=folder), None, dead=dead)
    said = message(
        "lock.holder_silent" if dead else "lock.held",
        folder=folder,
        user=holder.user,
        machine=holder.machine,
        since=holder.since.timestamp(),
    )
    return HeldError(said, holder, dead=dead)


def _myself() -> Holder:
    return Holder(
        user=_user(),
        machine=socket.gethostname(),
        process=os.getpid(),
        since=datetime.now(UTC).replace(microsecond=0),
        token=secrets.token_hex(8),
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "?"


def _read(file: Path) -> Holder | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return None


def _age_s(file: Path) -> float:
    """Return the seconds since the last sign of life, by the clock of the disk that holds it."""
    probe = file.with_name(f"{_FILE}.{secrets.token_hex(4)}")
    try:
        probe.touch()
        return probe.stat().st_mtime - file.stat().st_mtime
    finally:
        probe.unlink(missing_ok=True)
