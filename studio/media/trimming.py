"""Dropping the silence at the ends of clips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from studio.media.pauses import Pause
from studio.media.plan import PlannedClip

KEPT_S = 0.3
"""How much of a pause stays at each end of a clip: speech that begins at once sounds cut off."""


def without_silence(
    clips: Sequence[PlannedClip],
    pauses: Sequence[Pause],
    *,
    aligned: Callable[[float], float] = float,
) -> tuple[PlannedClip, ...]:
    """Return clips that begin and end `KEPT_S` before and after something is heard.

    A clip in which nothing is heard stays as it is. `aligned` moves a time to where a cut may lie.
    """
    spans = (trimmed(clip.start_s, clip.end_s, pauses, aligned=aligned) for clip in clips)
    return tuple(
        replace(clip, start_s=start_s, end_s=end_s)
        for clip, (start_s, end_s) in zip(clips, spans, strict=True)
    )


def trimmed(
    start_s: float,
    end_s: float,
    pauses: Sequence[Pause],
    *,
    aligned: Callable[[float], float] = float,
) -> tuple[float, float]:
    """Return a span without the pauses at its ends; it never grows, and is never empty."""
    begins = [pause.end_s - KEPT_S for pause in pauses if pause.start_s <= start_s < pause.end_s]
    ends = [pause.start_s + KEPT_S for pause in pauses if pause.start_s < end_s <= pause.end_s]
    first_s = max([start_s, *map(aligned, begins)])
    last_s = min([end_s, *map(aligned, ends)])
    return (first_s, last_s) if first_s < last_s else (start_s, end_s)
