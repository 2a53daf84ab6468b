"""Where a question is asked: a link to each screen, and the moment where a clip stops for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.course.change import name_of
from studio.course.model import Course
from studio.course.question_uses import QuestionUse
from studio.i18n import duration
from studio.ui import icons
from studio.ui.editor.tools import Tools
from studio.ui.flow import FlowLayout
from studio.ui.pieces import button, quiet

_MOST = 12
"""Places that are named; of more the number is said."""


class UsedWhere(QWidget):
    """The places that ask a question, and the ways to ask it elsewhere."""

    go_wanted = Signal(str)
    """The id of a screen."""
    move_wanted = Signal(str)
    """The id of the block of a clip that stops for the question."""
    ask_wanted = Signal(str)
    """`video` or `quiz`: where else it is to be asked."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._shown: list[tuple[str, str, bool]] = []
        say = tools.voice.text
        self.head = quiet()
        self.links: list[QPushButton] = []
        self.move_buttons: dict[str, QPushButton] = {}
        self.rest = quiet()
        self.video_button = button(
            say("ui.question_video"), lambda: self.ask_wanted.emit("video"), icon="clip"
        )
        self.quiz_button = button(
            say("ui.question_quiz"), lambda: self.ask_wanted.emit("quiz"), icon="quiz"
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        buttons = FlowLayout()
        for widget in (self.video_button, self.quiz_button):
            buttons.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        column.addLayout(self._rows)
        column.addWidget(self.rest)
        column.addLayout(buttons)

    def show_uses(self, course: Course, uses: Sequence[QuestionUse], *, editable: bool) -> None:
        """Show where the question is asked."""
        say = self._tools.voice.text
        self.head.setText(say("ui.question_asked_at") if uses else say("ui.asked_nowhere"))
        named = uses[:_MOST]
        self.rest.setVisible(len(uses) > _MOST)
        self.rest.setText(say("ui.asked_elsewhere", n=len(uses) - len(named)))
        rows = [(use.screen.id, self._said(course, use), use.stop is not None) for use in named]
        if rows != self._shown:
            self._shown = rows
            self._fill(named)
        for widget in (self.video_button, self.quiz_button, *self.move_buttons.values()):
            widget.setEnabled(editable)

    def _fill(self, uses: Sequence[QuestionUse]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links, self.move_buttons = [], {}
        for use, (screen, said, stops) in zip(uses, self._shown, strict=True):
            self._rows.addWidget(self._row(use, screen, said, stops=stops))

    def _row(self, use: QuestionUse, screen: str, said: str, *, stops: bool) -> QWidget:
        link = button(said.replace("&", "&&"), lambda: self.go_wanted.emit(screen), kind="line")
        link.setIcon(icons.icon("clip" if stops else "quiz"))
        link.setToolTip(self._tools.voice.text("ui.question_go"))
        link.setMinimumWidth(40)
        self.links.append(link)
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(link, 1)
        if stops:
            move = button(
                self._tools.voice.text("ui.stop_move"),
                lambda: self.move_wanted.emit(use.block.id),
                kind="link",
            )
            move.setAccessibleName(f"{move.text()} {said}")
            self.move_buttons[use.block.id] = move
            line.addWidget(move)
        return held

    def _said(self, course: Course, use: QuestionUse) -> str:
        """Return where it is asked, in words."""
        say, voice = self._tools.voice.text, self._tools.voice
        screen = voice.words(name_of(use.screen))
        if use.stop is not None:
            clip = getattr(use.block, "clip", "")
            name = voice.words(name_of(course.clips[clip]))
            at = duration(use.stop.at_s)
            return say("ui.asked_in_clip", screen=screen, clip=name, at=at)
        tags = ", ".join(getattr(use.block, "tags", ()))
        return say("ui.asked_by_pool", screen=screen, tags=tags) if use.drawn else screen
