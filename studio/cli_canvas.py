"""A sheet to draw on: lines, boxes, dots and text, in pixels of the finished picture."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

TEAL, AMBER = "#14606B", "#D98A00"
INK, GREY, FAINT, LINE, PALE = "#1F2A2E", "#66757A", "#9DB7BB", "#E6EBEC", "#CFE4E6"
SLIDE, CHANGE = "#5B4FA2", "#B9B2DE"
TERMS = ("#3B6FB6", "#8FB3DE", "#7DB3A8", "#C3D39A", "#C77BA0", "#E3B7CE", "#B3541E", "#D9A679")

_FONTS = {
    False: ("DejaVuSans.ttf", "segoeui.ttf", "Arial.ttf", "Helvetica.ttc"),
    True: ("DejaVuSans-Bold.ttf", "segoeuib.ttf", "Arial Bold.ttf", "arialbd.ttf"),
}


class Canvas:
    """A white sheet. It is drawn at twice its size and reduced, so that its edges are smooth."""

    scale = 2

    def __init__(self, width: int, height: int) -> None:
        from PIL import Image, ImageDraw

        self._image = Image.new("RGB", (width * self.scale, height * self.scale), "white")
        self._draw = ImageDraw.Draw(self._image)

    def line(
        self, x0: float, y0: float, x1: float, y1: float, colour: str, width: float = 1.0
    ) -> None:
        """Draw a straight line."""
        s = self.scale
        self._draw.line((x0 * s, y0 * s, x1 * s, y1 * s), colour, max(1, round(width * s)))

    def box(
        self, x0: float, y0: float, x1: float, y1: float, colour: str, radius: float = 0.0
    ) -> None:
        """Fill a rectangle, whose corners may be round."""
        s = self.scale
        corners = (x0 * s, y0 * s, max(x1, x0) * s, max(y1, y0) * s)
        self._draw.rounded_rectangle(corners, min(radius, (x1 - x0) / 2) * s, colour)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """Fill a circle."""
        s = self.scale
        self._draw.circle((x * s, y * s), radius * s, colour)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        colour: str,
        size: int,
        *,
        bold: bool = False,
        anchor: str = "lm",
        width: float | None = None,
    ) -> float:
        """Write a line of text, cut short to `width`; return where it ends.

        `anchor` says which point of it lies at (`x`, `y`), as Pillow names it.
        """
        font = _font(size * self.scale, bold=bold)
        shown = text if width is None else _fitting(text, font, width * self.scale)
        self._draw.text((x * self.scale, y * self.scale), shown, colour, font, anchor)
        return x + font.getlength(shown) / self.scale

    def width_of(self, text: str, size: int) -> float:
        """Return how wide a line of text is."""
        return _font(size * self.scale, bold=False).getlength(text) / self.scale

    def save(self, file: Path) -> None:
        """Write the sheet as a PNG, whole or not at all.

        Raises:
            OSError: the file can't be written.
        """
        from studio.system import replace_file

        reduced = self._image.reduce(self.scale)
        data = io.BytesIO()
        reduced.save(data, "PNG", optimize=True)
        part = file.with_name(file.name + ".part")
        part.write_bytes(data.getvalue())
        replace_file(part, file)


@cache
def _font(size: int, *, bold: bool) -> FreeTypeFont:
    """Return a font of the system that knows more than Latin letters, or else Pillow's own."""
    from PIL import ImageFont

    for name in _FONTS[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # noqa: S101  # the wheels have FreeType
    return font


def _fitting(text: str, font: FreeTypeFont, room: float) -> str:
    """Return a text, or as much of it as fits with an ellipsis; nothing where that would not."""
    if font.getlength(text) <= room:
        return text
    for length in range(len(text) - 1, 0, -1):
        shown = text[:length].rstrip() + "\u2026"
        if font.getlength(shown) <= room:
            return shown
    return ""
