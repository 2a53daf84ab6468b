"""The questions of the bank as rows: those that are wanted, in the order that is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from studio.course.change import name_of
from studio.course.excerpts import plain
from studio.course.model import Course
from studio.course.question_types import tag_of
from studio.course.question_uses import QuestionUse, question_uses
from studio.course.questions import UNCOUNTED, Question
from studio.i18n import Voice, number
from studio.ui.questions.bank_filter import BankFilter, Order, searched, sorting

ROW = Qt.ItemDataRole.UserRole
"""The role that gives the `BankRow` of an index."""
_Index = QModelIndex | QPersistentModelIndex
_LONGEST_TITLE = 240


class BankRow(NamedTuple):
    """What a row shows of a question."""

    id: str
    title: str
    icon: str
    kind: str
    detail: str
    points: str
    uses: str

    @property
    def aloud(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.title, self.kind, self.detail, self.points, self.uses)))


class BankModel(QAbstractListModel):
    """Rows of questions. A row is made anew only when its question or its uses have changed."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._rows: list[BankRow] = []
        self._made: dict[str, tuple[Question, int, tuple[str, ...], BankRow]] = {}
        self._texts: dict[str, tuple[Question, str]] = {}
        self._places: tuple[object, ...] = ()
        self._tags: list[tuple[str, tuple[str, ...]]] = []
        self.uses: Mapping[str, tuple[QuestionUse, ...]] = {}
        """Where each question is asked, by its id."""

    @property
    def ids(self) -> list[str]:
        """The questions that are listed."""
        return [row.id for row in self._rows]

    def show(self, course: Course, wanted: BankFilter, order: Order) -> None:
        """List the questions of a course that are wanted."""
        self._learn_uses(course)
        known = course.questions
        asked = (known[id_] for id_ in self.uses)
        others = (question for id_, question in known.items() if id_ not in self.uses)
        questions = [
            question
            for question in (*asked, *others)
            if wanted.fits(question, self.uses_of(question.id))
            and (not wanted.words or wanted.holds(self._text(question)))
        ]
        key = sorting(order, list(course.objectives))
        if key is not None:
            questions.sort(key=key)  # type: ignore[arg-type]  # texts alone, or numbers alone
        numbers = {id_: at for at, id_ in enumerate(course.objectives, 1)}
        self._take([self._row(question, numbers) for question in questions])

    def uses_of(self, id_: str) -> Sequence[QuestionUse]:
        """Return where a question is asked."""
        return self.uses.get(id_, ())

    def place_of(self, id_: str) -> int:
        """Return the row of a question; -1 if it is not listed."""
        return next((at for at, row in enumerate(self._rows) if row.id == id_), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008  # Qt's
        """Return how many questions are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a row shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.aloud
        return None

    def _take(self, rows: list[BankRow]) -> None:
        if [row.id for row in rows] != self.ids:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        before, self._rows = self._rows, rows
        for at, (one, other) in enumerate(zip(before, rows, strict=True)):
            if one is not other:
                self.dataChanged.emit(self.index(at), self.index(at))

    def _learn_uses(self, course: Course) -> None:
        """Ask the screens anew only when something has changed that decides where is asked."""
        places = (course.order, course.modules, course.lessons, course.screens)
        tags = [(question.id, question.tags) for question in course.questions.values()]
        same = all(one is other for one, other in zip(places, self._places, strict=False))
        if not (same and self._places and tags == self._tags):
            self._places, self._tags = places, tags
            self.uses = question_uses(course)

    def _text(self, question: Question) -> str:
        """Return what a question is searched in, made once."""
        made = self._texts.get(question.id)
        if made is None or made[0] is not question:
            self._texts[question.id] = made = (question, searched(question))
        return made[1]

    def _row(self, question: Question, numbers: Mapping[str, int]) -> BankRow:
        uses = len(self.uses_of(question.id))
        served = tuple(str(numbers[id_]) for id_ in question.objectives if id_ in numbers)
        made = self._made.get(question.id)
        if made is None or made[0] is not question or made[1:3] != (uses, served):
            row = self._new_row(question, uses, served)
            self._made[question.id] = made = (question, uses, served, row)
        return made[3]

    def _new_row(self, question: Question, uses: int, served: Sequence[str]) -> BankRow:
        say = self._voice.text
        tag = tag_of(question)
        detail = say(
            "ui.bank_objectives", n=max(1, len(served)), numbers=", ".join(served or "\u2014")
        )
        if question.bloom is not None:
            level = say(f"ui.bloom.{question.bloom.value}").lower()
            detail = f"{detail} \u00b7 {level}"
        points = number(question.points, self._voice.language)
        return BankRow(
            id=question.id,
            title=" ".join(plain(question.stem).split())[:_LONGEST_TITLE]
            or self._voice.words(name_of(question)),
            icon=tag,
            kind=say(f"ui.question.{tag}"),
            detail=detail,
            points="" if isinstance(question, UNCOUNTED) else say("ui.points_short", n=points),
            uses=say("ui.asked_times", n=uses) if uses else say("ui.bank_unused"),
        )
