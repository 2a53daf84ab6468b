"""Films of talks: slides with bullets, a webcam, a pointer, films within slides, cross-fades.

Every change is known beforehand, so that a test can say which were found and which were not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.real_media.films import same_scheduling

_SAID = """
energy cell wave market theorem river proof signal carbon memory vector empire cause orbit
method average protein limit tension grammar climate voltage poem budget nerve crystal
"""
_THEMES = (("#ffffff", "#1a1a2e"), ("#fdf6e3", "#3b2f2f"), ("#10202f", "#f2f5f7"))


@dataclass(frozen=True)
class Slide:
    """One slide: when it comes, when each of its bullets comes, and what else moves on it.

    `fade_s` is the length of the cross-fade from what was before; `film` puts a moving picture
    into it; a `person` fills the whole picture in place of a slide.
    """

    at_s: float
    bullets: Sequence[float] = ()
    fade_s: float = 0.0
    film: bool = False
    person: bool = False
    lines: int = 4


@dataclass(frozen=True)
class Talk:
    """A film of a talk. Sizes are of the picture, `noise` is that of the camera (0 to 255)."""

    slides: Sequence[Slide]
    seconds: float
    size: tuple[int, int] = (320, 180)
    rate: int = 10
    webcam: bool = False
    pointer: bool = False
    noise: float = 0.0
    codec: str = "libx264"
    pixels: str = "yuv420p"
    same_again: bool = False
    """The third slide is the first one again."""

    options: dict[str, str] = field(default_factory=lambda: {"preset": "veryfast"})

    @property
    def changes(self) -> list[float]:
        """The times at which a new slide is first shown whole."""
        return [slide.at_s + slide.fade_s for slide in self.slides[1:]]

    @property
    def builds(self) -> list[float]:
        """The times at which a bullet is added."""
        return [at_s for slide in self.slides for at_s in slide.bullets]


class _Motion(NamedTuple):
    """The moving parts of one moment, drawn at a quarter of the size and enlarged."""

    person: np.ndarray
    film: np.ndarray


class Painter:
    """Paints the pictures of a talk."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self._drawn: dict[tuple[int, int], np.ndarray] = {}
        self._random = np.random.default_rng(5)

    @cached_property
    def grain(self) -> np.ndarray:
        """Noise, larger than the picture: each frame takes another part of it."""
        width, height = self.talk.size
        return self._random.normal(0.0, 1.0, (height + 64, width + 64, 1)).astype(np.float32)

    def picture(self, at_s: float) -> np.ndarray:
        """Return the picture at a time, as RGB."""
        talk = self.talk
        number = max(n for n, slide in enumerate(talk.slides) if slide.at_s <= at_s + 1e-6)
        if talk.same_again and number == 2:
            number = 0
        slide = talk.slides[number]
        shown = self._whole(number, at_s)
        passed_s = at_s - slide.at_s
        if number and passed_s < slide.fade_s - 1e-6:
            part = np.float32(passed_s / slide.fade_s)
            before = self._whole(number - 1, at_s)
            shown = (before * (1 - part) + shown * part).astype(np.uint8)
        if talk.webcam and not slide.person:
            shown = self._with_webcam(shown, at_s)
        if talk.pointer:
            shown = self._with_pointer(shown, at_s)
        return self._noisy(shown)

    def _whole(self, number: int, at_s: float) -> np.ndarray:
        slide = self.talk.slides[number]
        if slide.person:
            return self._person(self.talk.size, at_s)
        said = sum(bullet <= at_s + 1e-6 for bullet in slide.bullets)
        key = number, said
        if key not in self._drawn:
            self._drawn = {one: kept for one, kept in self._drawn.items() if one[0] >= number - 1}
            self._drawn[key] = self._draw(number, slide.lines + said)
        if not slide.film:
            return self._drawn[key]
        shown = self._drawn[key].copy()
        width, height = self.talk.size
        box = shown[height * 2 // 5 : height * 9 // 10, width // 2 : width * 9 // 10]
        box[:] = self._waves((box.shape[1], box.shape[0]), at_s)
        return shown

    def _draw(self, number: int, lines: int) -> np.ndarray:
        width, height = self.talk.size
        paper, ink = _THEMES[number // 5 % len(_THEMES)]
        image = Image.new("RGB", (width, height), paper)
        pen = ImageDraw.Draw(image)
        words = np.random.default_rng(number)
        title = ImageFont.load_default(height / 12)
        plain = ImageFont.load_default(height / 22)
        pen.text((width * 0.06, height * 0.05), f"{number + 1}. {self._said(words, 3)}", ink, title)
        for line in range(lines):
            top = height * (0.22 + 0.075 * line)
            pen.text((width * 0.08, top), f"• {self._said(words, 5)}", ink, plain)
        return np.asarray(image)

    def _said(self, words: np.random.Generator, count: int) -> str:
        return " ".join(words.choice(_SAID.split(), count)).capitalize()

    def _with_webcam(self, shown: np.ndarray, at_s: float) -> np.ndarray:
        height, width = shown.shape[:2]
        shown = shown.copy()
        box = shown[height * 3 // 4 :, width * 4 // 5 :]
        box[:] = self._person((box.shape[1], box.shape[0]), at_s)
        return shown

    def _person(self, size: tuple[int, int], at_s: float) -> np.ndarray:
        """Draw somebody who sways, nods and talks before a wall."""
        width, height = 80, 45
        y, x = np.mgrid[0:height, 0:width].astype(np.float32)
        sway = 4 * np.sin(at_s * 0.7) + 2 * np.sin(at_s * 2.3 + 1) + 3 * np.sin(at_s * 0.13)
        nod = 1.2 * np.sin(at_s * 1.9) + 0.6 * np.sin(at_s * 4.7)
        head = ((x - 40 - sway) / 8) ** 2 + ((y - 17 - nod) / 10) ** 2 < 1
        mouth = ((x - 40 - sway) / 3) ** 2 + ((y - 22 - nod) / (0.4 + abs(np.sin(9 * at_s)))) ** 2
        body = ((x - 40 - sway * 0.6) / 22) ** 2 + ((y - 48) / 20) ** 2 < 1
        grey = 120 + 20 * np.sin(x / 9) + 10 * np.cos(y / 5)
        grey[body] = 60 + 10 * np.sin(x[body] - sway * 0.6)
        grey[head] = 190 - 2 * np.abs(x[head] - 40 - sway)
        grey[mouth < 1] = 70
        small = np.clip(grey + self._random.normal(0, 2, grey.shape), 0, 255).astype(np.uint8)
        large = np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BILINEAR))
        return np.stack([large, large * np.float32(0.9), large * np.float32(0.8)], 2).astype(
            np.uint8
        )

    def _waves(self, size: tuple[int, int], at_s: float) -> np.ndarray:
        """Draw a film that moves all the time and has a cut of its own every 3 seconds."""
        y, x = np.mgrid[0:60, 0:100].astype(np.float32)
        scene = int(at_s / 3)
        waves = np.sin(x / (4 + scene % 5) + 3 * at_s) + np.cos(y / (3 + scene % 3) - 2 * at_s)
        small = (127 + 60 * waves).clip(0, 255).astype(np.uint8)
        large = np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BILINEAR))
        return np.stack([large, 255 - large, large], 2)

    def _with_pointer(self, shown: np.ndarray, at_s: float) -> np.ndarray:
        height, width = shown.shape[:2]
        left = int(width * (0.45 + 0.4 * np.sin(at_s * 0.9)))
        top = int(height * (0.5 + 0.35 * np.sin(at_s * 1.3)))
        shown = shown.copy()
        shown[top : top + height // 36, left : left + height // 50] = (200, 30, 30)
        return shown

    def _noisy(self, shown: np.ndarray) -> np.ndarray:
        if not self.talk.noise:
            return shown
        height, width = shown.shape[:2]
        top, left = self._random.integers(0, 64, 2)
        grain = self.grain[top : top + height, left : left + width] * self.talk.noise
        return np.clip(shown + grain, 0, 255).astype(np.uint8)


def film(path: Path, talk: Talk) -> Path:
    """Write the film of a talk; the ending of the name chooses the container."""
    with same_scheduling(), av.open(str(path), "w") as container:
        stream = _video(container, talk)
        for picture in _pictures(talk):
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def _video(container, talk: Talk):
    stream = container.add_stream(talk.codec, rate=talk.rate, options=talk.options)
    stream.width, stream.height = talk.size
    stream.pix_fmt = talk.pixels
    return stream


def _pictures(talk: Talk) -> Iterator[av.VideoFrame]:
    painter = Painter(talk)
    for number in range(round(talk.seconds * talk.rate)):
        rgb = painter.picture(number / talk.rate)
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgb), "rgb24")
        frame.pts, frame.time_base = number, Fraction(1, talk.rate)
        yield frame
