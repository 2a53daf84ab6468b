"""What can be found: everything in a course that has a name, and the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from PySide6.QtGui import QKeySequence

from studio.course.block_kinds import KINDS
from studio.course.block_texts import block_texts
from studio.course.blocks import (
    Block,
    ClipBlock,
    FileBlock,
    ImageBlock,
    QuizBlock,
    TextBlock,
    tag_of_block,
)
from studio.course.excerpts import plain, shortened
from studio.course.model import Course
from studio.i18n import Voice
from studio.ui.shell.actions import Actions
from studio.ui.shell.finder import Found

_LONGEST = 80
_BANKS = (
    ("question", "quiz"),
    ("clip", "clip"),
    ("recording", "lectures"),
    ("objective", "plan"),
    ("term", "plan"),
)


def places(course: Course, voice: Voice, go: Callable[[str], object]) -> list[Found]:
    """Return all that has a name in a course; `go` is given the id of what was chosen."""
    kinds = {name: voice.text(f"ui.kind.{name}") for name in KINDS} | {
        name: voice.text(f"ui.found.{name}")
        for name in ("module", "lesson", "screen", "text", "image", "file", *dict(_BANKS))
    }

    def found(id_: str, text: str, kind: str, icon: str, note: str = "") -> Found:
        return Found(text, kinds[kind], partial(go, id_), icon, note, id_)

    named = [
        found(node.id, node.title, kind, icon)
        for kind, icon, nodes in (
            ("module", "storyboard", course.modules.values()),
            ("lesson", "storyboard", course.lessons.values()),
            ("screen", "empty", course.screens_in_order()),
        )
        for node in nodes
        if node.title
    ]
    named += [found(*each) for each in _of_blocks(course)]
    named += [found(*each) for each in _of_banks(course)]
    return named


def commands(actions: Actions) -> Iterator[Found]:
    """Yield the actions that are possible now."""
    kind = actions.voice.text("ui.found.command")
    for name, text in actions.names().items():
        action = actions[name]
        if action.isEnabled() and action.menu() is None:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            shown = text.rstrip("\u2026")
            yield Found(shown, kind, action.trigger, actions.icon_of(name), keys, name)


def _of_blocks(course: Course) -> Iterator[tuple[str, str, str, str]]:
    for screen in course.screens_in_order():
        for block in screen.blocks:
            text, kind = _name_of(course, block)
            if text:
                yield block.id, text, kind, kind


def _name_of(course: Course, block: Block) -> tuple[str, str]:
    match block:
        case TextBlock():
            return _beginning(block.text), "text"
        case ImageBlock():
            return block.alternative or course.media[block.media].name, "image"
        case FileBlock():
            return block.label or course.media[block.media].name, "file"
        case ClipBlock():  # found as a clip
            return "", "clip"
        case QuizBlock():  # its questions are found
            return "", "quiz"
        case _:
            return _beginning(" ".join(block_texts(block))), tag_of_block(block)


def _of_banks(course: Course) -> Iterator[tuple[str, str, str, str]]:
    icons = dict(_BANKS)
    for question in course.questions.values():
        yield question.id, _beginning(question.stem), "question", icons["question"]
    for clip in course.clips.values():
        yield clip.id, clip.title, "clip", icons["clip"]
    for recording in course.recordings.values():
        yield recording.id, recording.title, "recording", icons["recording"]
    for objective in course.objectives.values():
        yield objective.id, objective.text, "objective", icons["objective"]
    for term in course.glossary.values():
        yield term.id, term.term, "term", icons["term"]


@lru_cache(maxsize=50_000)
def _beginning(markdown: str) -> str:
    """Return how a text begins, without its marks."""
    return shortened(plain(markdown[: 2 * _LONGEST]), _LONGEST)
