"""A media file that is missing or damaged, pointed at again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace as changed

from studio.course.edits import replace
from studio.course.model import Course, MediaFile
from studio.imports.measures import with_measures
from studio.jobs import Progress
from studio.media.probe import probe
from studio.messages import error
from studio.project.media_store import media_file
from studio.project.project import Project


def relink(
    project: Project, course: Course, media: str, source: Path, progress: Progress
) -> Callable[[Course], Course]:
    """Bring `source` in as the file of the course's entry `media`, and return the edit for it.

    The same content heals the course without a change. Another content keeps the entry's
    identity, and with it all places that show it.

    Raises:
        StudioError: `source` is no recording where one is needed, or shorter than its clips.
        OSError: it can't be read, or the folder can't be written.
        Cancelled: the work was cancelled; the course is unchanged.
    """
    earlier = course.media[media]
    measured = _measured(course, earlier, source)
    stored = media_file(project.media, source, progress)
    if stored.file == earlier.file:
        return lambda now: now
    new = changed(measured, file=stored.file, name=stored.name, size=stored.size, mime=stored.mime)
    return lambda now: _with(now, new)


def _measured(course: Course, earlier: MediaFile, source: Path) -> MediaFile:
    """Return the entry with the measures of `source`, if it is one that is played."""
    recordings = [each for each in course.recordings.values() if each.media == earlier.id]
    if not recordings:
        return changed(earlier, duration_s=None, width=None, height=None)
    probed = probe(source)
    ids = {recording.id for recording in recordings}
    needed = max((c.end_s for c in course.clips.values() if c.recording in ids), default=0.0)
    if probed.duration_s < needed - 0.1:
        raise error("media.too_short", file=source.name, name=earlier.name, needed=needed)
    return with_measures(earlier, probed)


def _with(now: Course, new: MediaFile) -> Course:
    if new.id not in now.media:
        return now
    now = replace(now, new)
    for recording in now.recordings.values():
        if recording.media == new.id and new.duration_s is not None:
            now = replace(now, changed(recording, duration_s=new.duration_s))
    return now
