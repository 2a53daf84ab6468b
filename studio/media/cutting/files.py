"""The files of clips as they are written: all of them appear, or none."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from studio.jobs import os_error
from studio.media.decoding import Span
from studio.media.encoder import Rates
from studio.messages import Message
from studio.system import flush_folder, replace_file

_FLUSHES = 8


class NewClip:
    """A clip under way: it is written to a `.part` beside its target.

    `asked` is its span of the recording, `span` that of what it is cut from: the recording packaged
    anew, where that was needed.
    `frames` is the number of its pictures, `encoded` how many of them were encoded, and `why` the
    reason if that was not only to begin and end between keyframes. What is encoded of it has
    its sound multiplied by `gain`, and keeps to `rates`.
    """

    def __init__(
        self, target: Path, span: Span, gain: float | None = None, rates: Rates | None = None
    ) -> None:
        self.target = target
        # A name of its own: a preview and a publication may cut the same clip at the same time.
        self.part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        self.asked = span
        self.span = span
        self.gain = gain
        self.rates = rates
        self.frames = 0
        self.encoded = 0
        self.why: Message | None = None

    def discard(self) -> None:
        """Leave nothing of the clip behind, but what stood at its target before."""
        self.part.unlink(missing_ok=True)


@contextmanager
def all_or_none(clips: Sequence[NewClip]) -> Iterator[None]:
    """Make the files of `clips` at once, and leave none of them if anything goes wrong."""
    try:
        for clip in clips:
            with naming(clip.target), clip.part.open("wb"):
                pass
        yield
    except BaseException:
        for clip in clips:
            clip.discard()
        raise


def flush(clips: Sequence[NewClip]) -> None:
    """Have what was written of the clips on the disk, all at once: disks are quicker so.

    Raises:
        StudioError: the disk refuses it.
    """
    with ThreadPoolExecutor(_FLUSHES) as pool:
        list(pool.map(_flush, clips))


def _flush(clip: NewClip) -> None:
    with naming(clip.target), clip.part.open("rb+") as written:
        os.fsync(written.fileno())


def put_in_place(clips: Sequence[NewClip]) -> None:
    """Give the files their names.

    Raises:
        StudioError: one can't be put there.
    """
    for clip in clips:
        with naming(clip.target):
            replace_file(clip.part, clip.target)
    for folder in {clip.target.absolute().parent for clip in clips}:
        flush_folder(folder)


@contextmanager
def naming(target: Path) -> Iterator[None]:
    """Say of an error of the system which file it is about: the target, not its `.part`."""
    try:
        yield
    except OSError as problem:
        named = OSError(problem.errno or 0, problem.strerror or str(problem), str(target))
        raise os_error(named) from problem
