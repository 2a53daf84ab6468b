"""Edits of the parts of a question: its choices, items, pairs... in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from msgspec.structs import replace as changed

from studio.course.ids import new_id
from studio.course.questions import (
    Categorise,
    Item,
    Likert,
    Matching,
    Ordering,
    Part,
    Question,
    QuestionBase,
)

_Part = TypeVar("_Part", bound=Part)
_Whole = TypeVar("_Whole", bound=Part | QuestionBase)


def items_of(question: Question) -> tuple[Item, ...]:
    """Return what learners put in its place or judge; nothing for other types of questions."""
    match question:
        case Ordering():
            return question.items
        case Matching():
            return question.pairs
        case Categorise():
            return tuple(item for category in question.categories for item in category.items)
        case Likert():
            return question.statements
        case _:
            return ()


def with_pictures(node: _Whole, new: Callable[[str], str | None]) -> _Whole:
    """Return a question, or a part of one, with the id of each picture put through `new`."""
    fields: dict[str, object] = {}
    shown = getattr(node, "picture", None)
    if shown is not None:
        fields["picture"] = new(shown)
    for name in node.__struct_fields__:
        held = getattr(node, name)
        if isinstance(held, tuple) and any(isinstance(each, Part) for each in held):
            parts = tuple(with_pictures(each, new) for each in held)
            if any(one is not other for one, other in zip(parts, held, strict=True)):
                fields[name] = parts
    changes = {name: value for name, value in fields.items() if value != getattr(node, name)}
    return changed(node, **changes) if changes else node


def pictures_of(question: Question) -> list[str]:
    """Return the ids of the pictures of a question and of its parts."""
    shown = (getattr(each, "picture", None) for each in with_parts(question))
    return [id_ for id_ in shown if id_ is not None]


def with_parts(node: Part | QuestionBase) -> Iterator[Part | QuestionBase]:
    """Yield a question and all of its parts, and theirs."""
    yield node
    for name in node.__struct_fields__:
        held = getattr(node, name)
        if isinstance(held, tuple):
            for each in held:
                if isinstance(each, Part):
                    yield from with_parts(each)


def with_part(parts: tuple[_Part, ...], id_: str, **fields: Any) -> tuple[_Part, ...]:  # noqa: ANN401
    """Return the parts with fields of one changed."""
    return tuple(changed(part, **fields) if part.id == id_ else part for part in parts)


def with_new_part(parts: tuple[_Part, ...], new: _Part, behind: str = "") -> tuple[_Part, ...]:
    """Return the parts with another one behind the part `behind`, else at the end."""
    ids = [part.id for part in parts]
    at = ids.index(behind) + 1 if behind in ids else len(ids)
    return (*parts[:at], new, *parts[at:])


def without_part(parts: tuple[_Part, ...], id_: str) -> tuple[_Part, ...]:
    """Return the parts without one of them."""
    return tuple(part for part in parts if part.id != id_)


def with_part_moved(parts: tuple[_Part, ...], id_: str, by: int) -> tuple[_Part, ...]:
    """Return the parts with one of them moved down (1) or up (-1)."""
    moved = list(parts)
    at = next(n for n, part in enumerate(moved) if part.id == id_)
    moved.insert(max(0, min(len(moved) - 1, at + by)), moved.pop(at))
    return tuple(moved)


def with_new_ids(node: _Whole) -> _Whole:
    """Return a question, or a part of one, with identities of its own for all that it holds."""
    fields: dict[str, object] = {"id": new_id()}
    for name in node.__struct_fields__:
        held = getattr(node, name)
        if isinstance(held, tuple) and any(isinstance(each, Part) for each in held):
            fields[name] = tuple(with_new_ids(each) for each in held)
    return changed(node, **fields)
