"""The picture of a benchmark lecture: slides, a talking head in the corner, a pointer, a number.

Slides change every 30 to 120 s; on many of them the lines come one by one. The number of each
frame is written in the top left corner as a row of black and white cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np

from tests.bench.lecture_words import TOPICS, bullets

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    Plane: TypeAlias = NDArray[np.uint8]

WIDTH, HEIGHT, RATE = 1920, 1080, 25
BITS, CELL = 20, 16
_HEAD_WIDTH, _HEAD_HEIGHT = 320, 240
_HEAD_X, _HEAD_Y = WIDTH - _HEAD_WIDTH - 32, HEIGHT - _HEAD_HEIGHT - 32
_HEAD_LOOP = 12 * RATE
_BACKGROUNDS = ("white", "#fbf7ee", "#10243e", "white", "#eef5f1")


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: shown from `start_s`, with its lines appearing at `lines_s`."""

    start_s: float
    title: str
    lines: tuple[str, ...]
    lines_s: tuple[float, ...]
    background: str
    chart: tuple[int, ...]

    def seen_at(self, at_s: float) -> int:
        """Return how many lines are seen."""
        return sum(line_s <= at_s for line_s in self.lines_s)


def script(random: Random, length_s: float) -> list[Slide]:
    """Return the slides of a lecture. All times lie on frames."""
    slides, at_s = [], 0.0
    while at_s < length_s:
        following_s = at_s + _on_frame(random.uniform(30, 120))
        slides.append(_slide(random, at_s, min(following_s, length_s)))
        at_s = following_s
    return slides


def _on_frame(at_s: float) -> float:
    return round(at_s * RATE) / RATE


def _slide(random: Random, start_s: float, end_s: float) -> Slide:
    topic = random.choice(sorted(TOPICS))
    lines = bullets(random, topic, random.randint(3, 6))
    gap_s = (end_s - start_s) / (len(lines) + 1)
    built = random.random() < 0.5 and gap_s > 4
    return Slide(
        start_s,
        f"{topic}, part {random.randint(1, 9)}",
        tuple(lines),
        tuple(_on_frame(start_s + n * gap_s) if built else start_s for n in range(len(lines))),
        random.choice(_BACKGROUNDS),
        tuple(random.randint(40, 400) for _ in range(random.choice((0, 0, 5, 8)))),
    )


def changes(slides: list[Slide]) -> tuple[list[float], list[float]]:
    """Return when a new slide is shown, and when a line is added to one, in seconds."""
    built = (line_s for slide in slides for line_s in slide.lines_s if line_s > slide.start_s)
    return [slide.start_s for slide in slides], list(built)


def pictures(slides: list[Slide], frames: int) -> Iterator[Plane]:
    """Yield each frame as YUV 4:2:0 planes, one under the other."""
    heads, path = _heads(), _pointer_path(frames)
    shown, base = (-1, -1), np.empty(0, np.uint8)
    for number in range(frames):
        at_s = number / RATE
        index = sum(slide.start_s <= at_s for slide in slides) - 1
        if shown != (index, slides[index].seen_at(at_s)):
            shown = (index, slides[index].seen_at(at_s))
            base = _drawn(slides[index], shown[1])
        picture = base.copy()
        head = heads[number % _HEAD_LOOP]
        picture[_HEAD_Y : _HEAD_Y + _HEAD_HEIGHT, _HEAD_X : _HEAD_X + _HEAD_WIDTH] = head
        _point(picture, *path[number])
        picture[:CELL, : BITS * CELL] = _barcode(number)
        yield picture


