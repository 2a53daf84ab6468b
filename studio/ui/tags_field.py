"""A field for tags: words with commas between them, completed from those that are in use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from studio.ui.fields import is_undo


class TagsField(QLineEdit):
    """Takes tags; each is told once, without spaces around it."""

    chosen = Signal(tuple)
    """The tags, once the author has left the field or pressed Enter."""

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._shown: tuple[str, ...] = ()
        self._known = QStringListModel(self)
        completer = _LastTag(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.editingFinished.connect(self._tell)

    def show_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """Show tags, and offer those that are in use."""
        self._known.setStringList(list(known))
        if tuple(tags) != self._shown:
            self._shown = tuple(tags)
            self.setText(", ".join(tags))

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        return False if is_undo(event) else super().event(event)

    def _tell(self) -> None:
        tags = parsed_tags(self.text())
        if tags != self._shown:
            self._shown = tags
            self.chosen.emit(tags)


class _LastTag(QCompleter):
    """Completes what stands behind the last comma."""

    def splitPath(self, path: str) -> list[str]:  # noqa: N802  # Qt's name
        """Return what is to be completed."""
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(  # noqa: N802  # Qt's name
        self, index: QModelIndex | QPersistentModelIndex
    ) -> str:
        """Return the whole text with a completion in it."""
        field = self.widget()
        before = field.text().rpartition(",")[0] if isinstance(field, QLineEdit) else ""
        tag: str = index.data()
        return f"{before}, {tag}" if before else tag


def parsed_tags(text: str) -> tuple[str, ...]:
    """Return the tags in a text, each once, in their order."""
    return tuple(dict.fromkeys(tag for each in text.split(",") if (tag := " ".join(each.split()))))
