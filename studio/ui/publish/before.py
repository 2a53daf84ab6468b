"""Before publishing: what will be reported, the size, the room for progress, what Review found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from exporters.forecast import STATE_LETTERS, expected_sizes, reported, state_letters
from exporters.options import Options
from exporters.platforms import Platform, over_limits
from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import Message, StudioError, message
from studio.project.project import Project
from studio.project.published import load_slots
from studio.review.findings import Finding, Level
from studio.ui.pieces import button, card, head, said


class BeforeCard(QWidget):
    """Says what is known before a package is made; what asks for attention is amber."""

    review_wanted = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.findings = said()
        self.review_button = button(voice.text("ui.publish_review"), self.review_wanted.emit)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head(voice.text("ui.publish_before")))
        frame, inner = card()
        inner.addLayout(self._lines)
        line = QHBoxLayout()
        line.addWidget(self.findings, 1)
        line.addWidget(self.review_button)
        inner.addLayout(line)
        column.addWidget(frame)

    def show_forecast(
        self, project: Project, course: Course, place: Platform, options: Options
    ) -> None:
        """Say what a package for a platform will be."""
        while taken := self._lines.takeAt(0):
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        for each in reported(course, place.format):
            self._lines.addWidget(self._line(each, good=True))
        for each, good in _measured(project, course, place, options):
            self._lines.addWidget(self._line(each, good=good))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say how much the review has found."""
        levels = [each.level for each in findings]
        errors, warnings = levels.count(Level.ERROR), levels.count(Level.WARNING)
        say = self._voice.text
        text = say("ui.publish_no_findings")
        if errors or warnings:
            counts = (say("review.count.error", n=errors), say("review.count.warning", n=warnings))
            text = say("ui.publish_findings", errors=counts[0], warnings=counts[1])
        _mark(self.findings, text, good=not (errors or warnings))
        self.review_button.setVisible(bool(errors or warnings))

    def words(self) -> list[str]:
        """Return what is said, line by line."""
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        labels = (item.widget() for item in items if item)
        return [label.text() for label in labels if isinstance(label, QLabel)]

    def _line(self, text: Message, *, good: bool) -> QLabel:
        label = said()
        _mark(label, self._voice.say(text), good=good)
        return label


def _mark(label: QLabel, text: str, *, good: bool) -> None:
    """Show a sentence; one that asks for attention differs in its sign as well as its colour."""
    label.setText(f"{chr(0x2713) if good else chr(0x26A0)}  {text}")
    label.setProperty("told", "" if good else "warns")
    label.style().unpolish(label)
    label.style().polish(label)


def _measured(
    project: Project, course: Course, place: Platform, options: Options
) -> Iterator[tuple[Message, bool]]:
    """Yield what can be counted before, and whether it is well."""
    sizes = expected_sizes(course, options.split)
    refused = list(over_limits(place, sizes))
    limit = place.limits.package
    if refused:
        yield from ((each, False) for each in refused)
    elif limit is None:
        yield message("ui.publish_expected", size=sum(sizes)), True
    else:
        yield message("ui.publish_expected_within", size=sum(sizes), limit=limit), True
    if place.format == "scorm12":
        yield _state(project, course)


def _state(project: Project, course: Course) -> tuple[Message, bool]:
    try:
        letters = state_letters(course, load_slots(project.slots_file))
    except (StudioError, OSError):
        return message("ui.publish_state_unknown"), False
    fits = letters <= STATE_LETTERS
    said_of = "ui.publish_state" if fits else "ui.publish_state_over"
    return message(said_of, letters=letters, limit=STATE_LETTERS), fits
