"""The icons: line drawings in the colour of the text beside them, sharp at every scale.

They are glyphs of the font Phosphor, which the package qtawesome brings along. The package itself
is not imported: that alone would take a third of the time in which the studio starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QIcon,
    QPainter,
    QPainterPath,
    QPalette,
    QPixmap,
    QRawFont,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from studio.resources import package_folder

_names: dict[int, tuple[str, bool]] = {}
"""The icons that were given out (name, whether on the accent) by Qt's key, to be drawn anew."""
_SIZES = (16, 20, 24, 32, 48)
_DRAWN_AT = 256.0
"""Pixels at which glyphs are read: the grid that Phosphor is drawn on."""

GLYPHS: Mapping[str, str] = {
    # rooms
    "plan": "target",
    "storyboard": "squares-four",
    "lectures": "video-camera",
    "questions": "question",
    "review": "check-circle",
    "publish": "upload-simple",
    # what a course is made of
    "module": "stack",
    "lesson": "book-open",
    "screen": "browser",
    "clips": "film-strip",
    "clip": "monitor-play",
    "text": "text-align-left",
    "image": "image",
    "picture": "image",
    "sound": "speaker-high",
    "file": "file",
    "document": "file-text",
    "quiz": "circle-wavy-question",
    "empty": "selection",
    "conditional": "git-branch",
    "callout": "info",
    "accordion": "rows",
    "tabs": "browsers",
    "process": "flow-arrow",
    "timeline": "hourglass",
    "flashcards": "cards",
    "comparison": "circle-half",
    "audio": "headphones",
    "reflection": "pencil-line",
    "checklist": "clipboard",
    "gate": "lock-open",
    "poll": "chart-bar",
    "scenario": "tree-structure",
    "discussion": "chats",
    "assignment": "note-pencil",
    "certificate": "medal",
    "embed": "globe",
    "image-hotspots": "map-pin",
    "question": "chat-centered-dots",
    "single-choice": "record",
    "multiple-choice": "check-square",
    "true-false": "toggle-right",
    "numeric": "hash",
    "short-text": "text-t",
    "ordering": "sort-ascending",
    "matching": "arrows-left-right",
    "categorise": "columns",
    "fill-blanks": "brackets-square",
    "hotspot": "crosshair",
    "likert": "chart-bar-horizontal",
    "long-answer": "article",
    # writing
    "bold": "text-bolder",
    "italic": "text-italic",
    "heading": "text-h",
    "bullets": "list-bullets",
    "numbers": "list-numbers",
    "link": "link-simple",
    "table": "table",
    "math": "radical",
    "code": "code",
    "quote": "quotes",
    # what one does
    "add": "plus",
    "undo": "arrow-u-up-left",
    "redo": "arrow-u-up-right",
    "cut": "scissors",
    "copy": "copy",
    "paste": "clipboard-text",
    "duplicate": "copy-simple",
    "delete": "trash",
    "replace": "swap",
    "refresh": "arrows-clockwise",
    "back": "arrow-left",
    "go": "arrow-right",
    "up": "arrow-up",
    "down": "arrow-down",
    "drag": "dots-six-vertical",
    "more": "dots-three",
    "expand": "caret-down",
    "collapse": "caret-up",
    "close": "x",
    "check": "check",
    "find": "magnifying-glass",
    "filter": "funnel",
    "zoom_in": "magnifying-glass-plus",
    "zoom_out": "magnifying-glass-minus",
    "whole": "arrows-out-line-horizontal",
    "pin": "push-pin",
    "play": "play",
    "stop": "stop",
    "pause": "pause",
    "previous": "skip-back",
    "next": "skip-forward",
    "frame_back": "caret-left",
    "frame_on": "caret-right",
    "loop": "repeat",
    "captions": "closed-captioning",
    "sound_off": "speaker-slash",
    "voice": "waves",
    "record": "microphone",
    "preview": "eye",
    "open": "folder-open",
    "folder": "folder",
    "import": "download-simple",
    "export": "export",
    "history": "clock-counter-clockwise",
    "sample": "house-line",
    "settings": "gear",
    "keyboard": "keyboard",
    "help": "lifebuoy",
    # what was said, and what was found
    "comment": "chat-text",
    "reply": "arrow-bend-up-left",
    "resolve": "checks",
    "idea": "lightbulb",
    "warning": "warning",
    "error": "warning-octagon",
}
"""Phosphor's glyph by our name of the icon."""


