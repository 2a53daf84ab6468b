"""Decoding pieces of a film, each from the keyframe before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.jobs import Progress
from studio.media.grids import grid_of

if TYPE_CHECKING:
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from studio.media.grids import Grid
    from studio.media.stretches import VideoPacket


@dataclass(frozen=True, slots=True)
class View:
    """A frame as it is compared: when it is shown, and its cells."""

    tick: int
    grid: Grid


class Viewer:
    """A decoder of a film. It belongs to one thread at a time; all of it can be cancelled."""

    def __init__(self, film: VideoStream, progress: Progress) -> None:
        from av.codec.context import CodecContext

        # Not a second container: each would hold the index of the whole file.
        source = film.codec_context
        self._decoder: VideoCodecContext = CodecContext.create(source.name, "r")  # type: ignore[assignment]
        self._decoder.extradata = source.extradata
        self._decoder.width, self._decoder.height = source.width, source.height
        self._decoder.thread_type = "NONE"
        # Its work is for the eye: cells and thumbnails look the same without it.
        self._decoder.options = {"skip_loop_filter": "all"}
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
