"""A picture of a plan: what was heard and seen, and the cuts with the costs that chose them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli_canvas import (
    AMBER,
    CHANGE,
    FAINT,
    GREY,
    INK,
    LINE,
    PALE,
    SLIDE,
    TEAL,
    TERMS,
    Canvas,
)
from studio.i18n import Voice, duration
from studio.messages import Message, message

if TYPE_CHECKING:
    from studio.media.split import Split

_STEPS_S = (1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400)
_LEFT, _RIGHT, _TOP, _GAP = 150, 1570, 96, 26
_FOOT, _LEGEND_LINE = 84, 22
_LONG_PAUSE_S = 3.0


_COLUMNS = 3000
_TERMS = ("cut", "pause", "sentence", "topic", "slide", "keyframe", "forced")


@dataclass(frozen=True, slots=True)
class Bar:
    """A clip: its span, its title, and whether the cut at its end is a forced one."""

    start_s: float
    end_s: float
    title: str
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cut may lie: its cost, the terms that it is the sum of, and whether it was chosen.

    The terms are (name, cost) in an order that is the same for all places.
    """

    at_s: float
    cost: float
    chosen: bool = False
    terms: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a picture shows. What is not known is empty, and its lane is left out.

    `lows` and `highs` are the peaks of the sound (-1 to 1), as many of each, evenly over the
    recording. `pauses` are (start, end) and `slides` (time, whether it is a new slide and not a
    smaller change of one), in seconds.
    """

    title: str
    length_s: float
    bars: Sequence[Bar]
    lows: Sequence[float] = ()
    highs: Sequence[float] = ()
    pauses: Sequence[tuple[float, float]] = ()
    slides: Sequence[tuple[float, bool]] = ()
    places: Sequence[Place] = ()


def draw(found: Split, file: Path, voice: Voice) -> None:
    """Draw a plan as a picture; the ending of the file's name does not matter: it is a PNG.

    Raises:
        OSError: the file can't be written.
    """
    paint(drawing_of(found, voice), voice).save(file)


def drawing_of(found: Split, voice: Voice) -> Drawing:
    """Return what is known of a plan."""
    bars = [
        Bar(
            clip.start_s,
            clip.end_s,
            voice.say(clip.title),
            any(reason.id == "plan.reason.forced" for reason in clip.reasons),
        )
        for clip in found.clips
    ]
    limit = message("plot.head", n=len(bars), limit=found.limit_s)
    length_s = found.recording.duration_s
    peaks = found.analysis.heard.peaks.columns(0.0, length_s, _COLUMNS) if found.analysis else None
    return Drawing(
        title=f"{found.recording.path.name}\n{voice.say(limit)}",
        length_s=length_s,
        bars=bars,
        lows=[] if peaks is None else (peaks[:, 0] / 128).tolist(),
        highs=[] if peaks is None else (peaks[:, 1] / 128).tolist(),
        pauses=[(pause.start_s, pause.end_s) for pause in found.evidence.pauses],
        slides=[(change.at_s, change.is_slide) for change in found.evidence.slides],
        places=_places(found, voice),
    )


def _places(found: Split, voice: Voice) -> list[Place]:
    """Return where the recording might have been cut, and at what cost."""
    chosen = {clip.end_s for clip in found.clips[:-1]}
    names = {name: voice.text(f"plot.term.{name}") for name in _TERMS}
    return [
        Place(
            at_s=one.at_s,
            cost=one.terms.total,
            chosen=one.at_s in chosen,
            terms=tuple((names[name], getattr(one.terms, name)) for name in _TERMS),
        )
        for one in found.candidates
    ]


def paint(drawing: Drawing, voice: Voice) -> Canvas:
    """Return the picture of a drawing."""
    lanes = [lane(drawing, voice) for lane in (_Clips, _Sound, _Slides, _Pauses, _Costs, _Terms)]
    shown = [lane for lane in lanes if lane.known]
    bottom = _TOP + sum(lane.height + _GAP for lane in shown)
    canvas = Canvas(_RIGHT + 30, bottom + _FOOT)
    _head(canvas, drawing, voice)
    _grid(canvas, drawing.length_s, _TOP, bottom)
    top = _TOP
    for lane in shown:
        canvas.text(_LEFT - 16, top + lane.height / 2, lane.name, GREY, 13, anchor="rm")
        lane.paint(canvas, top)
        top += lane.height + _GAP
    _cuts(canvas, drawing, _TOP, bottom)
    _legend(canvas, [entry for lane in shown for entry in lane.legend], bottom + 44)
    return canvas


def _head(canvas: Canvas, drawing: Drawing, voice: Voice) -> None:
    title, _, below = drawing.title.partition("\n")
    length = voice.text("plot.length", length=drawing.length_s)
    canvas.text(30, 34, title, INK, 22, bold=True, width=_RIGHT - 30)
    canvas.text(30, 62, f"{length} · {below}" if below else length, GREY, 14)


def _x(at_s: float, length_s: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * at_s / length_s


def _grid(canvas: Canvas, length_s: float, top: float, bottom: float) -> None:
    """Draw lines at round times, with the times below them."""
    pixels = (_RIGHT - _LEFT) / length_s
    step_s = next((step for step in _STEPS_S if step * pixels >= 70), _STEPS_S[-1])
    for at_s in range(0, int(length_s) + 1, step_s):
        x = _x(at_s, length_s)
        canvas.line(x, top, x, bottom, LINE)
        canvas.text(x, bottom + 12, duration(at_s), GREY, 12, anchor="mm")


def _cuts(canvas: Canvas, drawing: Drawing, top: float, bottom: float) -> None:
    for bar in drawing.bars[:-1]:
        x = _x(bar.end_s, drawing.length_s)
        canvas.line(
            x, top, x, bottom, AMBER if bar.forced else TEAL, width=2.0 if bar.forced else 1.2
        )


def _legend(canvas: Canvas, entries: Sequence[tuple[str, str]], top: float) -> None:
    """Write what the colours mean, in as many lines as it takes."""
    x, y = float(_LEFT), top
    for colour, name in entries:
        if x + canvas.width_of(name, 13) > _RIGHT - 18:
            x, y = float(_LEFT), y + _LEGEND_LINE
        canvas.box(x, y - 6, x + 12, y + 6, colour, radius=3)
        x = canvas.text(x + 18, y, name, INK, 13) + 24


class _Lane:
    """One row of the picture: its name, its height, and what of the legend belongs to it."""

    height = 0
    label = ""

    def __init__(self, drawing: Drawing, voice: Voice) -> None:
        self.drawing = drawing
        self.voice = voice
        self.name = self.words(self.label)

    def words(self, id_: str) -> str:
        return self.voice.say(Message(id_))

    @property
    def known(self) -> bool:
        return True

    @property
    def legend(self) -> list[tuple[str, str]]:
        return []

    def x(self, at_s: float) -> float:
        return _x(at_s, self.drawing.length_s)

    def paint(self, canvas: Canvas, top: float) -> None:
        raise NotImplementedError


class _Clips(_Lane):
    """The clips as bars, with number, title and length where there is room."""

    height = 54
    label = "plot.clips"

    @property
    def legend(self) -> list[tuple[str, str]]:
        forced = any(bar.forced for bar in self.drawing.bars)
        return [(TEAL, self.words("plot.cut")), (AMBER, self.words("plot.forced"))][: 1 + forced]

    def paint(self, canvas: Canvas, top: float) -> None:
        for number, bar in enumerate(self.drawing.bars, 1):
            left, right = self.x(bar.start_s) + 2, self.x(bar.end_s) - 2
            canvas.box(left, top, max(right, left + 1), top + self.height, TEAL, radius=6)
            room = right - left - 16
            if room > 10:
                head, length = f"{number}  {bar.title}", duration(bar.end_s - bar.start_s)
                canvas.text(left + 8, top + 19, head, "white", 13, bold=True, width=room)
                canvas.text(left + 8, top + 38, length, PALE, 12, width=room)


class _Sound(_Lane):
    """The waveform: the lowest and the highest peak of each column."""

    height = 110
    label = "plot.sound"

    @property
    def known(self) -> bool:
        return len(self.drawing.highs) > 0

    def paint(self, canvas: Canvas, top: float) -> None:
        lows, highs = self.drawing.lows, self.drawing.highs
        middle, half = top + self.height / 2, self.height / 2
        columns = min((_RIGHT - _LEFT) * canvas.scale, len(highs))
        width = (_RIGHT - _LEFT) / columns
        for column in range(columns):
            first = column * len(highs) // columns
            last = max((column + 1) * len(highs) // columns, first + 1)
            up, down = max(highs[first:last]), min(lows[first:last])
            x = _LEFT + (column + 0.5) * width
            canvas.line(x, middle - up * half - 0.5, x, middle - down * half + 0.5, FAINT, width)


class _Slides(_Lane):
    """New slides as long marks, smaller changes as short ones."""

    height = 34
    label = "plot.slides"

    @property
    def known(self) -> bool:
        return len(self.drawing.slides) > 0

    @property
    def legend(self) -> list[tuple[str, str]]:
        return [(SLIDE, self.words("plot.new_slide")), (CHANGE, self.words("plot.change"))]

    def paint(self, canvas: Canvas, top: float) -> None:
        for at_s, is_slide in self.drawing.slides:
            x, colour = self.x(at_s), SLIDE if is_slide else CHANGE
            start = top if is_slide else top + self.height * 0.55
            canvas.line(x, start, x, top + self.height, colour, width=3.0)


class _Pauses(_Lane):
    """The pauses: the longer, the higher."""

    height = 46
    label = "plot.pauses"

    @property
    def known(self) -> bool:
        return len(self.drawing.pauses) > 0

    @property
    def legend(self) -> list[tuple[str, str]]:
        return [(GREY, self.words("plot.pause"))]

    def paint(self, canvas: Canvas, top: float) -> None:
        bottom = top + self.height
        canvas.line(_LEFT, bottom, _RIGHT, bottom, LINE)
        for start_s, end_s in self.drawing.pauses:
            share = min((end_s - start_s) / _LONG_PAUSE_S, 1.0)
            left = self.x(start_s)
            right = max(self.x(end_s), left + 1.2)
            canvas.box(left, bottom - max(share * self.height, 3), right, bottom, GREY)


class _Costs(_Lane):
    """What a cut would cost at each place: the lower, the better."""

    height = 120
    label = "plot.cost"

    @property
    def known(self) -> bool:
        return len(self.drawing.places) > 0

    def paint(self, canvas: Canvas, top: float) -> None:
        low, high = self._range
        for value in sorted({low, 0.0, high}):
            y = self._y(value, top)
            said = self.voice.text("plot.number", x=value)
            canvas.text(_RIGHT + 4, y, said, GREY, 10, anchor="lm")
        canvas.line(_LEFT, self._y(0.0, top), _RIGHT, self._y(0.0, top), GREY)
        for place in sorted(self.drawing.places, key=lambda place: place.chosen):
            radius, colour = (5.0, TEAL) if place.chosen else (2.0, FAINT)
            canvas.dot(self.x(place.at_s), self._y(place.cost, top), radius, colour)

    @property
    def _range(self) -> tuple[float, float]:
        costs = [0.0, *(place.cost for place in self.drawing.places)]
        return min(costs), max(costs)

    def _y(self, cost: float, top: float) -> float:
        low, high = self._range
        return top + self.height * (high - cost) / ((high - low) or 1.0)


class _Terms(_Lane):
    """The cost of each cut that was chosen, term by term: up what speaks for it, down against."""

    height = 120
    label = "plot.terms"

    @property
    def known(self) -> bool:
        return any(place.chosen and place.terms for place in self.drawing.places)

    @property
    def _chosen(self) -> list[Place]:
        return [place for place in self.drawing.places if place.chosen and place.terms]

    @property
    def legend(self) -> list[tuple[str, str]]:
        names = [name for name, _ in self._chosen[0].terms]
        return [(TERMS[n % len(TERMS)], name) for n, name in enumerate(names)]

    def paint(self, canvas: Canvas, top: float) -> None:
        gains = [sum(-cost for _, cost in place.terms if cost < 0) for place in self._chosen]
        prices = [sum(cost for _, cost in place.terms if cost > 0) for place in self._chosen]
        scale = self.height / ((max(gains) + max(prices)) or 1.0)
        zero = top + max(gains) * scale
        canvas.line(_LEFT, zero, _RIGHT, zero, GREY)
        for place in self._chosen:
            up = down = zero
            for n, (_, cost) in enumerate(place.terms):
                x, size = self.x(place.at_s), abs(cost) * scale
                start = up - size if cost < 0 else down
                canvas.box(x - 9, start, x + 9, start + size, TERMS[n % len(TERMS)])
                up, down = (up - size, down) if cost < 0 else (up, down + size)
