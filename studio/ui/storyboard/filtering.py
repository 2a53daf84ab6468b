"""Which screens the board and the table show: by status, kind, objective, findings, comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton

from studio.course.excerpts import shortened
from studio.course.model import Course, Screen, ScreenStatus
from studio.i18n import Voice
from studio.ui.kinds import KINDS, kind_of
from studio.ui.words import open_comments

NO_OBJECTIVE = ""
_NAME_LENGTH = 40
_Chosen = frozenset[object]


@dataclass(frozen=True)
class ScreenFilter:
    """What is wanted; an empty set wants all, and all that is wanted has to fit."""

    status: _Chosen = frozenset()
    kind: _Chosen = frozenset()
    objective: _Chosen = frozenset()
    """Ids of objectives; `NO_OBJECTIVE` wants screens without any."""
    more: _Chosen = frozenset()
    """`flagged` wants what the review speaks of, `commented` what has open comments."""

    @property
    def is_active(self) -> bool:
        """Whether anything may be left out."""
        return self != ScreenFilter()

    def fits(self, screen: Screen, lacks: Mapping[str, object]) -> bool:
        """Return whether a screen is wanted; `lacks` has what the review speaks of."""
        objectives = screen.objectives or (NO_OBJECTIVE,)
        return (
            (not self.status or screen.status in self.status)
            and (not self.kind or kind_of(screen) in self.kind)
            and (not self.objective or not self.objective.isdisjoint(objectives))
            and ("flagged" not in self.more or screen.id in lacks)
            and ("commented" not in self.more or open_comments(screen) > 0)
        )

    def toggled(self, facet: str, value: object) -> ScreenFilter:
        """Return a filter that wants one thing more, or no more."""
        chosen: _Chosen = getattr(self, facet)
        return replace(self, **{facet: chosen ^ {value}})


class StayingMenu(QMenu):
    """A menu that stays while things are ticked in it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Tick without closing."""
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Tick with the space bar without closing."""
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True


class FilterButton(QPushButton):
    """Opens the menu of what can be wanted, and says what is."""

    changed = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.filter = ScreenFilter()
        self._course: Course | None = None
        self.choices: dict[tuple[str, object], QAction] = {}
        menu = StayingMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._say()

    def show_course(self, course: Course) -> None:
        """Offer the objectives of a course; a filter by one that is gone wants all."""
        self._course = course
        known = {NO_OBJECTIVE, *course.objectives}
        left = frozenset(id_ for id_ in self.filter.objective if id_ in known)
        if left != self.filter.objective:
            self.use(replace(self.filter, objective=left))

    def use(self, wanted: ScreenFilter) -> None:
        """Want something else."""
        self.filter = wanted
        for (facet, value), action in self.choices.items():
            action.setChecked(value in getattr(wanted, facet))
        self._say()
        self.changed.emit()

    def clear(self) -> None:
        """Want all."""
        self.use(ScreenFilter())

    def _fill(self) -> None:
        menu, say = self.menu(), self._voice.text
        menu.clear()
        self.choices.clear()
        menu.addSection(say("ui.field.status"))
        for status in ScreenStatus:
            self._add("status", status, say(f"ui.status.{status.value}"))
        menu.addSection(say("ui.field.kind"))
        for kind in KINDS:
            self._add("kind", kind, say(f"ui.kind.{kind}"))
        objectives = self._course.objectives.values() if self._course else ()
        if objectives:
            menu.addSection(say("ui.field.objectives"))
            for objective in objectives:
                self._add("objective", objective.id, shortened(objective.text, _NAME_LENGTH))
            self._add("objective", NO_OBJECTIVE, say("ui.filter_no_objective"))
        menu.addSeparator()
        for name in ("flagged", "commented"):
            self._add("more", name, say(f"ui.filter_{name}"))
        menu.addSeparator()
        menu.addAction(say("ui.filter_clear")).triggered.connect(lambda _checked: self.clear())

    def _add(self, facet: str, value: object, text: str) -> None:
        action = self.menu().addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value in getattr(self.filter, facet))
        action.triggered.connect(lambda _checked: self.use(self.filter.toggled(facet, value)))
        self.choices[facet, value] = action

    def _say(self) -> None:
        names = self.names()
        text = self._voice.text("ui.filter_button")
        if names:
            text = self._voice.text("ui.filter_on", n=len(names))
        self.setText(text)
        self.setToolTip(", ".join(names))
        self.setAccessibleName(", ".join([text, *names]))

    def names(self) -> list[str]:
        """Return what is wanted, in words."""
        say, wanted = self._voice.text, self.filter
        names = [say(f"ui.status.{s.value}") for s in ScreenStatus if s in wanted.status]
        names += [say(f"ui.kind.{kind}") for kind in KINDS if kind in wanted.kind]
        objectives = self._course.objectives if self._course else {}
        for id_ in objectives:
            if id_ in wanted.objective:
                names.append(shortened(objectives[id_].text, 20))
        if NO_OBJECTIVE in wanted.objective:
            names.append(say("ui.filter_no_objective"))
        return names + [say(f"ui.filter_{name}") for name in sorted(map(str, wanted.more))]
