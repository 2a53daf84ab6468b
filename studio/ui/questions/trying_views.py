"""What the answers to a question are given with, as learners give them: the parts of all types.

A response is what `studio.course.grading` takes: a list of ids, or of what was typed. As on the
learner's page it is empty until the answer is whole.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.course.excerpts import plain
from studio.course.grading import Grade
from studio.course.questions import Item, Question
from studio.i18n import PAGE_LANGUAGES, Voice
from studio.ui import icons
from studio.ui.editor.still import StillView
from studio.ui.rich_text.shown import ShownText

Sign: TypeAlias = Literal["", "right", "wrong"]
_SIGNS = {"right": "check", "wrong": "close"}
_SIGN_SIZE = 16


@dataclass
class Learner:
    """Somebody who tries a question: the language of the course, and what was dealt out."""

    language: str
    picture: Callable[[str], QImage | None]
    """Gives the picture of a media entry, once it is there."""
    seed: int = field(default_factory=lambda: random.getrandbits(32))

    @property
    def voice(self) -> Voice:
        """What the page says in the language of the course."""
        return Voice(self.language, PAGE_LANGUAGES)

    def say(self, id_: str, **params: object) -> str:
        """Return words of the learner's page."""
        return self.voice.text(f"player.{id_}", **params)  # type: ignore[arg-type]  # as its words want them

    def dealt(self, ids: Iterable[str]) -> list[str]:
        """Return ids in an order that stays the same for this learner, whatever is added."""
        return sorted(ids, key=lambda id_: random.Random(f"{self.seed}/{id_}").random())  # noqa: S311  # no secret


class AnswerView(QWidget):
    """Takes the answer to one question."""

    changed = Signal()
    check_wanted = Signal()
    """Enter was pressed in a field."""

    def __init__(self, question: Question, learner: Learner) -> None:
        super().__init__()
        self.question = question
        self.learner = learner
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def response(self) -> list[str]:
        """Return the answer; an empty one as long as something is missing."""
        raise NotImplementedError

    def fill(self, response: Sequence[str]) -> None:
        """Give an answer again, as far as it can still be given."""
        raise NotImplementedError

    def lock(self, grade: Grade) -> None:
        """Take no answer any more, and mark what is right and what is wrong in it."""
        raise NotImplementedError

    def open(self) -> None:
        """Take another answer."""
        raise NotImplementedError

    def reveal(self) -> None:
        """Show which answer is right."""

    def problem(self) -> str:
        """Return the id of the sentence that says why the answer can't be read; else ""."""
        return ""

    def said(self) -> list[str]:
        """Return the feedback (Markdown) of what was chosen."""
        return []

    def answer(self) -> str:
        """Return the right answer in words; "" where it is shown in its place."""
        return ""

    def how(self, id_: str, **params: object) -> None:
        """Say at the head how the answer is given."""
        said = QLabel(self.learner.say(id_, **params))
        said.setWordWrap(True)
        said.setProperty("field", True)
        self.column.insertWidget(0, said)


class MarkedRow(QFrame):
    """A part of an answer, with a sign that says whether it is right."""

    clicked = Signal()

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self._learner = learner
        self.setObjectName("option")
        self.sign: Sign = ""
        self._picture = QLabel()
        self._picture.hide()
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(12, 7, 10, 7)
        self.line.addWidget(self._picture)

    def mark(self, sign: Sign, *, chosen: bool = False) -> None:
        """Show whether this part is right, by colour and by a sign; say it to screen readers."""
        self.sign = sign
        self.setProperty("mark", sign)
        self.setProperty("chosen", chosen)
        self._picture.setVisible(bool(sign))
        if sign:
            self.line.addWidget(self._picture)  # at the end of the line
            self._picture.setPixmap(icons.icon(_SIGNS[sign]).pixmap(_SIGN_SIZE))
        said = self._learner.say(sign) if sign else ""
        for each in self.findChildren(QWidget):
            if each.focusPolicy() != Qt.FocusPolicy.NoFocus:
                each.setAccessibleDescription(said)
        self.style().unpolish(self)
        self.style().polish(self)

    def mouseReleaseEvent(self, event: object) -> None:  # noqa: N802  # Qt's name
        """Tell of a click anywhere on the row."""
        del event
        self.clicked.emit()


def shown_item(item: Item, learner: Learner) -> QWidget:
    """Return the words of an item, with its picture above them where it has one."""
    text = ShownText(learner.voice, item.text)
    if item.picture is None:
        return text
    held = QWidget()
    held.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    still = StillView("image")
    still.setMaximumHeight(120)
    image = learner.picture(item.picture)
    still.show_image(image, icon="" if image is not None else "image")
    still.setAccessibleName(item.picture_text)
    column.addWidget(still)
    if item.text:
        column.addWidget(text)
    return held


def name_of_item(item: Item) -> str:
    """Return what an item is called aloud."""
    return plain(item.text) or item.picture_text
