"""How good the cuts are: `python -m tests.bench.segmentation [FOLDER]`.

Talks with known topics are planned with weights that never saw them: fitted once for each series
on all others, or, for a FOLDER of further talks, the ones that ship. Beside them run what simple
tools do and what nobody can beat. A cut that is within 5 or 15 s of a true boundary counts; the
intervals (95 %) are drawn by talk.
"""

from __future__ import annotations

import random
import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.media.candidates import Candidate
from studio.media.captions import sentence_ends
from studio.media.cost import WEIGHTS, Aim, Terms
from studio.media.evidence import Evidence
from studio.media.plan import cheapest, plan
from studio.media.topics.shifts import TopicShift, chances, near
from tests.bench.fit_topics import Sample, fit, sample
from tests.bench.rebuilt import own, rebuilt
from tests.bench.talks import Talk, sessions, talks
from tests.real_media.films import LECTURES

Numbers = NDArray[np.float64]
Cutter = Callable[[Talk, Evidence], list[float]]

_AIM = Aim()
_DRAWS = 1000
_LONG_CLIPS_S = 240.0
_HIT = Terms(topic=-5.0)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the cuts of one talk add up to."""

    cuts: int
    within_5: int
    within_15: int
    found: int
    boundaries: int
    clips: tuple[float, ...]
    window_diff: float
    pauses: tuple[float, ...]
    inside_words: int


def main(words: Sequence[str] = ()) -> None:
    """Print the tables."""
    if words:
        _table(words[0], [(talk, _shipped(talk)) for talk in talks(Path(words[0]))])
        return
    if not LECTURES.is_dir():
        print(f"segmentation: no talks in {LECTURES}; name a folder that has some")
        return
    fitted = [*map(sample, talks()), *map(sample, sessions())]
    unseen = _unseen(fitted)
    _table("talks, weights of other series", [one for one in unseen if one[0].series != "tinyrec"])
    _table(
        "tinyrec, weights of other series", [one for one in unseen if one[0].series == "tinyrec"]
    )
    _table("m3av, boundaries = new slides", [(talk, _shipped(talk)) for talk in rebuilt()])
    _table("French lectures", [(talk, _shipped(talk)) for talk in own()])


def _shipped(talk: Talk) -> Evidence:
    one = sample(talk)
    return _evidence(one, near(one.starts, chances(one.values)))


def _unseen(fitted: Sequence[Sample]) -> list[tuple[Talk, Evidence]]:
    found = []
    for series in sorted({one.talk.series for one in fitted}):
        table, bias = fit([one for one in fitted if one.talk.series != series])
        for one in fitted:
            if one.talk.series == series:
                scores = near(one.starts, chances(one.values, table, bias))
                found.append((one.talk, _evidence(one, scores)))
    return found


def _evidence(one: Sample, scores: Numbers) -> Evidence:
    pairs = zip(one.starts, scores, strict=True)
    return Evidence(
        pauses=one.talk.pauses,
        slides=one.talk.slides,
        topics=tuple(TopicShift(float(at_s), float(score)) for at_s, score in pairs),
        sentence_ends=sentence_ends(one.talk.cues),
    )


def _table(name: str, cases: Sequence[tuple[Talk, Evidence]]) -> None:
    hours = sum(talk.duration_s for talk, _ in cases) / 3600
    print(f"\n{name}: {len(cases)} recordings, {hours:.1f} h, limit 7:00")
    print(
        f"{'':34}{'cuts':>5}  {'P@5':>4} {'':13}{'P@15':>4} {'':13}{'recall':>6} {'':13}"
        f"{'WD':>5} {'':13}{'mean':>5} {'min':>5} {'max':>5} {'pause':>6} {'in word':>7}"
    )
    for label, cutter in _CUTTERS.items():
        figures = [_figures(talk, evidence, cutter(talk, evidence)) for talk, evidence in cases]
        print(f"{label:34}{_row(figures)}")


def _row(figures: Sequence[Figures]) -> str:
    lengths = [length for one in figures for length in one.clips]
    pauses = [length for one in figures for length in one.pauses]
    inside = sum(one.inside_words for one in figures)
    ratios = (
        _share(figures, lambda one: (one.within_5, one.cuts)),
        _share(figures, lambda one: (one.within_15, one.cuts)),
        _share(figures, lambda one: (one.found, one.boundaries)),
        _share(figures, lambda one: (one.window_diff, 1.0)),
    )
    cuts = sum(one.cuts for one in figures)
    pause = f"{np.mean(pauses):5.2f}s" if pauses else "     -"
    return (
        f"{cuts:5d}  {'  '.join(ratios)}  {_clock(float(np.mean(lengths)))} {_clock(min(lengths))} "
        f"{_clock(max(lengths))} {pause} {inside / max(cuts, 1):7.0%}"
    )


def _share(figures: Sequence[Figures], counted: Callable[[Figures], tuple[float, float]]) -> str:
    """Return a ratio of sums with its interval by talk."""
    table = np.array([counted(one) for one in figures])
    picked = np.random.default_rng(1).integers(0, len(table), (_DRAWS, len(table)))
    sums = table[picked].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / np.maximum(sums[:, 1], 1e-9), (0.025, 0.975))
    top, bottom = table.sum(axis=0)
    return f"{top / max(bottom, 1e-9):.2f} ({low:.2f}-{high:.2f})"


def _clock(length_s: float) -> str:
    return f"{int(length_s) // 60}:{int(length_s) % 60:02d}".rjust(5)


def _figures(talk: Talk, evidence: Evidence, cuts: Sequence[float]) -> Figures:
    at = np.array(cuts)
    apart = np.abs(at[:, None] - talk.boundaries[None, :])
    reached = apart.min(axis=1) if apart.size else np.full(len(at), np.inf)
    return Figures(
        cuts=len(at),
        within_5=int((reached <= 5.0).sum()),
        within_15=int((reached <= 15.0).sum()),
        found=int((apart.min(axis=0) <= 15.0).sum()) if apart.size else 0,
        boundaries=len(talk.boundaries),
        clips=tuple(np.diff([0.0, *cuts, talk.duration_s])),
        window_diff=_window_diff(cuts, _oracle(talk, evidence), talk.duration_s),
        pauses=tuple(
            pause.length_s
            for pause in evidence.pauses
            for cut in cuts
            if pause.start_s <= cut <= pause.end_s
        ),
        inside_words=sum(start_s < cut < end_s for start_s, end_s in talk.words for cut in cuts),
    )


def _window_diff(cuts: Sequence[float], true: Sequence[float], duration_s: float) -> float:
    """Return the share of windows with another number of cuts (Pevzner and Hearst 2002)."""
    width = duration_s / (len(true) + 1) / 2
    starts = np.arange(0.0, max(duration_s - width, 1.0))
    counts = [
        np.searchsorted(places, starts + width) - np.searchsorted(places, starts)
        for places in (np.array(cuts), np.array(true))
    ]
    return float(np.mean(counts[0] != counts[1]))


def _places(talk: Talk, evidence: Evidence) -> list[float]:
    """Return the middles of pauses, or the starts of sentences where nothing was heard."""
    if evidence.pauses:
        return [(pause.start_s + pause.end_s) / 2 for pause in evidence.pauses]
    return [shift.at_s for shift in evidence.topics if 0.0 < shift.at_s < talk.duration_s]


def _planned(talk: Talk, evidence: Evidence) -> list[float]:
    return [clip.end_s for clip in plan(talk.duration_s, evidence).clips[:-1]]


def _without_topics(talk: Talk, evidence: Evidence) -> list[float]:
    known = Evidence(
        pauses=evidence.pauses, slides=evidence.slides, sentence_ends=evidence.sentence_ends
    )
    return _planned(talk, known)


def _last(talk: Talk, evidence: Evidence) -> list[float]:
    """Cut at the last place before the limit, again and again."""
    places, cuts = _places(talk, evidence), [0.0]
    while talk.duration_s - cuts[-1] > _AIM.longest_s:
        last = bisect_right(places, cuts[-1] + _AIM.longest_s) - 1
        cuts.append(max(places[last], cuts[-1] + 1.0))
    return cuts[1:]


def _even(talk: Talk, evidence: Evidence) -> list[float]:
    """Cut into even parts, each moved to the nearest place."""
    places = _places(talk, evidence)
    count = int(np.ceil(talk.duration_s / _AIM.target_s))
    wanted = [talk.duration_s * part / count for part in range(1, count)]
    return sorted({min(places, key=lambda at_s: abs(at_s - want)) for want in wanted})


def _random(talk: Talk, evidence: Evidence) -> list[float]:
    """Cut at any place 4 to 7 minutes after the cut before."""
    luck, places, cuts = random.Random(talk.name), _places(talk, evidence), [0.0]
    while talk.duration_s - cuts[-1] > _AIM.longest_s:
        far = [at for at in places if _LONG_CLIPS_S <= at - cuts[-1] <= _AIM.longest_s]
        cuts.append(luck.choice(far) if far else cuts[-1] + _AIM.target_s)
    return cuts[1:]


def _oracle(talk: Talk, evidence: Evidence, aim: Aim = _AIM) -> list[float]:
    """Cut on true boundaries wherever the limit allows."""
    usual = {at_s: Terms(cut=WEIGHTS.cut) for at_s in _places(talk, evidence)}
    places = usual | {float(at_s): _HIT for at_s in talk.boundaries}
    ways = [Candidate(at_s, places[at_s], ()) for at_s in sorted(places) if at_s < talk.duration_s]
    return [cut.at_s for cut in cheapest([*ways, Candidate(talk.duration_s, Terms(), ())], aim)][
        :-1
    ]


def _oracle_of_long_clips(talk: Talk, evidence: Evidence) -> list[float]:
    return _oracle(talk, evidence, Aim(minimum_s=_LONG_CLIPS_S))


_CUTTERS: dict[str, Cutter] = {
    "the plan": _planned,
    "the plan without topics": _without_topics,
    "last pause or sentence before 7:00": _last,
    "even parts, nearest pause": _even,
    "random pauses": _random,
    "oracle": _oracle,
    "oracle, no clip under 4:00": _oracle_of_long_clips,
}


if __name__ == "__main__":
    main(sys.argv[1:])
