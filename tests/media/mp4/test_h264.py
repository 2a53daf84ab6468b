"""H.264 in MP4: parameter sets that stand beside each other, and what units tell of samples."""

from __future__ import annotations

import io
from dataclasses import replace

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.media.mp4 import h264
from studio.media.mp4.boxes import box
from studio.media.mp4.h264 import Parameters, Units
from studio.media.mp4.movie import read_movie
from tests.media import recordings

SETS = st.lists(st.binary(min_size=4, max_size=60), min_size=1, max_size=31).map(tuple)
PARAMETERS = st.builds(
    Parameters,
    profile=st.binary(min_size=3, max_size=3),
    length_size=st.sampled_from([1, 2, 4]),
    sps=SETS,
    pps=SETS,
    extension=st.binary(max_size=8),
)


@given(made=PARAMETERS)
def test_parameters_are_read_as_they_were_written(made):
    assert Parameters.read(made.written()[8:]) == made


@given(data=st.binary(max_size=80))
def test_any_bytes_are_parameters_or_refused(data):
    try:
        read = Parameters.read(data)
    except ValueError:
        return
    assert read.sps
    assert read.pps


@given(made=PARAMETERS, length=st.integers(0, 300))
def test_parameters_that_break_off_are_refused(made, length):
    data = made.written()[8:]
    needed = len(data) - len(made.extension)
    if length < needed:
        with pytest.raises(ValueError, match="avcC"):
            Parameters.read(data[:length])


@given(one=PARAMETERS, other=PARAMETERS)
def test_parameters_beside_others(one, other):
    both = one.beside(other)
    assert both.sps == one.sps + other.sps
    assert both.pps == one.pps + other.pps
    assert both.profile == one.profile[:2] + bytes([max(one.profile[2], other.profile[2])])


def golomb(number: int) -> str:
    """Return the Exp-Golomb code of a number (Rec. ITU-T H.264, section 9.1)."""
    bits = f"{number + 1:b}"
    return "0" * (len(bits) - 1) + bits


def unit(head: bytes, number: int) -> bytes:
    bits = golomb(number) + "1"
    return head + int(bits.ljust(32, "0"), 2).to_bytes(4, "big")


@given(sps=st.sets(st.integers(0, 31), min_size=1), pps=st.sets(st.integers(0, 255), min_size=1))
def test_a_free_id_is_one_that_no_set_has(sps, pps):
    made = Parameters(
        b"\x64\0\x1f",
        4,
        tuple(unit(b"\x67\x64\0\x1f", number) for number in sps),
        tuple(unit(b"\x68", number) for number in pps),
    )
    taken = sps | pps
    if set(range(32)) <= taken:
        with pytest.raises(ValueError, match="no free"):
            made.free_id()
    else:
        assert made.free_id() == max(set(range(32)) - taken)


def test_the_description_of_a_real_track(tmp_path):
    movie = read_movie(recordings.groups(tmp_path))
    assert movie is not None
    [track, _] = movie.tracks
    assert track is not None
    parameters = h264.parameters_of(track.entry)
    assert parameters.length_size == 4
    assert [h264.kind_of_unit(one) for one in parameters.sps] == [h264.SPS]
    assert [h264.kind_of_unit(one) for one in parameters.pps] == [h264.PPS]
    assert parameters.free_id() == 31
    changed = h264.with_parameters(track.entry, parameters.beside(parameters))
    assert h264.parameters_of(changed) == parameters.beside(parameters)
    assert changed[8:86] == track.entry[8:86]


@pytest.mark.parametrize(
    "entry", [b"", box(b"avc1", bytes(78)), box(b"avc3", bytes(78)), box(b"hvc1", bytes(200))]
)
def test_a_description_of_something_else_is_refused(entry):
    with pytest.raises(ValueError, match="avc"):
        h264.parameters_of(entry)


OWN = h264.Parameters(b"\x64\0\x0b", 4, (b"own sps",), (b"own pps",))


def units_of(samples: list[bytes], length_size: int = 4, gap: int = 3) -> Units:
    sizes = np.array(list(map(len, samples)), np.int64)
    offsets = np.cumsum(sizes + gap) - sizes
    data = b"".join(b"\xff" * gap + sample for sample in samples)
    return h264.units_of(io.BytesIO(data), offsets, sizes, replace(OWN, length_size=length_size))


SLICE, IDR_SLICE, SPARE, SEI, SPS, PPS, FORBIDDEN = (
    bytes([head]) + bytes(9) for head in (0x41, 0x65, 0x01, 0x06, 0x67, 0x68, 0x81)
)


