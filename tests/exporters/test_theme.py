"""The themes can be read, whatever accent an author gives them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.theme import STAGE, accent_shades, read_theme, theme_css
from studio.course.colours import CONTROL_CONTRAST, TEXT_CONTRAST, contrast
from studio.course.look import Look, Theme

GROUNDS = ("ground", "side")
LETTERS = [
    *((letters, ground) for letters in ("text", "quiet", "accent") for ground in GROUNDS),
    *((letters, ground) for letters in ("right", "wrong") for ground in GROUNDS),
    *(("text", ground) for ground in ("accent-soft", "right-soft", "wrong-soft")),
    ("quiet", "accent-soft"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("right", "right-soft"),
    ("wrong", "wrong-soft"),
]
SHAPE = {"face", "head-face", "head-weight", "h1", "h2", "h3", "leading", "radius", "gap", "pad"}
COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def too_weak(values) -> list[str]:
    weak = [
        f"{letters} on {ground}: {contrast(values[letters], values[ground]):.2f}"
        for letters, ground in LETTERS
        if contrast(values[letters], values[ground]) < TEXT_CONTRAST
    ]
    weak += [
        f"field on {ground}"
        for ground in GROUNDS
        if contrast(values["field"], values[ground]) < CONTROL_CONTRAST
    ]
    return weak + (["stage"] if contrast(values["stage-accent"], STAGE) < TEXT_CONTRAST else [])


@pytest.mark.parametrize("theme", Theme)
def test_a_theme_can_be_read(theme):
    styles = read_theme(theme)
    assert too_weak(styles.light) == []
    assert too_weak(styles.dark) == []


def test_themes_define_the_same_and_differ_in_more_than_colour():
    themes = [read_theme(theme) for theme in Theme]
    assert {frozenset(each.light) for each in themes} == {frozenset(themes[0].light)}
    for one, other in combinations(themes, 2):
        assert one.light["accent"] != other.light["accent"]
        assert len([name for name in SHAPE if one.light[name] != other.light[name]]) >= 4


@given(st.sampled_from(Theme), COLOURS)
def test_any_accent_can_be_read_on_any_theme(theme, accent):
    styles = read_theme(theme)
    light, dark = accent_shades(Look(theme=theme, accent=accent))
    assert too_weak({**styles.light, **light}) == []
    assert too_weak({**styles.dark, **dark}) == []


def test_the_style_sheet_ends_with_the_accent():
    assert theme_css(Look()) == read_theme(Theme.TEAL).text
    text = theme_css(Look(theme=Theme.PAPER, accent="#00508c"))
    assert text.startswith(read_theme(Theme.PAPER).text)
    assert text.count("--accent: #00508c;") == 1
    assert text.count('[data-theme="dark"]') == 2
