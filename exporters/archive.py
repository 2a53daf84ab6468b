"""Writing a package: names that every platform takes, and each of them once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from exporters.publication import PackageFile
from studio.jobs import Progress
from studio.project.zips import ZipEntry, write_zip

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


def write_archive(target: Path, files: Sequence[PackageFile], progress: Progress) -> None:
    """Write a package with `files` in the order given.

    Raises:
        ValueError: a name leaves the package, is not plain lower-case ASCII, or is there twice.
        OSError: a file can't be read or the package can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    _check_names(file.path for file in files)
    write_zip(target, [ZipEntry(file.path, file.source) for file in files], progress)


def _check_names(paths: Iterable[str]) -> None:
    seen: set[str] = set()
    for path in paths:
        if not all(_NAME.fullmatch(part) for part in path.split("/")):
            raise ValueError(f"not a name for a package: {path!r}")
        basename = PurePosixPath(path).name
        if basename in seen:
            raise ValueError(f"two files of a package are called {basename!r}")
        seen.add(basename)
