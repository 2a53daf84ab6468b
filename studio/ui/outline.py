"""The outline of a course, as a tree in which titles can be typed and lines dragged."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.ui.course_model import CourseModel


class Outline(QTreeView):
    """Shows a course; after an edit the same nodes are open and selected as before."""

    retitled = Signal(str, str)
    selection_changed = Signal()

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.course_model = CourseModel(voice, self)
        self.setModel(self.course_model)
        # Queued: the editor of the title has to be done before the course is another one.
        self.course_model.retitled.connect(self.retitled, Qt.ConnectionType.QueuedConnection)
        self.selectionModel().currentChanged.connect(lambda *_: self.selection_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.course_model.rowsInserted.connect(self._open_new)
        self.setAccessibleName(voice.text("ui.outline"))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show a course; `anew` opens all of it, as for one that was not shown before."""
        current, selected = self.current_id(), self.selected_ids()
        at = self.verticalScrollBar().value()
        resets = []
        closed: list[str] = []
        before = self.course_model.modelAboutToBeReset.connect(
            lambda: closed.extend(self._closed())
        )
        after = self.course_model.modelReset.connect(lambda: resets.append(True))
        self.course_model.show_course(course, editable=editable)
        self.course_model.modelAboutToBeReset.disconnect(before)
        self.course_model.modelReset.disconnect(after)
        if not resets:
            return
        self.expandAll()
        if not anew:
            for id_ in closed:
                self.collapse(self.course_model.index_of(id_))
            self.select(current, *selected)
            self.verticalScrollBar().setValue(at)

    @property
    def length_s(self) -> float:
        """Learner time of the course, in seconds."""
        return self.course_model.length_s

    def current_id(self) -> str:
        """Return the id of the node that the author is at; "" for none."""
        return self.course_model.id_at(self.currentIndex())

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected nodes, in the order of the outline."""
        chosen = {self.course_model.id_at(index) for index in self.selectionModel().selectedRows()}
        return [
            row.node.id
            for row in (self.course_model.root.walk() if chosen else ())
            if row.node.id in chosen
        ]

    def select(self, id_: str, *others: str) -> None:
        """Go to a node, and select others with it."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.course_model.index_of(id_)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        for other in others:
            index = self.course_model.index_of(other)
            if index.isValid():
                self.selectionModel().select(index, flags.Select | flags.Rows)

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            self.expandRecursively(self.course_model.index(row, 0, parent))

    def _closed(self) -> list[str]:
        """Return the ids of the nodes whose lines below are hidden."""
        return [
            row.node.id
            for row in self.course_model.root.walk()
            if row.below and row.above and not self.isExpanded(self._index(row.node.id))
        ]

    def _index(self, id_: str) -> QModelIndex:
        return self.course_model.index_of(id_)