def icon(name: str, *, on_accent: bool = False) -> QIcon:
    """Return the icon `name` of the table in the colours of the application's palette.

    `on_accent` is for the main button of a page, whose ground is the accent.
    """
    return _icon(name, QApplication.palette().cacheKey(), on_accent=on_accent)


@lru_cache(512)
def _icon(name: str, palette_key: int, *, on_accent: bool) -> QIcon:
    del palette_key  # another palette, another icon
    palette = QApplication.palette()
    made = QIcon()
    groups, roles = QPalette.ColorGroup, QPalette.ColorRole
    for mode, group, role in (
        (
            QIcon.Mode.Normal,
            groups.Active,
            roles.HighlightedText if on_accent else roles.ButtonText,
        ),
        (QIcon.Mode.Selected, groups.Active, roles.Highlight),
        (QIcon.Mode.Disabled, groups.Disabled, roles.ButtonText),
    ):
        colour = palette.color(group, role).name()
        for size in _SIZES:
            made.addPixmap(picture(name, colour, size), mode)
    _names[made.cacheKey()] = (name, on_accent)
    return made


def recolour(root: QWidget) -> None:
    """Draw the icons of all buttons and actions below `root` in the palette's present colours."""
    found: list[QAbstractButton | QAction] = [
        *root.findChildren(QAbstractButton),
        *root.findChildren(QAction),
    ]
    for each in found:
        known = _names.get(each.icon().cacheKey())
        if known is not None:
            name, on_accent = known
            each.setIcon(icon(name, on_accent=on_accent))


def picture(name: str, colour: str, size: int) -> QPixmap:
    """Return an icon in one colour, `size` pixels wide, sharp on the sharpest screen there is."""
    ratio = max((screen.devicePixelRatio() for screen in QApplication.screens()), default=1.0)
    return _picture(name, colour, size, ratio)


@cache
def _picture(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    _drawing(name)  # an unknown name is told before a painter is at work: Qt would crash
    pixels = QPixmap(round(size * ratio), round(size * ratio))
    pixels.setDevicePixelRatio(ratio)
    pixels.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixels)
    paint(painter, name, QColor(colour), QRectF(0, 0, size, size))
    painter.end()
    return pixels


def paint(painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
    """Draw an icon as wide as the place is."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / _DRAWN_AT, place.height() / _DRAWN_AT)
    painter.fillPath(_drawing(name), colour)
    painter.restore()


@cache
def _drawing(name: str) -> QPainterPath:
    """Return the outline of an icon in a square of `_DRAWN_AT`."""
    font, codes = _font(), _codes()
    [glyph] = font.glyphIndexesForString(chr(int(codes[GLYPHS[name]], 16)))
    drawing = font.pathForGlyph(glyph)
    drawing.translate(0.0, font.ascent())
    return drawing


@cache
def _font() -> QRawFont:
    [file] = package_folder("qtawesome", "fonts").glob("phosphor-[0-9]*.ttf")
    return QRawFont(file.read_bytes(), _DRAWN_AT, QFont.HintingPreference.PreferNoHinting)


@cache
def _codes() -> dict[str, str]:
    """Return the code points of Phosphor's glyphs, in hexadecimal, by their names."""
    [file] = package_folder("qtawesome", "fonts").glob("phosphor-charmap-*.json")
    return msgspec.json.decode(file.read_bytes(), type=dict[str, str])
