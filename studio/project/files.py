"""Writing files so that a power cut leaves the old one or the new one, never half of one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

from studio.system import flush_file, flush_folder, replace_file


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
