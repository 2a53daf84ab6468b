"""Colours of the timeline, on light and on dark ground; a shape says the same as each of them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from studio.ui.look import is_dark
from studio.ui.review.tints import line_colour


@dataclass(frozen=True, slots=True)
class Tints:
    """What the timeline is painted with."""

    base: QColor
    line: QColor
    ink: QColor
    quiet: QColor
    accent: QColor
    on_accent: QColor
    clip: QColor
    wave: QColor
    pause: QColor
    slide: QColor
    amber: QColor
    on_amber: QColor
    warn: QColor
    playhead: QColor
    empty: QColor
    veil: QColor
    """Over what is in no clip."""


def tints_of(palette: QPalette) -> Tints:
    """Return the colours that go with a palette."""
    dark = is_dark(palette)
    roles = QPalette.ColorRole
    base = palette.color(roles.Base)
    veil = QColor(base)
    veil.setAlpha(185)
    return Tints(
        base=base,
        line=line_colour(palette),
        ink=palette.color(roles.Text),
        quiet=palette.color(roles.PlaceholderText),
        accent=palette.color(roles.Highlight),
        on_accent=palette.color(roles.HighlightedText),
        clip=QColor("#23464b" if dark else "#d3e5e8"),
        wave=QColor("#6aa9b2" if dark else "#4d8991"),
        pause=QColor(255, 255, 255, 46) if dark else QColor(27, 31, 36, 34),
        slide=QColor("#e3b45c" if dark else "#94670f"),
        amber=QColor("#6b4e0c" if dark else "#fbe0a3"),
        on_amber=QColor("#ffe6ad" if dark else "#5a3a00"),
        warn=QColor("#e0aa3e" if dark else "#cf8f1f"),
        playhead=QColor("#ff8a80" if dark else "#b3261e"),
        empty=QColor("#34343a" if dark else "#ecebe6"),
        veil=veil,
    )
