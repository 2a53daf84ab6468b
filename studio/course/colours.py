"""Colours that can be read: contrast by WCAG 2.2, and shades that keep it.

A colour is written `#rrggbb`.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable

TEXT_CONTRAST = 4.5
"""What text needs against its ground (WCAG 2.2, 1.4.3)."""
CONTROL_CONTRAST = 3.0
"""What the edge of a control needs against its ground (WCAG 2.2, 1.4.11)."""

_STEPS = 200


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 for black to 1 for white (WCAG 2.2, definitions)."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definitions)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    """Return the contrast with the ground on which `colour` is hardest to read."""
    return min(contrast(colour, ground) for ground in grounds)


def readable(colour: str, grounds: Iterable[str], ratio: float = TEXT_CONTRAST) -> str:
    """Return `colour`, or the nearest shade of its hue that has `ratio` on all of the grounds.

    It is darkened on light grounds and lightened on dark ones. Where not even black or white has
    the ratio, that is returned.
    """
    grounds = list(grounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    goal = float(least_contrast("#ffffff", grounds) > least_contrast("#000000", grounds))
    for step in range(_STEPS):
        shade = lightness + (goal - lightness) * step / _STEPS
        found = _written(colorsys.hls_to_rgb(hue, shade, saturation)) if step else colour
        if least_contrast(found, grounds) >= ratio:
            return found
    return "#ffffff" if goal else "#000000"


def mixed(colour: str, ground: str, share: float) -> str:
    """Return `ground` with a share (0 to 1) of `colour` in it."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return _written(one * share + other * (1 - share) for one, other in pairs)


def black_or_white(ground: str) -> str:
    """Return which of the two reads better on `ground`; the better one always has 4.5:1."""
    return max(("#ffffff", "#000000"), key=lambda letters: contrast(letters, ground))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
