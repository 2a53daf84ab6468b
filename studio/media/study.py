"""A recording studied: all that is needed to plan its clips, again and again, at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path

from studio.jobs import Progress
from studio.media.analysis import Analysis, analyse
from studio.media.candidates import Candidate, Search, candidates, reasons_at, suited
from studio.media.captions import cut_cues, sentence_ends
from studio.media.cost import LIMIT_S, WEIGHTS, Aim
from studio.media.cues import Cue
from studio.media.cutting.source import copy_points
from studio.media.evidence import Evidence
from studio.media.ffmpeg import find_ffmpeg
from studio.media.frames import Frames, frames_of
from studio.media.plan import Plan, PlannedClip, Span, plan
from studio.media.probe import Probe, probe
from studio.media.titles import title
from studio.media.topics.shifts import TopicShift, shifts_of
from studio.messages import Message, message

_ANALYSIS_SHARE = 0.9
_MOST_PLACES = 100_000
"""An hour has some 2,500."""


@dataclass(frozen=True)
class Study:
    """What is known of a recording: its frames, and what there is to hear and to see."""

    recording: Probe
    frames: Frames
    analysis: Analysis

    def plan(
        self,
        limit_s: float,
        pinned: Sequence[float] = (),
        excluded: Sequence[Span] = (),
        cues: Sequence[Cue] = (),
        language: str = "",
    ) -> tuple[PlannedClip, ...]:
        """Return the best clips, titled; see `studio.media.plan.plan` and `split`.

        Raises:
            StudioError: the limit is too short.
        """
        return titled(self.planned(limit_s, pinned, excluded, cues, language).clips, cues)

    def planned(
        self,
        limit_s: float,
        pinned: Sequence[float] = (),
        excluded: Sequence[Span] = (),
        cues: Sequence[Cue] = (),
        language: str = "",
    ) -> Plan:
        """Return the same plan with the places that it was chosen from, its clips numbered only.

        Raises:
            StudioError: the limit is too short.
        """
        return plan(
            self.recording.duration_s,
            self.evidence(cues, language),
            limit_s=limit_s,
            pinned=pinned,
            excluded=excluded,
            aligned=self._aligned,
        )

    def snapped(self, at_s: float, reach_s: float) -> float:
        """Return the best place for a cut within `reach_s` of one: a time of a frame.

        It is the cheapest in a pause, else the nearest new slide, else the nearest frame.
        """
        near = [place for place in self._in_pauses if abs(place.at_s - at_s) <= reach_s]
        if near:
            return min(near, key=lambda place: place.terms.total).at_s
        slides = [
            change
            for change in self.analysis.seen.changes
            if change.is_slide and abs(change.at_s - at_s) <= reach_s
        ]
        nearest = min(slides, key=lambda change: abs(change.at_s - at_s), default=None)
        return self.frames.aligned(nearest.at_s if nearest else at_s)

    def reasons(
        self, places_s: Sequence[float], cues: Sequence[Cue] = (), language: str = ""
    ) -> list[tuple[Message, ...]]:
        """Return what speaks for a cut at each place, the first above all; it may be nothing."""
        return reasons_at(places_s, self._search(self.evidence(cues, language)))

    def evidence(self, cues: Sequence[Cue] = (), language: str = "") -> Evidence:
        """Return what speaks for a cut here or there, with captions in a language."""
        return _with_words(self._heard_and_seen, tuple(cues), language)

    @cached_property
    def _heard_and_seen(self) -> Evidence:
        heard, seen = self.analysis.heard, self.analysis.seen
        return Evidence(
            pauses=heard.pauses,
            quiet=heard.quiet,
            slides=seen.changes,
            keyframes=copy_points(self.recording, self.frames).tolist(),
        )

    @cached_property
    def _in_pauses(self) -> list[Candidate]:
        found = candidates(self._search(self._heard_and_seen))
        return [place for place in found if not place.terms.forced]

    def _search(self, evidence: Evidence) -> Search:
        duration_s = self.recording.duration_s
        weights = suited(WEIGHTS, evidence, duration_s / Aim().target_s)
        return Search(duration_s, evidence, LIMIT_S / 20, self._aligned, weights)

    @cached_property
    def _aligned(self) -> Callable[[float], float]:
        """Moves a time to that of a frame: the places to cut at are the same in all plans."""
        return lru_cache(_MOST_PLACES)(self.frames.aligned)


def study(path: Path, *, ffmpeg: Path | None, kept_in: Path | None, progress: Progress) -> Study:
    """Study a recording; what was heard and seen is kept in `kept_in` (`analyse`).

    `ffmpeg` is the one of the user's settings, if any.

    Raises:
        StudioError: the recording can't be read.
        Cancelled: the work was cancelled.
    """
    return studied(probe(path), ffmpeg=ffmpeg, kept_in=kept_in, progress=progress)


def studied(
    recording: Probe, *, ffmpeg: Path | None, kept_in: Path | None, progress: Progress
) -> Study:
    """Study a recording that was probed (`study`)."""
    part = progress.part(0.0, _ANALYSIS_SHARE)
    analysis = analysed(recording, ffmpeg, kept_in, part)
    found = Study(recording, frames_of(recording, progress.part(_ANALYSIS_SHARE, 1.0)), analysis)
    progress.at(1.0)
    return found


def analysed(
    recording: Probe, ffmpeg: Path | None, kept_in: Path | None, progress: Progress
) -> Analysis:
    """Return what there is to hear and to see in a recording (see `analyse`)."""
    progress.say(message("split.listening", file=recording.path.name))
    return analyse(recording, ffmpeg=find_ffmpeg(ffmpeg), progress=progress, kept_in=kept_in)


def titled(clips: Sequence[PlannedClip], cues: Sequence[Cue]) -> tuple[PlannedClip, ...]:
    """Return the clips with the titles that captions (by their start) propose."""
    latest = list(accumulate((cue.end_s for cue in cues), max))
    return tuple(replace(clip, title=_title(clip, cues, latest)) for clip in clips)


def _title(clip: PlannedClip, cues: Sequence[Cue], latest: Sequence[float]) -> Message:
    """Return the title of a clip; `latest` are the last ends of all captions up to each."""
    first = bisect_right(latest, clip.start_s)
    last = bisect_left(cues, clip.end_s, key=lambda cue: cue.start_s)
    return title(cut_cues(cues[first:last], clip.start_s, clip.end_s), clip.index)


def _with_words(evidence: Evidence, cues: tuple[Cue, ...], language: str) -> Evidence:
    ends, topics = _words(cues, language)
    return replace(evidence, sentence_ends=ends, topics=topics)


@lru_cache(maxsize=8)
def _words(cues: tuple[Cue, ...], language: str) -> tuple[Sequence[float], Sequence[TopicShift]]:
    """Return where sentences end and where topics begin; kept, for reading takes a second."""
    return sentence_ends(cues), shifts_of(cues, language)
