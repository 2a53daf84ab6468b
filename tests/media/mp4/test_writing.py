"""An MP4 that is written is the one that FFmpeg and our own reader find."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.jobs import Cancelled, Progress
from studio.media.mp4 import writing
from studio.media.mp4.aac import sound_entry
from studio.media.mp4.boxes import Box, boxes_in, find
from studio.media.mp4.movie import read_movie
from studio.media.mp4.writing import NewTrack, sound_aspect, write_movie
from tests.media import recordings

SOURCE = np.random.default_rng(1).bytes(400 * 50)
CONFIG = b"\x11\x88"
"""AAC LC, 48,000 samples a second, one channel (ISO/IEC 14496-3, section 1.6.2.1)."""


def track(sizes: list[int], copied: list[bool], lead: int = 0, seed: int = 1) -> NewTrack:
    """Return a track of sound whose samples lie anywhere in the source, or are made."""
    random = np.random.default_rng(seed)
    count = len(sizes)
    places = random.permutation(count) * 400  # an index may name its samples in any order
    dts = 1024 * np.arange(count, dtype=np.int64)
    return NewTrack(
        handler=b"soun",
        timescale=48_000,
        language=0x55C4,
        aspect=sound_aspect(),
        entry=sound_entry(48_000, 1, CONFIG),
        offsets=np.where(copied, places, -1),
        sizes=np.array(sizes, np.int64),
        dts=dts,
        pts=dts,
        sync=np.ones(count, np.bool_),
        made=[random.bytes(size) for size, own in zip(sizes, copied, strict=True) if not own],
        start=lead,
        length=1024 * count - lead,
    )


def wanted(one: NewTrack) -> list[bytes]:
    made = iter(one.made)
    return [
        SOURCE[offset : offset + size] if offset >= 0 else next(made)
        for offset, size in zip(one.offsets.tolist(), one.sizes.tolist(), strict=True)
    ]


def written(path: Path, tracks: list[NewTrack]) -> Path:
    with path.open("wb") as target:
        write_movie(target, tracks, io.BytesIO(SOURCE), Progress())
    return path


def held_by(path: Path) -> list[list[bytes]]:
    """Return the samples of each track of a file."""
    data, movie, held = path.read_bytes(), read_movie(path), []
    assert movie is not None
    for one in movie.tracks:
        assert one is not None
        samples = one.samples(movie.size)
        spans = zip(samples.offsets.tolist(), samples.sizes.tolist(), strict=True)
        held.append([data[at : at + size] for at, size in spans])
    return held


SAMPLES = st.lists(st.tuples(st.integers(1, 300), st.booleans()), min_size=1, max_size=40)
ANY = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ANY
@given(held=st.lists(SAMPLES, min_size=1, max_size=3), lead=st.integers(0, 1000))
def test_samples_from_anywhere_are_found_in_their_order(held, lead, tmp_path):
    tracks = [
        track([size for size, _ in own], [copied for _, copied in own], lead, seed)
        for seed, own in enumerate(held)
    ]
    path = written(tmp_path / "made.m4a", tracks)
    data, movie = path.read_bytes(), read_movie(path)
    assert movie is not None
    assert [one.kind for one in boxes_in(data)] == [b"ftyp", b"moov", b"mdat"]
    assert held_by(path) == list(map(wanted, tracks))
    for one, found in zip(tracks, movie.tracks, strict=True):
        assert found is not None
        samples = found.samples(movie.size)
        assert np.array_equal(samples.pts, one.pts - lead)
        assert found.edit.start == lead
        assert (found.timescale, found.language, found.entry) == (48_000, 0x55C4, one.entry)
    longest = max(one.length for one in tracks)
    assert movie.duration_s == pytest.approx(longest / 48_000, abs=1e-4)


def test_ffmpeg_finds_the_same(tmp_path):
    tracks = [track([200] * 30, [n % 3 != 0 for n in range(30)], 512)]
    path = written(tmp_path / "made.m4a", tracks)
    with av.open(str(path)) as container:
        [sound] = container.streams.audio
        assert (sound.codec_context.name, sound.rate, sound.channels) == ("aac", 48_000, 1)
        packets = [packet for packet in container.demux(sound) if packet.size]
    assert [bytes(packet) for packet in packets] == wanted(tracks[0])
    assert [packet.pts for packet in packets] == [1024 * n - 512 for n in range(30)]


def test_a_track_that_lies_behind_another_keeps_its_order(tmp_path):
    """In the source the sound of a second lies before its pictures; the last of these are new."""
    heard, seen = [True] * 25, [True] * 20 + [False] * 5
    tracks = [
        replace(track([200] * 25, heard), offsets=np.arange(25) * 200),
        replace(track([300] * 25, seen), offsets=np.where(seen, 5000 + np.arange(25) * 300, -1)),
    ]
    assert held_by(written(tmp_path / "made.m4a", tracks)) == list(map(wanted, tracks))


def test_a_film_of_more_than_four_gigabytes_has_wide_places(tmp_path, monkeypatch):
    tracks = [track([200] * 30, [True] * 30), track([90] * 30, [False] * 30, seed=2)]
    narrow = written(tmp_path / "narrow.m4a", tracks)
    monkeypatch.setattr(writing, "_FOUR_GIGABYTES", 1 << 28)
    wide = written(tmp_path / "wide.m4a", tracks)
    data = wide.read_bytes()
    *_, last = boxes_in(data)
    assert struct.unpack_from(">I4sQ", data, last.start - 16)[0] == 1
    assert b"stco" in narrow.read_bytes()
    assert b"stco" not in data
    assert b"co64" in data
    packets = []
    for path in (narrow, wide):
        with av.open(str(path)) as container:
            packets.append([bytes(packet) for packet in container.demux() if packet.size])
    assert sorted(packets[0]) == sorted(packets[1])
    assert held_by(wide) == list(map(wanted, tracks))


def test_heads_are_of_version_1_and_chunks_interleave(tmp_path):
    tracks = [track([200] * 50, [False] * 50), track([90] * 50, [False] * 50, seed=2)]
    data = written(tmp_path / "made.m4a", tracks).read_bytes()
    moov = next(one for one in boxes_in(data) if one.kind == b"moov")
    for path in ((b"mvhd",), (b"trak", b"tkhd"), (b"trak", b"mdia", b"mdhd")):
        found = find(data, moov, *path)
        assert found is not None
        assert data[found.start] == 1
    stco = find(data, moov, b"trak", b"mdia", b"minf", b"stbl", b"stco")
    assert stco is not None
    assert struct.unpack_from(">I", data, stco.start + 4)[0] > 10


def test_the_same_tracks_give_the_same_bytes(tmp_path):
    tracks = [track([200] * 9, [True] * 9)]
    one, other = (written(tmp_path / name, tracks).read_bytes() for name in "ab")
    assert one == other


def test_a_source_that_breaks_off_is_an_error(tmp_path):
    one = track([300] * 5, [True] * 5)
    with (tmp_path / "a").open("wb") as target, pytest.raises(OSError, match="missing"):
        write_movie(target, [one], io.BytesIO(SOURCE[:100]), Progress())


@pytest.mark.parametrize("real", [True, False], ids=["system", "memory"])
def test_writing_can_be_cancelled(real, tmp_path):
    (tmp_path / "source").write_bytes(SOURCE)
    progress = Progress()
    progress.cancel()
    one = track([300], [True])
    with (
        (tmp_path / "source").open("rb") as file,
        (tmp_path / "a").open("wb") as target,
        pytest.raises(Cancelled),
    ):
        write_movie(target, [one], file if real else io.BytesIO(SOURCE), progress)


def test_a_real_film_is_written_again_as_it_was(tmp_path):
    """What is read of a film is enough to write it: its pictures, sound, times and edit."""
    path = recordings.groups(tmp_path)
    again = tmp_path / "again.mp4"
    with path.open("rb") as source, again.open("wb") as target:
        write_movie(target, recordings.tracks_of(path), source, Progress())
    assert packets_of(again) == packets_of(path)


def packets_of(path: Path) -> list[list[tuple[object, ...]]]:
    with av.open(str(path)) as container:
        found: list[list[tuple[object, ...]]] = [[] for _ in container.streams]
        for one in container.demux():
            if one.size:
                key = (one.pts, one.dts, one.is_keyframe, one.is_discard, bytes(one))
                found[one.stream_index].append(key)
        return found


def test_box_of_sound_that_ffmpeg_reads():
    entry = sound_entry(44_100, 2, b"\x12\x10")
    [one] = boxes_in(entry)
    assert one == Box(b"mp4a", 8, len(entry))
    assert struct.unpack_from(">H", entry, one.start + 16)[0] == 2
    assert struct.unpack_from(">I", entry, one.start + 24)[0] >> 16 == 44_100
