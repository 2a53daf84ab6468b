"""The boxes of an MP4 (ISO/IEC 14496-12, section 4.2): read, and made."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_LARGEST_INDEX = 1 << 28


class Box(NamedTuple):
    """A box within some data: its kind, and where what it holds starts and ends."""

    kind: bytes
    start: int
    end: int


def boxes_in(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the boxes in a part of `data`, up to the first that does not fit."""
    at, end = start, len(data) if end is None else end
    while at + 8 <= end:
        length, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1 and at + 16 <= end:
            (length,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        length = length or end - at
        if length < head or at + length > end:
            return
        yield Box(kind, at + head, at + length)
        at += length


def find(data: bytes, box: Box, *path: bytes) -> Box | None:
    """Return the first box at a path of kinds below `box`; None where there is none."""
    found: Box | None = box
    for kind in path:
        if found is None:
            return None
        inside = boxes_in(data, found.start, found.end)
        found = next((one for one in inside if one.kind == kind), None)
    return found


def index_of(source: BinaryIO) -> bytes | None:
    """Return what the `moov` box of a file holds; None where the file has no whole index.

    A file of fragments (section 8.8) has only a part of its index there: None as well.
    """
    size = source.seek(0, 2)
    at, found = 0, None
    while at + 8 <= size:
        source.seek(at)
        head = source.read(16)
        length, kind = struct.unpack_from(">I4s", head)
        skip = 8
        if length == 1 and len(head) == 16:
            (length,) = struct.unpack_from(">Q", head, 8)
            skip = 16
        if kind == b"moof":
            return None
        if kind == b"moov" and skip <= length <= min(_LARGEST_INDEX, size - at):
            source.seek(at + skip)
            found = source.read(length - skip)
        at += length if length >= skip else size
    return found


def box(kind: bytes, *parts: bytes) -> bytes:
    """Return a box that holds `parts`."""
    return struct.pack(">I4s", 8 + sum(map(len, parts)), kind) + b"".join(parts)


def full_box(kind: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    """Return a box with a version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)
