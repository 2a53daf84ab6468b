"""From a recording to its plan of clips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from studio.jobs import Progress
from studio.media.analysis import Analysis, analyse
from studio.media.candidates import Candidate
from studio.media.captions import cut_cues, sentence_ends
from studio.media.cues import Cue
from studio.media.cutting.source import copy_points
from studio.media.evidence import Evidence
from studio.media.ffmpeg import find_ffmpeg
from studio.media.frames import frames_of
from studio.media.plan import LIMIT_S, Aim, PlannedClip, Span, plan
from studio.media.probe import Probe, probe
from studio.media.titles import title
from studio.media.topics.shifts import shifts_of
from studio.media.trimming import without_silence
from studio.messages import message


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
    whole = recording.duration_s <= aim.longest_s
    analysis = None
    if kept_in or trim_silence or not whole:
        analysis = analysed(recording, ffmpeg, kept_in, progress.part(0.0, 0.9))
    frames = frames_of(recording, progress.part(0.9, 0.95))
    evidence = _evidence(analysis, captions)
    if not whole:
        keyframes = copy_points(recording, frames).tolist()
        evidence = replace(evidence, keyframes=keyframes, topics=shifts_of(captions, language))
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
    clips = tuple(_titled(clip, captions) for clip in clips)
    return Split(recording, limit_s, clips, evidence, found.candidates, analysis)


def _evidence(analysis: Analysis | None, captions: Sequence[Cue]) -> Evidence:
    """Return what speaks for a cut here or there, but for what only a cut would need."""
    return Evidence(
        pauses=analysis.heard.pauses if analysis else (),
        quiet=analysis.heard.quiet if analysis else (),
        slides=analysis.seen.changes if analysis else (),
        sentence_ends=sentence_ends(captions),
    )


def analysed(
    recording: Probe, ffmpeg: Path | None, kept_in: Path | None, progress: Progress
) -> Analysis:
    """Return what there is to hear and to see in a recording (see `analyse`)."""
    progress.say(message("split.listening", file=recording.path.name))
    return analyse(recording, ffmpeg=find_ffmpeg(ffmpeg), progress=progress, kept_in=kept_in)


def _titled(clip: PlannedClip, captions: Sequence[Cue]) -> PlannedClip:
    cues = cut_cues(captions, clip.start_s, clip.end_s)
    return replace(clip, title=title(cues, clip.index))
