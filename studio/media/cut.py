"""Cutting: the clips of a recording, exact to the frame, as MP4 that every browser plays.

The recording is decoded once, in this process, and each of its frames goes to the clip that shows
it. So times stay whole ticks of the recording's own clock from the first to the last: nothing is
rounded to a frame rate, and no frame can fall between two clips or into both.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from studio.jobs import Progress, os_error
from studio.media.clipfile import ClipFile
from studio.media.copying import copy, may_be_copied
from studio.media.decoding import Heard, Shown, Span, decode, sound_form
from studio.media.frames import Frames, frames_of
from studio.media.opening import opened, picture_of
from studio.media.packets import packets, shown
from studio.media.probe import Probe
from studio.messages import error
from studio.system import flush_folder, replace_file

CUTTER_VERSION = 2
"""Grows with each change after which the same span gives other bytes: part of a cache's key."""

_LENGTH_TOLERANCE_S = 0.15


@dataclass(frozen=True, slots=True)
class CutClip:
    """A clip that was written: what it holds of the recording, and its length in seconds."""

    file: Path
    start_s: float
    end_s: float
    duration_s: float
    frames: int


def cut(
    recording: Probe,
    spans: Sequence[tuple[float, float]],
    outputs: Sequence[Path],
    *,
    progress: Progress | None = None,
) -> tuple[CutClip, ...]:
    """Write the `spans` (start and end in seconds) of a recording to `outputs`, in that order.

    H.264 and AAC in MP4, the index first; a recording that is so already and is one clip is taken
    over as it is. AAC alone where there is only sound (then the files
    should end in `recording.clip_suffix`). Spans that touch share no frame and lose none. Ends
    are moved to the nearest frame of the recording. All files appear together, at the end; a
    file that is there already is replaced.

    Raises:
        StudioError: a file can't be written, a span is empty, or the recording can't be decoded.
        Cancelled: the work was cancelled; nothing was written.
    """
    if recording.path.resolve() in {output.resolve() for output in outputs}:
        raise error("cut.same_file", file=recording.path.name)
    progress = progress or Progress()
    frames = frames_of(recording, progress.part(0.0, 0.05))
    clips = [
        ClipFile(output, recording, _span(recording, frames, *span))
        for span, output in zip(spans, outputs, strict=True)
    ]
    with _all_or_none(clips):
        _write(recording, frames, clips, progress.part(0.05, 0.95))
        written = tuple(map(_checked, clips))
        progress.at(1.0)
        _put_in_place(clips)
    return written


def _span(recording: Probe, frames: Frames, start_s: float, end_s: float) -> Span:
    start_s, end_s = frames.aligned(start_s), frames.aligned(end_s)
    if start_s >= end_s:
        raise error("cut.nothing", file=recording.path.name, at=start_s)
    rate = sound_form(recording.sound)[0] if recording.sound else 1
    return Span(
        start_s=start_s,
        end_s=end_s,
        first_tick=frames.tick(start_s),
        end_tick=max(frames.tick(end_s), frames.tick(start_s) + 1),
        first_sample=round(start_s * rate),
        end_sample=round(end_s * rate),
    )


@contextmanager
def _all_or_none(clips: Sequence[ClipFile]) -> Iterator[None]:
    """Make the files of `clips` at once, and leave none of them if anything goes wrong."""
    try:
        for clip in clips:
            with _naming(clip.target), clip.part.open("wb"):
                pass
        yield
    except BaseException:
        for clip in clips:
            clip.discard()
        raise


def _put_in_place(clips: Sequence[ClipFile]) -> None:
    for clip in clips:
        with _naming(clip.target):
            replace_file(clip.part, clip.target)
    for folder in {clip.target.absolute().parent for clip in clips}:
        flush_folder(folder)


@contextmanager
def _naming(target: Path) -> Iterator[None]:
    """Say of an error of the system which file it is about: the target, not its `.part`."""
    try:
        yield
    except OSError as problem:
        named = OSError(problem.errno or 0, problem.strerror or str(problem), str(target))
        raise os_error(named) from problem


def _write(recording: Probe, frames: Frames, clips: Sequence[ClipFile], progress: Progress) -> None:
    """Copy the clips that are the whole recording where it fits, and encode the others."""
    first_s = float(frames.seconds[0]) if len(frames.seconds) else 0.0
    encoded = []
    for clip in clips:
        whole = clip.span.start_s == 0.0 and clip.span.end_s == recording.duration_s
        if whole and may_be_copied(recording, first_s):
            with _naming(clip.target):
                clip.frames = copy(recording, clip.part, progress)
        else:
            encoded.append(clip)
    if encoded:
        _encode(recording, encoded, progress)


def _encode(recording: Probe, clips: Sequence[ClipFile], progress: Progress) -> None:
    """Decode the recording once and hand each clip what is its own."""
    start_s = min(clip.span.start_s for clip in clips)
    end_s = max(clip.span.end_s for clip in clips)
    sharing = _Sharing(clips)
    for item in decode(recording, start_s, progress):
        sharing.take(item)
        if sharing.done:
            return
        if recording.picture is None or isinstance(item, Shown):
            progress.at((item.at_s - start_s) / (end_s - start_s))
    if recording.picture is not None and sharing.last is None:
        raise error("media.undecodable", file=recording.path.name)
    sharing.end()


class _Sharing:
    """Hands pictures and sound to the clips that they are in: to none, one, or several."""

    def __init__(self, clips: Sequence[ClipFile]) -> None:
        self.last: Shown | None = None
        self._waiting = deque(sorted(clips, key=lambda clip: clip.span.start_s))
        self._active: list[ClipFile] = []

    @property
    def done(self) -> bool:
        """Whether all clips are complete."""
        return not self._waiting and not self._active

    def take(self, item: Shown | Heard) -> None:
        while self._waiting and item.reaches(self._waiting[0].span):
            self._active.append(self._waiting.popleft())
        for clip in self._active:
            with _naming(clip.target):
                clip.take(item, self.last)
        self._active = [clip for clip in self._active if not clip.done]
        if isinstance(item, Shown):
            self.last = item

    def end(self) -> None:
        for clip in (*self._active, *self._waiting):
            with _naming(clip.target):
                clip.end(self.last)


def _checked(clip: ClipFile) -> CutClip:
    """Return what was written, once it is safely on the disk and found to be right.

    Raises:
        StudioError: the file has not the frames or the length that it should have.
    """
    with _naming(clip.target), clip.part.open("rb+") as written:
        os.fsync(written.fileno())
    with opened(clip.part) as container:
        film = picture_of(container)
        frames = sum(1 for _ in shown(packets(container, film))) if film else 0
        duration_s = (container.duration or 0) / 1_000_000
    span = clip.span
    off_s = abs(duration_s - (span.end_s - span.start_s))
    if frames != clip.frames or off_s > _LENGTH_TOLERANCE_S:
        details = f"{frames} of {clip.frames} frames, {off_s:.3f} s off"
        raise error("cut.damaged", file=clip.target.name, details=details)
    return CutClip(clip.target, span.start_s, span.end_s, duration_s, frames)
