"""The view of the storyboard's table: rows are selected, cells are typed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QMenu,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio.i18n import Voice
from studio.ui.storyboard.filtering import StayingMenu
from studio.ui.storyboard.table import STATUSES, ScreenTable

_Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (40, 130, 130, 220, 76, 60, 96, 260, 200, 200)
_EDITOR_HEIGHT = 120


class TableView(QTableView):
    """Shows the table in the selection that outline and board have."""

    chosen = Signal(str, list)
    """The id of the screen that the author went to, and those of all that are selected."""
    open_wanted = Signal(str)
    """The id of a screen that is to be opened in its editor."""

    def __init__(self, table: ScreenTable, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._taking = False
        self.setModel(table)
        self.setItemDelegate(_Cells(voice, self))
        self.setAccessibleName(voice.text("ui.table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda point: self.columns_menu().popup(header.mapToGlobal(point))
        )
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())

    def show_selection(self, current: str, ids: Sequence[str]) -> None:
        """Select the rows that are selected elsewhere."""
        chosen = QItemSelection()
        for row in (self._table.row_of(id_) for id_ in ids):
            if row >= 0:
                last = self._table.columnCount() - 1
                chosen.select(self._table.index(row, 0), self._table.index(row, last))
        flags, row = QItemSelectionModel.SelectionFlag, self._table.row_of(current)
        self._taking = True
        if row >= 0 and row != self.currentIndex().row():
            column = max(0, self.currentIndex().column())
            at = self._table.index(row, column)
            self.selectionModel().setCurrentIndex(at, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        self._taking = False

    def edit_current(self) -> None:
        """Let the author type in the cell, or in the title of the row."""
        index = self.currentIndex()
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(self._table.column_of("title"))
        self.setCurrentIndex(index)
        self.edit(index)

    def columns_menu(self) -> QMenu:
        """Return a menu to choose the columns in."""
        menu = StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for at in range(self._table.columnCount()):
            text = self._table.headerData(at, Qt.Orientation.Horizontal)
            action = menu.addAction(str(text))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(at))
            action.setEnabled(at != self._table.column_of("title"))
            action.triggered.connect(lambda on, at=at: self.setColumnHidden(at, not on))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Type in a cell with Enter; Ctrl+Enter opens the screen."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open_wanted.emit(self._table.id_at(self.currentIndex().row()))
        elif self.state() != QAbstractItemView.State.EditingState:
            self.edit_current()

    def _tell(self) -> None:
        if not self._taking and self.currentIndex().isValid():
            rows = self.selectionModel().selectedRows()
            ids = [self._table.id_at(index.row()) for index in rows]
            self.chosen.emit(self._table.id_at(self.currentIndex().row()), ids)


class _Cells(QStyledItemDelegate):
    """The fields that cells are typed in: a list for the status, lines for longer texts."""

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice

    def createEditor(  # noqa: N802  # Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """Return a field for a cell."""
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        match _name(index):
            case "status":
                editor: QWidget = QComboBox(parent)
                if isinstance(editor, QComboBox):
                    editor.addItems([self._voice.text(f"ui.status.{s.value}") for s in STATUSES])
            case "title":
                editor = super().createEditor(parent, option, index)
            case _:
                editor = QPlainTextEdit(parent)
        editor.setAccessibleName(name)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802  # Qt's name
        """Show the value of a cell."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(STATUSES.index(value))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
        else:
            super().setEditorData(editor, index)

    def setModelData(  # noqa: N802  # Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: _Index
    ) -> None:
        """Tell what was typed or chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, STATUSES[editor.currentIndex()])
        elif isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        else:
            super().setModelData(editor, model, index)

    def updateEditorGeometry(  # noqa: N802  # Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Give longer texts several lines."""
        del index
        place = option.rect
        if isinstance(editor, QPlainTextEdit):
            place.setHeight(_EDITOR_HEIGHT)
            place.setWidth(max(place.width(), 240))
        editor.setGeometry(place)


def _name(index: _Index) -> str:
    model = index.model()
    return model.columns[index.column()].name if isinstance(model, ScreenTable) else ""
