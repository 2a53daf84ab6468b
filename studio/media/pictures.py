"""Pictures as clips hold them: upright, of one size, 8 bits, 4:2:0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.media.probe import Picture

if TYPE_CHECKING:
    from av.filter.graph import Graph
    from av.video.frame import VideoFrame

PIXELS = "yuv420p"
_FULL_RANGE = 2
_EXACT = "flags=bicubic+accurate_rnd+full_chroma_int+bitexact"
_TURNS = {90: "transpose=cclock", 180: "hflip,vflip", 270: "transpose=clock"}


def even(length: int) -> int:
    """Return the nearest smaller length that 4:2:0 can hold: colours are shared by two pixels."""
    return max(2, length - length % 2)


class Pictures:
    """Turns the frames of one recording into pictures of one form.

    A recording may change its size or its format midway: what does not fit is scaled into the
    size of the first, with bars at its sides.
    """

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._size = even(picture.width), even(picture.height)
        self._stored: tuple[int, int] | None = None
        self._form: object = None
        self._graph: Graph | None = None

    def picture(self, frame: VideoFrame) -> VideoFrame:
        """Return a frame as clips hold it; the same frame where it fits already."""
        import av

        self._stored = self._stored or (frame.width, frame.height)
        if self._fits(frame):
            return _free(frame)
        form = (frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range)
        if self._graph is None or form != self._form:
            self._graph, self._form = self._filters(frame), form
        self._graph.vpush(frame)
        made = self._graph.vpull()
        assert isinstance(made, av.VideoFrame)  # noqa: S101  # each filter gives one for one
        return _free(made)

    def _fits(self, frame: VideoFrame) -> bool:
        form = (frame.width, frame.height, frame.format.name)
        turned = self._picture.rotation or frame.color_range == _FULL_RANGE
        return form == (*self._size, PIXELS) and not turned

    def _filters(self, frame: VideoFrame) -> Graph:
        import av

        graph = av.filter.Graph()
        source = graph.add(
            "buffer",
            f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base=1/1000"
            f":colorspace={frame.colorspace}:range={frame.color_range}",
        )
        steps = [graph.add(*step.split("=", 1)) for step in self._steps(frame)]
        graph.link_nodes(source, *steps, graph.add("buffersink")).configure()
        return graph

    def _steps(self, frame: VideoFrame) -> list[str]:
        width, height = self._size
        turn = _TURNS.get(self._picture.rotation, "")
        seen = (frame.width, frame.height)
        if self._picture.rotation in (90, 270):
            seen = seen[::-1]
        steps = turn.split(",") if turn else []
        if seen == (self._picture.width, self._picture.height):
            # An odd row or column is left out: scaling would blur all the others.
            return [*steps, f"crop={width}:{height}:0:0:exact=1", *_colours(frame)]
        if (frame.width, frame.height) == self._stored:
            # Pixels that are not square: the picture is stored narrower or wider than it is seen.
            return [*steps, f"scale={width}:{height}:{_EXACT}", "setsar=1", *_colours(frame)]
        fitted = f"scale={width}:{height}:force_original_aspect_ratio=decrease:{_EXACT}"
        return [*steps, fitted, f"pad={width}:{height}:-1:-1", "setsar=1", *_colours(frame)]


def _colours(frame: VideoFrame) -> list[str]:
    """Return the filters to 8 bits, 4:2:0 and the limited range of television."""
    matrix = ":out_color_matrix=bt709" if frame.format.is_rgb else ""
    return [f"scale=out_range=tv{matrix}:{_EXACT}", f"format={PIXELS}"]


def _free(frame: VideoFrame) -> VideoFrame:
    """Leave it to the encoder which frames are keyframes: those of the source are no reason."""
    frame.pict_type = 0
    return frame
