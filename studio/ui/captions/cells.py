"""How the cells of captions are typed in: a line for a time, several lines for a text."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtCore import QObject as Object
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.i18n import Voice
from studio.ui.captions.table import Column

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextCell(QPlainTextEdit):
    """The lines of a caption while they are typed."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class CueCells(QStyledItemDelegate):
    """Makes the fields of cells; remembers where the cursor stood in the text typed last."""

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self.open: QWidget | None = None
        """The field that is typed in."""
        self.cursor: tuple[str, int] = ("", 0)
        """A text and the place of the cursor in it."""

    def finish(self) -> None:
        """Take over what is being typed."""
        if self.open is not None:
            self.commitData.emit(self.open)
            self.closeEditor.emit(self.open)

    def createEditor(  # noqa: N802  # Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """Return the field for a cell."""
        del option
        column = Column(index.column())
        name = self._voice.text(f"ui.captions.column.{column.name.lower()}")
        if column is Column.TEXT:
            self.open = TextCell(name, parent)
        else:
            self.open = QLineEdit(parent)
            self.open.setAccessibleName(name)
        return self.open

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802  # Qt's name
        """Fill a field. Once: what is typed is not replaced by what the table says meanwhile."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, TextCell):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(  # noqa: N802  # Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Take over what was typed."""
        if isinstance(editor, TextCell):
            self.cursor = (editor.toPlainText(), editor.textCursor().position())
            model.setData(index, editor.toPlainText())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802  # Qt's name
        """Let go of a field."""
        if editor is self.open:
            self.open = None
        super().destroyEditor(editor, index)

    def updateEditorGeometry(  # noqa: N802  # Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give a text the room of three lines."""
        super().updateEditorGeometry(editor, option, index)
        if isinstance(editor, TextCell):
            least = 3 * editor.fontMetrics().lineSpacing() + 20
            editor.resize(editor.width(), max(editor.height(), least))

    def eventFilter(self, watched: Object, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Have Return end the typing of a text, and Shift+Return begin a line."""
        if (
            isinstance(watched, TextCell)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and event.modifiers()
            in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        ):
            self.finish()
            return True
        return super().eventFilter(watched, event)
