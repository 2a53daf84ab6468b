"""The index of an MP4: read as FFmpeg reads it, and never a danger, whatever it holds."""

from __future__ import annotations

import struct
import tracemalloc
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.media.mp4.boxes import Box, box, boxes_in, find, full_box
from studio.media.mp4.movie import Edit, Movie, Track, read_movie
from tests.media import recordings
from tests.media.kinds import KINDS

MOST_BYTES = 200_000_000
"""What reading a damaged index may take at most."""


def track_of(movie: Movie | None, number: int = 0) -> Track:
    assert movie is not None
    track = movie.tracks[number]
    assert track is not None
    return track


@pytest.mark.parametrize("made", KINDS)
def test_samples_are_what_ffmpeg_finds(made, tmp_path):
    path = made(tmp_path)
    movie = read_movie(path)
    if movie is None:
        assert path.suffix not in (".mp4", ".mov") or b"moof" in path.read_bytes()
        return
    for number, track in enumerate(movie.tracks):
        assert track is not None
        with av.open(str(path)) as container:
            packets = [one for one in container.demux(container.streams[number]) if one.size]
        if track.entry[4:8] != b"sowt":  # of PCM FFmpeg makes packets of many samples
            _same(track, movie, packets)


def _same(track: Track, movie: Movie, packets: Sequence[Any]) -> None:
    samples = track.samples(movie.size)
    held = dict(zip(samples.offsets.tolist(), range(len(samples)), strict=True))
    # FFmpeg leaves out what lies before the keyframe that an edit begins with, and behind its end.
    numbers = [held[packet.pos] for packet in packets]
    assert set(np.flatnonzero(samples.shown)) <= set(numbers)
    assert all(after - before == 1 for before, after in pairwise(numbers))
    for number, packet in zip(numbers, packets, strict=True):
        assert samples.sizes[number] == packet.size
        assert samples.sync[number] == packet.is_keyframe
        assert samples.shown[number] == (not packet.is_discard) or track.handler == b"soun"
        assert samples.pts[number] == packet.pts


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Path:
    return recordings.groups(tmp_path_factory.mktemp("film"))


@pytest.fixture(scope="module")
def index(film) -> tuple[bytes, int]:
    """The film, and where its index starts: it is the last box."""
    data = film.read_bytes()
    return data, data.index(b"moov") - 4


def read(folder: Path, data: bytes) -> Movie | None:
    """Read an index whatever it holds: all that may be raised is what is declared."""
    path = folder / "hostile.mp4"
    path.write_bytes(data)
    tracemalloc.start()
    try:
        movie = read_movie(path)
        for track in movie.tracks if movie else ():
            if track is not None:
                _look_at(track, len(data))
        return movie
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < MOST_BYTES


def _look_at(track: Track, size: int) -> None:
    try:
        samples = track.samples(size)
    except ValueError:
        return
    count = len(samples)
    for each in (samples.offsets, samples.dts, samples.pts, samples.sync, samples.shown):
        assert len(each) == count
    assert (samples.offsets >= 0).all()
    assert (samples.offsets + samples.sizes <= size).all()
    assert len(samples.in_order) == samples.shown.sum()


HOSTILE = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ODD = st.sampled_from([0, 1, 8, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0xFFFF_FFF0, 1 << 24])


@HOSTILE
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 1 << 16), st.one_of(ODD, st.integers(0, 0xFFFF_FFFF))),
        min_size=1,
        max_size=6,
    )
)
def test_any_number_of_an_index_may_be_wrong(index, tmp_path, changes):
    data, at = index
    hostile = bytearray(data)
    for place, value in changes:
        struct.pack_into(">I", hostile, at + 8 + place % (len(data) - at - 12), value)
    read(tmp_path, bytes(hostile))


def fields(data: bytes, at: int) -> list[int]:
    """Return the places of the first numbers of each box of an index, its length included."""

    def inside(start: int, end: int) -> list[int]:
        found: list[int] = []
        for one in boxes_in(data, start, end):
            found += range(one.start - 8, min(one.start + 24, one.end - 3), 4)
            if one.kind in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts"):
                found += inside(one.start, one.end)
        return found

    return inside(at, len(data))


@HOSTILE
@given(choice=st.integers(0, 1 << 16), value=ODD)
def test_the_head_of_any_table_may_be_wrong(index, tmp_path, choice, value):
    data, at = index
    places = fields(data, at)
    hostile = bytearray(data)
    struct.pack_into(">I", hostile, places[choice % len(places)], value)
    read(tmp_path, bytes(hostile))


@HOSTILE
@given(length=st.integers(0, 1 << 16), noise=st.binary(max_size=64))
def test_an_index_may_break_off_or_be_noise(index, tmp_path, length, noise):
    data, at = index
    whole = data[at + 8 :]
    part = whole[: length % len(whole)]
    read(tmp_path, data[:at] + box(b"moov", part + noise))
    read(tmp_path, data[: at + 8] + part)


def test_what_is_no_mp4_is_none(tmp_path):
    assert read_movie(tmp_path / "missing.mp4") is None
    assert read_movie(tmp_path) is None
    for data in (b"", b"text", bytes(1000), b"\xff" * 1000):
        assert read(tmp_path, data) is None


def edited(folder: Path, film: Path, change: Callable[[bytes], bytes]) -> Movie | None:
    """Return what is read of a film whose first edit list is another one."""
    data = film.read_bytes()
    at = data.index(b"moov") - 4
    path = folder / "edited.mp4"
    path.write_bytes(data[:at] + _with_edits(data[at:], change))
    return read_movie(path)


