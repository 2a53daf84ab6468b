"""When the course counts as completed and as passed."""

from __future__ import annotations

from msgspec.structs import replace as changed
from PySide6.QtWidgets import QCheckBox, QFormLayout, QSpinBox, QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document

_SHARES = ("screens", "video", "pass_mark")


class CompletionForm(QWidget):
    """What a learner has to see, to watch and to pass."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        say = voice.text
        self.shares = {name: QSpinBox() for name in _SHARES}
        self.quizzes = QCheckBox(say("ui.field.completion_quizzes"))
        self.report_failed = QCheckBox(say("ui.field.completion_report_failed"))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        for name, field in self.shares.items():
            field.setRange(0, 100)
            field.setSingleStep(5)
            field.setSuffix(say("ui.percent_suffix"))
            field.setSpecialValueText(say("ui.not_asked_for"))
            field.setAccessibleName(say(f"ui.field.completion_{name}"))
            form.addRow(say(f"ui.field.completion_{name}"), field)
            field.valueChanged.connect(lambda value, name=name: self._set_share(name, value))
        form.addRow("", self.quizzes)
        form.addRow("", self.report_failed)
        self.quizzes.clicked.connect(lambda on: self._change(quizzes=on))
        self.report_failed.clicked.connect(lambda on: self._change(report_failed=on))

    def show_course(self, course: Course) -> None:
        """Show what the course asks for."""
        rule = course.completion
        for name, field in self.shares.items():
            field.blockSignals(True)  # what is shown is no choice of the author's
            field.setValue(round((getattr(rule, name) or 0) * 100))
            field.blockSignals(False)
        self.quizzes.setChecked(rule.quizzes)
        self.report_failed.setChecked(rule.report_failed)
        self.report_failed.setEnabled(rule.pass_mark is not None)

    def _set_share(self, name: str, percent: int) -> None:
        share = percent / 100
        self._change(**{name: share or None if name == "pass_mark" else share})

    def _change(self, **fields: object) -> None:
        label = message("undo.change", title=self._document.course.title)
        self._document.edit(
            label, lambda now: changed(now, completion=changed(now.completion, **fields))
        )
