"""Every icon can be drawn, in its colour and as sharp as the screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

import studio.ui
from studio.ui import icons

UI = Path(studio.ui.__file__).parent

_SHARP = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
from studio.ui import icons
print(icons.picture("add", "#000000", 20).width())
print("qtawesome" in sys.modules, "qtpy" in sys.modules)
"""


def test_every_name_of_the_code_is_in_the_table(qapp):
    source = "".join(file.read_text("utf-8") for file in UI.rglob("*.py"))
    used = set(re.findall(r'icons\.(?:icon|picture)\("([^"]+)"', source))
    assert {"add"} <= used <= icons.GLYPHS.keys()


@pytest.mark.parametrize("name", icons.GLYPHS)
def test_an_icon_fills_its_square_and_stays_inside(qapp, name):
    inside = icons._drawing(name).boundingRect()
    assert max(inside.width(), inside.height()) > 256 / 3
    assert min(inside.left(), inside.top()) >= 0
    assert max(inside.right(), inside.bottom()) <= 256


def test_icons_differ(qapp):
    same = [{"image", "picture"}]
    seen: dict[str, str] = {}
    for name, glyph in icons.GLYPHS.items():
        other = seen.setdefault(glyph, name)
        assert other == name or {other, name} in same


def test_an_unknown_name_is_told(qapp):
    with pytest.raises(KeyError, match="no-such-icon"):
        icons.icon("no-such-icon")


def test_an_icon_has_the_colour_that_was_asked_for(qapp):
    image = icons.picture("storyboard", "#14606b", 48).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#14606b"}


def test_a_disabled_icon_is_paler(qapp):
    icon = icons.icon("undo")
    normal, disabled = (
        icon.pixmap(QSize(24, 24), mode).toImage()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    )
    assert normal != disabled


def test_a_sharp_screen_gets_more_pixels_and_the_package_of_the_font_is_not_imported():
    result = subprocess.run(
        [sys.executable, "-c", _SHARP],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        cwd=UI.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == ["40", "False", "False"]
