"""The outline of the open course, as a tree in which titles can be typed."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.ui.shell.outline_model import OutlineModel


class Outline(QTreeView):
    """Shows a course; after an edit the same nodes are open and selected as before."""

    retitled = Signal(str, str)
    selection_changed = Signal()

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._model: OutlineModel | None = None
        self.setAccessibleName(voice.text("ui.outline"))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show a course; `anew` opens all of it, as for one that was not shown before."""
        closed, current = self._closed(), self.current_id()
        at = self.verticalScrollBar().value()
        earlier, self._model = (
            self._model,
            OutlineModel(course, self._voice, self, editable=editable),
        )
        # Queued: the edit brings another model, and the editor has to be done with this one first.
        self._model.retitled.connect(self.retitled, Qt.ConnectionType.QueuedConnection)
        self.setModel(self._model)
        if earlier is not None:
            earlier.deleteLater()
        self._set_columns()
        self.selectionModel().currentChanged.connect(lambda *_: self.selection_changed.emit())
        self.expandAll()
        if not anew:
            for id_ in closed:
                self.collapse(self._model.index_of(id_))
            self.select(current)
            self.verticalScrollBar().setValue(at)

    @property
    def length_s(self) -> float:
        """Learner time of the course, in seconds."""
        return self._model.length_s if self._model else 0.0

    def current_id(self) -> str:
        """Return the id of the node that the author is at; "" for none."""
        return self._model.id_at(self.currentIndex()) if self._model else ""

    def select(self, id_: str) -> None:
        """Go to a node."""
        index = self._model.index_of(id_) if self._model else QModelIndex()
        if index.isValid():
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(
                index, chosen | QItemSelectionModel.SelectionFlag.Rows
            )

    def _set_columns(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _closed(self) -> list[str]:
        """Return the ids of the nodes whose lines below are hidden."""
        return list(self._closed_below(QModelIndex()))

    def _closed_below(self, parent: QModelIndex) -> list[str]:
        if self._model is None:
            return []
        found: list[str] = []
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            if self._model.rowCount(index):
                found += [] if self.isExpanded(index) else [self._model.id_at(index)]
                found += self._closed_below(index)
        return found
