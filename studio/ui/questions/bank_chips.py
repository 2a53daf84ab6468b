"""The menu of what can be wanted of the bank, and the chips that say what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from studio.course.asking import asked_on, tags_in
from studio.course.bloom import Bloom
from studio.course.excerpts import shortened
from studio.course.model import Course
from studio.course.question_types import QUESTION_TYPES
from studio.i18n import Voice
from studio.ui import icons
from studio.ui.flow import FlowLayout
from studio.ui.questions.bank_filter import NONE, UNUSED, USED, BankFilter, Order
from studio.ui.storyboard.filtering import StayingMenu

_NAME_LENGTH, _CHIP_LENGTH = 60, 26
Names = Mapping[str, Mapping[str, str]]


class FilterBar(QWidget):
    """Opens the menus of what can be wanted, shows each thing as a chip, and chooses the order."""

    changed = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._names: Names = {}
        self.filter = BankFilter()
        say = voice.text
        self.button = QPushButton(icons.icon("filter"), say("ui.filter_button"))
        self.button.setMenu(QMenu(self))
        self.button.menu().aboutToShow.connect(self._fill)
        self.order = QComboBox()
        self.order.setAccessibleName(say("ui.bank_order"))
        for order in Order:
            self.order.addItem(say(f"ui.bank_order.{order.value}"), order)
        self.order.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.order.activated.connect(lambda _at: self.changed.emit())
        self.chips: dict[tuple[str, str], QToolButton] = {}
        self._flow = FlowLayout(self, across=6, down=4)
        self._flow.addWidget(self.button)
        self._flow.addWidget(self.order)

    def show_course(self, course: Course) -> None:
        """Offer what a course has; what is wanted and gone is wanted no more."""
        self._names = _names(course, self._voice)
        left = self.filter.without_gone(self._names)
        if left != self.filter:
            self.filter = left
            self._show_chips()

    def use(self, wanted: BankFilter) -> None:
        """Want something else."""
        if wanted != self.filter:
            self.filter = wanted
            self._show_chips()
            self.changed.emit()

    def chosen_order(self) -> Order:
        """Return the order that is chosen."""
        order: Order = self.order.currentData()
        return order

    def _fill(self) -> None:
        menu = self.button.menu()
        menu.clear()
        for facet, names in self._names.items():
            below = StayingMenu(self._voice.text(f"ui.bank_facet.{facet}"), menu)
            menu.addMenu(below)
            for value, name in names.items():
                self._add(below, facet, value, name)
        menu.addSeparator()
        menu.addAction(self._voice.text("ui.filter_clear")).triggered.connect(
            lambda _checked: self.use(BankFilter(words=self.filter.words))
        )

    def _add(self, menu: QMenu, facet: str, value: str, name: str) -> None:
        action = menu.addAction(shortened(name, _NAME_LENGTH).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value in getattr(self.filter, facet))
        action.triggered.connect(lambda _checked: self.use(self.filter.toggled(facet, value)))

    def _show_chips(self) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {key: self._chip(*key) for key in self.filter.chosen()}
        self.updateGeometry()

    def _chip(self, facet: str, value: str) -> QToolButton:
        """Return a button that says what is wanted, and wants it no more."""
        name = self._names.get(facet, {}).get(value, value)
        chip = QToolButton()
        chip.setObjectName("chip")
        chip.setText(shortened(name, _CHIP_LENGTH).replace("&", "&&") + "  \u00d7")
        said = self._voice.text("ui.bank_chip", name=name)
        chip.setAccessibleName(said)
        chip.setToolTip(said)
        chip.clicked.connect(lambda _checked: self.use(self.filter.toggled(facet, value)))
        self._flow.addWidget(chip)
        return chip


def _names(course: Course, voice: Voice) -> Names:
    """Return all that can be wanted: the words of each value, by facet."""
    say = voice.text
    none = say("ui.filter_no_objective")
    return {
        "type": {tag: say(f"ui.question.{tag}") for tag in QUESTION_TYPES},
        "objective": {**{o.id: o.text for o in course.objectives.values()}, NONE: none},
        "level": {
            **{level.value: say(f"ui.bloom.{level.value}") for level in Bloom},
            NONE: say("ui.bloom.none"),
        },
        "tag": {**{tag: tag for tag in tags_in(course.questions)}, NONE: say("ui.bank_no_tag")},
        "used": {
            USED: say("ui.bank_used"),
            UNUSED: say("ui.bank_unused"),
            **dict(_asking(course, voice)),
        },
    }


def _asking(course: Course, voice: Voice) -> Iterator[tuple[str, str]]:
    for screen in course.screens_in_order():
        if asked_on(course, screen):
            yield screen.id, screen.title or voice.text("ui.untitled")
