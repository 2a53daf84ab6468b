"""Edits: pure functions from a course to a course that share all they did not touch.

Nodes are named by id, never by row: what a row means shifts with every other edit.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.course.blocks import BlockBase
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.nodes import (
    MAP_FIELDS,
    Value,
    can_hold,
    child_ids,
    find,
    find_parent,
    map_field,
    map_of,
    parent_of,
    put_parent,
    with_children,
    with_entries,
    without_entries,
)
from studio.course.references import detached


def insert(
    course: Course, node: Value, parent: str | None = None, index: int | None = None
) -> Course:
    """Add a new node: into `parent` before position `index` (None: at the end), or to a bank.

    Modules go into the course, lessons into modules, screens into lessons, blocks into screens;
    everything else belongs to a bank and has no parent.

    Raises:
        ValueError: the id is taken, or `parent` does not hold such nodes.
        KeyError: no such parent.
    """
    if _known(course, node.id):
        raise ValueError(f"the id {node.id} is taken")
    if not isinstance(node, BlockBase):
        course = with_entries(course, map_field(node), {node.id: node})
    if parent is None:
        if isinstance(node, (BlockBase, Module, Lesson, Screen)):
            raise ValueError(f"{node.id} needs a parent")
        return course
    return _place(course, [node], parent, index)


def replace(course: Course, node: Value) -> Course:
    """Put `node` in the place of the one with its id.

    Raises:
        KeyError: the course has no node with this id.
        TypeError: the one it has is of another kind (a block may become another kind of block,
            a question another type of question).
    """
    if isinstance(node, BlockBase):
        screen = parent_of(course, node.id)
        if not isinstance(screen, Screen):
            raise KeyError(node.id)
        blocks = tuple(node if block.id == node.id else block for block in screen.blocks)
        return put_parent(course, with_children(screen, blocks))
    earlier = find(course, node.id)
    if isinstance(earlier, BlockBase) or map_field(earlier) != map_field(node):
        raise TypeError(f"{node.id} is a {type(earlier).__name__}")
    return with_entries(course, map_field(node), {node.id: node})


def remove(course: Course, id_: str) -> Course:
    """Take out a node, all that stands under it, and what refers to it.

    Blocks that show a removed clip or file go with it; quizzes lose removed questions. Questions,
    clips and media of a removed screen stay in their banks.

    Raises:
        KeyError: the course has no such node.
    """
    node = find(course, id_)
    course = _unplace(course, [id_])
    if isinstance(node, BlockBase):
        return course
    gone = {id_, *_below(course, node)}
    for field in MAP_FIELDS:
        course = without_entries(course, field, gone)
    return course if isinstance(node, (Module, Lesson, Screen)) else detached(course, gone)


def move(course: Course, ids: Sequence[str], parent: str, index: int | None = None) -> Course:
    """Put the nodes `ids`, in this order, into `parent`.

    `index` counts among the children that `parent` has once the moved ones are taken out; None
    means the end.

    Raises:
        KeyError: a node or the parent does not exist.
        ValueError: the parent does not hold such nodes.
    """
    nodes = [find(course, id_) for id_ in ids]
    return _place(_unplace(course, ids), nodes, parent, index)


def _known(course: Course, id_: str) -> bool:
    try:
        find(course, id_)
    except KeyError:
        return id_ == course.id
    return True


def _place(course: Course, nodes: Sequence[Value], parent: str, index: int | None) -> Course:
    holder = find_parent(course, parent)
    if not all(can_hold(holder, node) for node in nodes):
        raise ValueError(f"{parent} does not hold {[node.id for node in nodes]}")
    children: list[object] = list(
        holder.blocks if isinstance(holder, Screen) else child_ids(holder)
    )
    at = len(children) if index is None else max(0, min(index, len(children)))
    children[at:at] = nodes if isinstance(holder, Screen) else [node.id for node in nodes]
    return put_parent(course, with_children(holder, tuple(children)))


def _unplace(course: Course, ids: Sequence[str]) -> Course:
    for id_ in ids:
        holder = parent_of(course, id_)
        if holder is None:
            continue
        if isinstance(holder, Screen):
            kept: tuple[object, ...] = tuple(b for b in holder.blocks if b.id != id_)
        else:
            kept = tuple(child for child in child_ids(holder) if child != id_)
        course = put_parent(course, with_children(holder, kept))
    return course


def _below(course: Course, node: Value) -> set[str]:
    """Return the ids of the nodes that stand under `node` and have an entry in a map."""
    if isinstance(node, Screen) or not isinstance(node, (Module, Lesson)):
        return set()
    field = "lessons" if isinstance(node, Module) else "screens"
    found: set[str] = set()
    for child in child_ids(node):
        found |= {child, *_below(course, map_of(course, field)[child])}
    return found
