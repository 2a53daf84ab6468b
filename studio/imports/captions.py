"""Captions of a recording: kept as files that never change, replaced by an edit of the course."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace as changed

from studio.course.edits import replace
from studio.course.model import Course, Recording
from studio.media.captions import vtt
from studio.media.cues import Cue
from studio.media.stored_captions import remember, stored_cues
from studio.project.project import Project


def keep_captions(project: Project, cues: Sequence[Cue]) -> str:
    """Write cues as a file named by its content and return that name.

    Raises:
        OSError: it can't be written.
    """
    file = project.captions.add_bytes(vtt(cues).encode(), ".vtt")
    remember(project.captions.path(file), cues)
    return file


def cues_of(project: Project, recording: Recording, language: str) -> tuple[Cue, ...]:
    """Return the captions that a recording has in a language; none where it has no such.

    Raises:
        StudioError: their file is missing, or it holds no captions.
    """
    file = recording.captions.get(language)
    return stored_cues(project.captions.path(file)) if file else ()


def replace_captions(
    project: Project, recording: str, language: str, cues: Sequence[Cue]
) -> Callable[[Course], Course]:
    """Return the edit that gives a recording these captions in one language; none takes them away.

    The file is on disk before the edit names it. The earlier file stays: undo and kept versions
    name it.

    Raises:
        OSError: the captions can't be written; the course is unchanged.
    """
    file = keep_captions(project, cues) if cues else None

    def edit(now: Course) -> Course:
        if recording not in now.recordings:
            return now
        earlier = now.recordings[recording]
        kept = {tag: name for tag, name in earlier.captions.items() if tag != language}
        captions = {**kept, language: file} if file else kept
        return replace(now, changed(earlier, captions=captions))

    return edit
