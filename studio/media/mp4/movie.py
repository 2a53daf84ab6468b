"""An MP4 or QuickTime file as its tables describe it (ISO/IEC 14496-12, section 8)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.media.mp4 import tables
from studio.media.mp4.boxes import Box, boxes_in, find, index_of

if TYPE_CHECKING:
    from studio.media.mp4.tables import Flags, Numbers


@dataclass(frozen=True, slots=True)
class Edit:
    """Which part of a track is presented: media ticks [`start`, `end`), `delay_s` late."""

    start: int
    end: int | None
    delay_s: Fraction


@dataclass(frozen=True)
class Samples:
    """The samples of a track in the order of decoding, in ticks of the track.

    `pts` are times of presentation: 0 is where the presentation of the file starts.
    """

    offsets: Numbers
    sizes: Numbers
    dts: Numbers
    pts: Numbers
    sync: Flags
    shown: Flags

    def __len__(self) -> int:
        return len(self.sizes)

    @cached_property
    def in_order(self) -> Numbers:
        """The numbers of the samples that are shown, in the order in which they are."""
        shown = np.flatnonzero(self.shown)
        return shown[np.argsort(self.pts[shown], kind="stable")].astype(np.int64)


@dataclass(frozen=True, slots=True)
class Track:
    """One track: `entry` is the description of its samples, `aspect` its matrix, width, height."""

    handler: bytes
    timescale: int
    language: int
    aspect: bytes
    entry: bytes
    edit: Edit
    data: bytes
    stbl: Box

    def samples(self, file_size: int) -> Samples:
        """Return the samples that lie whole within a file of `file_size` bytes.

        Raises:
            ValueError: the tables are not whole.
        """
        sizes = tables.read_sizes(self.data, self.stbl)
        offsets = tables.read_offsets(self.data, self.stbl, sizes)
        count = _whole(offsets, sizes[: len(offsets)], file_size)
        steps = tables.read_steps(self.data, self.stbl, count)
        dts = np.cumsum(steps) - steps
        media = dts + tables.read_shifts(self.data, self.stbl, count)
        end = np.iinfo(np.int64).max if self.edit.end is None else self.edit.end
        shown = (media >= self.edit.start) & (media < end)
        late = round(self.edit.delay_s * self.timescale) - self._first(media[shown])
        return Samples(
            offsets=offsets[:count],
            sizes=sizes[:count],
            dts=dts + late,
            pts=media + late,
            sync=tables.read_sync(self.data, self.stbl, count),
            shown=shown,
        )

    def _first(self, shown: Numbers) -> int:
        """Return the media time at which the presentation starts.

        FFmpeg, and so Chromium and Qt, show the first whole picture of an edit from its start.
        """
        if self.handler == b"vide" and len(shown):
            return int(shown.min())
        return self.edit.start


@dataclass(frozen=True, slots=True)
class Movie:
    """A file: its size in bytes, its length, and its tracks in the order of the index."""

    size: int
    duration_s: float
    tracks: tuple[Track | None, ...]


def read_movie(path: Path) -> Movie | None:
    """Return the tables of a file; None where it is no MP4, or one made of fragments.

    A track that can't be followed by its tables alone is None: one that shows several parts of
    its media, or has several descriptions.
    """
    try:
        with path.open("rb") as source:
            index = index_of(source)
            size = source.seek(0, 2)
        return _movie(index, size) if index is not None else None
    except (OSError, ValueError, struct.error, IndexError):
        return None


def _movie(index: bytes, size: int) -> Movie | None:
    whole = Box(b"moov", 0, len(index))
    mvhd = find(index, whole, b"mvhd")
    if mvhd is None or find(index, whole, b"mvex") is not None:
        return None
    scale = _timescale(index, mvhd)
    duration_s = _duration(index, mvhd) / max(scale, 1)
    traks = [one for one in boxes_in(index) if one.kind == b"trak"]
    return Movie(size, duration_s, tuple(_track(index, trak, scale) for trak in traks))


def _track(index: bytes, trak: Box, movie_scale: int) -> Track | None:
    tkhd, mdhd = find(index, trak, b"tkhd"), find(index, trak, b"mdia", b"mdhd")
    hdlr = find(index, trak, b"mdia", b"hdlr")
    stbl = find(index, trak, b"mdia", b"minf", b"stbl")
    if tkhd is None or mdhd is None or hdlr is None or stbl is None:
        return None
    timescale = _timescale(index, mdhd)
    edit = _edit(index, find(index, trak, b"edts", b"elst"), movie_scale, timescale)
    entry = _entry(index, stbl)
    if edit is None or entry is None or not timescale:
        return None
    return Track(
        handler=index[hdlr.start + 8 : hdlr.start + 12],
        timescale=timescale,
        language=struct.unpack_from(">H", index, mdhd.end - 4)[0],
        aspect=index[tkhd.end - 44 : tkhd.end],
        entry=entry,
        edit=edit,
        data=index,
        stbl=stbl,
    )


def _timescale(index: bytes, header: Box) -> int:
    """Return the ticks of a second, from an `mvhd` or `mdhd` box (sections 8.2.2 and 8.4.2)."""
    after = 20 if index[header.start] == 1 else 12
    return int(struct.unpack_from(">I", index, header.start + after)[0])


def _duration(index: bytes, header: Box) -> int:
    form, after = (">Q", 24) if index[header.start] == 1 else (">I", 16)
    return int(struct.unpack_from(form, index, header.start + after)[0])


def _entry(index: bytes, stbl: Box) -> bytes | None:
    stsd = find(index, stbl, b"stsd")
    if stsd is None:
        return None
    entries = list(boxes_in(index, stsd.start + 8, stsd.end))
    if len(entries) != 1:
        return None
    return index[stsd.start + 8 : entries[0].end]


def _edit(index: bytes, elst: Box | None, movie_scale: int, timescale: int) -> Edit | None:
    """Return the one part of a track that is presented; None if there are several.

    Section 8.6.6. An edit of length 0 goes on to the end.
    """
    if elst is None:
        return Edit(0, None, Fraction(0))
    delay = 0
    parts: list[tuple[int, int]] = []
    for length, at, rate in _edits(index, elst):
        if at == -1 and not parts:
            delay += length
        elif at >= 0 and rate == 1 << 16:
            parts.append((length, at))
        else:
            return None
    if len(parts) != 1 or not movie_scale:
        return None
    length, at = parts[0]
    end = at + round(Fraction(length * timescale, movie_scale)) if length else None
    return Edit(at, end, Fraction(delay, movie_scale))


def _edits(index: bytes, elst: Box) -> list[tuple[int, int, int]]:
    form = ">QqI" if index[elst.start] == 1 else ">IiI"
    (count,) = struct.unpack_from(">I", index, elst.start + 4)
    step, room = struct.calcsize(form), elst.end - elst.start - 8
    places = range(elst.start + 8, elst.start + 8 + min(count * step, room // step * step), step)
    return [struct.unpack_from(form, index, at) for at in places]


def _whole(offsets: Numbers, sizes: Numbers, file_size: int) -> int:
    """Return how many samples there are before the first that lies beyond the file."""
    beyond = np.flatnonzero(offsets + sizes > file_size)
    return int(beyond[0]) if len(beyond) else len(offsets)
