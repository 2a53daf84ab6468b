"""The file of a recording replaced: the same talk may begin earlier or later in the new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace as changed

from studio.course.edits import replace
from studio.course.model import Course, MediaFile, Recording
from studio.course.recording_clips import LEAST_CLIP_S, clips_of, with_clips
from studio.imports.analyses import kept_under
from studio.imports.captions import cues_of, keep_captions
from studio.imports.measures import with_measures
from studio.imports.relink import with_file
from studio.jobs import Progress
from studio.media.alignment import shift_s
from studio.media.analysis import analyse, kept_analysis
from studio.media.cues import Cue
from studio.media.ffmpeg import find_ffmpeg
from studio.media.probe import Probe, probe
from studio.media.stored_captions import as_written
from studio.messages import StudioError
from studio.project.media_store import media_file
from studio.project.project import Project

_COPY_SHARE = 0.3
_SAME_S = 0.05


class Replacement(NamedTuple):
    """What replaces a recording, and how much later (s) the talk begins in the new one.

    With the edit `follow` clips and captions move along, with `stay` they keep their times.
    """

    shift_s: float
    follow: Callable[[Course], Course]
    stay: Callable[[Course], Course]


def replaced_recording(
    project: Project,
    course: Course,
    recording: str,
    new_file: Path,
    *,
    ffmpeg: Path | None,
    progress: Progress,
) -> Replacement:
    """Bring `new_file` in as the file of a recording.

    Clips and captions can stay with what is said, where the same talk begins earlier or later. A
    clip that goes beyond an end of the new file ends there; one of which less than `LEAST_CLIP_S`
    would be left vanishes (`with_clips`).

    Raises:
        StudioError: `new_file` is no recording.
        OSError: it can't be read, or the folder can't be written.
        Cancelled: the work was cancelled; the course is unchanged.
    """
    earlier = course.media[course.recordings[recording].media]
    probed = probe(new_file)
    copied = media_file(project.media, new_file, progress.part(0.0, _COPY_SHARE))
    new = changed(with_measures(copied, probed), id=earlier.id)
    if new.file == earlier.file:
        return Replacement(0.0, lambda now: now, lambda now: now)
    stay = partial(_replaced, new=new, by_s=0.0, captions={})
    by_s = _shift(project, earlier, new, probed, ffmpeg, progress.part(_COPY_SHARE, 1.0))
    captions = _moved_captions(project, course, earlier.id, by_s) if by_s else {}
    return Replacement(by_s, partial(_replaced, new=new, by_s=by_s, captions=captions), stay)


def _replaced(now: Course, new: MediaFile, by_s: float, captions: Mapping[str, str]) -> Course:
    now = with_file(now, new)
    for each in _made_of(now, new.id):
        now = _fitted(_moved(now, each, by_s, captions) if by_s else now, each.id)
    return now


def _shift(
    project: Project,
    earlier: MediaFile,
    new: MediaFile,
    probed: Probe,
    ffmpeg: Path | None,
    progress: Progress,
) -> float:
    """Return how much later the talk begins; 0 where it is as long, or another one.

    The new file is analysed for this, which the author would have to wait for anyway.
    """
    if earlier.duration_s is None or abs(earlier.duration_s - probed.duration_s) < _SAME_S:
        return 0.0
    kept_before = kept_under(project, earlier.file.partition(".")[0])
    before = kept_analysis(kept_before) if kept_before else None
    if before is None:
        return 0.0
    kept_in = kept_under(project, new.file.partition(".")[0])
    try:
        after = analyse(probed, ffmpeg=find_ffmpeg(ffmpeg), progress=progress, kept_in=kept_in)
    except StudioError:
        return 0.0
    found = shift_s(before.heard.peaks, after.heard.peaks)
    return found if found is not None and abs(found) >= _SAME_S else 0.0


def _moved_captions(project: Project, course: Course, media: str, by_s: float) -> Mapping[str, str]:
    """Keep captions as they are to be shown with the new file; return the new name of each."""
    found: dict[str, str] = {}
    for recording in _made_of(course, media):
        for language, file in recording.captions.items():
            try:
                cues = cues_of(project, recording, language)
            except StudioError:  # where the file is missing there is nothing to be moved
                continue
            moved = as_written(Cue(c.start_s + by_s, c.end_s + by_s, c.text) for c in cues)
            if moved:
                found[file] = keep_captions(project, moved)
    return found


def _made_of(course: Course, media: str) -> list[Recording]:
    return [each for each in course.recordings.values() if each.media == media]


def _moved(now: Course, recording: Recording, by_s: float, captions: Mapping[str, str]) -> Course:
    """Let clips and captions begin later; what stands in a clip stays where it stands there."""
    clips = {
        id_: changed(clip, start_s=clip.start_s + by_s, end_s=clip.end_s + by_s)
        if clip.recording == recording.id
        else clip
        for id_, clip in now.clips.items()
    }
    files = {tag: captions.get(file, file) for tag, file in recording.captions.items()}
    return replace(changed(now, clips=clips), changed(recording, captions=files))


def _fitted(now: Course, recording: str) -> Course:
    """Let the clips of a recording lie within it."""
    whole_s = now.recordings[recording].duration_s
    within = (
        changed(clip, start_s=max(clip.start_s, 0.0), end_s=min(clip.end_s, whole_s))
        for clip in clips_of(now, recording)
    )
    least_s = {clip.id: min(clip.duration_s, LEAST_CLIP_S) for clip in clips_of(now, recording)}
    left = [clip for clip in within if clip.duration_s >= least_s[clip.id]]
    return with_clips(now, recording, left)