def _with_edits(moov: bytes, change: Callable[[bytes], bytes]) -> bytes:
    made, first = b"", True
    for one in boxes_in(moov, 8):
        held = moov[one.start : one.end]
        if one.kind == b"trak" and first:
            first = False
            inner = b"".join(
                change(held[each.start : each.end])
                if each.kind == b"edts"
                else box(each.kind, held[each.start : each.end])
                for each in boxes_in(held)
            )
            held = inner
        made += box(one.kind, held)
    return box(b"moov", made)


def elst(*parts: tuple[int, int, int], wide: bool = False) -> bytes:
    form = ">QqI" if wide else ">IiI"
    packed = b"".join(struct.pack(form, *part) for part in parts)
    count = struct.pack(">I", len(parts))
    return box(b"edts", full_box(b"elst", count, packed, version=int(wide)))


ONE = 1 << 16


@pytest.mark.parametrize("wide", [False, True], ids=["version0", "version1"])
@pytest.mark.parametrize(
    ("parts", "edit"),
    [
        ([(2000, 1024, ONE)], Edit(1024, 1024 + 25_600, Fraction(0))),
        ([(0, 1024, ONE)], Edit(1024, None, Fraction(0))),
        ([(500, -1, ONE), (2000, 0, ONE)], Edit(0, 25_600, Fraction(1, 2))),
        ([(500, -1, 0), (250, -1, ONE), (0, 512, ONE)], Edit(512, None, Fraction(3, 4))),
        ([(1000, 0, ONE), (1000, 25_600, ONE)], None),
        ([(1000, 0, ONE), (500, -1, ONE)], None),
        ([(1000, 0, 2 * ONE)], None),
        ([(1000, 0, 0)], None),
        ([(1000, -2, ONE)], None),
        ([(500, -1, ONE)], None),
        ([], None),
    ],
    ids=["part", "rest", "late", "later", "two", "pause", "fast", "dwell", "odd", "empty", "none"],
)
def test_kinds_of_edit_lists(film, tmp_path, parts, edit, wide):
    movie = edited(tmp_path, film, lambda _: elst(*parts, wide=wide))
    assert movie is not None
    first, second = movie.tracks
    assert (first.edit if first else None) == edit
    assert second is not None


def test_without_an_edit_list_all_is_shown(film, tmp_path):
    track = track_of(edited(tmp_path, film, lambda _: b""))
    assert track.edit == Edit(0, None, Fraction(0))
    assert track.samples(1 << 40).shown.all()


def test_an_edit_list_shorter_than_it_says(film, tmp_path):
    def short(_: bytes) -> bytes:
        return box(b"edts", full_box(b"elst", struct.pack(">IIiI", 1 << 31, 0, 1024, ONE)))

    assert track_of(edited(tmp_path, film, short)).edit == Edit(1024, None, Fraction(0))


def test_heads_of_version_1_are_read_as_those_of_version_0(film, tmp_path):
    data = film.read_bytes()
    at = data.index(b"moov") - 4
    path = tmp_path / "wide.mp4"
    path.write_bytes(data[:at] + _widened(data[at:]))
    wide, plain = read_movie(path), read_movie(film)
    assert wide is not None
    assert plain is not None
    assert wide.duration_s == plain.duration_s
    for one, other in zip(wide.tracks, plain.tracks, strict=True):
        assert one is not None
        assert other is not None
        assert (one.timescale, one.language, one.aspect, one.edit, one.entry) == (
            other.timescale,
            other.language,
            other.aspect,
            other.edit,
            other.entry,
        )


def _widened(data: bytes) -> bytes:
    """Return boxes with the heads of a movie, its tracks and their media in version 1."""
    made = b""
    for one in boxes_in(data):
        held = data[one.start : one.end]
        if one.kind in (b"moov", b"trak", b"mdia"):
            held = _widened(held)
        elif one.kind in (b"mvhd", b"mdhd"):
            created, changed, scale, length = struct.unpack_from(">4I", held, 4)
            times = struct.pack(">QQIQ", created, changed, scale, length)
            held = b"\1" + held[1:4] + times + held[20:]
        elif one.kind == b"tkhd":
            created, changed, number, length = struct.unpack_from(">3I4xI", held, 4)
            times = struct.pack(">QQI4xQ", created, changed, number, length)
            held = b"\1" + held[1:4] + times + held[24:]
        made += box(one.kind, held)
    return made


def test_a_track_with_several_descriptions_can_not_be_followed(film, tmp_path):
    data = film.read_bytes()
    at = data.index(b"moov") - 4
    moov = Box(b"moov", at + 8, len(data))
    stsd = find(data, moov, b"trak", b"mdia", b"minf", b"stbl", b"stsd")
    assert stsd is not None
    [entry] = boxes_in(data, stsd.start + 8, stsd.end)
    one = data[entry.start - 8 : entry.end]
    half = len(one) // 2
    twice = bytearray(data)
    # Two entries in the room of one: neither has to make sense.
    struct.pack_into(">I4s", twice, entry.start - 8, half, b"avc1")
    struct.pack_into(">I4s", twice, entry.start - 8 + half, len(one) - half, b"avc1")
    movie = read(tmp_path, bytes(twice))
    assert movie is not None
    assert movie.tracks[0] is None


def test_samples_beyond_the_end_of_a_file_are_left_out(film):
    track = track_of(read_movie(film))
    whole = track.samples(film.stat().st_size)
    size = int(whole.offsets[100] + whole.sizes[100])
    part = track.samples(size)
    assert len(part) >= 1
    assert (part.offsets + part.sizes <= size).all()
    assert np.array_equal(part.pts, whole.pts[: len(part)])
    assert len(track.samples(0)) == 0
