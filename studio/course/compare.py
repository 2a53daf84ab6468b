"""Two versions of a course compared, in the author's words.

The order is the one in which a learner meets things, then the banks, then the course's settings.
What comes or goes with something that is told is not told again: the screens of an added module,
the questions of a removed screen, the clips of a new recording.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from studio.course.asking import named_questions
from studio.course.block_texts import block_texts
from studio.course.blocks import BlockBase, ClipBlock, FileBlock, QuizBlock
from studio.course.change import Change, What, kind_of, name_of, named
from studio.course.changed_fields import Pair, field_changes
from studio.course.excerpts import EXCERPT_LENGTH, shortened
from studio.course.model import Clip, Course, Lesson, Module, Screen
from studio.course.nodes import Parent, Value, child_ids, map_of
from studio.course.questions import QuestionBase
from studio.course.references import block_references
from studio.course.sequences import interleaved, moved
from studio.messages import Message, Param, message

__all__ = ["Change", "What", "compare"]

_BANKS = ("questions", "objectives", "recordings", "clips", "media", "glossary")


def compare(before: Course, after: Course) -> tuple[Change, ...]:
    """Return what was added, removed, changed and moved since `before`; nothing if they are equal.

    What the two versions share is skipped: a single edit of 5,000 screens takes milliseconds.
    """
    if before is after:
        return ()
    changes = tuple(_Comparison(before, after).changes())
    if not changes and before != after:
        return (Change(What.CHANGED, after.id, message("compare.outside")),)
    return changes


class _Version:
    """One of the two courses, with the nodes of its outline and what holds each.

    Blocks are there of the screens alone that the other course has not just so.
    """

    def __init__(self, course: Course, other: Course) -> None:
        self.course = course
        self.nodes: dict[str, Value] = {}
        self.parents: dict[str, Parent] = {}
        self._add(course, other)

    def _add(self, parent: Parent, other: Course) -> None:
        for child in _children(self.course, parent):
            self.nodes[child.id] = child
            self.parents[child.id] = parent
            if _worth_entering(child, other):
                self._add(child, other)  # type: ignore[arg-type]  # only parents are entered

    def said(self, node: Value, what: What, other: _Version) -> Change:
        """Return that `node` was added to this version, or removed from it."""
        params = named(self.course, node, self.parents.get(node.id))
        id_, count = f"compare.{kind_of(node)}.{what.value}", self._count(node, other)
        said = message(f"{id_}_with", n=count, **params) if count else message(id_, **params)
        text = _text_of(node)
        added = what is What.ADDED
        return Change(what, node.id, said, "" if added else text, text if added else "")

    def _count(self, node: Value, other: _Version) -> int:
        """Return how many screens come or go with `node`; for a quiz, how many questions."""
        match node:
            case QuizBlock():
                return len(node.questions)
            case Lesson():
                return sum(screen not in other.nodes for screen in node.screens)
            case Module():
                lessons = (self.course.lessons[id_] for id_ in node.lessons)
                return sum(self._count(lesson, other) for lesson in lessons)
            case _:
                return 0

    @cached_property
    def shown(self) -> set[str]:
        """Return the ids of bank entries that screens show, or that recordings are made of."""
        blocks = (node for node in self.nodes.values() if isinstance(node, BlockBase))
        found = {ref.target for block in blocks for ref in block_references(block)}  # type: ignore[arg-type]  # a Block
        return found | {recording.media for recording in self.course.recordings.values()}

    def comes_along(self, node: Value, other: _Version) -> bool:
        """Return whether a node that `other` lacks is reached through what is told already.

        What names a node that the other version lacks is itself new or changed there.
        """
        if isinstance(node, Clip) and node.recording not in other.course.recordings:
            return True
        return node.id in self.shown


class _Comparison:
    """Both versions side by side, walked in the order in which the later one is read."""

    def __init__(self, before: Course, after: Course) -> None:
        self._before = _Version(before, after)
        self._after = _Version(after, before)

    def changes(self) -> Iterator[Change]:
        before, after = self._before.course, self._after.course
        yield from self._held(before, after)
        for field in _BANKS:
            yield from self._bank(field)
        yield from field_changes(self._pair(before, after))

    def _held(self, was: Parent | None, now: Parent) -> Iterator[Change]:
        """Yield what differs below `now`; `was` is the same node earlier, None if it is new."""
        olds, news = () if was is None else child_ids(was), child_ids(now)
        shifted = moved(olds, news)
        for id_ in interleaved(olds, news):
            node = self._after.nodes.get(id_)
            if node is None:
                yield self._before.said(self._before.nodes[id_], What.REMOVED, self._after)
            elif self._after.parents[id_] is now:  # otherwise told where it stands now
                if id_ in self._before.nodes:
                    yield from self._kept(node, has_moved=id_ in shifted)
                elif was is not None:
                    yield self._after.said(node, What.ADDED, self._before)
                yield from self._below(node)

    def _below(self, node: Value) -> Iterator[Change]:
        if _worth_entering(node, self._before.course):
            was = self._before.nodes.get(node.id)
            yield from self._held(was, node)  # type: ignore[arg-type]  # only parents are entered

    def _kept(self, node: Value, *, has_moved: bool) -> Iterator[Change]:
        was = self._before.nodes[node.id]
        place, earlier = self._after.parents[node.id], self._before.parents[node.id]
        if not isinstance(place, Course) and place.id != earlier.id:
            yield self._moved(node, "moved_to", source=name_of(earlier), target=name_of(place))
        elif has_moved:
            yield self._moved_within(node, child_ids(place))
        if not _same(was, node):
            yield from self._edited(was, node)

    def _moved_within(self, node: Value, order: Sequence[str]) -> Change:
        if isinstance(node, BlockBase):
            return self._moved(node, "moved")
        at = order.index(node.id)
        if at == 0:
            return self._moved(node, "moved_first")
        return self._moved(node, "moved_after", other=name_of(self._after.nodes[order[at - 1]]))

    def _moved(self, node: Value, how: str, **params: Param) -> Change:
        about = named(self._after.course, node, self._after.parents[node.id])
        id_ = f"compare.{kind_of(node)}.{how}"
        return Change(What.MOVED, node.id, message(id_, **about, **params))

    def _edited(self, was: Value, now: Value) -> Iterator[Change]:
        pair = self._pair(was, now)
        if type(was) is type(now):
            yield from field_changes(pair)
        elif isinstance(now, BlockBase):
            words = {"was": _type_word(was), "now": _type_word(now)}
            said = message("compare.block.replaced", place=pair.params["place"], **words)
            yield Change(What.CHANGED, now.id, said, _text_of(was), _text_of(now))
        else:
            yield pair.change("type", was=_type_word(was), now=_type_word(now))
            yield from field_changes(pair)

    def _pair(self, was: Value, now: Value) -> Pair:
        before, after = self._before.course, self._after.course
        params = named(after, now, self._after.parents.get(now.id))
        return Pair(kind_of(now), now.id, params, was, now, before, after)

    def _bank(self, field: str) -> Iterator[Change]:
        olds, news = (map_of(side.course, field) for side in (self._before, self._after))
        if olds is news:
            return
        touched = [node for id_, node in news.items() if not _same(node, olds.get(id_))]
        touched += [node for id_, node in olds.items() if id_ not in news]
        for node in sorted(touched, key=self._rank):
            if node.id not in olds:
                yield from self._entry(node, What.ADDED, self._after, self._before)
            elif node.id not in news:
                yield from self._entry(node, What.REMOVED, self._before, self._after)
            else:
                yield from self._edited(olds[node.id], node)

    def _entry(self, node: Value, what: What, has: _Version, lacks: _Version) -> Iterator[Change]:
        if not has.comes_along(node, lacks):
            yield has.said(node, what, lacks)

    def _rank(self, node: Value) -> tuple[str, float]:
        """Return what orders a bank: questions as they are asked, clips in time, others by name."""
        match node:
            case QuestionBase():
                return "", self._asked.get(node.id, len(self._asked))
            case Clip():
                return node.recording, node.start_s
            case _:
                return str(name_of(node)), 0.0

    @cached_property
    def _asked(self) -> dict[str, int]:
        """Return the place of each question among all that the learner is asked."""
        screens = [*self._after.course.screens_in_order(), *self._before.course.screens_in_order()]
        blocks = (block for screen in screens for block in screen.blocks)
        asked = dict.fromkeys(id_ for block in blocks for id_ in named_questions(block))
        return {id_: place for place, id_ in enumerate(asked)}


def _children(course: Course, parent: Parent) -> Sequence[Value]:
    match parent:
        case Screen():
            return parent.blocks
        case Lesson():
            return [course.screens[id_] for id_ in parent.screens]
        case Module():
            return [course.lessons[id_] for id_ in parent.lessons]
        case _:
            return [course.modules[id_] for id_ in parent.order]


def _same(one: Value, other: Value | None) -> bool:
    """Return whether two values are equal; most often they are one and the same object."""
    return one is other or one == other


def _worth_entering(node: Value, other: Course) -> bool:
    """Return whether below `node` there may be something that `other` has not just so."""
    if isinstance(node, Screen):
        return not _same(node, other.screens.get(node.id))
    return isinstance(node, (Module, Lesson))


def _type_word(node: Value) -> Message:
    """Return the word for a type of block or question."""
    family = "block" if isinstance(node, BlockBase) else "question"
    return message(f"compare.word.{family}.{node.__struct_config__.tag}")


def _text_of(node: Value) -> str:
    """Return the beginning of what a block says in words, unless its sentence has it already."""
    if not isinstance(node, BlockBase) or isinstance(node, (ClipBlock, FileBlock, QuizBlock)):
        return ""
    return shortened(" ".join(block_texts(node)), EXCERPT_LENGTH)
