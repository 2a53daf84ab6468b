"""From a course on disk to a `Publication`: clips cut, captions re-timed, names made.

Cut clips are kept in the course's cache under a name made of the recording's content and the
clip's ends, so a second publication cuts only what has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from exporters.clips import CACHE, source_of
from exporters.options import DEFAULTS, Options, Split
from exporters.publication import ClipFile, PackageFile, Publication, Slots, Unit
from studio.course.asking import asked_on
from studio.course.blocks import ClipBlock
from studio.course.model import Clip, Course, Recording, Screen
from studio.course.parts import pictures_of
from studio.course.references import block_references
from studio.jobs import Progress
from studio.media.cut import cut
from studio.messages import Message, message
from studio.project.media_store import extension
from studio.project.project import Project
from studio.project.published import PublishedSlots

_NO_OWN_IRI = "https://coursewright.example/courses/"
"""For courses whose author names no address: `.example` belongs to nobody (RFC 2606)."""


def freeze(
    project: Project, course: Course, options: Options = DEFAULTS, *, progress: Progress
) -> Publication:
    """Resolve all that a format needs.

    Raises:
        StudioError: a media file is missing or can't be cut.
        OSError: the cache or `published.json` can't be written.
        Cancelled: the work was cancelled.
    """
    media = {id_: project.media.path(course.media[id_].file) for id_ in media_shown(course)}
    clips = _cut_clips(project, course, clips_shown(course), progress)
    slots = project.slots_for(course)
    return assemble(course, clips, media, slots_of(slots), options)


def assemble(
    course: Course,
    clips: Mapping[str, ClipFile],
    media: Mapping[str, Path],
    slots: Slots,
    options: Options = DEFAULTS,
) -> Publication:
    """Put together what is known of a course, its media and its slots. Nothing is read."""
    return Publication(
        course=course,
        language=course.language,
        units=units_of(course, options.split),
        clips=clips,
        media={id_: _media_file(course, id_, file) for id_, file in media.items()},
        slots=slots,
        base_iri=_base_iri(course),
        options=options,
    )


def with_options(publication: Publication, options: Options) -> Publication:
    """Return the publication of the same frozen course under other options."""
    return replace(publication, units=units_of(publication.course, options.split), options=options)


def alone(publication: Publication, unit: Unit) -> Publication:
    """Return a publication that holds one unit, and the media that it uses."""
    course = publication.course
    screens = [course.screens[id_] for id_ in unit.screens]
    clips = {clip.id: publication.clips[clip.id] for clip in clips_on(course, screens)}
    media = {id_: publication.media[id_] for id_ in media_on(course, screens)}
    return replace(
        publication, units=(replace(unit, launch="index.html"),), clips=clips, media=media
    )


def units_of(course: Course, split: Split) -> tuple[Unit, ...]:
    """Return what is launched by itself; modules without screens are left out."""
    if split is Split.COURSE:
        screens = tuple(screen.id for screen in course.screens_in_order())
        return (Unit(course.id, course.title, screens),)
    modules = (course.modules[id_] for id_ in course.order)
    held = (
        (module, [id_ for lesson in module.lessons for id_ in course.lessons[lesson].screens])
        for module in modules
    )
    return tuple(
        Unit(module.id, module.title or course.title, tuple(screens), f"{module.id}.html")
        for module, screens in held
        if screens
    )


def slots_of(given: PublishedSlots) -> Slots:
    """Return the numbers that `published.json` has given, as a publication holds them."""
    return Slots(given.screens, given.questions, given.blocks, given.marks, given.clips)


def clips_shown(course: Course) -> list[Clip]:
    """Return the clips that stand on screens, each once."""
    return clips_on(course, course.screens_in_order())


def clips_on(course: Course, screens: Iterable[Screen]) -> list[Clip]:
    """Return the clips that stand on some screens, each once."""
    blocks = (block for screen in screens for block in screen.blocks)
    return [course.clips[id_] for id_ in _once(b.clip for b in blocks if isinstance(b, ClipBlock))]


def media_shown(course: Course) -> list[str]:
    """Return the ids of the logo, and of what stands on screens, each once."""
    return media_on(course, course.screens_in_order())


def media_on(course: Course, screens: Iterable[Screen]) -> list[str]:
    """Return the ids of the logo, and of what stands on some screens, each once."""
    screens = list(screens)
    named = (each for screen in screens for b in screen.blocks for each in block_references(b))
    asked = (course.questions[id_] for screen in screens for _, id_ in asked_on(course, screen))
    return _once(
        [
            *filter(None, [course.look.logo]),
            *(each.target for each in named if each.field == "media"),
            *(picture for question in asked for picture in pictures_of(question)),
        ]
    )


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _base_iri(course: Course) -> str:
    base = course.base_iri or f"{_NO_OWN_IRI}{course.id}"
    return base if base.endswith(("/", "#", ":")) else f"{base}/"


def _media_file(course: Course, id_: str, file: Path) -> PackageFile:
    return PackageFile(f"{id_}{extension(course.media[id_].file)}", file)


def _cut_clips(
    project: Project, course: Course, clips: list[Clip], progress: Progress
) -> Mapping[str, ClipFile]:
    cut_files: dict[str, ClipFile] = {}
    recordings = _once(clip.recording for clip in clips)
    for number, id_ in enumerate(recordings):
        own = [clip for clip in clips if clip.recording == id_]
        step = _counted(len(cut_files), own, len(clips))
        share = progress.part(number / len(recordings), (number + 1) / len(recordings), step)
        cut_files |= _of_recording(project, course, course.recordings[id_], own, share)
    return {clip.id: cut_files[clip.id] for clip in clips}


def _of_recording(
    project: Project, course: Course, recording: Recording, clips: list[Clip], progress: Progress
) -> dict[str, ClipFile]:
    source = source_of(project, course, recording)
    folder = project.cache(CACHE)
    files = {clip.id: folder / source.cut_name(clip) for clip in clips}
    # Two clips with the same ends share a file, and the cutter writes each file once.
    missing = {files[clip.id]: clip for clip in clips if not files[clip.id].exists()}
    if missing:
        progress.at(0.0)
        spans = [(clip.start_s, clip.end_s) for clip in missing.values()]
        cut(source.probed, spans, list(missing), progress=progress)
    return {clip.id: source.clip_file(clip, files[clip.id]) for clip in clips}


def _counted(before: int, clips: list[Clip], total: int) -> Callable[[float], Message]:
    """Return which clip is being cut at a fraction of the work: they are cut in their order."""
    lengths = list(accumulate(clip.duration_s for clip in clips))

    def step(fraction: float) -> Message:
        reached = sum(length <= fraction * lengths[-1] for length in lengths)
        number = before + min(reached + 1, len(clips))
        return message("publish.step.cut", number=number, total=total)

    return step
