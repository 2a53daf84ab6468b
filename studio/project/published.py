"""`published.json`: the slot numbers under which published packages keep a learner's progress.

A placement keeps its number for ever and a number is never given again, so that progress survives
a publication with screens added, moved or removed. The file only grows; undo leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec.structs import replace as changed

from studio.course.asking import asked_by, asks
from studio.course.block_base import BlockBase
from studio.course.blocks import ClipBlock
from studio.course.done_blocks import KEEPING, marked_items
from studio.course.model import Course
from studio.messages import error
from studio.project.files import write_file

_FORMAT = 1
Slot = Annotated[int, msgspec.Meta(ge=0)]


class PublishedSlots(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Placements and their numbers: screens by id, questions by `block/question`.

    `blocks` has those that keep something of the learner or ask something, by id, and `marks` what
    can be ticked or chosen there, by `block/entry`: these numbers are given once in a block.
    `clips` has the clips that are shown, by id.
    """

    format: int = _FORMAT
    screens: Mapping[str, Slot] = {}
    questions: Mapping[str, Slot] = {}
    blocks: Mapping[str, Slot] = {}
    marks: Mapping[str, Slot] = {}
    clips: Mapping[str, Slot] = {}


def load_slots(path: Path) -> PublishedSlots:
    """Return the slots given so far; none if nothing was published yet.

    Raises:
        StudioError: the file can't be understood, or gives a number twice.
    """
    try:
        slots = msgspec.json.decode(path.read_bytes(), type=PublishedSlots)
    except FileNotFoundError:
        return PublishedSlots()
    except msgspec.MsgspecError as problem:
        raise error("published.broken", file=str(path), details=str(problem)) from problem
    if slots.format > _FORMAT:
        raise error("course.newer_format", file=str(path), found=slots.format, known=_FORMAT)
    for numbers in (slots.screens, slots.questions, slots.blocks, slots.clips):
        if len(set(numbers.values())) < len(numbers):
            raise error("published.broken", file=str(path))
    return slots


def with_course(slots: PublishedSlots, course: Course) -> PublishedSlots:
    """Return the slots with numbers for all that the course places and that had none."""
    screens = course.screens_in_order()
    blocks = [block for screen in screens for block in screen.blocks]
    asked = (placement(b.id, question) for b in blocks for question in asked_by(course, b))
    keeping = [block for block in blocks if isinstance(block, KEEPING) or asks(block)]
    return changed(
        slots,
        screens=_numbered(slots.screens, (screen.id for screen in screens)),
        questions=_numbered(slots.questions, asked),
        blocks=_numbered(slots.blocks, (block.id for block in keeping)),
        marks=_with_marks(slots.marks, keeping),
        clips=_numbered(slots.clips, (b.clip for b in blocks if isinstance(b, ClipBlock))),
    )


def save_slots(path: Path, slots: PublishedSlots) -> None:
    """Write the slots, in the order of their numbers (an addition is a line at the end)."""
    packed = msgspec.json.encode(slots)
    write_file(path, msgspec.json.format(packed, indent=2) + b"\n")


def placement(block: str, question: str) -> str:
    """Return the name of a question's place: it may be asked in several quizzes."""
    return f"{block}/{question}"


def _with_marks(known: Mapping[str, int], keeping: Iterable[BlockBase]) -> Mapping[str, int]:
    marks = dict(known)
    for block in keeping:
        prefix = placement(block.id, "")
        own = {name: number for name, number in known.items() if name.startswith(prefix)}
        names = (placement(block.id, item.id) for item in marked_items(block))
        marks.update(_numbered(own, names))
    return marks


def _numbered(known: Mapping[str, int], wanted: Iterable[str]) -> Mapping[str, int]:
    numbers = dict(known)
    fresh = max(numbers.values(), default=-1) + 1
    for name in wanted:
        if name not in numbers:
            numbers[name] = fresh
            fresh += 1
    return numbers
