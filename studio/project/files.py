"""Writing files so that a power cut leaves the old one or the new one, never half of one."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import IO, BinaryIO

from studio.system import flush_file, flush_folder, replace_file

_YOUNG_S = 3600.0


@contextmanager
def writing(target: Path) -> Iterator[BinaryIO]:
    """Open a file that becomes `target` when the block ends well, and nothing when it does not.

    Raises:
        OSError: it can't be written; it names `target`, which is as it was.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with naming(target, part):
        try:
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                flush_file(stream.fileno())
            replace_file(part, target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        flush_folder(target.parent)


@contextmanager
def naming(target: Path, part: Path | None = None) -> Iterator[None]:
    """Put the name that the user knows into an error that names no file, or a temporary one."""
    try:
        yield
    except OSError as problem:
        if problem.filename not in (None, part, str(part)):
            raise
        raise OSError(problem.errno, problem.strerror, str(target)) from problem


def write_file(target: Path, data: bytes) -> None:
    """Replace the content of `target` with `data`, whole or not at all.

    Raises:
        OSError: it can't be written; it names `target`, which is as it was.
    """
    with writing(target) as stream:
        stream.write(data)


def clear_halves(folder: Path, name: str | None = None) -> None:
    """Delete the halves that killed programs have left of the file `name`, or of any, in a folder.

    Young ones stay: they may be somebody's work under way.
    """
    pattern = f".{escape(name)}.*.part" if name else ".*.part"
    for file in folder.glob(pattern) if folder.is_dir() else ():
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > _YOUNG_S:
                file.unlink()


def copy_stream(
    source: IO[bytes], target: IO[bytes], tell: Callable[[int], object], block: int = 1 << 20
) -> Iterator[bytes]:
    """Copy `source` to `target` block by block; yield each block, tell the bytes so far."""
    done = 0
    while data := source.read(block):
        target.write(data)
        done += len(data)
        tell(done)
        yield data
