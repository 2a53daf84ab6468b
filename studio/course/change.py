"""One change between two versions of a course, and how sentences name what it is about."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, TypeAlias

from studio.course.blocks import BlockBase, ClipBlock, FileBlock, tag_of_block
from studio.course.excerpts import plain, shortened
from studio.course.model import (
    Clip,
    Course,
    Lesson,
    MediaFile,
    Module,
    Objective,
    Recording,
    Screen,
    Term,
)
from studio.course.nodes import Value
from studio.course.questions import Choice, QuestionBase
from studio.messages import Message, Param, message

Named: TypeAlias = Value | Choice

_KINDS: dict[type, str] = {
    Course: "course",
    Module: "module",
    Lesson: "lesson",
    Screen: "screen",
    QuestionBase: "question",
    Choice: "choice",
    Objective: "objective",
    Recording: "recording",
    Clip: "clip",
    MediaFile: "media",
    Term: "term",
}


BLOCKS = frozenset({"text", "image", "clip", "file", "quiz"})
"""The kinds of blocks that have sentences of their own; the others share some with a word in."""


class What(Enum):
    """What has happened to a node between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Change(NamedTuple):
    """One thing to tell of two versions: what has happened to `node` (an id), and its sentence.

    `before` and `after` show what differs, where a look at it helps: a sentence or two of a text.
    """

    what: What
    node: str
    said: Message
    before: str = ""
    after: str = ""


def kind_of(node: Named) -> str:
    """Return a node's kind as the ids of sentences have it: `screen`, `block.text`, `block`."""
    if isinstance(node, BlockBase):
        tag = tag_of_block(node)
        return f"block.{tag}" if tag in BLOCKS else "block"
    return next(name for kind, name in _KINDS.items() if isinstance(node, kind))


def name_of(node: Named) -> Param:
    """Return what the author calls a node that is no block; a word where it has no name."""
    match node:
        case QuestionBase():
            name = plain(node.stem)
        case Choice():
            name = plain(node.text)
        case Objective():
            name = node.text
        case MediaFile():
            name = node.name
        case Term():
            name = node.term
        case Course() | Module() | Lesson() | Screen() | Recording() | Clip():
            name = node.title
        case _:
            raise TypeError(f"a {type(node).__name__} has no name")
    return shortened(name) or message(f"compare.untitled.{kind_of(node)}")


def named(course: Course, node: Named, place: Named | None) -> dict[str, Param]:
    """Return what a sentence about `node` needs: its `name`, and the `place` it stands in."""
    params: dict[str, Param] = {} if place is None else {"place": name_of(place)}
    match node:
        case ClipBlock():
            params["name"] = name_of(course.clips[node.clip])
        case FileBlock():
            params["name"] = shortened(node.label) or name_of(course.media[node.media])
        case BlockBase():
            params["kind"] = message(f"compare.word.block.{tag_of_block(node)}")
        case _:
            params["name"] = name_of(node)
    return params
