"""Copies: everything new has a new id, and names what was copied along with it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace as changed

from studio.course.asking import named_questions
from studio.course.blocks import Block, BlockBase
from studio.course.conditional import with_copies_renamed
from studio.course.edits import insert
from studio.course.ids import new_id
from studio.course.items import with_new_items
from studio.course.model import Course, Lesson, Module, Screen, ScreenStatus
from studio.course.nodes import Value, child_ids, find, map_field, parent_of, with_entries
from studio.course.parts import with_new_ids
from studio.course.questions import QuestionBase
from studio.course.references import repointed


def duplicate(course: Course, id_: str) -> tuple[Course, str]:
    """Copy a node with all that stands under it, and put the copy right behind it.

    The questions of copied quizzes are copied too, so that editing the copy leaves the original
    alone; clips and media are shared. Returns the course and the id of the copy.

    Raises:
        KeyError: the course has no such node.
    """
    original = course
    course, copy = _copied(course, find(course, id_))
    parent = parent_of(course, id_)
    if parent is None:
        return with_entries(course, map_field(copy), {copy.id: copy}), copy.id
    at = child_ids(parent).index(id_) + 1
    course = insert(course, copy, parent.id, at)
    return with_copies_renamed(course, original, [(id_, copy.id)]), copy.id


def _copied(course: Course, node: Value) -> tuple[Course, Value]:
    """Return the course with all that stands under a copy of `node`, and that copy."""
    match node:
        case Module():
            course, lessons = _copied_entries(course, [course.lessons[i] for i in node.lessons])
            return course, changed(node, id=new_id(), lessons=lessons)
        case Lesson():
            course, screens = _copied_entries(course, [course.screens[i] for i in node.screens])
            return course, changed(node, id=new_id(), screens=screens)
        case Screen():
            course, blocks = _copied_blocks(course, node.blocks)
            return course, changed(
                node, id=new_id(), blocks=blocks, status=ScreenStatus.DRAFT, comments=()
            )
        case BlockBase():
            course, blocks = _copied_blocks(course, (node,))  # type: ignore[arg-type]  # a Block
            return course, blocks[0]
        case _:
            return course, copied_entry(node)


def _copied_entries(course: Course, nodes: Sequence[Value]) -> tuple[Course, tuple[str, ...]]:
    ids = []
    for node in nodes:
        course, copy = _copied(course, node)
        course = with_entries(course, map_field(copy), {copy.id: copy})
        ids.append(copy.id)
    return course, tuple(ids)


def _copied_blocks(course: Course, blocks: Sequence[Block]) -> tuple[Course, tuple[Block, ...]]:
    asked = [id_ for block in blocks for id_ in named_questions(block)]
    course, copies = _copied_entries(course, [course.questions[id_] for id_ in asked])
    new = dict(zip(asked, copies, strict=True))
    pointed = (repointed(block, lambda id_: new.get(id_, id_)) for block in blocks)
    return course, tuple(copied_block(block) for block in pointed)


def copied_block(block: Block) -> Block:
    """Return a copy of a block, with identities of its own for it and its items."""
    return changed(with_new_items(block), id=new_id())


def copied_entry(node: Value) -> Value:
    """Return a copy of an entry of a bank, with identities of its own."""
    return with_new_ids(node) if isinstance(node, QuestionBase) else changed(node, id=new_id())


def with_new_identity(course: Course) -> Course:
    """Return a copy of a course as a course of its own: LMSs must not take it for the first."""
    return changed(course, id=new_id())
