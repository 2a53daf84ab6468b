"""What any question may have besides: a picture, and a moment of a clip to watch again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from studio.course.change import name_of
from studio.course.model import Course
from studio.course.questions import Moment
from studio.ui import icons
from studio.ui.editor.tools import Tools
from studio.ui.fields import LineField
from studio.ui.moment_spin import MomentSpin


class PictureField(QWidget):
    """A picture of the course, and what it shows in words."""

    chosen = Signal(object)
    """The id of a picture, or None."""
    described = Signal(str, str)
    """The description before and after."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        say = tools.voice.text
        self.choose_button = QPushButton(icons.icon("image"), say("ui.choose_picture"))
        self.description = LineField(say("ui.field.picture_text"))
        self.description.setPlaceholderText(say("ui.field.picture_text"))
        self.remove_button = icon_button(tools, "close", "ui.remove_picture")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.choose_button)
        row.addWidget(self.description, 1)
        row.addWidget(self.remove_button)
        row.addStretch()
        self.choose_button.clicked.connect(lambda _checked: self.choose())
        self.remove_button.clicked.connect(lambda _checked: self.chosen.emit(None))
        self.description.typed.connect(self.described)

    def choose(self) -> None:
        """Ask for a picture of the course."""
        self._tools.choosing.picture(self.chosen.emit)

    def show_picture(
        self, course: Course, picture: str | None, text: str, *, editable: bool
    ) -> None:
        """Show which picture it is."""
        none = self._tools.voice.text("ui.choose_picture")
        name = none if picture is None else self._tools.voice.words(name_of(course.media[picture]))
        self.choose_button.setText(name)
        self.description.show_text(text)
        for widget in (self.description, self.remove_button):
            widget.setVisible(picture is not None)
        self.setEnabled(editable)


class MomentField(QWidget):
    """A clip, and from when on it is to be watched again."""

    chosen = Signal(object)
    """A `Moment`, or None."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._moment: Moment | None = None
        self.choose_button = QPushButton(icons.icon("clip"), tools.voice.text("ui.choose_clip"))
        self.at = MomentSpin(tools.voice.text("ui.field.watch_at"))
        self.remove_button = icon_button(tools, "close", "ui.remove_watch")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.choose_button, self.at, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.choose_button.clicked.connect(
            lambda _checked: tools.choosing.clip(lambda id_: self.chosen.emit(Moment(clip=id_)))
        )
        self.remove_button.clicked.connect(lambda _checked: self.chosen.emit(None))
        self.at.valueChanged.connect(self._move)

    def show_moment(self, course: Course, moment: Moment | None, *, editable: bool) -> None:
        """Show which moment of which clip it is."""
        self._moment = moment
        said = self._tools.voice.text("ui.choose_clip")
        if moment is not None:
            clip = course.clips[moment.clip]
            said = self._tools.voice.words(name_of(clip))
            self.at.show_moment(moment.at_s, clip.duration_s)
        self.choose_button.setText(said)
        for widget in (self.at, self.remove_button):
            widget.setVisible(moment is not None)
        self.setEnabled(editable)

    def _move(self, at_s: float) -> None:
        if self._moment is not None:
            self.chosen.emit(Moment(clip=self._moment.clip, at_s=at_s))


def icon_button(tools: Tools, icon: str, said: str) -> QToolButton:
    """Return a small button with an icon and, for those who can't see it, words."""
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setToolTip(tools.voice.text(said))
    button.setAccessibleName(tools.voice.text(said))
    button.setAutoRaise(True)
    return button
