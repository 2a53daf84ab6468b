"""Contrast and readable shades, for any colour."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.colours import (
    TEXT_CONTRAST,
    black_or_white,
    contrast,
    least_contrast,
    luminance,
    mixed,
    readable,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#000000", 2.44),
    ],
)
def test_contrast_is_that_of_the_standard(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_luminance_goes_from_black_to_white():
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)


@given(COLOURS)
def test_a_shade_can_be_read(colour):
    for grounds in (["#ffffff", "#faf9f6"], ["#16191b", "#1c2022"]):
        shade = readable(colour, grounds)
        assert least_contrast(shade, grounds) >= TEXT_CONTRAST
        if least_contrast(colour, grounds) >= TEXT_CONTRAST:
            assert shade == colour


@given(COLOURS)
def test_black_or_white_can_be_read_on_anything(ground):
    assert contrast(black_or_white(ground), ground) >= TEXT_CONTRAST


@given(COLOURS, COLOURS)
def test_a_mixture_lies_between(one, other):
    assert mixed(one, other, 0.0) == other
    assert mixed(one, other, 1.0) == one


def test_a_shade_keeps_its_hue():
    shade = readable("#ff8800", ["#ffffff"])
    red, green, blue = (int(shade[at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue == 0
