"""Where the files of a course are in use: on which screens, by which blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from studio.course.asking import asked_by
from studio.course.blocks import Block
from studio.course.model import Course, Screen
from studio.course.nodes import without_entries
from studio.course.parts import pictures_of
from studio.course.references import block_references


class Use(NamedTuple):
    """A block that shows a file, and the screen that it stands on."""

    screen: Screen
    block: Block


def media_uses(course: Course) -> Mapping[str, list[Use]]:
    """Return where each media file is shown, by its id, in the order in which learners meet it.

    A recording's file is shown where a clip of it is. A file that is shown nowhere has no entry.
    """
    found: dict[str, list[Use]] = {}
    for screen in course.screens_in_order():
        for block in screen.blocks:
            for id_ in _shown(course, block):
                found.setdefault(id_, []).append(Use(screen, block))
    return found


def unused_media(course: Course) -> frozenset[str]:
    """Return the ids of the media files that nothing in the course names."""
    named = {recording.media for recording in course.recordings.values()}
    named.update(id_ for each in course.questions.values() for id_ in pictures_of(each))
    named.update(filter(None, [course.look.logo]))
    for screen in course.screens.values():
        named.update(id_ for block in screen.blocks for id_ in _shown(course, block))
    return frozenset(course.media.keys() - named)


def without_unused(course: Course, ids: frozenset[str]) -> Course:
    """Return the course without those of the media files `ids` that are in use nowhere."""
    return without_entries(course, "media", set(ids & unused_media(course)))


def _shown(course: Course, block: Block) -> Iterator[str]:
    for id_ in asked_by(course, block):
        yield from pictures_of(course.questions[id_])
    for reference in block_references(block):
        if reference.field == "media":
            yield reference.target
        elif reference.field == "clips":
            yield course.recordings[course.clips[reference.target].recording].media
