"""Unpacking a package that anybody has made: nothing of it is trusted until it was checked."""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from studio.messages import StudioError, error
from studio.project.zips import (
    DamagedZipError,
    TooManyEntriesError,
    open_zip,
    telling_damage,
)

_MOST_ENTRIES = 50_000
_BOMB_BYTES = 50_000_000
_BOMB_RATIO = 200
"""Deflate reaches 1,032; the text of a package about 20."""
_NAME_BYTES = 255
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE
)
_STRANGE = re.compile(r'[\x00-\x1f\x7f:*?"<>|]|[. ]$')
"""What no file may be called on Windows, nor end in."""
_IN_THE_WAY = (NotADirectoryError, IsADirectoryError, FileExistsError)
"""A name that stands for a file and for a folder."""


def extract(package: Path, folder: Path) -> None:
    """Unpack a zip file into an empty folder, which its files never leave.

    Raises:
        StudioError: it is no zip file, is damaged or encrypted, swells to what no package holds, or
            has names that lead out or that not every system can hold.
        OSError: the file can't be read, or the folder can't be written.
    """
    try:
        with telling_damage(), open_zip(package, _MOST_ENTRIES) as archive:
            entries = archive.infolist()
            _check(package, folder, entries)
            for entry in entries:
                archive.extract(entry, folder)
    except TooManyEntriesError as problem:
        raise _swelling(package) from problem
    except (DamagedZipError, RuntimeError, *_IN_THE_WAY) as problem:
        raise error("preview.bad_zip", file=package.name, details=str(problem)) from problem


def names_of(package: Path) -> frozenset[str]:
    """Return the names of the files of a package, a zip file or a folder, at its outermost level.

    Raises:
        StudioError: it is no zip file.
        OSError: it can't be read.
    """
    if package.is_dir():
        return frozenset(each.name for each in package.iterdir())
    try:
        with open_zip(package, _MOST_ENTRIES) as archive:
            return frozenset(archive.namelist())
    except TooManyEntriesError as problem:
        raise _swelling(package) from problem
    except DamagedZipError as problem:
        raise error("preview.bad_zip", file=package.name, details=str(problem)) from problem


def _check(package: Path, folder: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _MOST_ENTRIES:
        raise _swelling(package)
    for entry in entries:
        _check_name(package, entry)
    size = sum(entry.file_size for entry in entries)
    # Not the sum of what each says to be packed: entries that overlap share it.
    packed = package.stat().st_size
    if size > _BOMB_BYTES and size > _BOMB_RATIO * packed:
        raise _swelling(package)
    free = shutil.disk_usage(folder).free
    if size > free:
        raise error("preview.no_room", file=package.name, needed=size, free=free)


def _swelling(package: Path) -> StudioError:
    return error("preview.swells", file=package.name)


def _check_name(package: Path, entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    path = PurePosixPath(name.replace("\\", "/"))
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if ".." in path.parts or path.is_absolute() or PureWindowsPath(name).drive or is_link:
        raise error("preview.unsafe_name", file=package.name, name=name)
    for part in path.parts:
        too_long = len(part.encode("utf-8", "replace")) > _NAME_BYTES
        if too_long or _STRANGE.search(part) or _RESERVED.fullmatch(part):
            raise error("preview.strange_name", file=package.name, name=ascii(name)[1:-1])
