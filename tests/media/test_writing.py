"""The order of samples in an MP4 that is written: each track keeps its own in any case."""

from __future__ import annotations

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studio.jobs import Progress
from studio.media.mp4.movie import read_movie
from studio.media.mp4.writing import NewTrack, sound_aspect, write_movie


@st.composite
def tracks(draw) -> tuple[bytes, list[NewTrack], list[list[bytes]]]:
    """Return a source, tracks out of it, and what each of their samples holds."""
    source, made, wanted = bytearray(), [], []
    counts = [draw(st.integers(1, 12)) for _ in range(draw(st.integers(1, 2)))]
    turns = draw(st.permutations([n for n, count in enumerate(counts) for _ in range(count)]))
    offsets: list[list[int]] = [[] for _ in counts]
    samples: list[list[bytes]] = [[] for _ in counts]
    for turn in turns:
        sample = bytes([turn, len(samples[turn]), *draw(st.binary(max_size=4))])
        samples[turn].append(sample)
        if draw(st.booleans()):
            offsets[turn].append(len(source))
            source += sample
        else:
            offsets[turn].append(-1)
    for kind, (places, own) in enumerate(zip(offsets, samples, strict=True)):
        step = draw(st.integers(1, 2000))
        made.append(track(b"soun" if kind else b"vide", places, own, step))
        wanted.append(own)
    return bytes(source), made, wanted


def track(handler: bytes, offsets: list[int], samples: list[bytes], step: int) -> NewTrack:
    count = len(samples)
    dts = np.arange(count, dtype=np.int64) * step
    return NewTrack(
        handler=handler,
        timescale=1000,
        language=0,
        aspect=sound_aspect(),
        entry=b"\0\0\0\x0cabcd\0\0\0\0",
        offsets=np.array(offsets, np.int64),
        sizes=np.array(list(map(len, samples)), np.int64),
        dts=dts,
        pts=dts,
        sync=np.ones(count, np.bool_),
        made=[one for one, at in zip(samples, offsets, strict=True) if at < 0],
        start=0,
        length=count * step,
    )


@given(tracks())
def test_each_track_holds_its_samples_in_their_order(tmp_path_factory, made):
    source, new, wanted = made
    path = tmp_path_factory.mktemp("written") / "film.mp4"
    with path.open("wb") as target:
        write_movie(target, new, io.BytesIO(source), Progress())
    movie, data = read_movie(path), path.read_bytes()
    assert movie
    for found, samples in zip(movie.tracks, wanted, strict=True):
        assert found
        tables = found.samples(movie.size)
        ends = tables.offsets + tables.sizes
        places = zip(tables.offsets.tolist(), ends.tolist(), strict=True)
        assert [data[at:end] for at, end in places] == samples
