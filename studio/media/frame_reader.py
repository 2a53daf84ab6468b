"""Single frames of a recording, exactly: the one that is shown at a given time, and no other.

For a player that stands still. A frame is decoded from the keyframe before it; those on the way are
kept for a while, so that a step back or forward is at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.media.opening import opened, picture_of
from studio.media.packets import packets, time_base
from studio.media.probe import probe
from studio.media.stills import Still

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

_KEPT_BYTES = 160_000_000
"""Decoded frames that are kept at most: some 50 of a full HD recording."""
_ON_S = 2.0
"""So far ahead it is decoded on; what lies further is sought."""
_EARLIER_S = (0.0, 1.0, 5.0, 30.0, 120.0)
"""How much earlier is sought when a search has come out behind the wanted frame."""
_WIDEST = 1920
_NEAR_S = 1e-6


class ShownFrame(NamedTuple):
    """A frame, upright, and when it is shown first, in seconds of the recording."""

    at_s: float
    picture: Still


class FrameReader:
    """Reads frames of one recording; to be used by one thread at a time.

    Raises:
        StudioError: the recording can't be read.
    """

    def __init__(self, path: Path) -> None:
        recording = probe(path)
        self._start = recording.start
        self._open = ExitStack()
        self._container = self._open.enter_context(opened(path))
        self._film = picture_of(self._container)
        self._kept: deque[tuple[float, VideoFrame]] = deque()
        self._coming: Iterator[tuple[float, VideoFrame]] = iter(())
        self._is_at_end = False

    def close(self) -> None:
        """Close the file."""
        self._coming = iter(())
        self._kept.clear()
        self._open.close()

    def frame(self, at_s: float) -> ShownFrame | None:
        """Return the frame that is shown at `at_s`: the last one that begins no later.

        Before the first one that is the first one. None where there is no picture, or none that
        can be decoded.
        """
        film = self._film
        if film is None:
            return None
        found = self._known(at_s) or self._sought(film, at_s)
        if found is None:
            return None
        return ShownFrame(found[0], _upright(found[1], film.sample_aspect_ratio or Fraction(1)))

    def _known(self, at_s: float) -> tuple[float, VideoFrame] | None:
        """Return the frame if it is kept, or near ahead."""
        if not self._kept or at_s + _NEAR_S < self._kept[0][0]:
            return None
        if at_s > self._kept[-1][0] + _ON_S and not self._is_at_end:
            return None
        return self._read_to(at_s)

    def _sought(self, film: VideoStream, at_s: float) -> tuple[float, VideoFrame] | None:
        found = None
        for earlier_s in _EARLIER_S:
            self._seek(film, at_s - earlier_s)
            found = self._read_to(at_s)
            if found is not None and (found[0] <= at_s + _NEAR_S or at_s <= earlier_s):
                break
        return found

    def _seek(self, film: VideoStream, at_s: float) -> None:
        import av

        self._kept.clear()
        self._is_at_end = False
        tick = round((self._start + Fraction(at_s)) / time_base(film))
        try:
            self._container.seek(tick, stream=film)
        except av.error.FFmpegError:
            self._coming = iter(())
        else:
            self._coming = self._decoded(film)

    def _decoded(self, film: VideoStream) -> Iterator[tuple[float, VideoFrame]]:
        """Yield the frames from here on, each with its time; what can't be decoded is left out."""
        import av

        for packet in packets(self._container, film):
            try:
                frames = film.decode(packet)
            except av.error.FFmpegError:
                continue
            for frame in frames:
                if frame.pts is not None:
                    yield float(frame.pts * time_base(film) - self._start), frame

    def _read_to(self, at_s: float) -> tuple[float, VideoFrame] | None:
        """Decode until a frame begins after `at_s`; return the one that is shown then."""
        while not self._kept or self._kept[-1][0] <= at_s + _NEAR_S:
            following = next(self._coming, None)
            if following is None:
                self._is_at_end = True
                break
            self._keep(following)
        before = [known for known in self._kept if known[0] <= at_s + _NEAR_S]
        return before[-1] if before else next(iter(self._kept), None)

    def _keep(self, frame: tuple[float, VideoFrame]) -> None:
        self._kept.append(frame)
        size = frame[1].width * frame[1].height * 3 // 2
        while len(self._kept) > max(2, _KEPT_BYTES // size):
            self._kept.popleft()


def _upright(frame: VideoFrame, aspect: Fraction) -> Still:
    """Return the pixels of a frame as it is seen: turned, and as wide as its pixels are meant."""
    import numpy as np

    seen = frame.width * aspect
    width = min(_WIDEST, round(seen))
    pixels = frame.reformat(width, max(1, round(frame.height * width / seen)), "rgb24").to_ndarray()
    turned = np.rot90(pixels, round(frame.rotation / 90))
    return Still(turned.shape[1], turned.shape[0], turned.tobytes())
