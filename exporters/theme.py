"""The styles of a course: a theme, and the author's accent in shades that can be read.

A theme is a file of custom properties: those of `:root` for light pages, those of
`:root[data-theme="dark"]` for dark ones. `player.css` names no colour of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from studio.course.colours import black_or_white, mixed, readable
from studio.course.look import Look, Theme
from studio.resources import asset

STAGE = "#0b0c0d"
"""The ground of videos and their controls, light or dark."""

_DARK = '\n:root[data-theme="dark"]'
_PROPERTY = re.compile(r"--([a-z0-9-]+): ([^;]+);")
_SOFT = {"light": 0.13, "dark": 0.24}
"""Which share of the accent tints the ground of what is chosen."""

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Styles:
    """A theme as it is written, and its custom properties on light and on dark pages."""

    text: str
    light: Values
    dark: Values


@cache
def read_theme(theme: Theme) -> Styles:
    """Return one of the themes that come with the program."""
    text = asset("themes", f"{theme.value}.css").read_text("utf-8")
    light, dark = (dict(_PROPERTY.findall(part)) for part in text.split(_DARK))
    return Styles(text, light, {**light, **dark})


def accent_shades(look: Look) -> tuple[Values, Values]:
    """Return what the look's accent makes of a theme, on light and on dark pages.

    Each shade has 4.5:1 on all grounds that it stands on: where the accent has not, it is darkened
    or lightened. Without an accent of its own the look has the theme's.
    """
    styles = read_theme(look.theme)
    if look.accent is None:
        names = ("accent", "on-accent", "accent-soft", "stage-accent")
        light, dark = ({k: values[k] for k in names} for values in (styles.light, styles.dark))
        return light, dark
    return _shades(look.accent, styles.light, "light"), _shades(look.accent, styles.dark, "dark")


def theme_css(look: Look) -> str:
    """Return the style sheet of a look."""
    text = read_theme(look.theme).text
    if look.accent is None:
        return text
    light, dark = accent_shades(look)
    return f"{text}\n:root {{\n{_written(light)}}}\n{_DARK} {{\n{_written(dark)}}}\n"


def _shades(accent: str, theme: Values, kind: str) -> Values:
    soft = mixed(accent, theme["ground"], _SOFT[kind])
    # What is tinted holds plain text, too.
    soft = readable(soft, [theme["text"], theme["quiet"]])
    shade = readable(accent, [theme["ground"], theme["side"], soft])
    return {
        "accent": shade,
        "on-accent": black_or_white(shade),
        "accent-soft": soft,
        "stage-accent": readable(accent, [STAGE]),
    }


def _written(values: Values) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())
