"""Boxes: found where they are, and never beyond what holds them."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.media.mp4.boxes import Box, box, boxes_in, find, full_box, index_of

KINDS = st.binary(min_size=4, max_size=4)


@given(held=st.lists(st.tuples(KINDS, st.binary(max_size=40)), max_size=8))
def test_boxes_are_read_as_they_were_made(held):
    data = b"".join(box(kind, inside) for kind, inside in held)
    found = [(one.kind, data[one.start : one.end]) for one in boxes_in(data)]
    assert found == held


@given(data=st.binary(max_size=200), start=st.integers(0, 50), end=st.integers(0, 220))
def test_no_box_is_found_outside_its_part(data, start, end):
    end = min(end, len(data))
    at = start
    for one in boxes_in(data, start, end):
        assert at + 8 <= one.start <= one.end <= end
        at = one.end


def test_a_path_of_boxes_is_followed():
    data = box(b"free") + box(b"a   ", box(b"b   ", b"x"), box(b"b   ", b"y")) + box(b"a   ")
    whole = Box(b"all ", 0, len(data))
    found = find(data, whole, b"a   ", b"b   ")
    assert found is not None
    assert data[found.start : found.end] == b"x"
    assert find(data, whole, b"a   ", b"c   ", b"d   ") is None


def test_a_wide_box_and_one_that_goes_to_the_end():
    wide = struct.pack(">I4sQ", 1, b"wide", 19) + b"abc"
    last = struct.pack(">I4s", 0, b"last") + b"rest"
    data = wide + last
    assert [(one.kind, data[one.start : one.end]) for one in boxes_in(data)] == [
        (b"wide", b"abc"),
        (b"last", b"rest"),
    ]


def test_a_full_box_says_its_version_and_flags():
    assert full_box(b"tkhd", b"x", version=1, flags=7) == box(b"tkhd", b"\x01\0\0\x07x")


MOOV = box(b"moov", b"index")
BIG = struct.pack(">I4sQ", 1, b"mdat", 16 + 5) + b"media"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (MOOV + box(b"mdat", b"media"), b"index"),
        (box(b"ftyp") + BIG + MOOV, b"index"),
        (struct.pack(">I4sQ", 1, b"moov", 16 + 5) + b"index", b"index"),
        (b"", None),
        (b"moov", None),
        (box(b"mdat", b"media"), None),
        (MOOV + box(b"moof"), None),
        (MOOV[:-1], None),
        (struct.pack(">I4s", 1 << 31, b"moov") + bytes(100), None),
        (struct.pack(">I4sQ", 1, b"moov", 1 << 60) + bytes(100), None),
        (struct.pack(">I4sQ", 1, b"moov", 3) + bytes(100), None),
        (struct.pack(">I4s", 7, b"free") + MOOV, None),
        (struct.pack(">I4s", 0, b"mdat") + MOOV, None),
    ],
)
def test_the_index_of_a_file(data, found):
    assert index_of(io.BytesIO(data)) == found


@given(data=st.binary(max_size=300))
def test_the_index_of_anything_at_all(data):
    index_of(io.BytesIO(data))
    index_of(io.BytesIO(MOOV + data))
