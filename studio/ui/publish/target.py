"""What is asked for one platform: what everybody decides first, the rest under "More"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from exporters.options import Options
from exporters.platforms import Platform
from studio.course.model import Course
from studio.i18n import Voice
from studio.ui.pieces import button, card, head, quiet, said
from studio.ui.publish.options import OptionsForm
from studio.ui.publish.places import format_words


class TargetForm(QWidget):
    """Shows the settings of the platform that was chosen last."""

    changed = Signal()
    """The author has decided something else."""
    plan_wanted = Signal()
    choose_wanted = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        say = voice.text
        self.head = head("")
        self.notes = quiet()
        self.rule, self.language = said(), said()
        self.plan_button = button(say("ui.publish_to_plan"), self.plan_wanted.emit, kind="link")
        self.options = OptionsForm(voice)
        self.file = QLineEdit()
        self.file.setAccessibleName(say("ui.field.package"))
        self.replaces = quiet(say("ui.publish_replaces"))
        self.choose_button = button(say("ui.choose"), self.choose_wanted.emit)
        self.more_button = button(say("ui.publish_more"), self._show_more, kind="link")
        self._more = QWidget()
        self._lay_out()
        self.options.changed.connect(self.changed)
        self.file.textEdited.connect(lambda _text: self.changed.emit())
        self.file.textChanged.connect(lambda _text: self.show_replaced())

    def show_place(self, place: Platform, course: Course, options: Options, file: str) -> None:
        """Show a platform and what was decided for it."""
        say = self._voice.text
        title, form = self._voice.say(place.title), format_words(place, self._voice)
        said_twice = form.casefold() in title.casefold()
        self.head.setText(title if said_twice else f"{title}, {form}")
        self.notes.setText("\n".join(self._voice.say(note) for note in place.noted()))
        self.notes.setVisible(bool(place.noted()))
        self.rule.setText(rule_words(course, self._voice))
        known = f"ui.language.{course.language}"
        self.language.setText(say(known) if self._voice.knows(known) else course.language)
        self.options.show_place(place, options)
        self.more_button.setVisible(self.options.has_more)
        self._more.setVisible(self._more.isVisible() and self.options.has_more)
        if self.file.text() != file:
            self.file.setText(file)
        self.show_replaced()

    def show_replaced(self) -> None:
        """Say whether a package stands already where the new one goes."""
        self.replaces.setVisible(_is_there(self.file.text().strip()))

    def _show_more(self) -> None:
        self._more.setVisible(not self._more.isVisible())
        text = "ui.publish_less" if self._more.isVisible() else "ui.publish_more"
        self.more_button.setText(self._voice.text(text))

    def _lay_out(self) -> None:
        say = self._voice.text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.notes)
        frame, inner = card()
        inner.setSpacing(10)
        inner.addLayout(self._pair("publish_completed_when", self.rule, self.plan_button))
        inner.addLayout(self._pair("publish_language", self.language))
        inner.addWidget(self.options.split_row)
        inner.addWidget(QLabel(say("ui.publish_file")))
        file = QHBoxLayout()
        file.addWidget(self.file, 1)
        file.addWidget(self.choose_button)
        inner.addLayout(file)
        inner.addWidget(self.replaces)
        inner.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.addWidget(self.options)
        self._more.hide()
        inner.addWidget(self._more)
        column.addWidget(frame)

    def _pair(self, name: str, words: QLabel, link: QWidget | None = None) -> QVBoxLayout:
        pair = QVBoxLayout()
        pair.setSpacing(2)
        pair.addWidget(quiet(self._voice.text(f"ui.{name}")))
        line = QHBoxLayout()
        line.addWidget(words, 1)
        if link:
            line.addWidget(link)
        pair.addLayout(line)
        return pair


def _is_there(file: str) -> bool:
    """Whether a file stands at a path as it was typed, which may be none that the disk knows."""
    try:
        return Path(file).is_file()
    except OSError:
        return False


def rule_words(course: Course, voice: Voice) -> str:
    """Return the course's rule of completion in a line."""
    parts = list(_rules(course, voice))
    return ", ".join(parts) if parts else voice.text("ui.publish_rule.nothing")


def _rules(course: Course, voice: Voice) -> Iterator[str]:
    rule = course.completion
    for name in ("screens", "video"):
        if share := getattr(rule, name):
            yield voice.text(f"ui.publish_rule.{name}", share=share)
    if rule.quizzes:
        yield voice.text("ui.publish_rule.quizzes")
    if rule.pass_mark is not None:
        yield voice.text("ui.publish_rule.pass_mark", share=rule.pass_mark)
