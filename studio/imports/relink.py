"""The file of a media entry given anew: it was missing or damaged, or there is a better one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace as changed

from studio.course.blocks import ImageBlock
from studio.course.edits import replace
from studio.course.model import Course, MediaFile, Recording
from studio.imports.files import bring_in_file, kind_of_file
from studio.imports.measures import with_measures
from studio.jobs import Progress
from studio.media.opening import check_readable
from studio.media.probe import Probe, probe
from studio.messages import error
from studio.project.media_store import digest_name, extension, media_file
from studio.project.project import Project

_LOOK_SHARE = 0.3


def relink(
    project: Project, course: Course, media: str, source: Path, progress: Progress
) -> Callable[[Course], Course]:
    """Bring `source` in as the file of the course's entry `media`, and return the edit for it.

    The same content heals the course without a change. Another content keeps the entry's
    identity, and with it all places that show it.

    Raises:
        StudioError: `source` is no recording or picture where one is needed, or shorter than its
            clips.
        OSError: it can't be read, or the folder can't be written.
        Cancelled: the work was cancelled; the course is unchanged.
    """
    earlier = course.media[media]
    made_of_it = [each for each in course.recordings.values() if each.media == media]
    if made_of_it:
        probed = _probed(course, earlier, made_of_it, source)
        stored = media_file(project.media, source, progress)
        new = with_measures(stored, probed)
    elif _heals(project, earlier, source, progress.part(0, _LOOK_SHARE)):
        return lambda now: now
    else:
        new = _brought_in(project, course, earlier, source, progress.part(_LOOK_SHARE, 1))
    if (new.file, new.original) == (earlier.file, earlier.original):
        return lambda now: now
    new = changed(new, id=earlier.id)
    return lambda now: with_file(now, new)


def with_file(now: Course, new: MediaFile) -> Course:
    """Return the course with another file of an entry, and recordings as long as it is."""
    if new.id not in now.media:
        return now
    now = replace(now, new)
    for recording in now.recordings.values():
        if recording.media == new.id and new.duration_s is not None:
            now = replace(now, changed(recording, duration_s=new.duration_s))
    return now


def _probed(course: Course, earlier: MediaFile, recordings: list[Recording], source: Path) -> Probe:
    """Return what a recording is, if the clips that were made of the earlier one fit into it."""
    probed = probe(source)
    ids = {recording.id for recording in recordings}
    needed = max((c.end_s for c in course.clips.values() if c.recording in ids), default=0.0)
    if probed.duration_s < needed - 0.1:
        raise error("media.too_short", file=source.name, name=earlier.name, needed=needed)
    return probed


def _heals(project: Project, earlier: MediaFile, source: Path, progress: Progress) -> bool:
    """Put a file back whose content is that of the entry's file; return whether it was."""
    check_readable(source)
    if digest_name(source, progress) != earlier.file.partition(".")[0]:
        return False
    project.media.add(source, progress, extension(earlier.file))
    return True


def _brought_in(
    project: Project, course: Course, earlier: MediaFile, source: Path, progress: Progress
) -> MediaFile:
    as_it_is = kind_of_file(earlier) == "file"
    new = bring_in_file(project, source, progress, as_it_is=as_it_is)
    shown = (b for screen in course.screens.values() for b in screen.blocks)
    is_shown = any(isinstance(b, ImageBlock) and b.media == earlier.id for b in shown)
    if is_shown and kind_of_file(new) != "image":
        raise error("media.not_a_picture", file=source.name, name=earlier.name)
    return new
