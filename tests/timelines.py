"""Recordings that were never recorded, as a timeline shows them: any length, always the same."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from studio.media.levels import STEP_S
from studio.media.look import SlideChange
from studio.media.pauses import Pause
from studio.media.peaks import Peaks, pyramid
from studio.media.thumbnails import Thumbnail
from studio.ui.lectures.timeline import Heard, Span

TITLES = (
    "Why budget first",
    "What a bank looks at",
    "Your borrowing capacity",
    "Three ways to save",
    "Help from the State",
    "Questions of the room",
)
_GROUNDS = ("#fbfaf7", "#6d88a0", "#f0e8dc", "#35576b", "#e1eff1")


def heard(
    duration_s: float,
    *,
    pauses: int = 0,
    slides: int = 0,
    thumbnails: int = 0,
    sound: bool = True,
    frame_s: float = 0.04,
) -> Heard:
    """Return a recording with so many of each, evenly but for a little chance."""
    random = np.random.default_rng(8)
    starts = _times(random, duration_s, pauses)
    lengths = np.minimum(random.uniform(0.4, 1.8, pauses), duration_s / (pauses + 1) * 0.6)
    found = [Pause(float(a), float(a + b), 20.0) for a, b in zip(starts, lengths, strict=True)]
    times = _times(random, duration_s, slides)
    return Heard(
        duration_s,
        _peaks(random, duration_s, found) if sound else None,
        _thumbnails(duration_s, thumbnails, times),
        found,
        [SlideChange(float(at_s), 0.6, True) for at_s in times],
        frame_s,
    )


def clips(duration_s: float, count: int, too_long: Sequence[int] = ()) -> list[Span]:
    """Return clips of about one length that follow on each other."""

    def end_s(number: int) -> float:
        uneven = 0.12 * (number % 3 - 1) if 0 < number < count else 0.0
        return duration_s * (number + uneven) / count

    return [
        Span(
            f"c{n:07d}",
            n + 1,
            TITLES[n % len(TITLES)],
            end_s(n),
            end_s(n + 1),
            pinned=n % 5 == 3,
            too_long=n in too_long,
        )
        for n in range(count)
    ]


def _times(random: np.random.Generator, duration_s: float, count: int) -> np.ndarray:
    return (np.arange(count) + random.uniform(0.3, 0.7, count)) / max(count, 1) * duration_s


def _peaks(random: np.random.Generator, duration_s: float, pauses: Sequence[Pause]) -> Peaks:
    steps = max(int(duration_s / STEP_S), 1)
    slow = np.interp(
        np.arange(steps),
        np.arange(0, steps + 600, 600),
        random.random(steps // 600 + 2)[: len(range(0, steps + 600, 600))],
    )
    fast = random.beta(2, 6, steps // 12 + 1).repeat(12)[:steps]
    loud = (8 + 110 * (0.35 + 0.65 * slow) * fast).astype(np.int8)
    for pause in pauses:
        loud[int(pause.start_s / STEP_S) : int(pause.end_s / STEP_S)] = 2
    return pyramid(np.stack((-loud, loud), axis=1))


def _thumbnails(duration_s: float, count: int, slides: np.ndarray) -> list[Thumbnail]:
    pictures = [_slide(number) for number in range(min(count, 40))]
    times = np.arange(count) * duration_s / max(count, 1)
    shown = np.searchsorted(slides, times, "right")
    return [
        Thumbnail(float(at_s), pictures[int(n) % len(pictures)])
        for at_s, n in zip(times, shown, strict=True)
    ]


def _slide(number: int) -> bytes:
    picture = Image.new("RGB", (160, 90), _GROUNDS[number % len(_GROUNDS)])
    draw = ImageDraw.Draw(picture)
    ink = "#ffffff" if number % 5 in (1, 3) else "#1b1f24"
    draw.rectangle((14, 12, 60 + number * 7 % 70, 19), fill=ink)
    for line in range(2 + number % 4):
        draw.rectangle(
            (14, 32 + line * 11, 70 + (number * 31 + line * 23) % 70, 35 + line * 11), ink
        )
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=75)
    return made.getvalue()
