"""Captions that are there, but too fast, too long or too short to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.course.blocks import ClipBlock
from studio.course.change import name_of
from studio.course.model import Course, Recording
from studio.media.caption_quality import count_marked
from studio.media.cues import Cue
from studio.media.stored_captions import stored_cues
from studio.messages import Param, StudioError
from studio.project.project import Project
from studio.review.findings import Finding, Level, finding
from studio.review.walk import blocks_of

FEW = 0.1
"""The share of captions that may be hard to read before the review speaks of them."""


def hard_captions(project: Project, course: Course) -> Iterator[Finding]:
    """Find recordings on screens of whose captions, in one language, many are hard to read.

    Files that are missing or broken are found elsewhere.
    """
    shown = (course.clips[block.clip].recording for block in blocks_of(course, ClipBlock))
    for recording in (course.recordings[id_] for id_ in dict.fromkeys(shown)):
        found = (_hard(project, recording, language) for language in sorted(recording.captions))
        yield from [each for each in found if each][:1]


def _hard(project: Project, recording: Recording, language: str) -> Finding | None:
    cues = _cues(project, recording.captions[language])
    marked = count_marked(cues)
    if marked <= FEW * len(cues):
        return None
    told: dict[str, Param] = {"count": marked, "all": len(cues), "language": language}
    return finding(Level.HINT, "hard-captions", recording.id, name=name_of(recording), **told)


def _cues(project: Project, file: str) -> Sequence[Cue]:
    try:
        return stored_cues(project.captions.path(file))
    except StudioError:
        return ()
