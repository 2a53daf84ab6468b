"""How a course is published: what the chosen format lets the author decide, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from exporters.options import DEFAULTS, Edition, LrsSettings, Options, Split, XapiVersion
from studio.i18n import Voice
from studio.ui.pieces import quiet

if TYPE_CHECKING:
    from exporters.platforms import Platform

_LEFT = Qt.AlignmentFlag.AlignLeft
_Value = TypeVar("_Value", bound=Enum)


class OptionsForm(QWidget):
    """Shows the options that a format heeds; each says below what it is good for."""

    changed = Signal()
    """The author has decided something else."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self.has_more = False
        self._voice = voice
        self._format = ""
        self.split = self._choice("split", Split)
        self.edition = self._choice("edition", Edition)
        self.pass_mark = QCheckBox(voice.text("ui.field.write_pass_mark"))
        self.xapi_version = self._choice("xapi_version", XapiVersion)
        self.lrs = {name: self._line(name) for name in ("endpoint", "key", "secret")}
        self.lrs["secret"].setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.words: dict[str, QLabel] = {}
        self.pass_mark.toggled.connect(lambda _on: self._explain())
        for line in self.lrs.values():
            line.editingFinished.connect(self._explain)
        names = ("split", "edition", "pass_mark", "xapi_version", "lrs")
        self._rows = {name: self._row(name) for name in names}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.split_row = self._rows["split"]
        """Stands where the room puts it: all courses are asked for it."""
        for option, row in self._rows.items():
            if option != "split":
                column.addWidget(row)

    def show_place(self, place: Platform, chosen: Options) -> None:
        """Show what was decided for a platform."""
        name = place.format
        from exporters.registry import exporter

        self._format = ""  # what is shown is no choice of the author's
        self._offer_splits(place.splits, chosen.split)
        for field, value in (
            (self.edition, chosen.edition),
            (self.xapi_version, chosen.xapi_version),
        ):
            field.setCurrentIndex(field.findData(value))
        self.pass_mark.setChecked(chosen.pass_mark)
        for part, line in self.lrs.items():
            line.setText(getattr(chosen.lrs, part) if chosen.lrs else "")
        self._format = name
        heeds = exporter(name).heeds
        for option, row in self._rows.items():
            row.setVisible(option == "split" or option in heeds)
        self.has_more = bool(heeds)
        self._explain()

    @property
    def options(self) -> Options:
        """What was decided for the format that is shown."""
        from exporters.registry import exporter

        decided = {
            "edition": self.edition.currentData(),
            "pass_mark": self.pass_mark.isChecked(),
            "xapi_version": self.xapi_version.currentData(),
            "lrs": self._lrs(),
        }
        heeded = exporter(self._format).heeds if self._format else frozenset()
        fields = {
            name: value if name in heeded else getattr(DEFAULTS, name)
            for name, value in decided.items()
        }
        return Options(split=self.split.currentData(), **fields)

    def _lrs(self) -> LrsSettings | None:
        written = {name: line.text().strip() for name, line in self.lrs.items()}
        return LrsSettings(**written) if written["endpoint"] else None

    def _choice(self, name: str, values: type[_Value]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self._voice.text(f"ui.field.{name}"))
        for value in values:
            box.addItem(self._voice.text(f"ui.{name}.{value.value.replace('.', '_')}"), value)
        box.currentIndexChanged.connect(lambda _at: self._explain())
        return box

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        text = self._voice.text(f"ui.field.lrs_{name}")
        line.setAccessibleName(text)
        line.setPlaceholderText(text)
        return line

    def _row(self, option: str) -> QWidget:
        """Return an option: its name, its fields, and the words below them."""
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if option != "pass_mark":
            column.addWidget(QLabel(self._voice.text(f"ui.field.{option}")))
        for field in self.lrs.values() if option == "lrs" else [getattr(self, option)]:
            left = isinstance(field, QComboBox)
            column.addWidget(field, 0, _LEFT if left else Qt.AlignmentFlag(0))
        self.words[option] = quiet()
        column.addWidget(self.words[option])
        return row

    def _offer_splits(self, splits: Sequence[Split], chosen: Split) -> None:
        """Offer the ways to divide a course that the platform has."""
        self.split.clear()
        for split in splits:
            self.split.addItem(self._voice.text(f"ui.split.{split.value}"), split)
        self.split.setCurrentIndex(max(0, self.split.findData(chosen)))

    def _explain(self) -> None:
        if not self._format:
            return
        split = self.split.currentData().value
        own = f"_{self._format}" if split == "modules" else ""
        said = {
            "split": f"split_words.{split}{own}",
            "edition": f"edition_words.{self.edition.currentData().value}",
            "pass_mark": "pass_mark_words",
            "xapi_version": "xapi_version_words",
            "lrs": "lrs_words",
        }
        for option, words in said.items():
            self.words[option].setText(self._voice.text(f"ui.{words}"))
        self.changed.emit()
