"""From a recording to its plan of clips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.jobs import Progress
from studio.media.analysis import Analysis
from studio.media.candidates import Candidate
from studio.media.cues import Cue
from studio.media.evidence import Evidence
from studio.media.frames import frames_of
from studio.media.plan import LIMIT_S, Aim, PlannedClip, Span, plan
from studio.media.probe import Probe, probe
from studio.media.study import studied, titled
from studio.media.trimming import without_silence

_STUDY_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class Split:
    """A recording and the clips it is best cut into. Nothing is written yet.

    `evidence` and `candidates` are what the plan was made from. `analysis` is None for a recording
    that needs no cut.
    """

    recording: Probe
    limit_s: float
    clips: tuple[PlannedClip, ...]
    evidence: Evidence
    candidates: tuple[Candidate, ...]
    analysis: Analysis | None = None


def split(
    path: Path,
    *,
    limit_s: float = LIMIT_S,
    captions: Sequence[Cue] = (),
    language: str = "",
    pinned: Sequence[float] = (),
    excluded: Sequence[Span] = (),
    trim_silence: bool = False,
    ffmpeg: Path | None = None,
    progress: Progress | None = None,
    kept_in: Path | None = None,
) -> Split:
    """Return the best clips of the recording `path`, each strictly shorter than `limit_s`.

    The clips follow each other without a gap and hold the whole recording but for what is
    `excluded`. Their ends lie on frames of it, one on each of the author's `pinned` cuts.
    `language` is the one spoken ("en", "fr"), guessed from the captions where it is "". `ffmpeg`
    is the one of the user's settings, if any. `kept_in` is the file that keeps the analysis of the
    recording (`studio.media.analysis.analyse`). With `trim_silence` the clips
    begin and end with their sound.

    Raises:
        StudioError: the recording can't be read, or the limit is too short.
        Cancelled: the work was cancelled.
    """
    progress = progress or Progress()
    aim = Aim.under(limit_s)
    recording = probe(path)
    analysis = None
    part = progress.part(0.0, _STUDY_SHARE)
    if kept_in or trim_silence or recording.duration_s > aim.longest_s:
        known = studied(recording, ffmpeg=ffmpeg, kept_in=kept_in, progress=part)
        analysis, frames = known.analysis, known.frames
        evidence = known.evidence(captions, language)
    else:
        frames, evidence = frames_of(recording, part), Evidence()
    found = plan(
        recording.duration_s,
        evidence,
        limit_s=limit_s,
        pinned=pinned,
        excluded=excluded,
        aligned=frames.aligned,
    )
    clips = found.clips
    if trim_silence:
        clips = without_silence(clips, evidence.pauses, aligned=frames.aligned)
    progress.at(1.0)
    clips = titled(clips, captions)
    return Split(recording, limit_s, clips, evidence, found.candidates, analysis)
