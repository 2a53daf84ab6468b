"""The rows of one condition: what is asked, of which, compared how; all or any of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from exporters.condition_words import Targets, how_word
from studio.course.condition_rows import Asked, How, Row, Rows, rows_of
from studio.course.conditions import Condition
from studio.i18n import Voice
from studio.ui.pieces import button, quiet


class ConditionForm(QWidget):
    """One condition: when a place is shown, or when it is open."""

    def __init__(
        self, field: str, condition: Condition | None, targets: Targets, voice: Voice
    ) -> None:
        super().__init__()
        self._field, self._targets, self._voice = field, targets, voice
        self._kept = condition
        """What rows can't say, as long as it is not taken away."""
        self.rows: list[RowForm] = []
        self.head = QLabel(voice.text(f"ui.condition.{field}"))
        self.head.setProperty("head", True)
        self.mode = QComboBox()
        self.mode.addItems([voice.text("ui.condition.all"), voice.text("ui.condition.any")])
        self.mode.setAccessibleName(voice.text("ui.condition.mode"))
        self.nothing = quiet(voice.text(f"ui.condition.{field}_always"))
        self.other = quiet(voice.text("ui.condition.other_kept"))
        self.add_button = button(voice.text("ui.condition.add"), self._add, icon="add")
        self.drop_button = button(voice.text("ui.condition.drop"), self._drop, kind="link")
        self._lay_out()
        rows = rows_of(condition)
        if rows is not None:
            self._kept = None
            self.mode.setCurrentIndex(int(rows.any_of))
            for row in rows.rows:
                self.add_row(row)
        self._update()

    def condition(self) -> Condition | None:
        """Return what the form says."""
        if self._kept is not None:
            return self._kept
        rows = tuple(row.row() for row in self.rows)
        return Rows(rows, any_of=self.mode.currentIndex() == 1).condition()

    def add_row(self, row: Row) -> RowForm:
        """Ask for one thing more."""
        form = RowForm(row, self._targets, self._voice)
        form.removed.connect(lambda: self._remove(form))
        self.rows.append(form)
        self._list.addWidget(form)
        self._update()
        return form

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.head)
        top.addWidget(self.mode)
        top.addStretch(1)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        below = QHBoxLayout()
        below.addWidget(self.add_button)
        below.addWidget(self.drop_button)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.nothing)
        column.addWidget(self.other)
        column.addLayout(self._list)
        column.addLayout(below)

    def _add(self) -> None:
        row = self._targets.first_row()
        if row is not None:
            self.add_row(row).asked.setFocus()

    def _drop(self) -> None:
        self._kept = None
        self._update()
        self.add_button.setFocus()

    def _remove(self, form: RowForm) -> None:
        at = self.rows.index(form)
        self.rows.remove(form)
        self._list.removeWidget(form)
        form.hide()
        form.deleteLater()
        self._update()
        near = self.rows[min(at, len(self.rows) - 1)].remove_button if self.rows else None
        (near or self.add_button).setFocus()

    def _update(self) -> None:
        kept = self._kept is not None
        self.other.setVisible(kept)
        self.drop_button.setVisible(kept)
        self.add_button.setVisible(not kept)
        self.add_button.setEnabled(self._targets.first_row() is not None)
        self.nothing.setVisible(not kept and not self.rows)
        self.mode.setVisible(len(self.rows) > 1)
        for number, form in enumerate(self.rows, 1):
            form.number(self.head.text(), number)


class RowForm(QWidget):
    """One row: [score of quiz | mastery of objective | screen] [which] [compared how] [percent]."""

    removed = Signal()

    def __init__(self, row: Row, targets: Targets, voice: Voice) -> None:
        super().__init__()
        self._targets, self._voice = targets, voice
        self.asked, self.which, self.how = QComboBox(), QComboBox(), QComboBox()
        self.share = QSpinBox()
        self.share.setRange(0, 100)
        self.share.setSuffix("\u00a0%")
        self.remove_button = button("", self.removed.emit, icon="close")
        self.remove_button.setProperty("tool", True)
        self._lay_out()
        for asked in Asked:
            if targets.names[asked] or asked is row.asked:
                self.asked.addItem(voice.text(f"ui.condition.asked.{asked.value}"), asked)
        self._show(row)
        self.asked.activated.connect(self._ask_other)

    def row(self) -> Row:
        """Return what the row says."""
        share = self._share if round(self._share * 100) == self.share.value() else None
        return Row(
            self.asked.currentData(),
            self.which.currentData(),
            self.how.currentData(),
            self.share.value() / 100 if share is None else share,
        )

    def number(self, part: str, number: int) -> None:
        """Name the fields for screen readers: of which condition, and in which row."""
        say = self._voice.text
        for name, field in (
            ("asks", self.asked),
            ("which", self.which),
            ("compared", self.how),
            ("share", self.share),
            ("remove", self.remove_button),
        ):
            words = say(f"ui.condition.field.{name}")
            field.setAccessibleName(say("ui.condition.name", part=part, n=number, field=words))
        self.remove_button.setToolTip(say("ui.condition.field.remove"))

    def _show(self, row: Row) -> None:
        self._share = row.share
        self.asked.setCurrentIndex(self.asked.findData(row.asked))
        self.which.clear()
        for id_, name in self._targets.names[row.asked].items():
            self.which.addItem(name, id_)
        if self.which.findData(row.id) < 0:
            self.which.insertItem(0, self._targets.name(row), row.id)
        self.which.setCurrentIndex(self.which.findData(row.id))
        self.how.clear()
        for how in How:
            if row.asked is not Asked.SEEN or how is not How.BELOW:
                word = how_word(self._voice, Row(row.asked, row.id, how))
                self.how.addItem(word, how)
        self.how.setCurrentIndex(max(0, self.how.findData(row.how)))
        self.share.setValue(round(row.share * 100))
        self.share.setVisible(row.asked is not Asked.SEEN)

    def _ask_other(self) -> None:
        asked = self.asked.currentData()
        names = self._targets.names[asked]
        here = self.which.currentData()
        self._show(Row(asked, here if here in names else next(iter(names), here)))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.which.setMinimumContentsLength(12)
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.which.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for field in (self.asked, self.which, self.how, self.share, self.remove_button):
            row.addWidget(field, 1 if field is self.which else 0)
