"""Parts of a course that go to another place or another course: taken out whole, put in as new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace as changed

from studio.course.conditional import with_copies_renamed
from studio.course.copying import copied_block
from studio.course.edits import insert
from studio.course.ids import new_id
from studio.course.model import Course, Lesson, Module, Screen, ScreenStatus
from studio.course.nodes import MAP_FIELDS, Value, child_ids, find, map_of, with_entries
from studio.course.parts import with_new_ids
from studio.course.references import (
    block_references,
    question_references,
    repointed,
    repointed_question,
)

_SHARED = ("media", "recordings", "clips")


def part_of(course: Course, ids: Sequence[str]) -> Course:
    """Return a course that holds only the nodes `ids`, what stands below and what they show.

    Its outline is empty: modules, lessons and screens are in its maps.
    """
    kept: dict[str, dict[str, Value]] = {field: {} for field in MAP_FIELDS}
    for id_ in ids:
        _keep(course, id_, kept)
    return changed(course, order=(), **kept)


def planted(
    course: Course, part: Course, roots: Sequence[str], parent: str, index: int
) -> tuple[Course, tuple[str, ...]]:
    """Put copies of the nodes `roots` of a part into `parent`; return their ids, too.

    All that is copied gets an identity of its own, except clips and files that the course has
    already just so. Objectives that the course does not have are left out; conditions keep asking
    for what was not copied along with them.

    Raises:
        ValueError: `parent` does not hold such nodes.
        KeyError: no such parent, or the part names what it does not hold.
    """
    course, new = _with_banks(course, part)
    copies = [_planted(course, part, id_, new) for id_ in roots]
    made = []
    for at, (entries, root) in enumerate(copies):
        for field, nodes in entries.items():
            course = with_entries(course, field, nodes)
        course = insert(course, root, parent, index + at)
        made.append(root.id)
    return with_copies_renamed(course, part, list(zip(roots, made, strict=True))), tuple(made)


def planted_blocks(
    course: Course, part: Course, screen: str, parent: str, index: int
) -> tuple[Course, tuple[str, ...]]:
    """Put copies of the blocks of a part's screen on the screen `parent`; return their ids, too.

    Raises:
        KeyError: no such screen, or the part names what it does not hold.
    """
    course, new = _with_banks(course, part)
    questions: dict[str, Value] = {}
    copy = _screen(course, part, part.screens[screen], new, questions)
    course = with_entries(course, "questions", questions)
    for at, block in enumerate(copy.blocks):
        course = insert(course, block, parent, index + at)
    return course, tuple(block.id for block in copy.blocks)


def _keep(course: Course, id_: str, kept: dict[str, dict[str, Value]]) -> None:
    node = find(course, id_)
    match node:
        case Module() | Lesson():
            field = "modules" if isinstance(node, Module) else "lessons"
            for child in child_ids(node):
                _keep(course, child, kept)
        case Screen():
            field = "screens"
            for block in node.blocks:
                _keep_all(course, (ref.target for ref in block_references(block)), kept)
        case _:
            field = next(name for name in MAP_FIELDS if id_ in map_of(course, name))
            _keep_shown(course, id_, kept)
    kept[field][id_] = node


def _keep_all(course: Course, ids: Iterable[str], kept: dict[str, dict[str, Value]]) -> None:
    for id_ in ids:
        _keep(course, id_, kept)


def _keep_shown(course: Course, id_: str, kept: dict[str, dict[str, Value]]) -> None:
    """Keep what a clip is cut from, the file of a recording, and what a question shows."""
    if id_ in course.questions:
        named = question_references(course.questions[id_])
        _keep_all(course, (ref.target for ref in named if ref.field in _SHARED), kept)
    elif id_ in course.clips:
        _keep(course, course.clips[id_].recording, kept)
    elif id_ in course.recordings:
        _keep(course, course.recordings[id_].media, kept)


def _with_banks(course: Course, part: Course) -> tuple[Course, dict[str, str]]:
    """Return the course with what a part shares with others, and the ids that it has there."""
    new: dict[str, str] = {}
    for field in _SHARED:
        course = _with_bank(course, part, field, new)
    return course, new


def _with_bank(course: Course, part: Course, field: str, new: dict[str, str]) -> Course:
    """Add the entries of a bank that the course does not have just so, under new ids."""
    names = {"recordings": "media", "clips": "recording"}
    added: dict[str, Value] = {}
    for id_, entry in map_of(part, field).items():
        if map_of(course, field).get(id_) == entry:
            new[id_] = id_
            continue
        new[id_] = new_id()
        fields = {"id": new[id_]}
        if field in names:
            fields[names[field]] = new[getattr(entry, names[field])]
        added[new[id_]] = changed(entry, **fields)
    return with_entries(course, field, added) if added else course


def _planted(
    course: Course, part: Course, id_: str, new: Mapping[str, str]
) -> tuple[dict[str, dict[str, Value]], Value]:
    """Return the entries below a copy of a node, and that copy."""
    below: dict[str, dict[str, Value]] = {"lessons": {}, "screens": {}, "questions": {}}

    def copy(node_id: str) -> Module | Lesson | Screen:
        node = find(part, node_id)
        match node:
            case Module():
                lessons = [copy(child) for child in node.lessons]
                below["lessons"].update({each.id: each for each in lessons})
                return changed(node, id=new_id(), lessons=tuple(each.id for each in lessons))
            case Lesson():
                screens = [copy(child) for child in node.screens]
                below["screens"].update({each.id: each for each in screens})
                return changed(node, id=new_id(), screens=tuple(each.id for each in screens))
            case Screen():
                return _screen(course, part, node, new, below["questions"])
            case _:
                raise KeyError(node_id)

    root = copy(id_)
    return below, root


def _screen(
    course: Course,
    part: Course,
    screen: Screen,
    new: Mapping[str, str],
    questions: dict[str, Value],
) -> Screen:
    """Return a copy of a screen; copies of its questions are put into `questions`."""

    def place(id_: str) -> str:
        if id_ in new:
            return new[id_]
        question = part.questions[id_]
        known = {**new, **{each: each for each in course.objectives}}
        copy = repointed_question(with_new_ids(question), known.get)
        questions[copy.id] = copy
        return copy.id

    blocks = tuple(copied_block(repointed(block, place)) for block in screen.blocks)
    objectives = tuple(each for each in screen.objectives if each in course.objectives)
    return changed(
        screen,
        id=new_id(),
        blocks=blocks,
        objectives=objectives,
        status=ScreenStatus.DRAFT,
        comments=(),
    )
