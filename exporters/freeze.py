"""From a course on disk to a `Publication`: clips cut, captions re-timed, names made.

Cut clips are kept in the course's cache under a name made of the recording's content and the
clip's ends, so a second publication cuts only what has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from exporters.publication import ClipFile, Cue, PackageFile, Publication, Slots, Unit
from studio.course.blocks import ClipBlock, FileBlock, ImageBlock
from studio.course.model import Clip, Course, Recording
from studio.jobs import Progress
from studio.media.captions import Cue as MediaCue
from studio.media.captions import cut_cues, read_captions
from studio.media.cut import CUTTER_VERSION, cut
from studio.media.probe import Probe, probe
from studio.messages import message
from studio.project.media_store import extension
from studio.project.project import Project

_NO_OWN_IRI = "https://coursewright.example/courses/"
"""For courses whose author names no address: `.example` belongs to nobody (RFC 2606)."""


def freeze(project: Project, course: Course, *, progress: Progress) -> Publication:
    """Resolve all that a format needs.

    Raises:
        StudioError: a media file is missing or can't be cut.
        OSError: the cache or `published.json` can't be written.
        Cancelled: the work was cancelled.
    """
    screens = course.screens_in_order()
    blocks = [block for screen in screens for block in screen.blocks]
    shown = _once(block.clip for block in blocks if isinstance(block, ClipBlock))
    files = _once(b.media for b in blocks if isinstance(b, (ImageBlock, FileBlock)))
    media = {id_: _media_file(project, course, id_) for id_ in files}
    clips = _cut_clips(project, course, [course.clips[id_] for id_ in shown], progress)
    slots = project.slots_for(course)
    return Publication(
        course=course,
        language=course.language,
        units=(Unit(course.id, course.title, tuple(screen.id for screen in screens)),),
        clips=clips,
        media=media,
        slots=Slots(slots.screens, slots.questions),
        base_iri=_base_iri(course),
    )


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _base_iri(course: Course) -> str:
    base = course.base_iri or f"{_NO_OWN_IRI}{course.id}"
    return base if base.endswith(("/", "#", ":")) else f"{base}/"


def _media_file(project: Project, course: Course, id_: str) -> PackageFile:
    entry = course.media[id_]
    return PackageFile(f"{id_}{extension(entry.file)}", project.media.path(entry.file))


def _cut_clips(
    project: Project, course: Course, clips: list[Clip], progress: Progress
) -> Mapping[str, ClipFile]:
    cut_files: dict[str, ClipFile] = {}
    recordings = _once(clip.recording for clip in clips)
    for number, id_ in enumerate(recordings):
        share = progress.part(number / len(recordings), (number + 1) / len(recordings))
        own = [clip for clip in clips if clip.recording == id_]
        cut_files |= _of_recording(project, course, course.recordings[id_], own, share)
    return {clip.id: cut_files[clip.id] for clip in clips}


def _of_recording(
    project: Project, course: Course, recording: Recording, clips: list[Clip], progress: Progress
) -> dict[str, ClipFile]:
    entry = course.media[recording.media]
    probed = probe(project.media.path(entry.file))
    folder = project.cache("cuts")
    files = {clip.id: folder / _cut_name(entry.file, clip, probed.clip_suffix) for clip in clips}
    # Two clips with the same ends share a file, and the cutter writes each file once.
    missing = {files[clip.id]: clip for clip in clips if not files[clip.id].exists()}
    if missing:
        progress.say(message("publish.step.cut", recording=recording.title))
        spans = [(clip.start_s, clip.end_s) for clip in missing.values()]
        cut(probed, spans, list(missing), progress=progress)
    cues = _captions(project, course, recording)
    return {clip.id: _clip_file(clip, files[clip.id], probed, cues) for clip in clips}


def _cut_name(recording: str, clip: Clip, suffix: str) -> str:
    key = f"{CUTTER_VERSION} {recording} {clip.start_s!r} {clip.end_s!r}"
    return hashlib.sha256(key.encode()).hexdigest()[:32] + suffix


def _captions(
    project: Project, course: Course, recording: Recording
) -> dict[str, tuple[MediaCue, ...]]:
    """Return a recording's captions by language, the course's own language first."""
    languages = sorted(recording.captions, key=lambda tag: (tag != course.language, tag))
    return {tag: read_captions(project.captions.path(recording.captions[tag])) for tag in languages}


def _clip_file(
    clip: Clip, file: Path, probed: Probe, captions: Mapping[str, tuple[MediaCue, ...]]
) -> ClipFile:
    cues = {
        tag: tuple(
            Cue(cue.start_s, cue.end_s, cue.text)
            for cue in cut_cues(all_cues, clip.start_s, clip.end_s)
        )
        for tag, all_cues in captions.items()
    }
    return ClipFile(
        file=PackageFile(f"{clip.id}{file.suffix}", file),
        mime="video/mp4" if probed.picture else "audio/mp4",
        duration_s=clip.duration_s,
        width=probed.picture.width if probed.picture else None,
        height=probed.picture.height if probed.picture else None,
        cues=cues,
    )
