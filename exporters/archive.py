"""The one zip writer: safe names, the same bytes for the same files, media stored."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from exporters.publication import PackageFile
from studio.jobs import Progress
from studio.project.files import copy_stream, writing

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_TEXT = frozenset({".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".vtt", ".xml"})
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date of the format: a clock would make each zip another one."""
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
_LARGE = 1 << 31


def write_archive(target: Path, files: Sequence[PackageFile], progress: Progress) -> None:
    """Write a package with `files` in the order given.

    Text is deflated; everything else is stored, since it is compressed already.

    Raises:
        ValueError: a name leaves the package, is not plain lower-case ASCII, or is there twice.
        OSError: a file can't be read or the package can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    _check_names(file.path for file in files)
    total = max(1, sum(_size(file) for file in files))
    done = 0
    with writing(target) as stream, zipfile.ZipFile(stream, "w") as archive:
        for file in files:
            end = done + _size(file)
            _add(archive, file, progress.part(done / total, end / total))
            done = end


def _check_names(paths: Iterable[str]) -> None:
    seen: set[str] = set()
    for path in paths:
        if not all(_NAME.fullmatch(part) for part in path.split("/")):
            raise ValueError(f"not a name for a package: {path!r}")
        basename = PurePosixPath(path).name
        if basename in seen:
            raise ValueError(f"two files of a package are called {basename!r}")
        seen.add(basename)


def _add(archive: zipfile.ZipFile, file: PackageFile, progress: Progress) -> None:
    info = zipfile.ZipInfo(file.path, _DATE)
    info.create_system = _UNIX
    info.external_attr = _PLAIN_FILE
    deflated = PurePosixPath(file.path).suffix in _TEXT
    info.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    if isinstance(file.source, bytes):
        archive.writestr(info, file.source)
    else:
        _copy_in(archive, info, file.source, progress)
    progress.at(1.0)


def _copy_in(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Path, progress: Progress
) -> None:
    size = max(1, source.stat().st_size)
    large = size >= _LARGE
    with source.open("rb") as reader, archive.open(info, "w", force_zip64=large) as writer:
        for _ in copy_stream(reader, writer, lambda done: progress.at(done / size)):
            pass


def _size(file: PackageFile) -> int:
    return len(file.source) if isinstance(file.source, bytes) else file.source.stat().st_size
