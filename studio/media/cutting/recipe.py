"""Which pictures of a clip are copied, and which have to be encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from studio.media.cutting.source import PictureSource
from studio.media.decoding import Span
from studio.media.frames import STILL_S
from studio.messages import Message, message

if TYPE_CHECKING:
    from studio.media.mp4.tables import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pictures to be encoded: the numbers of their samples, and the ticks at which they are seen.

    To decode them a decoder begins with the sample `decode_from`.
    """

    samples: Numbers
    ticks: Numbers
    decode_from: int

    def __len__(self) -> int:
        return len(self.samples)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The picture of a clip: `head` encoded, the samples [`first`, `last`) copied, `tail` encoded.

    The first picture that is copied is seen at `first_tick`.
    """

    head: Stretch
    first: int
    last: int
    first_tick: int
    tail: Stretch

    @property
    def frames(self) -> int:
        """The number of pictures of the clip."""
        return len(self.head) + self.last - self.first + len(self.tail)

    @property
    def encoded(self) -> int:
        """The number of pictures that are encoded."""
        return len(self.head) + len(self.tail)


def recipe(source: PictureSource, span: Span) -> Recipe | Message:
    """Return how the picture of a clip is made, or why it can't be made of copies.

    A copy begins with an IDR picture, since nothing after one needs what came before (Rec. ITU-T
    H.264, section 7.4.1.2.4): an I picture of an open group of pictures will not do. It ends where
    all samples that are decoded earlier are shown earlier too.
    """
    shown, ticks = _seen(source, span)
    # Before the clip as well: other parameter sets are in force until others follow.
    sets = source.units.parameters & source.units.whole
    if sets[: int(shown.max()) + 1].any():
        return message("cut.why.changes")
    entry = np.flatnonzero(source.entries[shown])
    if not len(entry):
        return message("cut.why.keyframe")
    first, begun = int(shown[entry[0]]), int(entry[0])
    if begun and not source.units.idr[: int(shown[:begun].min()) + 1].any():
        return message("cut.why.damaged")  # it begins within a group of pictures
    last = _clean_end(source, first, span.end_tick)
    ended = begun + last - first
    inside = np.sort(shown[begun:ended])
    if last <= first or not np.array_equal(inside, np.arange(first, last)):
        return message("cut.why.keyframe")
    if not source.units.whole[first:last].all():
        return message("cut.why.damaged")
    return Recipe(
        head=_stretch(source, shown[:begun], ticks[:begun]),
        first=first,
        last=last,
        first_tick=int(ticks[begun]),
        tail=_stretch(source, shown[ended:], ticks[ended:]),
    )


def _seen(source: PictureSource, span: Span) -> tuple[Numbers, Numbers]:
    """Return the samples that are seen in a span, in their order, and when.

    A span that begins inside a still, or lies inside one frame, opens with the picture that is
    seen then; any other with its own first picture, seen from the start.
    """
    order = source.samples.in_order
    ticks = source.samples.pts[order]
    first, last = np.searchsorted(ticks, (span.first_tick, span.end_tick))
    if first and _lasts(source, ticks, int(first), span):
        first -= 1
    last = max(last, first + 1)
    seen = ticks[first:last].copy()
    seen[0] = span.first_tick
    return order[first:last], seen


def _lasts(source: PictureSource, ticks: Numbers, first: int, span: Span) -> bool:
    """Return whether the picture before the first one of a span is still seen when it begins."""
    if first == len(ticks) or ticks[first] >= span.end_tick:
        return True
    long = (ticks[first] - ticks[first - 1]) > STILL_S * source.track.timescale
    return bool(long and ticks[first] > span.first_tick)


def _clean_end(source: PictureSource, first: int, end_tick: int) -> int:
    """Return the sample before which a copy that begins with `first` ends at the latest.

    The last sample of a recording is left to be encoded if it breaks off.
    """
    pts = source.samples.pts[first:]
    beyond = np.flatnonzero((pts >= end_tick) | _breaks_off(source)[first:])
    room = int(beyond[0]) if len(beyond) else len(pts)
    latest = np.maximum.accumulate(pts[:room])
    following = np.append(source.least_after[first + 1 :], np.iinfo(np.int64).max)[:room]
    clean = np.flatnonzero(latest < following)
    return first + (int(clean[-1]) + 1 if len(clean) else 0)


def _breaks_off(source: PictureSource) -> Flags:
    last = np.zeros(len(source.samples), np.bool_)
    last[-1] = not source.units.whole[-1]
    return last


def _stretch(source: PictureSource, samples: Numbers, ticks: Numbers) -> Stretch:
    if not len(samples):
        return Stretch(samples, ticks, 0)
    starts = np.flatnonzero(source.units.idr[: int(samples.min()) + 1])
    return Stretch(samples, ticks, int(starts[-1]) if len(starts) else 0)
