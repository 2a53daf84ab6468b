"""Answers that are chosen: by radio buttons or check boxes, and degrees of agreement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton

from exporters.question_data import choices_of, targets_of
from studio.course.excerpts import plain
from studio.course.grading import Grade, right_answer
from studio.course.questions import Choice, Likert, MultipleChoice, Question
from studio.ui.flow import FlowLayout
from studio.ui.questions.trying_views import (
    AnswerView,
    Learner,
    MarkedRow,
    name_of_item,
    shown_item,
)


class ChosenView(AnswerView):
    """One answer of several, or any number of them; true or false, too."""

    def __init__(self, question: Question, learner: Learner) -> None:
        super().__init__(question, learner)
        self._several = isinstance(question, MultipleChoice)
        self._choices = _choices(question, learner)
        self._group = QButtonGroup(self)
        self._group.setExclusive(not self._several)
        self.buttons: dict[str, QAbstractButton] = {}
        self.rows: dict[str, MarkedRow] = {}
        ids = list(self._choices)
        for id_ in learner.dealt(ids) if getattr(question, "shuffle", False) else ids:
            self._add(self._choices[id_])
        if self._several:
            self.how("several")
        self._follow()

    def response(self) -> list[str]:
        """Return the ids of what is chosen, in the order in which the answers were written."""
        return [id_ for id_ in self._choices if self.buttons[id_].isChecked()]

    def fill(self, response: Sequence[str]) -> None:
        """Choose again what is still there."""
        self._group.setExclusive(False)
        for id_, button in self.buttons.items():
            button.setChecked(id_ in response)
        self._group.setExclusive(not self._several)
        self._follow()

    def lock(self, grade: Grade) -> None:
        """Mark what was chosen and is wrong; what is right is told when no try is left."""
        del grade
        self._mark(everything=False)

    def reveal(self) -> None:
        """Mark the right ones."""
        self._mark(everything=True)

    def open(self) -> None:
        """Choose anew."""
        self.fill(())
        for id_, button in self.buttons.items():
            button.setEnabled(True)
            self.rows[id_].mark("")

    def said(self) -> list[str]:
        """Return what is said to those who choose so."""
        return [feedback for id_ in self.response() if (feedback := self._choices[id_].feedback)]

    def answer(self) -> str:
        """Return the right answers in words."""
        right = right_answer(self.question)
        return " \u00b7 ".join(plain(self._choices[id_].text) for id_ in right)

    def _add(self, choice: Choice) -> None:
        button = QCheckBox() if self._several else QRadioButton()
        button.setAccessibleName(name_of_item(choice))
        button.toggled.connect(lambda _on: self._follow())
        button.clicked.connect(lambda _checked: self.changed.emit())
        row = MarkedRow(self.learner)
        row.line.addWidget(button)
        row.line.addWidget(shown_item(choice, self.learner), 1)
        row.clicked.connect(button.click)
        self._group.addButton(button)
        self.buttons[choice.id], self.rows[choice.id] = button, row
        self.column.addWidget(row)

    def _follow(self) -> None:
        for id_, row in self.rows.items():
            row.mark(row.sign, chosen=self.buttons[id_].isChecked())

    def _mark(self, *, everything: bool) -> None:
        right = right_answer(self.question)
        for id_, row in self.rows.items():
            chosen = self.buttons[id_].isChecked()
            self.buttons[id_].setEnabled(False)
            hit = id_ in right
            shown = hit and (everything or chosen)
            row.mark("right" if shown else "wrong" if chosen and not hit else "", chosen=chosen)


class LikertView(AnswerView):
    """How far one agrees with each statement."""

    def __init__(self, question: Likert, learner: Learner) -> None:
        super().__init__(question, learner)
        self._groups: dict[str, QButtonGroup] = {}
        self.buttons: dict[tuple[str, str], QRadioButton] = {}
        degrees = targets_of(question, learner.language)
        for item in question.statements:
            self._groups[item.id] = group = QButtonGroup(self)
            self.column.addWidget(shown_item(item, learner))
            line = FlowLayout(across=14)
            for degree, text in degrees:
                button = QRadioButton(plain(text))
                button.setAccessibleName(f"{name_of_item(item)}: {plain(text)}")
                button.clicked.connect(lambda _checked: self.changed.emit())
                group.addButton(button)
                self.buttons[item.id, degree] = button
                line.addWidget(button)
            self.column.addLayout(line)
        self.how("likert_how")

    def response(self) -> list[str]:
        """Return each statement with the degree; nothing before all have one."""
        held = [f"{item}.{degree}" for (item, degree), b in self.buttons.items() if b.isChecked()]
        return held if len(held) == len(self._groups) else []

    def fill(self, response: Sequence[str]) -> None:
        """Choose again what is still there."""
        for (item, degree), button in self.buttons.items():
            if f"{item}.{degree}" in response:
                button.setChecked(True)

    def lock(self, grade: Grade) -> None:
        """Take no answer any more: nothing is right or wrong."""
        del grade
        self._enable(on=False)

    def open(self) -> None:
        """Answer anew."""
        self._enable(on=True)

    def _enable(self, *, on: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(on)


def _choices(question: Question, learner: Learner) -> dict[str, Choice]:
    """Return the answers by their ids; those of a true/false question are words of the page."""
    written = getattr(question, "choices", None)
    if written is None:
        made = choices_of(question, learner.language)
        written = tuple(Choice(id=id_, text=text) for id_, text in made)
    return {choice.id: choice for choice in written}
