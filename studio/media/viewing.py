"""Decoding pieces of a film, each from the keyframe before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.jobs import Progress
from studio.media.grids import grid_of

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

    from studio.media.film import Film, VideoPacket
    from studio.media.grids import Grid

_COPIES_THE_LAST = ("h264", "mpeg4", "mpeg2video", "mpeg1video")
"""Decoders that put the picture before in the place of one that is missing."""

_REORDERED = 2
"""How many frames are waited for: as many as encoders put out of order."""


@dataclass(frozen=True, slots=True)
class View:
    """A frame as it is compared: when it is shown, and its cells."""

    tick: int
    grid: Grid


class Viewer:
    """A decoder of a film. It belongs to one thread at a time; all of it can be cancelled."""

    def __init__(self, film: Film, progress: Progress) -> None:
        self._decoder = film.new_decoder()
        self._decoder.thread_type = "NONE"
        # Its work is for the eye: cells and thumbnails look the same without it.
        options = {"skip_loop_filter": "all"}
        if film.codec == "h264":
            # It has to wait for frames that are kept later: from few packets it can't tell.
            options["has_b_frames"] = str(_REORDERED)
        self._decoder.options = options
        self._patches = film.codec in _COPIES_THE_LAST
        self._progress = progress

    def first(self, packets: Sequence[VideoPacket]) -> VideoFrame | None:
        """Return the first frame that is shown; what an edit list hides is not shown."""
        hidden = next((n for n, one in enumerate(packets) if not one.is_discard), len(packets))
        frames = [*self._decoded(packets[: hidden + 1]), *self._drained()]
        return min(frames, key=lambda frame: frame.pts or 0, default=None)

    def views(
        self, packets: Sequence[VideoPacket], looked_at: Sequence[range] | None = None
    ) -> list[View]:
        """Return the frames of `packets`, the first of which is a keyframe, by time.

        Only those in `looked_at` (positions in `packets`) are sure to be among them: others are
        decoded where they are needed for these.
        """
        frames = [*self._seen(self._decoded(packets, looked_at)), *self._seen(self._drained())]
        return sorted(frames, key=lambda view: view.tick)

    def excerpt(self, packets: Sequence[VideoPacket], spans: Sequence[range]) -> list[View]:
        """Return the frames of `spans` (positions in `packets`), by time, as if alone.

        The first of `packets` is a keyframe. Where a decoder puts up with it, all packets between
        are left out. What does not move is then shown as it is, and the rest moves all the same.
        """
        wanted = sorted({at for span in spans for at in span if 0 < at < len(packets)})
        if self._patches:
            return self.views([packets[0], *(packets[at] for at in wanted)])
        return self.views(packets[: wanted[-1] + 1 if wanted else 1], spans)

    def following(self, packets: Sequence[VideoPacket], *, last: bool) -> Iterator[VideoFrame]:
        """Yield the frames of packets that follow those of the call before."""
        yield from self._decoded(packets)
        if last:
            yield from self._drained()

    def _seen(self, frames: Iterator[VideoFrame]) -> Iterator[View]:
        return (View(frame.pts, grid_of(frame)) for frame in frames if frame.pts is not None)

    def _decoded(
        self, packets: Sequence[VideoPacket], looked_at: Sequence[range] | None = None
    ) -> Iterator[VideoFrame]:
        import av

        for at, packet in enumerate(packets):
            self._progress.check()
            near = looked_at is None or any(at in span for span in looked_at)
            self._decoder.skip_frame = "DEFAULT" if near else "NONREF"
            try:
                yield from self._decoder.decode(packet)
            except av.error.FFmpegError:
                continue

    def _drained(self) -> Iterator[VideoFrame]:
        import av

        try:
            yield from self._decoder.decode(None)
        except av.error.FFmpegError:
            return
        finally:
            self._decoder.flush_buffers()
