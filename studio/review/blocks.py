"""What blocks lack that hold texts, items, sounds and pages of the web."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from studio.course.addresses import origin
from studio.course.block_texts import block_texts
from studio.course.blocks import ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.blocks import tag_of_block as tag_of
from studio.course.change import name_of
from studio.course.done_blocks import (
    AssignmentBlock,
    CertificateBlock,
    ChecklistBlock,
    DiscussionBlock,
    GateBlock,
    PollBlock,
)
from studio.course.edits import remove
from studio.course.items import items_in
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.scenario import ScenarioBlock
from studio.course.shown_blocks import AudioBlock, ComparisonBlock, EmbedBlock, HotspotsBlock
from studio.messages import Message, message
from studio.review.findings import Finding, Level, finding
from studio.review.walk import blocks_of

PLAYED = frozenset(
    {"audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/aac", "audio/ogg", "audio/wav"}
    | {"audio/x-wav", "audio/webm", "audio/flac", "audio/x-flac", "video/mp4", "video/webm"}
)
"""What every browser plays in an `audio` element."""

_CHECKED_ELSEWHERE = (TextBlock, ImageBlock, ClipBlock, FileBlock, QuizBlock)
_NEED_NO_WORDS = (
    *(ComparisonBlock, AudioBlock, EmbedBlock, HotspotsBlock),
    *(GateBlock, CertificateBlock),
)
"""They show something even where nothing is written."""
_FEWEST_ANSWERS = 2


def empty_blocks(course: Course) -> Iterator[Finding]:
    """Find blocks in which nothing is written."""
    for screen in course.screens_in_order():
        for block in screen.blocks:
            if isinstance(block, (*_CHECKED_ELSEWHERE, *_NEED_NO_WORDS)) or any(block_texts(block)):
                continue
            empty = finding(Level.WARNING, "empty-block", block.id, kind=_kind(tag_of(block)))
            fix = partial(_without_empty, id_=block.id)
            yield empty.mended_by(fix, message("review.fix.remove"))


def empty_items(course: Course) -> Iterator[Finding]:
    """Find sections, steps, cards and points without a word, in blocks that have others."""
    for screen in course.screens_in_order():
        for block in (each for each in screen.blocks if not isinstance(each, ScenarioBlock)):
            for _, items in items_in(block):
                count = sum(not any(block_texts(item)) for item in items)
                if count and any(block_texts(block)):
                    kind = _kind(tag_of(block))
                    yield finding(Level.WARNING, "empty-items", block.id, n=count, kind=kind)


def undescribed_pictures(course: Course) -> Iterator[Finding]:
    """Find pictures in other blocks that are not described in words (WCAG 2.2, 1.1.1)."""
    for spots in blocks_of(course, HotspotsBlock):
        if not spots.alternative.strip():
            name = name_of(course.media[spots.media])
            yield finding(Level.WARNING, "no-description-of-picture", spots.id, name=name)
    for pair in blocks_of(course, ComparisonBlock):
        sides = (pair.before_alternative, pair.before), (pair.after_alternative, pair.after)
        missing = next((media for text, media in sides if not text.strip()), None)
        if missing is not None:
            name = name_of(course.media[missing])
            yield finding(Level.WARNING, "no-description-of-picture", pair.id, name=name)


def equal_pictures(course: Course) -> Iterator[Finding]:
    """Find comparisons of a picture with itself."""
    for block in blocks_of(course, ComparisonBlock):
        if block.before == block.after:
            yield finding(Level.WARNING, "same-pictures", block.id)


def untold_sounds(course: Course) -> Iterator[Finding]:
    """Find sounds without their words (WCAG 2.2, 1.2.1)."""
    for block in blocks_of(course, AudioBlock):
        if not block.transcript.strip():
            name = name_of(course.media[block.media])
            yield finding(Level.ERROR, "no-transcript", block.id, name=name)


def unplayed_sounds(course: Course) -> Iterator[Finding]:
    """Find sounds that browsers don't play."""
    for block in blocks_of(course, AudioBlock):
        entry = course.media[block.media]
        if entry.mime not in PLAYED:
            yield finding(Level.ERROR, "sound-not-played", block.id, name=name_of(entry))


def wrong_addresses(course: Course) -> Iterator[Finding]:
    """Find embedded pages whose address is no `https` one."""
    for block in blocks_of(course, EmbedBlock):
        if not origin(block.address):
            yield finding(Level.ERROR, "embed-address", block.id, address=block.address.strip())


def untold_pages(course: Course) -> Iterator[Finding]:
    """Find embedded pages without words for those who can't see them."""
    for block in blocks_of(course, EmbedBlock):
        if not block.text.strip() and origin(block.address):
            yield finding(Level.WARNING, "embed-fallback", block.id, address=block.address.strip())


def linkless_blocks(course: Course) -> Iterator[Finding]:
    """Find discussions without a forum, and assignments that are handed in nowhere."""
    for talk in blocks_of(course, DiscussionBlock):
        if talk.prompt.strip() and not origin(talk.link):
            yield finding(Level.WARNING, "no-forum", talk.id)
    for work in blocks_of(course, AssignmentBlock):
        if work.prompt.strip() and not work.where.strip():
            yield finding(Level.WARNING, "no-hand-in", work.id)


def few_entries(course: Course) -> Iterator[Finding]:
    """Find polls with fewer than two answers to choose from, and checklists with nothing on."""
    for poll in blocks_of(course, PollBlock):
        if any(block_texts(poll)) and len(poll.entries) < _FEWEST_ANSWERS:
            yield finding(Level.WARNING, "few-entries", poll.id, kind=_kind("poll"))
    for checklist in blocks_of(course, ChecklistBlock):
        if checklist.title.strip() and not checklist.entries:
            yield finding(Level.WARNING, "few-entries", checklist.id, kind=_kind("checklist"))


def gates_to_nothing(course: Course) -> Iterator[Finding]:
    """Find "continue" buttons behind which nothing follows on their screen."""
    for screen in course.screens_in_order():
        if screen.blocks and isinstance(screen.blocks[-1], GateBlock):
            yield finding(Level.WARNING, "gate-to-nothing", screen.blocks[-1].id)


def _kind(tag: str) -> Message:
    return message(f"compare.word.block.{tag}")


def _without_empty(course: Course, id_: str) -> Course:
    try:
        block = find(course, id_)
    except KeyError:
        return course
    return course if any(block_texts(block)) else remove(course, id_)
