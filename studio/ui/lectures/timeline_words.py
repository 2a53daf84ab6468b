"""What a timeline says: to screen readers, in tips, and beside what is being moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.i18n import Voice, duration
from studio.ui.lectures.timeline_content import Edge, Span
from studio.ui.lectures.timeline_view import written


class TimelineWords:
    """Puts clips, boundaries and moments into words; `point` is the decimal sign."""

    def __init__(self, voice: Voice, point: str) -> None:
        self._say = voice.text
        self.point = point

    def legend(self) -> tuple[str, str]:
        """Return what triangles and grey bands are."""
        return self._say("ui.timeline.slide"), self._say("ui.timeline.pause")

    def clip(self, span: Span) -> str:
        """Return number, title and length of a clip, and whether it is too long."""
        title = span.title or self._say("ui.untitled")
        said = self._say("ui.timeline.clip", number=span.number, title=title, length=span.length_s)
        return f"{said} {self._say('ui.timeline.too_long')}" if span.too_long else said

    def edge(self, edge: Edge) -> str:
        """Return which boundary it is, where it lies, and whether it is pinned."""
        span = edge.before or edge.after
        if span is None:
            return ""
        kind = "between" if edge.before and edge.after else "end" if edge.before else "start"
        said = self._say(
            f"ui.timeline.{kind}",
            number=span.number,
            next=edge.after.number if edge.after else 0,
            at=self.moment(edge.at_s),
        )
        return f"{said} {self._say('ui.timeline.pinned')}" if edge.pinned else said

    def landing(self, edge: Edge, at_s: float) -> str:
        """Return where a boundary would land, and how long its clips would be."""
        lengths = []
        if edge.before is not None:
            lengths.append(duration(at_s - edge.before.start_s))
        if edge.after is not None:
            lengths.append(duration(edge.after.end_s - at_s))
        return f"{self.moment(at_s)}  \u00b7  {' | '.join(lengths)}"

    def stretch(self, stretch: tuple[float, float]) -> str:
        """Return from where to where a stretch goes, and how long it is."""
        start, end = (self.moment(at_s) for at_s in stretch)
        return f"{start} \u2013 {end}  \u00b7  {duration(stretch[1] - stretch[0])}"

    def state(
        self,
        at_s: float,
        spans: Sequence[Span],
        edge: Edge | None,
        stretch: tuple[float, float] | None,
    ) -> str:
        """Return all that a screen reader needs to know."""
        return " ".join(self._state(at_s, spans, edge, stretch))

    def moment(self, at_s: float) -> str:
        """Return a moment to the millisecond."""
        return written(at_s, 0.0, self.point)

    def _state(
        self,
        at_s: float,
        spans: Sequence[Span],
        edge: Edge | None,
        stretch: tuple[float, float] | None,
    ) -> Iterator[str]:
        yield self._say("ui.timeline.playhead", at=duration(at_s))
        here = next((span for span in spans if span.start_s <= at_s < span.end_s), None)
        if here is not None:
            yield self.clip(here)
        if edge is not None:
            yield self._say("ui.timeline.chosen", boundary=self.edge(edge))
        if stretch is not None:
            yield self._say("ui.timeline.stretch", stretch=self.stretch(stretch))
