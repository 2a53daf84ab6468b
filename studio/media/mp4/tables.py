"""The sample tables of a track (ISO/IEC 14496-12, sections 8.6 and 8.7) as arrays, both ways."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from studio.media.mp4.boxes import Box, box, find, full_box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_MOST_SAMPLES = 1 << 22
"""Those of 19 hours at 60 frames a second. A few bytes can promise any number of them."""


def read_sizes(data: bytes, stbl: Box) -> Numbers:
    """Return the size of each sample in bytes.

    Raises:
        ValueError: there is no such table, or it is not whole.
    """
    start = _table(data, stbl, b"stsz")
    size, count = struct.unpack_from(">II", data, start)
    if count > _MOST_SAMPLES:
        raise ValueError("too many samples")
    if size:
        return np.full(count, size, np.int64)
    return np.frombuffer(data, ">u4", count, start + 8).astype(np.int64)


def read_offsets(data: bytes, stbl: Box, sizes: Numbers) -> Numbers:
    """Return where in the file each sample lies; fewer than `sizes` if chunks are missing.

    Raises:
        ValueError: there is no such table, or it is not whole.
    """
    chunks = _chunk_offsets(data, stbl)
    counts = _samples_per_chunk(data, stbl, len(chunks))
    counts = np.minimum(counts, len(sizes))
    held = min(int(counts.sum()), len(sizes))
    ends = np.minimum(np.cumsum(counts), held)
    starts = np.concatenate(([0], ends[:-1]))
    before = np.concatenate(([0], np.cumsum(sizes)))
    first_in_chunk = np.repeat(chunks - before[starts], ends - starts)
    offsets: Numbers = first_in_chunk + before[:held]
    return offsets


def read_steps(data: bytes, stbl: Box, count: int) -> Numbers:
    """Return how long each sample lasts in the order of decoding, in ticks.

    Raises:
        ValueError: there is no such table, or it is not whole.
    """
    return _runs(data, _table(data, stbl, b"stts"), ">u4", count)


def read_shifts(data: bytes, stbl: Box, count: int) -> Numbers:
    """Return how much later than decoded each sample is shown, in ticks (it may be negative).

    Raises:
        ValueError: the table is not whole.
    """
    if find(data, stbl, b"ctts") is None:
        return np.zeros(count, np.int64)
    return _runs(data, _table(data, stbl, b"ctts"), ">i4", count)


def read_sync(data: bytes, stbl: Box, count: int) -> Flags:
    """Return which samples a decoder can begin with: all where the track has no such table.

    Raises:
        ValueError: the table is not whole.
    """
    if find(data, stbl, b"stss") is None:
        return np.ones(count, np.bool_)
    start = _table(data, stbl, b"stss")
    numbers = _column(data, start, ">u4").astype(np.int64) - 1
    sync = np.zeros(count, np.bool_)
    sync[numbers[(numbers >= 0) & (numbers < count)]] = True
    return sync


def sample_tables(
    steps: Numbers, shifts: Numbers, sync: Flags, sizes: Numbers, chunk_sizes: Numbers
) -> list[bytes]:
    """Return the boxes of the tables, but for the places of the chunks.

    `steps` are the lengths of the samples in ticks, `chunk_sizes` the samples in each chunk.
    """
    tables = [full_box(b"stts", _packed(_run_lengths(steps), ">u4"))]
    if shifts.any():
        tables.append(full_box(b"ctts", _packed(_run_lengths(shifts), ">u4")))
    if not sync.all():
        tables.append(full_box(b"stss", _packed(np.flatnonzero(sync)[:, None] + 1, ">u4")))
    tables.append(full_box(b"stsc", _packed(_chunk_table(chunk_sizes), ">u4")))
    count = struct.pack(">II", 0, len(sizes))
    tables.append(full_box(b"stsz", count, sizes.astype(">u4").tobytes()))
    return tables


def chunk_offsets(offsets: Numbers, *, wide: bool) -> bytes:
    """Return the box of the places of the chunks, `wide` for files over 4 GB."""
    kind, width = (b"co64", ">u8") if wide else (b"stco", ">u4")
    return full_box(kind, _packed(offsets[:, None], width))


def sample_description(entry: bytes) -> bytes:
    """Return the box that says what the samples are (section 8.5.2)."""
    return full_box(b"stsd", struct.pack(">I", 1), entry)


def data_here() -> bytes:
    """Return the box that says that the samples lie in this file (section 8.7.2)."""
    return box(b"dinf", full_box(b"dref", struct.pack(">I", 1), full_box(b"url ", flags=1)))


def _table(data: bytes, stbl: Box, kind: bytes) -> int:
    """Return where a table starts, after its version and flags."""
    found = find(data, stbl, kind)
    if found is None:
        raise ValueError(f"no {kind.decode()}")
    return found.start + 4


def _column(data: bytes, start: int, kind: str, columns: int = 1) -> NDArray[np.int64]:
    (count,) = struct.unpack_from(">I", data, start)
    values = np.frombuffer(data, kind, count * columns, start + 4).astype(np.int64)
    return values.reshape(-1, columns) if columns > 1 else values


def _runs(data: bytes, start: int, kind: str, count: int) -> Numbers:
    """Return `count` values from a table of (how often, value)."""
    table = _column(data, start, ">u4", 2)
    often = np.minimum(table[:, 0], count)
    values = table[:, 1].astype(">u4").view(kind).astype(np.int64)
    total = int(often.sum())
    if total > 2 * _MOST_SAMPLES:
        raise ValueError("too many samples")
    all_of_them = np.repeat(values, often)[:count]
    missing = count - len(all_of_them)
    return np.pad(all_of_them, (0, missing), "edge") if missing and total else all_of_them


def _chunk_offsets(data: bytes, stbl: Box) -> Numbers:
    if find(data, stbl, b"co64") is not None:
        return _column(data, _table(data, stbl, b"co64"), ">u8")
    return _column(data, _table(data, stbl, b"stco"), ">u4")


def _samples_per_chunk(data: bytes, stbl: Box, chunks: int) -> Numbers:
    table = _column(data, _table(data, stbl, b"stsc"), ">u4", 3)
    first = np.clip(table[:, 0] - 1, 0, chunks)
    often = np.diff(np.concatenate((first, [chunks])))
    return np.repeat(table[:, 1], np.maximum(often, 0))


def _run_lengths(values: Numbers) -> NDArray[np.int64]:
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    often = np.diff(np.concatenate((starts, [len(values)])))
    return np.column_stack((often, values[starts]))


def _chunk_table(chunk_sizes: Numbers) -> NDArray[np.int64]:
    """Return (first chunk, samples in each, number of the description) where that changes."""
    often, sizes = _run_lengths(chunk_sizes).T
    first = np.cumsum(np.concatenate(([1], often[:-1])))
    return np.column_stack((first, sizes, np.ones_like(sizes)))


def _packed(table: NDArray[np.int64], kind: str) -> bytes:
    return struct.pack(">I", len(table)) + table.astype(kind).tobytes()
