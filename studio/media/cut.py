"""Cutting: the clips of a recording, exact to the frame, as MP4 that every browser plays.

What browsers play is copied as it is, and encoded only between a cut and the next keyframe. What
they don't play, or what a copy would get wrong, is decoded and encoded; the result says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from studio.jobs import Progress
from studio.media.cutting.budget import rates_within
from studio.media.cutting.checking import check, check_size
from studio.media.cutting.encoding import encode_clips
from studio.media.cutting.files import NewClip, all_or_none, flush, put_in_place
from studio.media.cutting.joining import Join, copied_bytes, join_for, write_joins
from studio.media.cutting.options import PLAIN, CutOptions
from studio.media.cutting.preparing import Prepared, prepared
from studio.media.cutting.source import CopyRefused
from studio.media.decoding import Span, sound_form
from studio.media.frames import Frames, frames_of
from studio.media.probe import Probe
from studio.messages import Message, error, message

CUTTER_VERSION = 2
"""Grows with each change after which the same span gives other bytes: part of a cache's key."""


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
    begun = 0.05 if options.loudness_lufs is None else 0.3
    ready = prepared(recording, options, ffmpeg, progress.part(0.05, begun))
    clips = [
        _new_clip(ready, output, _span(recording, frames, *span), options)
        for span, output in zip(spans, outputs, strict=True)
    ]
    most = inf if options.largest_bytes is None else options.largest_bytes
    with all_or_none(clips):
        _write(ready, clips, most, progress.part(begun, 0.95))
        flush(clips)
        written = tuple(_finished(clip, most) for clip in clips)
        progress.at(1.0)
        put_in_place(clips)
    return written


def _new_clip(ready: Prepared, output: Path, span: Span, options: CutOptions) -> NewClip:
    rates = rates_within(options.largest_bytes, ready.recording, span)
    return NewClip(output, span, ready.gain, rates)


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


def _write(ready: Prepared, clips: Sequence[NewClip], most: float, progress: Progress) -> None:
    """Copy what can be copied; encode the other clips, and those of which a copy came out wrong.

    A clip is also encoded if its copy would be larger than `most` bytes.
    """
    recording, source = ready.recording, ready.source
    joins: list[Join] = []
    for clip in clips:
        join = join_for(source, recording, clip)
        if isinstance(join, Join) and copied_bytes(source, join) > most:
            join = message("cut.why.too_large", limit=most)
        if isinstance(join, Join):
            joins.append(join)
        else:
            clip.why = join
    encoded = [clip for clip in clips if clip.why is not None]
    share = len(joins) / max(len(joins) + 20 * len(encoded), 1)
    if joins:
        try:
            write_joins(recording, source, joins, progress.part(0.0, share))
        except CopyRefused:
            for join in joins:
                join.clip.why = message("cut.why.damaged")
            encoded = list(clips)
        else:
            encoded += _too_large(joins, most)
    if encoded:
        encode_clips(recording, encoded, progress.part(share, 1.0))


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
    span = clip.span
    return CutClip(
        clip.target, span.start_s, span.end_s, duration_s, clip.frames, clip.encoded, clip.why
    )
