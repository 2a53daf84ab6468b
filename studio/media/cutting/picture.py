"""The picture of a clip as one track: what was encoded before and after what is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from studio.media.cutting.recipe import Recipe
from studio.media.cutting.source import CopyRefused, PictureSource
from studio.media.cutting.stretches import Encoded
from studio.media.decoding import Span
from studio.media.mp4.h264 import with_parameters
from studio.media.mp4.writing import NewTrack

if TYPE_CHECKING:
    from studio.media.mp4.tables import Numbers


def picture_track(
    source: PictureSource, recipe: Recipe, head: Encoded, tail: Encoded, span: Span
) -> NewTrack:
    """Return the track of a clip's picture.

    The order of decoding goes on over the seams: what was encoded is decoded as early before it is
    seen as the keyframe after it is.

    Raises:
        CopyRefused: the parameter sets of `head` and `tail` contradict each other.
    """
    samples, track = source.samples, source.track
    body = slice(recipe.first, recipe.last)
    pts, dts = samples.pts[body].copy(), samples.dts[body].copy()
    lead = max(0, int((dts - pts).max()))
    dts -= lead
    early = int(pts[0] - dts[0])
    pts[0] = recipe.first_tick
    dts[0] = min(dts[0], pts[0] - early)
    following = samples.dts[recipe.last :] - lead
    made_pts = np.array(head.ticks, np.int64), np.array(tail.ticks, np.int64)
    made = head.samples + tail.samples
    none = np.full(len(made), -1, np.int64)
    sizes = np.array(list(map(len, made)), np.int64)
    before = len(head.samples)
    return NewTrack(
        handler=track.handler,
        timescale=track.timescale,
        language=track.language,
        aspect=track.aspect,
        entry=_entry(source, head, tail),
        offsets=np.concatenate((none[:before], samples.offsets[body], none[before:])),
        sizes=np.concatenate((sizes[:before], samples.sizes[body], sizes[before:])),
        dts=np.concatenate((made_pts[0] - early, dts, _tail_dts(made_pts[1], following, dts))),
        pts=np.concatenate((made_pts[0], pts, made_pts[1])),
        sync=np.concatenate(
            (np.array(head.sync, np.bool_), _sync(source, body), np.array(tail.sync, np.bool_))
        ),
        made=made,
        start=span.first_tick,
        length=span.end_tick - span.first_tick,
    )


def _sync(source: PictureSource, body: slice) -> Numbers:
    """Return which copied pictures a player can seek to: an I picture that says so will not do."""
    return source.samples.sync[body] & source.units.idr[body]  # type: ignore[return-value]


def _tail_dts(pts: Numbers, following: Numbers, before: Numbers) -> Numbers:
    """Return when the tail is decoded: when the samples were whose place it takes."""
    dts = pts.copy()
    known = min(len(dts), len(following))
    dts[:known] = np.minimum(dts[:known], following[:known])
    if len(dts):
        dts[0] = max(int(dts[0]), int(before[-1]) + 1)
    return np.maximum.accumulate(dts - np.arange(len(dts))) + np.arange(len(dts))


def _entry(source: PictureSource, head: Encoded, tail: Encoded) -> bytes:
    made = [one.parameters for one in (head, tail) if one.parameters is not None]
    if not made:
        return with_parameters(source.track.entry, source.parameters)
    if any(one != made[0] for one in made):
        raise CopyRefused("two kinds of parameter sets")
    return with_parameters(source.track.entry, source.parameters.beside(made[0]))
