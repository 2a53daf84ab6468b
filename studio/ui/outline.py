"""The outline of a course, as a tree in which titles can be typed and lines dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from studio.course.model import Course, Lesson, Screen
from studio.i18n import Voice
from studio.ui.course_model import CourseModel
from studio.ui.dragging import drag


class Outline(QTreeView):
    """Shows a course; after an edit the same nodes are open and selected as before."""

    retitled = Signal(str, str)
    selection_changed = Signal()
    open_wanted = Signal(str)
    """The id of a screen that is to be opened in its editor."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._telling = True
        self.course_model = CourseModel(voice, self)
        self.setModel(self.course_model)
        # Queued: the editor of the title has to be done before the course is another one.
        self.course_model.retitled.connect(self.retitled, Qt.ConnectionType.QueuedConnection)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.course_model.rowsInserted.connect(self._open_new)
        self.setAccessibleName(voice.text("ui.outline"))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
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
        self.course_model.show_course(course, editable=editable, anew=anew)
        if anew:
            self.expandAll()

    @property
    def length_s(self) -> float:
        """Learner time of the course, in seconds."""
        return self.course_model.length_s

    def current_id(self) -> str:
        """Return the id of the node that the author is at; "" for none."""
        return self.course_model.id_at(self.currentIndex())

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected nodes, in the order of the outline."""
        rows = self.selectionModel().selectedRows()
        return self.course_model.in_order({self.course_model.id_at(index) for index in rows})

    def select(self, id_: str, *others: str) -> None:
        """Go to a node, and select others with it."""
        flags = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for each in (id_, *others):
            index = self.course_model.index_of(each)
            if index.isValid():
                chosen.select(index, index.siblingAtColumn(1))
        current = self.course_model.index_of(id_)
        self._telling = False
        if current.isValid():
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        self._telling = True
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Open a screen with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Open a screen; open or close a module or a lesson."""
        super().mouseDoubleClickEvent(event)
        self._open(self.indexAt(event.position().toPoint()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name
        """Draw icons in the colours of another palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self.course_model.forget_icons()
        super().changeEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: N802  # Qt's name
        """Carry the selected nodes; a label says what or how many."""
        del supported
        indexes = self.selectionModel().selectedRows()
        if indexes and self.course_model.editable:
            said = str(indexes[0].data())
            if len(indexes) > 1:
                said = self._voice.text("ui.nodes", n=len(indexes))
            drag(self, self.course_model.mimeData(indexes), said)

    def _open(self, index: QModelIndex) -> None:
        node = self.course_model.row_at(index).node
        if index.isValid() and isinstance(node, Screen):
            self.open_wanted.emit(node.id)

    def _tell(self) -> None:
        if self._telling:
            self.selection_changed.emit()

    def _open_new(self, parent: QModelIndex, first: int, last: int) -> None:
        if isinstance(self.course_model.row_at(parent).node, Lesson):
            return
        for row in range(first, last + 1):
            self.expand(self.course_model.index(row, 0, parent))
