"""H.264 as MP4 holds it (ISO/IEC 14496-15, section 5; Rec. ITU-T H.264, section 7).

A sample is a row of NAL units, each after its length. The parameter sets stand apart, in the
description of the samples.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING

import numpy as np

from studio.media.mp4.boxes import box, boxes_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.mp4.tables import Flags, Numbers

IDR, SEI, SPS, PPS, DELIMITER = 5, 6, 7, 8, 9
_ENTRY_HEAD = 8 + 78
_HIGHEST_ID = 31
_MOST_UNITS = 2048
_BLOCK = 1 << 21
_START_CODE = re.compile(rb"\x00\x00\x01")


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameter sets of a track (`avcC`, ISO/IEC 14496-15, section 5.3.3.1).

    `profile` is profile, compatibility and level; `length_size` the bytes of a unit's length;
    `extension` what profiles above Main add.
    """

    profile: bytes
    length_size: int
    sps: tuple[bytes, ...]
    pps: tuple[bytes, ...]
    extension: bytes = b""

    @classmethod
    def read(cls, data: bytes) -> Parameters:
        """Return what an `avcC` box holds.

        Raises:
            ValueError: it is not whole.
        """
        try:
            sps, at = _sets(data, 6, data[5] & 31)
            pps, at = _sets(data, at + 1, data[at])
        except (IndexError, struct.error) as problem:
            raise ValueError("no whole avcC") from problem
        if data[0] != 1 or not sps or not pps:
            raise ValueError("no avcC")
        return cls(data[1:4], (data[4] & 3) + 1, sps, pps, data[at:])

    def written(self) -> bytes:
        """Return the `avcC` box."""
        head = bytes([1, *self.profile, 0xFC | self.length_size - 1])
        counts = bytes([0xE0 | len(self.sps)]), bytes([len(self.pps)])
        sets = [b"".join(struct.pack(">H", len(one)) + one for one in kind) for kind in self._sets]
        return box(b"avcC", head, counts[0], sets[0], counts[1], sets[1], self.extension)

    def beside(self, other: Parameters) -> Parameters:
        """Return these with the sets of `other`, at the higher level of both."""
        level = max(self.profile[2], other.profile[2])
        both = self.sps + other.sps, self.pps + other.pps
        return replace(self, profile=self.profile[:2] + bytes([level]), sps=both[0], pps=both[1])

    def free_id(self) -> int:
        """Return a number that none of these sets has.

        Raises:
            ValueError: there is none.
        """
        taken = {_id(one, 4) for one in self.sps} | {_id(one, 1) for one in self.pps}
        free = set(range(_HIGHEST_ID + 1)) - taken
        if not free:
            raise ValueError("no free number")
        return max(free)

    @property
    def _sets(self) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        return self.sps, self.pps


@dataclass(frozen=True, slots=True)
class Units:
    """What the units of samples tell of each sample.

    `whole`: its units fill it exactly; `idr`: a decoder can begin with it, and what follows needs
    nothing before it; `disposable`: no other needs it; `parameters`: it brings sets that are not
    those of the track, or stand behind its picture; `lead`: the bytes up to the end of its last
    set, where all that it brings are those of the track.
    """

    whole: Flags
    idr: Flags
    disposable: Flags
    parameters: Flags
    lead: Numbers


def parameters_of(entry: bytes) -> Parameters:
    """Return the parameter sets in the description of a track.

    Raises:
        ValueError: the track is not H.264 with its parameter sets apart (`avc1`).
    """
    if entry[4:8] != b"avc1":
        raise ValueError("no avc1")
    for one in boxes_in(entry, _ENTRY_HEAD):
        if one.kind == b"avcC":
            return Parameters.read(entry[one.start : one.end])
    raise ValueError("no avcC")


def with_parameters(entry: bytes, parameters: Parameters) -> bytes:
    """Return a description of a track with other parameter sets."""
    kept = [
        box(one.kind, entry[one.start : one.end])
        for one in boxes_in(entry, _ENTRY_HEAD)
        if one.kind in (b"pasp", b"colr")
    ]
    return box(b"avc1", entry[8:_ENTRY_HEAD], parameters.written(), *kept)


