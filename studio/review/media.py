"""What pictures and clips lack, and which files of a course are gone or damaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace as changed

from studio.course.asking import asked_by
from studio.course.blocks import ClipBlock, ImageBlock
from studio.course.change import name_of
from studio.course.edits import replace
from studio.course.model import Course, Lesson, Recording
from studio.course.nodes import find
from studio.course.usage import unused_media, without_unused
from studio.messages import message
from studio.project.media_check import Damage, quick_check
from studio.project.project import Project
from studio.review.findings import Finding, Level, finding
from studio.review.walk import blocks_of, outline_of

HEAVY_PICTURE = 3_000_000
"""Bytes: on a phone with 3G (2 Mbit/s) such a picture takes 12 seconds."""
MOST_CLIPS_IN_A_ROW = 3
"""A lesson that shows more without a question is a filmed lecture."""


def undescribed_images(course: Course) -> Iterator[Finding]:
    """Find pictures neither described in words nor marked as decorative (WCAG 2.2, 1.1.1)."""
    for block in blocks_of(course, ImageBlock):
        if _is_undescribed(block):
            name = name_of(course.media[block.media])
            undescribed = finding(Level.WARNING, "no-alternative", block.id, name=name)
            fix = partial(_with_decoration, id_=block.id)
            yield undescribed.mended_by(fix, message("review.fix.decorative"))


def heavy_pictures(course: Course) -> Iterator[Finding]:
    """Find pictures on screens whose files are so large that learners wait for them."""
    shown = dict.fromkeys(block.media for block in blocks_of(course, ImageBlock))
    for entry in (course.media[id_] for id_ in shown):
        if entry.size > HEAVY_PICTURE:
            params = {"name": name_of(entry), "size": entry.size}
            yield finding(Level.HINT, "heavy-picture", entry.id, **params)


def unused_files(course: Course) -> Iterator[Finding]:
    """Find media files that the course shows nowhere."""
    for id_ in unused_media(course):
        unused = finding(Level.HINT, "unused-media", id_, name=name_of(course.media[id_]))
        fix = partial(without_unused, ids=frozenset((id_,)))
        yield unused.mended_by(fix, message("review.fix.remove"))


def long_clips(course: Course) -> Iterator[Finding]:
    """Find clips that are not under the limit of the course."""
    for block in blocks_of(course, ClipBlock):
        clip = course.clips[block.clip]
        if clip.duration_s >= course.clip_limit_s:
            lengths = {"length": clip.duration_s, "limit": course.clip_limit_s}
            yield finding(Level.WARNING, "long-clip", block.id, name=name_of(clip), **lengths)


def uncaptioned_clips(course: Course) -> Iterator[Finding]:
    """Find clips without captions in the language of the course (WCAG 2.2, 1.2.2)."""
    for block in blocks_of(course, ClipBlock):
        clip = course.clips[block.clip]
        recording = course.recordings[clip.recording]
        if not is_captioned(recording, course.language):
            names = {"name": name_of(clip), "recording": name_of(recording)}
            yield finding(Level.ERROR, "no-captions", block.id, language=course.language, **names)


def clips_in_a_row(course: Course) -> Iterator[Finding]:
    """Find places in lessons where too many clips follow one another and nothing is asked."""
    lessons = (node for node in outline_of(course) if isinstance(node, Lesson))
    for lesson in lessons:
        for run in _clip_runs(course, lesson):
            if len(run) > MOST_CLIPS_IN_A_ROW:
                counts = {"clips": len(run), "most": MOST_CLIPS_IN_A_ROW}
                yield finding(Level.WARNING, "clips-in-a-row", run[0], **counts)


def unused_clips(course: Course) -> Iterator[Finding]:
    """Find clips that no screen shows."""
    shown = {block.clip for block in blocks_of(course, ClipBlock)}
    for clip in course.clips.values():
        if clip.id not in shown:
            recording = name_of(course.recordings[clip.recording])
            params = {"name": name_of(clip), "recording": recording}
            yield finding(Level.HINT, "unused-clip", clip.id, **params)


def damaged_files(project: Project, course: Course) -> Iterator[Finding]:
    """Find the files that are missing from the folder, or are not as they were brought in.

    Raises:
        OSError: the folder can't be read.
    """
    for problem in quick_check(project, course):
        if problem.is_original:
            lost = finding(Level.HINT, "missing-original", problem.node, name=problem.name)
            fix = partial(_without_original, id_=problem.node, file=problem.file)
            yield lost.mended_by(fix, message("review.fix.forget_original"))
            continue
        check = "missing-file" if problem.damage is Damage.MISSING else "changed-file"
        yield finding(Level.ERROR, check, problem.node, name=problem.name)


def _without_original(course: Course, id_: str, file: str) -> Course:
    entry = course.media.get(id_)
    if entry is None or entry.original != file:
        return course
    return replace(course, changed(entry, original=None))


def _is_undescribed(block: ImageBlock) -> bool:
    return not block.decorative and not block.alternative.strip()


def _with_decoration(course: Course, id_: str) -> Course:
    try:
        block = find(course, id_)
    except KeyError:
        return course
    if isinstance(block, ImageBlock) and _is_undescribed(block):
        return replace(course, changed(block, decorative=True))
    return course


def is_captioned(recording: Recording, language: str) -> bool:
    """Return whether there are captions in the language, in whichever of its variants."""
    return _primary(language) in map(_primary, recording.captions)


def _primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region."""
    return tag.split("-", 1)[0].lower()


def _clip_runs(course: Course, lesson: Lesson) -> Iterator[Sequence[str]]:
    """Yield the screens of clips between which nothing is asked."""
    run: list[str] = []
    for screen in lesson.screens:
        for block in course.screens[screen].blocks:
            if isinstance(block, ClipBlock):
                run.append(screen)
            if asked_by(course, block):
                yield run
                run = []
    yield run
