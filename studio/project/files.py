"""Writing files so that a power cut leaves the old one or the new one, never half of one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            flush_file(stream.fileno())
        replace_file(part, target)
    except OSError as problem:
        raise _naming(problem, part, target) from problem
    finally:
        part.unlink(missing_ok=True)
    flush_folder(target.parent)


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


def _naming(problem: OSError, part: Path, target: Path) -> OSError:
    """Return the error with the name that the user knows in place of the temporary one."""
    if problem.filename not in (None, str(part), part):
        return problem
    return OSError(problem.errno, problem.strerror, str(target))
