"""Where a recording may be cut, what each place costs, and the reasons to give for it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from studio.media.cost import WEIGHTS, Terms, Weights
from studio.media.evidence import ON_KEYFRAME_S, Evidence
from studio.media.look import SlideChange
from studio.media.pauses import Pause
from studio.messages import Message, message

NEW_TOPIC = 0.8
"""The score from which a new topic is given as a reason: it is right every other time."""

_LONG_PAUSE_S = 4.0
_EDGE_S = 1.0
_SILENCE_S = 10.0
_SLIDE_REACH_S = 10.0
_AT_SLIDE_S = 1.0
"""How near a new slide has to be to speak for a cut without a pause."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a cut may lie: what it costs, and why one would cut there.

    No plan passes over a `pinned` one.
    """

    at_s: float
    terms: Terms
    reasons: tuple[Message, ...]
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A recording in which to look for places: `aligned` moves a time to where a cut may lie."""

    duration_s: float
    evidence: Evidence
    spacing_s: float
    aligned: Callable[[float], float] = float
    weights: Weights = WEIGHTS


def candidates(search: Search) -> list[Candidate]:
    """Return the places to cut at, by time: the cheapest where several fall together.

    There is one at least every `spacing_s` or so, so that a plan never depends on luck.
    """
    found: dict[float, Candidate] = {}
    sources = (_in_pauses(search), _at_sentences(search), _anywhere(search))
    for one in (candidate for source in sources for candidate in source):
        known = found.get(one.at_s)
        if 0.0 < one.at_s < search.duration_s and (
            known is None or one.terms.total < known.terms.total
        ):
            found[one.at_s] = one
    return [found[at_s] for at_s in sorted(found)]


def suited(weights: Weights, evidence: Evidence, clips: float) -> Weights:
    """Return the weights for a recording of about so many `clips`: what is usual in it.

    Slides are usual that are as many as the clips; else clips would be short where slides are
    many. Where few topics are expected, less is usual; else a speaker who announces nothing would
    get the longest clips that the limit allows. With both, half the slides are expected to begin
    a topic, whose price holds already.
    """
    slides = sum(change.is_slide for change in evidence.slides)
    usual = min(weights.usual_slide, slides / clips)
    if not evidence.topics:
        return replace(weights, usual_slide=usual)
    scores = [shift.score for shift in evidence.topics]
    common = float(np.quantile(scores, weights.common_topics))
    return replace(weights, usual_slide=usual / 2, usual_topic=min(weights.usual_topic, common))


def pin(at_s: float) -> Candidate:
    """Return the place that the author chose."""
    return Candidate(at_s, Terms(), (message("plan.reason.pinned"),), pinned=True)


def reasons_at(places_s: Iterable[float], search: Search) -> list[tuple[Message, ...]]:
    """Return what speaks for a cut at each of some places, whether or not a plan looks there."""
    slides = search.evidence.slides_by_pause()
    return [_reasons_at(at_s, slides, search) for at_s in places_s]


def _reasons_at(
    at_s: float, slides_by_pause: Mapping[int, Sequence[SlideChange]], search: Search
) -> tuple[Message, ...]:
    evidence = search.evidence
    number = bisect_right(evidence.pauses, at_s, key=lambda pause: pause.start_s) - 1
    if number >= 0 and at_s <= evidence.pauses[number].end_s:
        slides = slides_by_pause.get(number, ())
        return _in_pause(evidence.pauses[number], at_s, slides, search).reasons
    near = [change for change in evidence.slides if abs(change.at_s - at_s) <= _AT_SLIDE_S]
    topic = evidence.topic_near(at_s, at_s)
    said = tuple(_reasons(topic, _nearest(near, at_s), at_s, search, ends=False))
    if evidence.sentence_ends_near(at_s, at_s):
        return (message("plan.reason.sentence_only"), *said)
    return said if near or topic >= NEW_TOPIC else ()


def _in_pauses(search: Search) -> Iterator[Candidate]:
    """Yield places within pauses: a pause that holds no frame's beginning holds none."""
    slides = search.evidence.slides_by_pause()
    for number, pause in enumerate(search.evidence.pauses):
        for at_s in map(search.aligned, _points(pause, search)):
            if pause.start_s <= at_s <= pause.end_s:
                yield _in_pause(pause, at_s, slides.get(number, ()), search)


def _in_pause(
    pause: Pause, at_s: float, slides: Sequence[SlideChange], search: Search
) -> Candidate:
    """Return a place within a pause, the nearest one to the changes `slides`."""
    evidence, weights = search.evidence, search.weights
    ends = evidence.sentence_ends_near(pause.start_s, pause.end_s)
    topic = evidence.topic_near(pause.start_s, pause.end_s)
    change = _nearest(slides, at_s)
    terms = Terms(
        cut=weights.cut,
        pause=-_worth(pause, weights),
        sentence=weights.mid_sentence if evidence.sentence_ends and not ends else 0.0,
        topic=_topic_price(topic, search),
        slide=_slide_price(change, at_s, search),
        keyframe=_head_price(at_s, search),
    )
    said = (_pause_reason(pause), *_reasons(topic, change, at_s, search, ends=ends))
    return Candidate(at_s, terms, said)


