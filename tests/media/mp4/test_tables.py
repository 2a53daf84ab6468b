"""Sample tables: what is written is read back, and nonsense is refused or harmless."""

from __future__ import annotations

import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from studio.media.mp4 import tables
from studio.media.mp4.boxes import Box, box, full_box

COUNTS = st.integers(1, 60)


def whole(*parts: bytes) -> tuple[bytes, Box]:
    data = b"".join(parts)
    return data, Box(b"stbl", 0, len(data))


def numbers(count: int, least: int, most: int) -> st.SearchStrategy[np.ndarray]:
    few = st.sampled_from([least, 0, 1, most])  # repeated often, as in real tables
    each = st.one_of(few, st.integers(least, most))
    return arrays.arrays(np.int64, count, elements=each)


@st.composite
def samples(draw: st.DrawFn) -> dict[str, np.ndarray]:
    count = draw(COUNTS)
    cuts = sorted(draw(st.sets(st.integers(1, count - 1), max_size=10))) if count > 1 else []
    return {
        "steps": draw(numbers(count, 0, 2**32 - 1)),
        "shifts": draw(numbers(count, -(2**31), 2**31 - 1)),
        "sync": draw(arrays.arrays(np.bool_, count)),
        "sizes": draw(numbers(count, 0, 2**32 - 1)),
        "chunk_sizes": np.diff([0, *cuts, count]),
    }


@given(made=samples(), wide=st.booleans(), data=st.data())
def test_what_is_written_is_read(made, wide, data):
    count = len(made["sizes"])
    most = 2**62 if wide else 2**32 - 1
    places = data.draw(numbers(len(made["chunk_sizes"]), 0, most))
    index, stbl = whole(*tables.sample_tables(**made), tables.chunk_offsets(places, wide=wide))
    sizes = tables.read_sizes(index, stbl)
    assert np.array_equal(sizes, made["sizes"])
    assert np.array_equal(tables.read_steps(index, stbl, count), made["steps"])
    assert np.array_equal(tables.read_shifts(index, stbl, count), made["shifts"])
    assert np.array_equal(tables.read_sync(index, stbl, count), made["sync"])
    offsets = tables.read_offsets(index, stbl, sizes)
    first = 0
    for place, length in zip(places, made["chunk_sizes"], strict=True):
        own = slice(first, first + length)
        before = np.cumsum(sizes[own]) - sizes[own]
        assert np.array_equal(offsets[own], place + before)
        first += length
    assert len(offsets) == count


def test_places_beyond_four_gigabytes_need_wide_tables():
    far = np.array([1 << 40])
    index, stbl = whole(
        tables.chunk_offsets(far, wide=True), full_box(b"stsc", struct.pack(">4I", 1, 1, 1, 1))
    )
    assert tables.read_offsets(index, stbl, np.array([7])).tolist() == [1 << 40]


def test_one_size_for_all_samples():
    index, stbl = whole(full_box(b"stsz", struct.pack(">II", 320, 4)))
    assert tables.read_sizes(index, stbl).tolist() == [320] * 4


def test_fewer_chunks_than_samples_give_fewer_places():
    chunks = full_box(b"stco", struct.pack(">II", 1, 100))
    index, stbl = whole(chunks, full_box(b"stsc", struct.pack(">4I", 1, 1, 2, 1)))
    assert tables.read_offsets(index, stbl, np.array([5, 6, 7])).tolist() == [100, 105]


def test_times_that_are_missing_at_the_end_are_those_of_the_last():
    index, stbl = whole(full_box(b"stts", struct.pack(">3I", 1, 2, 40)))
    assert tables.read_steps(index, stbl, 4).tolist() == [40] * 4


HUGE = 0xFFFF_FFFF


@pytest.mark.parametrize(
    "table",
    [
        full_box(b"stsz", struct.pack(">II", 0, HUGE)),
        full_box(b"stsz", struct.pack(">II", 1, HUGE)),
        full_box(b"stts", struct.pack(">I", HUGE)),
        full_box(b"stts", struct.pack(">3I", 1, HUGE, 1)),
        full_box(b"ctts", struct.pack(">I", HUGE)),
        full_box(b"stss", struct.pack(">I", HUGE)),
        full_box(b"stsc", struct.pack(">4I", 1, 1, HUGE, 1)),
        full_box(b"stco", struct.pack(">I", HUGE)),
        full_box(b"co64", struct.pack(">I", HUGE)),
        *(box(kind) for kind in (b"stsz", b"stts", b"ctts", b"stss", b"stsc", b"stco")),
    ],
)
def test_counts_that_can_not_be_are_refused_or_harmless(table):
    good = [
        full_box(b"stsz", struct.pack(">II", 8, 3)),
        full_box(b"stts", struct.pack(">3I", 1, 3, 1)),
        full_box(b"stsc", struct.pack(">4I", 1, 1, 3, 1)),
        full_box(b"stco", struct.pack(">II", 1, 100)),
    ]
    index, stbl = whole(table, *good)
    tracemalloc.start()
    try:
        sizes = tables.read_sizes(index, stbl)
        offsets = tables.read_offsets(index, stbl, sizes)
        assert len(offsets) <= 3
        for read in (tables.read_steps, tables.read_shifts, tables.read_sync):
            assert len(read(index, stbl, len(offsets))) == len(offsets)
    except (ValueError, struct.error):
        pass
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_a_few_bytes_can_not_promise_any_number_of_samples():
    most = 1 << 22
    index, stbl = whole(full_box(b"stsz", struct.pack(">II", 1, most)))
    assert len(tables.read_sizes(index, stbl)) == most
    index, stbl = whole(full_box(b"stsz", struct.pack(">II", 1, most + 1)))
    with pytest.raises(ValueError, match="too many"):
        tables.read_sizes(index, stbl)
