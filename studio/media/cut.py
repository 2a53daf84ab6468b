"""Cutting: the clips of a recording, exact to the frame, as MP4 that every browser plays.

What browsers play is copied as it is, and encoded only between a cut and the next keyframe. What
they don't play, or what a copy would get wrong, is decoded and encoded; the result says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.jobs import Progress
from studio.media.cutting.checking import check
from studio.media.cutting.encoding import encode_clips
from studio.media.cutting.files import NewClip, all_or_none, flush, put_in_place
from studio.media.cutting.joining import Join, join_for, write_joins
from studio.media.cutting.repackaging import repackaged
from studio.media.cutting.source import CopyRefused, CopySource, copy_source
from studio.media.decoding import Span, sound_form
from studio.media.frames import Frames, frames_of
from studio.media.probe import Probe
from studio.messages import Message, error, message

CUTTER_VERSION = 2
"""Grows with each change after which the same span gives other bytes: part of a cache's key."""

_TOGETHER = 16
_ENCODING_WORK = 20
"""How many times longer it takes to encode a clip than to copy one."""


@dataclass(frozen=True, slots=True)
class CutClip:
    """A clip that was written: what it holds of the recording, and its length in seconds.

    `encoded_frames` of its `frames` were encoded, the others copied. `why` is the reason where more
    was encoded than lies between a cut and the next keyframe.
    """

    file: Path
    start_s: float
    end_s: float
    duration_s: float
    frames: int
    encoded_frames: int
    why: Message | None


def cut(
    recording: Probe,
    spans: Sequence[tuple[float, float]],
    outputs: Sequence[Path],
    *,
    progress: Progress | None = None,
) -> tuple[CutClip, ...]:
    """Write the `spans` (start and end in seconds) of a recording to `outputs`, in that order.

    H.264 and AAC in MP4, the index first; AAC alone where there is only sound (then the files
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
        NewClip(output, _span(recording, frames, *span))
        for span, output in zip(spans, outputs, strict=True)
    ]
    with all_or_none(clips):
        with repackaged(recording, frames, _folder(outputs), progress.part(0.05, 0.15)) as source:
            if source is not recording:
                _span_anew(source, clips)
            _write(recording, source, clips, progress.part(0.15, 0.95))
        flush(clips)
        written = tuple(map(_finished, clips))
        progress.at(1.0)
        put_in_place(clips)
    return written


def _folder(outputs: Sequence[Path]) -> Path:
    return outputs[0].parent if outputs else Path()


def _span_anew(recording: Probe, clips: Sequence[NewClip]) -> None:
    """Set the clips to the same spans of a recording that was packaged anew."""
    frames = frames_of(recording, Progress())
    for clip in clips:
        clip.span = _span(recording, frames, clip.asked.start_s, clip.asked.end_s)


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


def _write(recording: Probe, packaged: Probe, clips: Sequence[NewClip], progress: Progress) -> None:
    """Copy what can be copied; encode the other clips, and those of which a copy came out wrong."""
    source = copy_source(packaged)
    joins: list[Join] = []
    for clip in clips:
        join = join_for(source, packaged, clip)
        if isinstance(join, Join):
            joins.append(join)
        else:
            clip.why = join
    encoded = [clip for clip in clips if clip.why is not None]
    share = len(joins) / max(len(joins) + _ENCODING_WORK * len(encoded), 1)
    encoded += _joined(recording, source, joins, progress.part(0.0, share))
    for clip in encoded:
        clip.span = clip.asked
    if encoded:
        encode_clips(recording, encoded, progress.part(share, 1.0))


def _joined(
    recording: Probe, source: CopySource, joins: Sequence[Join], progress: Progress
) -> list[NewClip]:
    """Write clips some at a time, so that any number of them takes no more memory.

    Those that came out wrong are returned.
    """
    wrong: list[NewClip] = []
    for first in range(0, len(joins), _TOGETHER):
        some = joins[first : first + _TOGETHER]
        part = progress.part(first / len(joins), min(1.0, (first + _TOGETHER) / len(joins)))
        try:
            write_joins(recording, source, some, part)
        except CopyRefused:
            for join in some:
                join.clip.why = message("cut.why.damaged")
                wrong.append(join.clip)
    return wrong


def _finished(clip: NewClip) -> CutClip:
    """Return what was written, once it is found to be right."""
    duration_s = check(clip)
    ends = clip.asked.start_s, clip.asked.end_s
    return CutClip(clip.target, *ends, duration_s, clip.frames, clip.encoded, clip.why)
