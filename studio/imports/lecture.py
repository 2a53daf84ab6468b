"""A recorded lecture into a course: split, one screen for each clip, captions attached."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from studio.course.clip_screens import to_storyboard
from studio.course.edits import insert
from studio.course.excerpts import title_of_file
from studio.course.ids import new_id
from studio.course.model import Clip, Course, MediaFile, Recording
from studio.course.recording_clips import clips_of
from studio.i18n import LANGUAGES, Voice
from studio.imports.analyses import kept_under
from studio.imports.captions import keep_captions
from studio.imports.measures import with_measures
from studio.jobs import Progress
from studio.media.captions import cut_cues, read_captions
from studio.media.cues import Cue
from studio.media.probe import probe
from studio.media.split import Split, split
from studio.media.study import Study, study
from studio.media.titles import title
from studio.media.transcript import Transcript
from studio.messages import message
from studio.project.media_store import digest_name, media_file
from studio.project.project import Project

_LANGUAGE_SUFFIX = re.compile(r"\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)$", re.IGNORECASE)
_NAME_SHARE, _COPY_SHARE = 0.05, 0.2


class Lecture(NamedTuple):
    """What was brought in: the id of the recording, and the edit that puts it into the course."""

    recording: str
    title: str
    clips: tuple[Clip, ...]
    edit: Callable[[Course], Course]


def bring_in_lecture(
    project: Project,
    course: Course,
    recording: Path,
    *,
    captions: Path | Transcript | None,
    limit_s: float | None,
    ffmpeg: Path | None,
    progress: Progress,
    on_screens: bool = True,
) -> Lecture:
    """Copy a recording into the course's folder, split it, and return the edit that adds it.

    The clips become screens of a new lesson at the end of the last module, unless `on_screens` is
    False. Titles are in the language of the course. The limit is the course's own unless `limit_s`
    gives another. `captions` is a file of them, or what was transcribed.

    Raises:
        StudioError: the recording or the captions can't be read.
        OSError: the folder can't be written.
        Cancelled: the work was cancelled; the course is unchanged.
    """
    spoken = _spoken(captions, course.language)
    cues = spoken.cues if spoken else ()
    probed = probe(recording)
    found = split(
        recording,
        limit_s=limit_s or course.clip_limit_s,
        captions=cues,
        ffmpeg=ffmpeg,
        progress=progress.part(_NAME_SHARE, 1.0 - _COPY_SHARE),
        kept_in=_kept_analysis(project, recording, progress.part(0.0, _NAME_SHARE)),
    )
    progress.say(message("lecture.step.copy", file=recording.name))
    copied = media_file(project.media, recording, progress.part(1.0 - _COPY_SHARE, 1.0))
    stored = {spoken.language: keep_captions(project, cues)} if spoken else {}
    media = with_measures(copied, probed)
    name = title_of_file(recording.name)
    return _lecture(course, media, name, stored, found, on_screens=on_screens)


def study_of(
    project: Project, course: Course, recording: str, ffmpeg: Path | None, progress: Progress
) -> Study:
    """Study a recording of the course; what was found out about it before is not found out again.

    Raises:
        StudioError: its file is missing or can't be read.
        Cancelled: the work was cancelled.
    """
    file = course.media[course.recordings[recording].media].file
    kept_in = kept_under(project, file.partition(".")[0])
    return study(project.media.path(file), ffmpeg=ffmpeg, kept_in=kept_in, progress=progress)


def automatic_titles(course: Course, recording: str, cues: Sequence[Cue]) -> frozenset[str]:
    """Return the titles that plans give the clips of a recording as they are, in any language.

    `studio.course.recording_clips.planned` replaces them; any other title is the author's.
    """
    clips = clips_of(course, recording)
    opened = ((cut_cues(cues, clip.start_s, clip.end_s), n) for n, clip in enumerate(clips, 1))
    said = [title(each, number) for each, number in opened]
    said += [message("plan.title.part", n=number) for number in range(1, len(clips) + 1)]
    voices = [Voice(language) for language in LANGUAGES]
    return frozenset(voice.say(each) for voice in voices for each in said)


def caption_language(path: Path, default: str) -> str:
    """Return the language that a caption file's name gives (`name.fr.vtt`), else `default`."""
    said = _LANGUAGE_SUFFIX.search(path.stem)
    return said[1] if said else default


def _spoken(captions: Path | Transcript | None, default: str) -> Transcript | None:
    """Return captions with their language, read from a file or as they are."""
    if isinstance(captions, Path):
        return Transcript(caption_language(captions, default), read_captions(captions))
    return captions


def _kept_analysis(project: Project, recording: Path, progress: Progress) -> Path | None:
    """Return the file that keeps the analysis of a recording; None in a read-only folder."""
    return kept_under(project, digest_name(recording, progress))


def _lecture(
    course: Course,
    media: MediaFile,
    name: str,
    captions: dict[str, str],
    found: Split,
    *,
    on_screens: bool,
) -> Lecture:
    voice = Voice(course.language)
    recording = Recording(
        id=new_id(),
        media=media.id,
        title=name,
        duration_s=found.recording.duration_s,
        captions=captions,
    )
    clips = tuple(
        Clip(
            id=new_id(),
            recording=recording.id,
            start_s=planned.start_s,
            end_s=planned.end_s,
            title=voice.say(planned.title),
        )
        for planned in found.clips
    )

    def edit(now: Course) -> Course:
        for entry in (media, recording, *clips):
            now = insert(now, entry)
        if not on_screens:
            return now
        return to_storyboard(now, recording.id, lesson=None)

    return Lecture(recording.id, name, clips, edit)
