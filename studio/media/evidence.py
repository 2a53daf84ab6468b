"""What is known of a recording that bears on where to cut it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from studio.media.look import SlideChange
from studio.media.pauses import Pause, QuietSpot
from studio.media.topics.shifts import TopicShift

ON_KEYFRAME_S = 0.001
_SENTENCE_REACH_S = 0.75


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was heard, seen and read; each by time, and each may be missing.

    `keyframes` are the times of the frames at which a copy can begin. Sentences and topics come
    from captions.
    """

    pauses: Sequence[Pause] = ()
    quiet: Sequence[QuietSpot] = ()
    slides: Sequence[SlideChange] = ()
    keyframes: Sequence[float] = ()
    topics: Sequence[TopicShift] = ()
    sentence_ends: Sequence[float] = ()

    def sentence_ends_near(self, start_s: float, end_s: float) -> bool:
        """Return whether a sentence ends in a span or close to it."""
        first = bisect_left(self.sentence_ends, start_s - _SENTENCE_REACH_S)
        return first < bisect_right(self.sentence_ends, end_s + _SENTENCE_REACH_S)

    def topic_near(self, start_s: float, end_s: float) -> float:
        """Return the best score of a sentence that starts in a span or close to it; else 0."""
        first = bisect_left(self.topics, start_s - _SENTENCE_REACH_S, key=_at)
        last = bisect_right(self.topics, end_s + _SENTENCE_REACH_S, key=_at)
        return max((shift.score for shift in self.topics[first:last]), default=0.0)

    def keyframes_in(self, start_s: float, end_s: float) -> Sequence[float]:
        """Return the keyframes in a span."""
        first = bisect_left(self.keyframes, start_s)
        return self.keyframes[first : bisect_right(self.keyframes, end_s)]

    def head_s(self, at_s: float, duration_s: float) -> float:
        """Return the seconds from a place up to the next keyframe; 0 where none is known."""
        if not len(self.keyframes):
            return 0.0
        next_one = bisect_left(self.keyframes, at_s - ON_KEYFRAME_S)
        known = next_one < len(self.keyframes)
        return max(0.0, (self.keyframes[next_one] if known else duration_s) - at_s)

    def slides_by_pause(self) -> dict[int, list[SlideChange]]:
        """Return the changes that each pause, by its place in `pauses`, is the nearest to."""
        found: dict[int, list[SlideChange]] = {}
        for change in self.slides if self.pauses else ():
            after = bisect_left(self.pauses, change.at_s, key=lambda pause: pause.start_s)
            near = [n for n in (after - 1, after) if 0 <= n < len(self.pauses)]
            best = min(near, key=lambda n: _distance(self.pauses[n], change.at_s))
            found.setdefault(best, []).append(change)
        return found


def _at(shift: TopicShift) -> float:
    return shift.at_s


def _distance(pause: Pause, at_s: float) -> float:
    return max(pause.start_s - at_s, at_s - pause.end_s, 0.0)