def number_in(luma: Plane) -> int:
    """Return the number that a frame of this lecture bears."""
    inner = slice(CELL // 4, 3 * CELL // 4)
    cells = luma[:CELL, : BITS * CELL].reshape(CELL, BITS, CELL)[inner, :, inner]
    return sum(1 << bit for bit, level in enumerate(cells.mean(axis=(0, 2))) if level > 125)


def _barcode(number: int) -> Plane:
    bits = (number >> np.arange(BITS)) & 1
    row = np.where(bits, 235, 16).astype(np.uint8).repeat(CELL)
    return np.broadcast_to(row, (CELL, BITS * CELL))


def _drawn(slide: Slide, lines: int) -> Plane:
    """Return a slide with its first `lines` lines, in the colours of video."""
    import av
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), slide.background)
    draw = ImageDraw.Draw(image)
    dark = slide.background.startswith("#1")
    draw.rectangle((0, 130, WIDTH, 136), "#2a6f97")
    draw.text((120, 40), slide.title, "white" if dark else "#10243e", _font(64))
    for n, line in enumerate(slide.lines[:lines]):
        draw.text((150, 210 + 120 * n), f"-  {line}", "white" if dark else "black", _font(44))
    _draw_chart(draw, slide.chart)
    frame = av.VideoFrame.from_ndarray(np.asarray(image), "rgb24")
    return frame.reformat(format="yuv420p", dst_colorspace="ITU709").to_ndarray().astype(np.uint8)


def _draw_chart(draw: ImageDraw.ImageDraw, bars: tuple[int, ...]) -> None:
    for n, height in enumerate(bars):
        left = 1200 + 75 * n
        draw.rectangle((left, 700 - height, left + 50, 700), ("#e07a5f", "#81b29a")[n % 2])


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return cast("FreeTypeFont", ImageFont.load_default(size))


def _heads() -> list[Plane]:
    """Return some seconds of a head that sways and talks before a noisy camera, for a loop."""
    y, x = np.mgrid[0:_HEAD_HEIGHT, 0:_HEAD_WIDTH].astype(np.float32)
    noise = np.random.default_rng(3)
    wall = 90 + 40 * x / _HEAD_WIDTH
    heads = []
    for number in range(_HEAD_LOOP):
        turn = 2 * np.pi * number / _HEAD_LOOP
        middle = 160 + 18 * np.sin(3 * turn) + 6 * np.sin(11 * turn)
        top = 105 + 6 * np.sin(7 * turn)
        picture = np.where(((x - middle) / 110) ** 2 + ((y - 250) / 75) ** 2 < 1, 50, wall)
        face = ((x - middle) / 52) ** 2 + ((y - top) / 68) ** 2 < 1
        open_ = 2 + 8 * abs(np.sin(41 * turn) * np.sin(13 * turn))
        mouth = ((x - middle) / 18) ** 2 + ((y - top - 32) / open_) ** 2 < 1
        eyes = ((abs(x - middle) - 20) / 7) ** 2 + ((y - top + 14) / 5) ** 2 < 1
        picture = np.where(mouth | eyes, 30, np.where(face, 180, picture))
        picture = picture + noise.normal(0, 1.5, picture.shape)
        heads.append(picture.clip(16, 235).astype(np.uint8))
    return heads


def _pointer_path(frames: int) -> list[tuple[int, int]]:
    """Return where the pointer is in each frame: it moves for a while, and rests for a while."""
    random, path = Random(5), [(900, 500)]
    while len(path) < frames:
        x, y = path[-1]
        to_x, to_y = random.randint(50, WIDTH - 60), random.randint(50, HEIGHT - 60)
        steps = random.randint(10, 40)
        path += [
            (x + (to_x - x) * n // steps, y + (to_y - y) * n // steps) for n in range(1, steps + 1)
        ]
        path += [path[-1]] * random.randint(5, 150)
    return path


def _point(picture: Plane, x: int, y: int) -> None:
    """Draw an arrow: a black rim, white inside."""
    arrow = _arrow()
    place = picture[y : y + arrow.shape[0], x : x + arrow.shape[1]]
    np.copyto(place, np.where(arrow == 2, 235, 16).astype(np.uint8), where=arrow > 0)


@cache
def _arrow() -> Plane:
    y, x = np.mgrid[0:28, 0:20]
    rim, inside = x <= y * 0.7, (x <= y * 0.7 - 2) & (x >= 2) & (y <= 24)
    return np.where(inside, 2, rim).astype(np.uint8)