def units_of(
    file: BufferedReader | BytesIO, offsets: Numbers, sizes: Numbers, own: Parameters
) -> Units:
    """Return what the units of the samples of a file tell; it is read in blocks.

    Raises:
        OSError: the file can't be read.
    """
    edges = np.flatnonzero(np.diff(offsets // _BLOCK)) + 1
    parts = []
    # One buffer for all blocks: new memory for each takes longer than reading into it.
    buffer = bytearray()
    for block in np.split(np.arange(len(offsets)), edges):
        start = int(offsets[block].min(initial=1 << 62))
        end = int((offsets[block] + sizes[block]).max(initial=start))
        if len(buffer) < end - start:
            buffer = bytearray(end - start)
        file.seek(start)
        count = file.readinto(memoryview(buffer)[: end - start])
        data = np.frombuffer(buffer, np.uint8, count)
        parts.append(_walked(data, offsets[block] - start, sizes[block], own))
    return Units(
        *(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Units))
    )


def split_stream(data: bytes) -> list[bytes]:
    """Return the units of a stream with start codes (Rec. ITU-T H.264, annex B)."""
    parts = _START_CODE.split(data)
    return [part.rstrip(b"\0") for part in parts[1:]]


def packed(units: Sequence[bytes], length_size: int) -> bytes:
    """Return a sample of these units.

    Raises:
        ValueError: a unit is longer than `length_size` bytes can say.
    """
    try:
        return b"".join(len(unit).to_bytes(length_size, "big") + unit for unit in units)
    except OverflowError as problem:
        raise ValueError("a unit too long") from problem


def kind_of_unit(unit: bytes) -> int:
    """Return the `nal_unit_type` of a unit."""
    return unit[0] & 31


def _walked(data: NDArray[np.uint8], offsets: Numbers, sizes: Numbers, own: Parameters) -> Units:
    """Return what the units tell of samples within `data`: all are walked at once."""
    count, known = len(offsets), own.sps + own.pps
    idr, parameters = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    disposable, leading = np.ones(count, np.bool_), np.ones(count, np.bool_)
    at, ends, lead = offsets.copy(), offsets + sizes, np.zeros(count, np.int64)
    for left, start, head in _rounds(data, at, ends, own.length_size):
        kind = head & 31
        idr[left] |= kind == IDR
        disposable[left] &= (kind > IDR) | (head & 0x60 == 0)
        sets = (kind == SPS) | (kind == PPS)
        leading[left] &= sets | (kind == SEI) | (kind == DELIMITER)
        parameters[left[sets]] |= ~leading[left[sets]]
        for sample, begun in zip(left[sets].tolist(), start[sets].tolist(), strict=True):
            parameters[sample] |= data[begun : at[sample]].tobytes() not in known
        lead[left[sets]] = at[left[sets]] - offsets[left[sets]]
    whole = (at == ends) & (ends <= len(data))
    parameters |= (lead > 0) & (lead == sizes)
    lead[parameters] = 0
    return Units(whole, idr, disposable & ~parameters, parameters, lead)


def _rounds(
    data: NDArray[np.uint8], at: Numbers, ends: Numbers, length_size: int
) -> Iterator[tuple[Numbers, Numbers, NDArray[np.uint8]]]:
    """Yield the samples that hold one more unit, where it starts, and its first byte.

    `at`, where each sample was walked to, moves on to the end of the unit.
    """
    there = np.minimum(ends, len(data))
    left = np.arange(len(at))
    for _ in range(_MOST_UNITS):
        left = left[at[left] + length_size < there[left]]
        if not len(left):
            return
        start = at[left] + length_size
        head = data[start]
        # No unit begins with its forbidden bit set, or is of kind 0; 1 to 5 are slices.
        sound = (head < 128) & (head & 31 > 0)
        left, start, head = left[sound], start[sound], head[sound]
        at[left] = start + _lengths(data, start - length_size, length_size)
        yield left, start, head


def _lengths(data: NDArray[np.uint8], at: Numbers, length_size: int) -> Numbers:
    lengths = np.zeros(len(at), np.int64)
    for place in range(length_size):
        lengths = lengths << 8 | data[at + place]
    return lengths


def _sets(data: bytes, at: int, count: int) -> tuple[tuple[bytes, ...], int]:
    found = []
    for _ in range(count):
        (length,) = struct.unpack_from(">H", data, at)
        found.append(data[at + 2 : at + 2 + length])
        at += 2 + length
        if at > len(data):
            raise IndexError("a set that breaks off")
    return tuple(found), at


def _id(unit: bytes, at: int) -> int:
    """Return the Exp-Golomb number that starts at a byte of a unit (section 9.1)."""
    bits = int.from_bytes(unit[at : at + 4].ljust(4, b"\0"), "big")
    zeros = 32 - bits.bit_length()
    return (bits >> 31 - 2 * zeros) - 1
