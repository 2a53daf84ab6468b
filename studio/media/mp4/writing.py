"""Writing an MP4 whose samples lie in another file, or in memory: the index first."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from studio.jobs import Progress
from studio.media.mp4 import tables
from studio.media.mp4.boxes import box, full_box

if TYPE_CHECKING:
    from studio.media.mp4.tables import Flags, Numbers

_BLOCK = 1 << 22
_SMALL = 1 << 16
_FOUR_GIGABYTES = 1 << 32
_LEAST_SCALE, _MOST_SCALE = 10_000, 100_000
_UNITY = struct.pack(">9I", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
_NAMES = {b"vide": b"VideoHandler\0", b"soun": b"SoundHandler\0"}
_IN_FILM = 7
"""Flags of a track: enabled, in the movie, in its preview (section 8.3.2)."""


@dataclass(frozen=True, slots=True)
class NewTrack:
    """A track to be written; times are ticks of it, samples in the order of decoding.

    The first sample that is presented is so from `start` on, for `length`. A sample lies at
    `offsets` of the source or, where that is negative, is the next of `made`.
    """

    handler: bytes
    timescale: int
    language: int
    aspect: bytes
    entry: bytes
    offsets: Numbers
    sizes: Numbers
    dts: Numbers
    pts: Numbers
    sync: Flags
    made: Sequence[bytes]
    start: int
    length: int

    @property
    def seconds(self) -> Numbers:
        """When each sample is decoded, from the start of the track."""
        return (self.dts - self.dts[0]) / self.timescale  # type: ignore[no-any-return]


def sound_aspect() -> bytes:
    """Return the matrix, width and height of a track that is not seen."""
    return _UNITY + bytes(8)


@dataclass(frozen=True, slots=True)
class _Layout:
    """The order of all samples in the file: their tracks, numbers, sizes, and where they lie."""

    track: Numbers
    number: Numbers
    sizes: Numbers
    offsets: Numbers


@dataclass(frozen=True, slots=True)
class _Chunks:
    """Where the chunks of a track lie in the data of the file, and its other tables."""

    places: Numbers
    tables: Sequence[bytes]


def write_movie(
    target: BinaryIO, tracks: Sequence[NewTrack], source: BinaryIO, progress: Progress
) -> None:
    """Write the tracks as one MP4.

    What lies together in the source is copied together. The clip of a film whose samples are
    interleaved is so too.

    Raises:
        OSError: a file can't be read or written.
        Cancelled: the work was cancelled.
    """
    layout = _laid_out(tracks)
    head = box(b"ftyp", _brands(tracks))
    held = int(layout.sizes.sum())
    wide = held + _SMALL > _FOUR_GIGABYTES - (1 << 28)
    short = struct.pack(">I4s", held + 8, b"mdat") if not wide else b""
    data_head = short or struct.pack(">I4sQ", 1, b"mdat", held + 16)
    chunks = _chunks(tracks, layout)
    index = _index(tracks, chunks, 0, wide=wide)
    data_at = len(head) + len(index) + len(data_head)
    target.write(head + _index(tracks, chunks, data_at, wide=wide) + data_head)
    target.flush()
    _write_samples(target, tracks, layout, source, progress)


def _laid_out(tracks: Sequence[NewTrack]) -> _Layout:
    """Return the samples as the source has them, with what was made where it is due.

    Those of one track stay in their order, wherever they lie in the source.
    """
    track = np.concatenate([np.full(len(one.sizes), n) for n, one in enumerate(tracks)])
    number = np.concatenate([np.arange(len(one.sizes)) for one in tracks])
    sizes = np.concatenate([one.sizes for one in tracks])
    offsets = np.concatenate([one.offsets for one in tracks])
    seconds = np.concatenate([one.seconds for one in tracks])
    copied, made = np.flatnonzero(offsets >= 0), np.flatnonzero(offsets < 0)
    places = np.concatenate([np.maximum.accumulate(one.offsets) for one in tracks])
    copied = copied[np.argsort(places[copied], kind="stable")]
    made = made[np.argsort(seconds[made], kind="stable")]
    # What is copied keeps its order, whatever its times: so it stays in one piece.
    reached = np.maximum.accumulate(seconds[copied]) if len(copied) else seconds[copied]
    due = np.searchsorted(reached, seconds[made], side="right")
    due = np.maximum(due, _after_own(tracks, copied)[made])
    order = np.insert(copied, due, made)
    return _Layout(track[order], number[order], sizes[order], offsets[order])


def _after_own(tracks: Sequence[NewTrack], copied: Numbers) -> Numbers:
    """Return, for each sample, how many of the `copied` go up to the last before it in its track.

    Other tracks may be ahead in the source: by the time alone it would get before that one.
    """
    rank = np.zeros(sum(len(one.sizes) for one in tracks), np.int64)
    rank[copied] = np.arange(1, len(copied) + 1)
    ends = np.cumsum([len(one.sizes) for one in tracks])
    return np.concatenate([np.maximum.accumulate(own) for own in np.split(rank, ends[:-1])])


def _brands(tracks: Sequence[NewTrack]) -> bytes:
    if any(one.handler == b"vide" for one in tracks):
        return b"isom\0\0\2\0isomiso2avc1mp41"
    return b"M4A \0\0\2\0M4A isomiso2"


def _chunks(tracks: Sequence[NewTrack], layout: _Layout) -> list[_Chunks]:
    """Return the chunks of each track: samples of it that follow each other."""
    places = np.cumsum(layout.sizes) - layout.sizes
    first = np.flatnonzero(np.diff(layout.track, prepend=-1))
    counts = np.diff(np.append(first, len(layout.track)))
    own = [layout.track[first] == n for n in range(len(tracks))]
    return [
        _Chunks(places[first[mine]], _sample_tables(one, counts[mine]))
        for one, mine in zip(tracks, own, strict=True)
    ]


def _sample_tables(track: NewTrack, counts: Numbers) -> list[bytes]:
    steps = np.diff(track.dts, append=max(track.dts[0] + _end(track), track.dts[-1] + 1))
    return tables.sample_tables(steps, track.pts - track.dts, track.sync, track.sizes, counts)


def _end(track: NewTrack) -> int:
    return track.start + track.length - int(track.dts[0])


def _index(
    tracks: Sequence[NewTrack], chunks: Sequence[_Chunks], data_at: int, *, wide: bool
) -> bytes:
    scale = _movie_scale(tracks)
    traks = [
        _trak(one, n, scale, [*own.tables, tables.chunk_offsets(data_at + own.places, wide=wide)])
        for n, (one, own) in enumerate(zip(tracks, chunks, strict=True), 1)
    ]
    longest = max(_in_movie(one, scale) for one in tracks)
    times = struct.pack(">QQIQ", 0, 0, scale, longest)
    rest = struct.pack(">IH10x", 1 << 16, 1 << 8) + _UNITY + struct.pack(">24xI", len(tracks) + 1)
    return box(b"moov", full_box(b"mvhd", times, rest, version=1), *traks)


def _movie_scale(tracks: Sequence[NewTrack]) -> int:
    """Return a time scale in which the ends of the picture are whole, and those of the sound near.

    Not too fine: a length has to fit in what readers hold it in.
    """
    scale = tracks[0].timescale
    scale *= -(-_LEAST_SCALE // scale)
    return scale if scale <= _MOST_SCALE else 90_000


def _in_movie(track: NewTrack, scale: int) -> int:
    return round(track.length * scale / track.timescale)


def _trak(track: NewTrack, id_: int, scale: int, sample_tables: Sequence[bytes]) -> bytes:
    times = struct.pack(">QQI4xQ", 0, 0, id_, _in_movie(track, scale))
    loudness = 1 << 8 if track.handler == b"soun" else 0
    rest = struct.pack(">8xHHH2x", 0, track.handler == b"soun", loudness) + track.aspect
    tkhd = full_box(b"tkhd", times, rest, version=1, flags=_IN_FILM)
    # Before `start` lies only what the order of decoding asks, or the decoder of the sound.
    edit = struct.pack(">IQqI", 1, _in_movie(track, scale), track.start - track.dts[0], 1 << 16)
    edts = box(b"edts", full_box(b"elst", edit, version=1))
    return box(b"trak", tkhd, edts, _media(track, sample_tables))


def _media(track: NewTrack, sample_tables: Sequence[bytes]) -> bytes:
    times = struct.pack(">QQIQHH", 0, 0, track.timescale, _end(track), track.language, 0)
    named = struct.pack(">I4s12x", 0, track.handler) + _NAMES[track.handler]
    picture = track.handler == b"vide"
    header = full_box(b"vmhd", bytes(8), flags=1) if picture else full_box(b"smhd", bytes(4))
    stbl = box(b"stbl", tables.sample_description(track.entry), *sample_tables)
    minf = box(b"minf", header, tables.data_here(), stbl)
    return box(b"mdia", full_box(b"mdhd", times, version=1), full_box(b"hdlr", named), minf)


def _write_samples(
    target: BinaryIO,
    tracks: Sequence[NewTrack],
    layout: _Layout,
    source: BinaryIO,
    progress: Progress,
) -> None:
    made = [iter(one.made) for one in tracks]
    whole, written = max(int(layout.sizes.sum()), 1), 0
    for first, last in _pieces(layout):
        length = int(layout.sizes[first:last].sum())
        if layout.offsets[first] < 0:
            target.write(next(made[layout.track[first]]))
        else:
            _copy(source, target, int(layout.offsets[first]), length, progress)
        written += length
        progress.at(written / whole)
    target.flush()


def _pieces(layout: _Layout) -> Iterator[tuple[int, int]]:
    """Yield [first, last) of what lies in one piece in the source; of what was made, one each."""
    after = layout.offsets[:-1] + layout.sizes[:-1]
    apart = (layout.offsets[1:] != after) | (layout.offsets[1:] < 0) | (layout.offsets[:-1] < 0)
    starts = np.concatenate(([0], np.flatnonzero(apart) + 1, [len(layout.sizes)]))
    yield from zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)


def _copy(source: BinaryIO, target: BinaryIO, at: int, length: int, progress: Progress) -> None:
    """Copy a part of a file, within the system where that can be done."""
    if length >= _SMALL and hasattr(os, "copy_file_range"):
        target.flush()
        done = _copied_by_system(source, target, at, length, progress)
        at, length = at + done, length - done
    source.seek(at)
    while length > 0:
        progress.check()
        data = source.read(min(length, _BLOCK))
        if not data:
            raise OSError(f"{length} bytes are missing")
        target.write(data)
        length -= len(data)


def _copied_by_system(
    source: BinaryIO, target: BinaryIO, at: int, length: int, progress: Progress
) -> int:
    """Return how much the system has copied: not all file systems can."""
    done = 0
    while done < length:
        progress.check()
        try:
            step = os.copy_file_range(
                source.fileno(), target.fileno(), min(length - done, _BLOCK * 4), at + done
            )
        except OSError:
            break
        if step == 0:
            break
        done += step
    return done
