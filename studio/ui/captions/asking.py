"""What has to be known before captions are brought in or made: a language, a model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.i18n import Voice
from studio.media.transcribe import check_model
from studio.messages import StudioError
from studio.ui.languages import offer_languages
from studio.ui.pieces import button, quiet, said
from studio.ui.shell.asking import Asking


class AskLanguage(QDialog):
    """Asks in which language the captions of a file are."""

    chosen = Signal(str)
    """The language as a BCP 47 tag."""

    def __init__(self, voice: Voice, file: str, first: str, parent: QWidget) -> None:
        super().__init__(parent)
        say = voice.text
        self.setWindowTitle(say("ui.captions.ask_language"))
        self.setMinimumWidth(420)
        self.language = QComboBox()
        self.language.setAccessibleName(say("ui.language"))
        offer_languages(self.language, voice, first)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(said(say("ui.captions.which_language", file=file)))
        column.addWidget(self.language)
        column.addWidget(quiet(say("ui.captions.language_hint")))
        column.addWidget(_buttons(self, _main(say("ui.captions.attach_now"))))

    def accept(self) -> None:
        """Tell the language."""
        self.chosen.emit(self.language.currentData())
        super().accept()


class AskModel(QDialog):
    """Asks for the folder of a model, and for the language that is spoken."""

    chosen = Signal(str, str)
    """The folder, and the language; "" for one that is to be found out."""

    def __init__(self, voice: Voice, asking: Asking, model: str, first: str) -> None:
        super().__init__(asking.window)
        self._voice = voice
        self._asking = asking
        say = voice.text
        self.setWindowTitle(say("ui.captions.ask_model"))
        self.setMinimumWidth(520)
        self.model = QLineEdit()
        self.model.setAccessibleName(say("ui.captions.model"))
        self.language = QComboBox()
        self.language.setAccessibleName(say("ui.captions.spoken"))
        offer_languages(self.language, voice, first)
        self.language.addItem(say("ui.captions.found_out"), "")
        self.problem = quiet()
        self.start_button = _main(say("ui.captions.transcribe_now"))
        self._lay_out()
        self.model.textChanged.connect(lambda _: self._show())
        self.model.setText(model)
        self._show()

    def accept(self) -> None:
        """Tell the model and the language."""
        self.chosen.emit(self.model.text().strip(), self.language.currentData())
        super().accept()

    def choose(self) -> None:
        """Ask for the folder."""
        folder = self._asking.folder(self._voice.text("ui.captions.choose_model"))
        if folder:
            self.model.setText(str(folder))

    def _lay_out(self) -> None:
        say = self._voice.text
        choose = button(say("ui.choose"), self.choose)
        choose.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.model, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(_label(say("ui.captions.model"), self.model))
        column.addLayout(row)
        column.addWidget(quiet(say("ui.captions.model_hint")))
        column.addWidget(_label(say("ui.captions.spoken"), self.language))
        column.addWidget(self.language)
        column.addWidget(quiet(say("ui.captions.transcribe_hint")))
        column.addWidget(self.problem)
        column.addWidget(_buttons(self, self.start_button))

    def _show(self) -> None:
        text = self.model.text().strip()
        said_problem = ""
        try:
            if text:
                check_model(Path(text))
        except StudioError as problem:
            said_problem = self._voice.say(problem.message)
        self.problem.setText(said_problem)
        self.start_button.setEnabled(bool(text) and not said_problem)


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    return label


def _main(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("main", True)
    return made


def _buttons(dialog: QDialog, main: QPushButton) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    box.addButton(main, QDialogButtonBox.ButtonRole.AcceptRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
