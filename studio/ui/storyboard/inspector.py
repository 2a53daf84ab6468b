"""The inspector: what the storyboard says of the screen that the author is at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.course.blocks import ClipBlock
from studio.course.edits import replace
from studio.course.model import Screen, ScreenStatus
from studio.course.timing import SPEAKING_WORDS_PER_MINUTE, learner_s
from studio.i18n import Voice, duration
from studio.messages import message
from studio.ui import icons
from studio.ui.document import Document
from studio.ui.fields import LineField, TextField
from studio.ui.pieces import button
from studio.ui.storyboard.comments import Comments
from studio.ui.storyboard.conditions import ConditionField, ask_conditions
from studio.ui.storyboard.content import Content
from studio.ui.storyboard.objectives import ObjectiveButton
from studio.ui.storyboard.summary import Summary
from studio.ui.undo import Typing

_LONG_FIELDS = ("on_screen", "script", "notes")


class Inspector(QStackedWidget):
    """Shows and edits one screen."""

    open_wanted = Signal(str, str)
    """The id of a screen that is to be edited, and of the block to begin with ("": the first)."""

    narration_wanted = Signal()
    """The script of the screen is to be recorded."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._id = ""
        self.title = LineField(voice.text("ui.field.title"))
        self.status = QComboBox()
        self.objectives = ObjectiveButton(voice)
        self.conditions = ConditionField(voice)
        self.length, self.spoken = QLabel(), QLabel()
        self.texts = {name: TextField(voice.text(f"ui.field.{name}")) for name in _LONG_FIELDS}
        self.content = Content(voice)
        self.edit_button = QPushButton(icons.icon("text"), voice.text("ui.open_in_editor"))
        self.narrate_button = button(
            voice.text("ui.narration.for_script"), self.narration_wanted.emit, icon="record"
        )
        self.comments = Comments(document, voice)
        self._nothing = QLabel(voice.text("ui.inspect_nothing"))
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setMargin(16)
        self.addWidget(self._nothing)
        self.addWidget(self._form())
        self.summary = Summary(document, voice)
        self.addWidget(self.summary)
        self._connect()

    def show_screen(self, id_: str) -> None:
        """Show a screen, or what an edit has made of it; "" for none."""
        screen = self._document.course.screens.get(id_) if self._document.is_open else None
        if screen is None:
            self._id = ""
            self.setCurrentWidget(self._nothing)
            return
        self._id = id_
        self.setCurrentIndex(1)
        self._fill(screen)

    def show_selection(self, here: str, chosen: Sequence[str]) -> None:
        """Show what is selected: a screen, what several have in common, or what a lesson holds."""
        course = self._document.course
        screens = [id_ for id_ in chosen if id_ in course.screens]
        group = course.modules.get(here) or course.lessons.get(here)
        if len(screens) > 1:
            self.summary.show_screens(screens)
        elif group is not None:
            self.summary.show_group(group)
        else:
            self.show_screen(here)
            return
        self._id = ""
        self.setCurrentWidget(self.summary)

    def _fill(self, screen: Screen) -> None:
        editable = not self._document.session.read_only
        self.title.show_text(screen.title)
        self.title.setReadOnly(not editable)
        self.status.setCurrentIndex(list(ScreenStatus).index(screen.status))
        self.status.setEnabled(editable)
        length = duration(learner_s(self._document.course, screen.id))
        has_clip = any(isinstance(block, ClipBlock) for block in screen.blocks)
        self.length.setText(
            self._voice.text("ui.time_from_clip", length=length) if has_clip else length
        )
        for name, field in self.texts.items():
            field.show_text(getattr(screen, name))
            field.setReadOnly(not editable)
        self.narrate_button.setEnabled(editable)
        words = len(screen.script.split())
        spoken_s = words * 60.0 / SPEAKING_WORDS_PER_MINUTE
        self.spoken.setText(
            self._voice.text(
                "ui.spoken", n=words, length=spoken_s, pace=round(SPEAKING_WORDS_PER_MINUTE)
            )
        )
        self._fill_objectives(screen)
        self.conditions.show_place(self._document.course, screen)
        self.conditions.setEnabled(editable)
        self.content.show_screen(self._document.course, screen)
        self.comments.show_screen(screen)
        self.comments.line.setEnabled(editable)

    def _fill_objectives(self, screen: Screen) -> None:
        known = list(self._document.course.objectives.values())
        self.objectives.show_objectives(known, screen.objectives)
        self.objectives.setEnabled(not self._document.session.read_only)
        self.objectives.setVisible(bool(known))
        self._no_objectives.setVisible(not known)

    def _form(self) -> QWidget:
        say = self._voice.text
        for status in ScreenStatus:
            self.status.addItem(say(f"ui.status.{status.value}"))
        self.status.setAccessibleName(say("ui.field.status"))
        self._no_objectives = QLabel(say("ui.no_objectives"))
        self._no_objectives.setWordWrap(True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(4)
        column.addLayout(self._head())
        self._add_labelled(column, "title", (self.title,))
        column.addLayout(self._status_and_time())
        for id_, widgets in (
            ("objectives", (self.objectives, self._no_objectives)),
            ("conditions", (self.conditions,)),
            ("content", (self.content,)),
            ("on_screen", (self.texts["on_screen"],)),
            ("script", (self.texts["script"], self.spoken, self.narrate_button)),
            ("notes", (self.texts["notes"],)),
            ("comments", (self.comments,)),
        ):
            self._add_labelled(column, id_, widgets)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        return area

    def _head(self) -> QHBoxLayout:
        label = QLabel(self._voice.text("ui.found.screen"))
        label.setProperty("head", True)
        row = QHBoxLayout()
        row.addWidget(label, 1)
        row.addWidget(self.edit_button)
        return row

    def _status_and_time(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.length.setMinimumHeight(self.status.sizeHint().height())
        for id_, widget in (("status", self.status), ("time", self.length)):
            column = QVBoxLayout()
            column.setSpacing(4)
            self._add_labelled(column, id_, (widget,))
            column.addStretch(1)
            row.addLayout(column, 1)
        return row

    def _add_labelled(self, column: QVBoxLayout, id_: str, widgets: tuple[QWidget, ...]) -> None:
        label = QLabel(self._voice.text(f"ui.field.{id_}"))
        label.setProperty("field", True)
        label.setBuddy(widgets[0])
        column.addWidget(label)
        for widget in widgets:
            if isinstance(widget, TextField):
                widget.setFixedHeight(96)
            column.addWidget(widget)
        column.addSpacing(8)

    def _connect(self) -> None:
        self.edit_button.clicked.connect(lambda _checked: self.open_wanted.emit(self._id, ""))
        self.content.block_wanted.connect(lambda block: self.open_wanted.emit(self._id, block))
        self.title.typed.connect(partial(self._type, "title"))
        for name, field in self.texts.items():
            field.typed.connect(partial(self._type, name))
        self.status.activated.connect(self._set_status)
        self.objectives.toggled_objective.connect(self._set_objective)
        self.conditions.wanted.connect(
            lambda: ask_conditions(self._document, self._voice, self._id, self)
        )

    def _type(self, field: str, before: str, after: str) -> None:
        self._change(field, after, Typing(self._id, field, before, after))

    def _set_status(self, at: int) -> None:
        self._change("status", list(ScreenStatus)[at])

    def _set_objective(self, id_: str, on: bool) -> None:  # noqa: FBT001  # a signal's
        screen = self._document.course.screens[self._id]
        others = tuple(each for each in screen.objectives if each != id_)
        self._change("objectives", (*others, id_) if on else others)

    def _change(self, field: str, value: object, typing: Typing | None = None) -> None:
        screen = self._document.course.screens.get(self._id)
        if screen is not None:
            label = message("undo.change", title=screen.title)
            new = changed(screen, **{field: value})
            self._document.edit(label, partial(replace, node=new), typing)
