"""Cutting: the clips of a recording, exact to the frame, as MP4 that every browser plays.

What browsers play is copied as it is, and encoded only between a cut and the next keyframe. What
they don't play, or what a copy would get wrong, is decoded and encoded; the result says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from math import inf
from pathlib import Path

from studio.jobs import Progress
from studio.media.cutting.budget import rates_within
from studio.media.cutting.checking import check, check_size
from studio.media.cutting.encoding import encode_clips
from studio.media.cutting.files import NewClip, all_or_none, flush, put_in_place
from studio.media.cutting.joining import Join, copied_bytes, join_for, write_joins
from studio.media.cutting.options import PLAIN, CutOptions, scaled
from studio.media.cutting.preparing import Prepared, prepared
from studio.media.cutting.repackaging import repackaged
from studio.media.cutting.source import CopyRefused, CopySource
from studio.media.decoding import Span, sound_form
from studio.media.frames import Frames, frames_of
from studio.media.probe import Probe
from studio.messages import Message, error, message

CUTTER_VERSION = 4
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
    options: CutOptions = PLAIN,
    ffmpeg: Path | None = None,
    progress: Progress | None = None,
) -> tuple[CutClip, ...]:
    """Write the `spans` (start and end in seconds) of a recording to `outputs`, in that order.

    H.264 and AAC in MP4, the index first; AAC alone where there is only sound (then the files
    should end in `recording.clip_suffix`). Spans that touch share no frame and lose none. Ends
    are moved to the nearest frame of the recording. All files appear together, at the end; a
    file that is there already is replaced. `ffmpeg` is the one of the user's settings, if any.

    Raises:
        StudioError: a file can't be written or kept under the size that the `options` allow, a
            span is empty, or the recording can't be decoded.
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
        _make(recording, frames, clips, options, ffmpeg, progress)
        flush(clips)
        written = tuple(_finished(clip, _most(options)) for clip in clips)
        progress.at(1.0)
        put_in_place(clips)
    return written


def _make(
    recording: Probe,
    frames: Frames,
    clips: Sequence[NewClip],
    options: CutOptions,
    ffmpeg: Path | None,
    progress: Progress,
) -> None:
    """Write the clips beside their targets, from what they can be copied from."""
    whole = scaled(recording, options.height)
    with _to_copy_from(recording, whole, frames, clips, progress.part(0.05, 0.15)) as packaged:
        if packaged is not recording:
            _span_anew(packaged, clips)
        begun = 0.15 if options.loudness_lufs is None else 0.35
        ready = prepared(packaged, options, ffmpeg, progress.part(0.15, begun))
        for clip in clips:
            clip.gain = ready.gain
            clip.rates = rates_within(options.largest_bytes, whole, clip.asked)
        _write(whole, ready, clips, _most(options), progress.part(begun, 0.95))


def _most(options: CutOptions) -> float:
    """Return the bytes that a clip may have."""
    return inf if options.largest_bytes is None else options.largest_bytes


def _to_copy_from(
    recording: Probe, whole: Probe, frames: Frames, clips: Sequence[NewClip], progress: Progress
) -> AbstractContextManager[Probe]:
    """Give the recording as clips are copied from it: as it is if all of them are to be scaled."""
    if whole is not recording or not clips:
        return nullcontext(recording)
    return repackaged(recording, frames, clips[0].target.parent, progress)


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


def _write(
    recording: Probe, ready: Prepared, clips: Sequence[NewClip], most: float, progress: Progress
) -> None:
    """Copy what can be copied; encode the other clips, and those of which a copy came out wrong.

    A clip is also encoded if its copy would be larger than `most` bytes.
    """
    joins: list[Join] = []
    for clip in clips:
        join = join_for(ready.source, ready.recording, clip)
        if isinstance(join, Join) and copied_bytes(ready.source, join) > most:
            join = message("cut.why.too_large", limit=most)
        if isinstance(join, Join):
            joins.append(join)
        else:
            clip.why = join
    encoded = [clip for clip in clips if clip.why is not None]
    share = len(joins) / max(len(joins) + _ENCODING_WORK * len(encoded), 1)
    encoded += _joined(recording, ready.source, joins, progress.part(0.0, share))
    encoded += _too_large([one for one in joins if one.clip not in encoded], most)
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


def _too_large(joins: Sequence[Join], most: float) -> list[NewClip]:
    """Return the clips whose copies came out too large after all; they are encoded from anew."""
    clips = [one.clip for one in joins if one.clip.part.stat().st_size > most]
    for clip in clips:
        clip.why, clip.frames = message("cut.why.too_large", limit=most), 0
    return clips


def _finished(clip: NewClip, most: float) -> CutClip:
    """Return what was written, once it is found to be right."""
    duration_s = check(clip)
    check_size(clip, most)
    ends = clip.asked.start_s, clip.asked.end_s
    return CutClip(clip.target, *ends, duration_s, clip.frames, clip.encoded, clip.why)