def _at_sentences(search: Search) -> Iterator[Candidate]:
    """Yield the ends of sentences without a pause: there may be music under the voice."""
    weights = search.weights
    for end_s in search.evidence.sentence_ends:
        at_s = search.aligned(end_s)
        topic = search.evidence.topic_near(end_s, end_s)
        terms = Terms(
            cut=weights.cut,
            pause=weights.no_pause if search.evidence.pauses else 0.0,
            topic=_topic_price(topic, search),
            slide=_slide_price(None, at_s, search),
            keyframe=_head_price(at_s, search),
        )
        only = message("plan.reason.sentence_only")
        yield Candidate(at_s, terms, (only, *_reasons(topic, None, at_s, search, ends=False)))


def _anywhere(search: Search) -> Iterator[Candidate]:
    """Yield the quiet spots, and places at even distances, for where there is nothing better."""
    quiet, weights = search.evidence.quiet, search.weights
    levels = [spot.level_db for spot in quiet] or [0.0]
    low, span = min(levels), max(max(levels) - min(levels), 1.0)
    for spot in quiet:
        loud = weights.loud * (spot.level_db - low) / span
        yield _forced(search.aligned(spot.at_s), loud, search)
    for step in range(1, math.ceil(search.duration_s / search.spacing_s)):
        yield _forced(search.aligned(step * search.spacing_s), weights.loud, search)


def _forced(at_s: float, loud: float, search: Search) -> Candidate:
    weights = search.weights
    terms = Terms(
        cut=weights.cut,
        topic=_topic_price(0.0, search),
        slide=_slide_price(None, at_s, search),
        keyframe=_head_price(at_s, search),
        forced=weights.forced + loud,
    )
    return Candidate(at_s, terms, (message("plan.reason.forced"),))


def _points(pause: Pause, search: Search) -> list[float]:
    """Return where to cut in a pause: on its keyframes if it holds any, else in its middle.

    A long one may be cut in many places.
    """
    middle = (pause.start_s + pause.end_s) / 2
    points = [middle]
    if pause.length_s >= _LONG_PAUSE_S:
        room = pause.length_s - 2 * _EDGE_S
        steps = math.ceil(room / max(search.spacing_s / 4, 1.0))
        points += [pause.start_s + _EDGE_S + room * i / steps for i in range(steps + 1)]
    free = search.evidence.keyframes_in(pause.start_s, pause.end_s)
    if not len(free):
        return points
    return sorted({min(free, key=lambda at_s: abs(at_s - point)) for point in points})


def _worth(pause: Pause, weights: Weights) -> float:
    length = min(pause.length_s, weights.longest_pause_s)
    depth = min(max(pause.depth_db / weights.full_depth_db, 0.25), 1.0)
    return weights.pause * math.log1p(length) * depth


def _topic_price(topic: float, search: Search) -> float:
    if not search.evidence.topics:
        return 0.0
    return search.weights.topic * (search.weights.usual_topic - topic)


def _slide_price(change: SlideChange | None, at_s: float, search: Search) -> float:
    weights = search.weights
    usual = weights.slide * weights.usual_slide if search.evidence.slides else 0.0
    if change is None:
        return usual
    worth = weights.slide if change.is_slide else weights.bullet
    return usual - worth * math.exp(-abs(change.at_s - at_s) / weights.slide_s)


def _head_price(at_s: float, search: Search) -> float:
    head_s = search.evidence.head_s(at_s, search.duration_s)
    return search.weights.keyframe * min(head_s, search.weights.longest_head_s)


def _nearest(changes: Sequence[SlideChange], at_s: float) -> SlideChange | None:
    """Return the change to speak of: a new slide before a smaller one, then the nearest."""
    near = [change for change in changes if abs(change.at_s - at_s) <= _SLIDE_REACH_S]
    return min(near, key=lambda one: (not one.is_slide, abs(one.at_s - at_s)), default=None)


def _pause_reason(pause: Pause) -> Message:
    silent = pause.length_s >= _SILENCE_S
    name = "plan.reason.silence" if silent else "plan.reason.pause"
    return message(name, length=round(pause.length_s, 1))


def _reasons(
    topic: float, change: SlideChange | None, at_s: float, search: Search, *, ends: bool
) -> Iterator[Message]:
    """Yield what else speaks for a place."""
    if ends:
        yield message("plan.reason.sentence")
    if topic >= NEW_TOPIC:
        yield message("plan.reason.topic")
    if change is not None and change.is_slide:
        yield _slide_reason(round(at_s - change.at_s, 1))
    if len(search.evidence.keyframes) and _on_keyframe(at_s, search):
        yield message("plan.reason.keyframe")


def _slide_reason(away_s: float) -> Message:
    """Return in words how long before a cut a new slide is; after it where negative."""
    if away_s == 0.0:
        return message("plan.reason.slide_at")
    side = "plan.reason.slide_before" if away_s > 0.0 else "plan.reason.slide_after"
    return message(side, away=abs(away_s))


def _on_keyframe(at_s: float, search: Search) -> bool:
    return search.evidence.head_s(at_s, search.duration_s) <= ON_KEYFRAME_S