@pytest.mark.parametrize("length_size", [1, 2, 4])
@pytest.mark.parametrize(
    ("inside", "idr", "disposable", "parameters"),
    [
        ([SLICE], False, False, False),
        ([IDR_SLICE], True, False, False),
        ([SEI, IDR_SLICE, IDR_SLICE], True, False, False),
        ([SPARE], False, True, False),
        ([SPARE, SPARE], False, True, False),
        ([SPARE, SLICE], False, False, False),
        ([SPS, PPS, IDR_SLICE], True, False, True),
        ([PPS, SPARE], False, False, True),
    ],
)
def test_what_the_units_of_a_sample_tell(inside, idr, disposable, parameters, length_size):
    sample = h264.packed(inside, length_size)
    told = units_of([sample, sample], length_size)
    assert told.whole.tolist() == [True] * 2
    assert told.idr.tolist() == [idr] * 2
    assert told.disposable.tolist() == [disposable] * 2
    assert told.parameters.tolist() == [parameters] * 2


DELIMITER, SPS_OWN, PPS_OWN = b"\x09\xf0", b"\x67own sps", b"\x68own pps"


@pytest.mark.parametrize(
    ("before", "rest", "other"),
    [
        ([], [IDR_SLICE], False),
        ([], [DELIMITER, SLICE], False),
        ([], [DELIMITER, SEI, SLICE], False),
        ([SPS_OWN, PPS_OWN], [SEI, IDR_SLICE], False),
        ([DELIMITER, SPS_OWN, PPS_OWN], [SEI, IDR_SLICE], False),
        ([DELIMITER, SEI, SPS_OWN, SEI, PPS_OWN], [IDR_SLICE], False),
        ([], [SPS_OWN, PPS, IDR_SLICE], True),
        ([], [SPS, PPS_OWN, IDR_SLICE], True),
        ([], [SPS_OWN, IDR_SLICE, PPS_OWN], True),
        ([], [SPS_OWN, PPS_OWN], True),
    ],
)
def test_the_tracks_own_sets_before_a_picture_are_told_from_others(before, rest, other):
    own = replace(OWN, sps=(SPS_OWN,), pps=(PPS_OWN,))
    sample = h264.packed([*before, *rest], 4)
    told = h264.units_of(io.BytesIO(sample), np.array([0]), np.array([len(sample)]), own)
    assert told.parameters.tolist() == [other]
    assert told.lead.tolist() == [len(h264.packed(before, 4))]
    assert told.idr.tolist() == [IDR_SLICE in rest]


GOOD = h264.packed([SLICE], 4)


@pytest.mark.parametrize(
    "damaged",
    [
        GOOD[:-1],
        GOOD + b"\0",
        b"\0\0\0\0" + GOOD,
        bytes(30),
        b"\xff\xff\xff\xff" + GOOD[4:],
        h264.packed([FORBIDDEN], 4),
        h264.packed([SLICE], 4) * 3000,
        b"\0\0",
    ],
    ids=["short", "long", "nothing", "zeros", "huge", "forbidden", "endless", "crumb"],
)
def test_a_damaged_sample_is_not_whole_and_its_neighbours_are(damaged):
    told = units_of([GOOD, damaged, GOOD])
    assert told.whole.tolist() == [True, False, True]


@given(samples=st.lists(st.binary(max_size=60), min_size=1, max_size=12))
def test_anything_may_stand_in_samples(samples):
    told = units_of(samples)
    assert len(told.whole) == len(told.idr) == len(told.disposable) == len(samples)


def test_samples_far_apart_and_beyond_the_end_of_the_file():
    file = io.BytesIO(GOOD + bytes(1 << 23) + GOOD + GOOD[:5])
    offsets = np.array([0, len(GOOD) + (1 << 23), 2 * len(GOOD) + (1 << 23)])
    told = h264.units_of(file, offsets, np.full(3, len(GOOD)), OWN)
    assert told.whole.tolist() == [True, True, False]


@given(units=st.lists(st.binary(min_size=1, max_size=50), min_size=1, max_size=6))
def test_a_stream_with_start_codes_is_split(units):
    clean = [one.replace(b"\0", b"\1") for one in units]
    stream = b"".join(b"\0\0\0\1" + one for one in clean)
    assert h264.split_stream(stream) == clean


def test_a_unit_too_long_for_its_length_is_refused():
    with pytest.raises(ValueError, match="too long"):
        h264.packed([bytes(256)], 1)


@pytest.mark.parametrize("made", [recordings.groups, recordings.open_groups, recordings.refreshed])
def test_units_agree_with_ffmpeg(made, tmp_path):
    path = made(tmp_path)
    movie = read_movie(path)
    assert movie is not None
    track = movie.tracks[0]
    assert track is not None
    samples = track.samples(movie.size)
    own = h264.parameters_of(track.entry)
    with path.open("rb") as file:
        told = h264.units_of(file, samples.offsets, samples.sizes, own)
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        heads = [[each[0] for each in units_in(bytes(packet))] for packet in packets]
        spare = [packet.is_disposable for packet in packets]
    assert told.whole.all()
    assert told.idr.tolist() == [any(head & 31 == 5 for head in own) for own in heads]
    assert told.disposable.tolist() == spare or not any(spare)


def units_in(sample: bytes) -> list[bytes]:
    """Return the units of a sample, by a plain walk."""
    units, at = [], 0
    while at + 4 <= len(sample):
        length = int.from_bytes(sample[at : at + 4], "big")
        units.append(sample[at + 4 : at + 4 + length])
        at += 4 + length
    return units
