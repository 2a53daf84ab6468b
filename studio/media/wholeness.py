"""Whether a recording is all there, by what its own headers promise."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO


def is_cut_short(path: Path) -> bool:
    """Return whether a file ends before its own headers say.

    MP4 (ISO/IEC 14496-12, section 4.2), RIFF and Matroska (RFC 9559, section 4) name the size of
    their parts. A fragmented MP4 or a Matroska file of unknown size is whole at any length: so
    do recorders write that are meant to survive a crash.
    """
    size = path.stat().st_size
    with path.open("rb") as source:
        head = source.read(12)
        if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
            return _boxes_end(source, size) > size
        if head[:4] == b"RIFF":
            promised = struct.unpack("<I", head[4:8])[0]
            return promised not in (0, 0xFFFFFFFF) and promised + 8 > size
        if head[:4] == b"\x1aE\xdf\xa3":
            return _segment_end(source) > size
    return False


def _boxes_end(source: BinaryIO, size: int) -> int:
    """Return where the last top-level box of an MP4 ends; its size where boxes are fragments."""
    at, fragmented = 0, False
    while at + 8 <= size:
        source.seek(at)
        length, kind = struct.unpack(">I4s", source.read(8))
        if length == 1:
            length = struct.unpack(">Q", source.read(8).ljust(8, b"\0"))[0]
        if length == 0 or not kind.isalnum():  # to the end of the file; not a box
            return size
        fragmented = fragmented or kind == b"moof"
        at += max(length, 8)
    return min(at, size) if fragmented else at


def _segment_end(source: BinaryIO) -> int:
    """Return where the segment of a Matroska file ends; 0 where its size is not known."""
    source.seek(4)
    length, width = _vint(source)
    source.seek(4 + width + length)
    if source.read(4) != b"\x18\x53\x80\x67":
        return 0
    length, width = _vint(source)
    unknown = (1 << 7 * width) - 1
    return 0 if length == unknown else source.tell() + length


def _vint(source: BinaryIO) -> tuple[int, int]:
    """Read a variable-length integer of EBML (RFC 8794, section 4): its value and its width."""
    first = source.read(1)[0]
    width = 9 - first.bit_length()
    rest = source.read(width - 1)
    return int.from_bytes(bytes([first & (1 << 8 - width) - 1]) + rest, "big"), width
