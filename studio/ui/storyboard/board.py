"""The board: the outline as cards, module by module and lesson by lesson."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from studio.course.model import Module, Screen
from studio.i18n import Voice
from studio.ui.course_model import NODES, CourseModel
from studio.ui.dragging import drag
from studio.ui.rows import Row
from studio.ui.storyboard.dragging import EdgeScroll, Landing, can_land, landing
from studio.ui.storyboard.headings import Headings
from studio.ui.storyboard.keys import CURSOR, alt_move, is_ours, zoom_steps
from studio.ui.storyboard.layout import BoardLayout, Place

_Index = QModelIndex | QPersistentModelIndex
SMALLEST, USUAL, LARGEST = 110, 180, 320
"""Widths of cards in pixels."""
_RATIO = 0.44
_WORDS_HEIGHT = 58


class Board(QAbstractItemView):
    """Shows a `CourseModel` as cards; only those in sight are drawn."""

    open_wanted = Signal(str)
    """The id of a screen that is to be opened in its editor."""
    move_wanted = Signal(int, bool)
    """Move what is selected by so many places, or (True) to the lesson before or behind."""
    add_wanted = Signal(str)
    """The id of a lesson at whose end something new is to be put."""
    zoom_wanted = Signal(int)
    """By how many steps cards are to become larger."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._width = USUAL
        self._anchor = ""
        self._hidden: frozenset[str] = frozenset()
        self._layout: BoardLayout | None = None
        self._drop_line: QRect | None = None
        self._headings = Headings(voice)
        self._edges = EdgeScroll(self)
        self.setAccessibleName(voice.text("ui.board"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802  # Qt's name
        """Show a model and lay its lines out anew whenever they change."""
        super().setModel(model)
        if model is not None:
            for signal in (
                model.rowsInserted,
                model.rowsRemoved,
                model.rowsMoved,
                model.modelReset,
            ):
                signal.connect(self._forget_layout)

    @property
    def card_width(self) -> int:
        """The width of a card in pixels."""
        return self._width

    def zoom(self, width: int) -> None:
        """Draw cards of another width."""
        self._width = max(SMALLEST, min(LARGEST, width))
        self._forget_layout()

    def hide_screens(self, ids: frozenset[str]) -> None:
        """Leave screens out, as a filter wants it."""
        if ids != self._hidden:
            self._hidden = ids
            self._forget_layout()

    def dataChanged(  # noqa: N802  # Qt's name
        self, top_left: _Index, bottom_right: _Index, roles: Sequence[int] = ()
    ) -> None:
        """Draw again what has changed."""
        super().dataChanged(top_left, bottom_right, roles)
        self.viewport().update(self.visualRect(top_left).adjusted(-2, -2, 2, 2))

    def visualRect(self, index: _Index) -> QRect:  # noqa: N802  # Qt's name
        """Return where a node is in the window."""
        place = self._places.place_of(self._row_at(index))
        return place.rect.translated(0, -self.verticalOffset()) if place else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802  # Qt's name
        """Return what is at a point of the window."""
        place = self._places.at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if place is None or place.adds else self._index(place)

    def scrollTo(  # noqa: N802  # Qt's name
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a node into sight."""
        del hint
        rect = self.visualRect(index)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top() - 8)
        elif rect.bottom() > height:
            bar.setValue(bar.value() + min(rect.top(), rect.bottom() - height + 8))

    def moveCursor(  # noqa: N802  # Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where an arrow key leads."""
        del modifiers
        here, moves = self._row_at(self.currentIndex()), QAbstractItemView.CursorAction
        per_page = max(1, self.viewport().height() // (self._card.height() + 1))
        match action:
            case moves.MoveLeft | moves.MovePrevious:
                place = self._places.beside(here, -1)
            case moves.MoveRight | moves.MoveNext:
                place = self._places.beside(here, 1)
            case moves.MoveUp:
                place = self._places.above(here, -1)
            case moves.MoveDown:
                place = self._places.above(here, 1)
            case moves.MovePageUp:
                place = self._places.above(here, -per_page)
            case moves.MovePageDown:
                place = self._places.above(here, per_page)
            case moves.MoveHome:
                place = self._places.beside(None, 0)
            case _:
                place = self._places.beside(None, 0) and self._places.place_of(
                    self._places.cards[-1]
                )
        return self._index(place)

    def horizontalOffset(self) -> int:  # noqa: N802  # Qt's name
        """Return how far the board is scrolled sideways: never."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802  # Qt's name
        """Return how far the board is scrolled down."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:  # noqa: N802  # Qt's name
        """Return whether a node is left out."""
        return self._places.place_of(self._row_at(index)) is None

    def setSelection(  # noqa: N802  # Qt's name
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select the cards in a rectangle of the window."""
        area = rect.normalized().translated(0, self.verticalOffset())
        chosen = QItemSelection()
        for place in self._places.between(area.top(), area.bottom()):
            if (
                place.rect.intersects(area)
                and not place.adds
                and isinstance(place.row.node, Screen)
            ):
                index = self._index(place)
                chosen.select(index, index.siblingAtColumn(1))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        """Return what has to be drawn again for a selection."""
        region = QRegion()
        for index in selection.indexes():
            if index.column() == 0:
                region += self.visualRect(index)
        return region

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Draw what is in sight."""
        painter = QPainter(self.viewport())
        top = self.verticalOffset()
        for place in self._places.between(top + event.rect().top(), top + event.rect().bottom()):
            self._paint(painter, place)
        if self._drop_line is not None:
            line = self._drop_line.translated(0, -top)
            painter.fillRect(line, self.palette().color(QPalette.ColorRole.Highlight))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Lay the cards out for another width."""
        super().resizeEvent(event)
        self._forget_layout()

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: N802  # Qt's name
        """Carry the selected nodes; a label says how many."""
        del supported
        indexes = [each for each in self.selectedIndexes() if each.column() == 0]
        if indexes and self._model is not None and self._model.editable:
            words = self._voice.text("ui.screens", n=len(indexes))
            title = str(indexes[0].data(Qt.ItemDataRole.EditRole))
            drag(self, self._model.mimeData(indexes), words if len(indexes) > 1 else title)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take our nodes, clips, and files."""
        if can_land(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802  # Qt's name
        """Show where it would land, and scroll near an edge."""
        point = event.position().toPoint()
        _, _, self._drop_line = self._landing(event)
        self._edges.held_at(point)
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  # Qt's name
        """Forget where it would have landed: it was let go or taken elsewhere."""
        self._stop_dragging()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Tell the model what was dropped where; nothing is taken away here."""
        row, place, _ = self._landing(event)
        self._stop_dragging()
        model = self._model
        are_nodes = event.mimeData().hasFormat(NODES)
        if model is not None and model.editable and (row is not None or not are_nodes):
            index = model.index_of(row.node.id) if row else QModelIndex()
            model.dropMimeData(event.mimeData(), event.dropAction(), place, 0, index)
            event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move cards from the menus, which know the outline's only."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Go, select, move, open or zoom by keys."""
        move, zoom = alt_move(event), zoom_steps(event)
        cursor = CURSOR.get(Qt.Key(event.key()))
        if move is not None:
            self.move_wanted.emit(*move)
        elif zoom is not None:
            self.zoom_wanted.emit(zoom)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif cursor is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend_to(self.moveCursor(cursor, event.modifiers()))
        else:
            super().keyPressEvent(event)
            if not event.modifiers():
                self._anchor = self._id_at(self.currentIndex())

    def selectAll(self) -> None:  # noqa: N802  # Qt's name
        """Select all screens of the author's lesson; once they are, all of the course."""
        row = self._row_at(self.currentIndex())
        lesson = row.above if row is not None and isinstance(row.node, Screen) else row
        cards = [each for each in self._places.cards if each.above is lesson]
        chosen = sum(index.column() == 0 for index in self.selectedIndexes())
        self._select(self._places.cards if chosen >= len(cards) else cards)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Select a card, or all from the one that was gone to before (Shift)."""
        place = self._places.at(event.position().toPoint() + QPoint(0, self.verticalOffset()))
        if place is not None and place.adds:
            self.add_wanted.emit(place.row.node.id)
            return
        index = self.indexAt(event.position().toPoint())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and index.isValid():
            self._extend_to(index)
            return
        super().mousePressEvent(event)
        self._anchor = self._id_at(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Open a screen; type the title of a module or a lesson."""
        self._open(self.indexAt(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  # Qt's name
        """Scroll, or with Ctrl make cards larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @property
    def _model(self) -> CourseModel | None:
        model = self.model()
        return model if isinstance(model, CourseModel) else None

    @property
    def _card(self) -> QSize:
        return QSize(self._width, round(self._width * _RATIO) + _WORDS_HEIGHT)

    @property
    def _places(self) -> BoardLayout:
        if self._layout is None:
            root = self._model.root if self._model else Row(_NOTHING, None)
            width = self.viewport().width()
            adders = self._model is not None and self._model.editable
            self._layout = BoardLayout(root, self._hidden, width, self._card, adders=adders)
            bar = self.verticalScrollBar()
            bar.setPageStep(self.viewport().height())
            bar.setSingleStep(40)
            bar.setRange(0, max(0, self._layout.height - self.viewport().height()))
        return self._layout

    def _forget_layout(self) -> None:
        self._layout = None
        self.viewport().update()

    def _id_at(self, index: _Index) -> str:
        return self._model.id_at(index) if self._model else ""

    def _index(self, place: Place | None) -> QModelIndex:
        if place is None or self._model is None:
            return QModelIndex()
        return self._model.index_of(place.row.node.id)

    def _row_at(self, index: _Index) -> Row | None:
        return self._model.row_at(index) if self._model and index.isValid() else None

    def _landing(self, event: QDropEvent) -> Landing:
        point = event.position().toPoint()
        place = self._places.at(point + QPoint(0, self.verticalOffset()))
        return landing(place, point, event.mimeData())

    def _stop_dragging(self) -> None:
        self._drop_line = None
        self._edges.stop()
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        row = self._row_at(index)
        if row is not None and isinstance(row.node, Screen):
            self.open_wanted.emit(row.node.id)
        elif row is not None and self._model is not None and self._model.editable:
            self.edit(index.siblingAtColumn(0))

    def _extend_to(self, index: QModelIndex) -> None:
        """Select all cards from the anchor to this one."""
        cards, model = self._places.cards, self._model
        start = model.row_of(self._anchor) if model is not None else None
        end = self._row_at(index)
        if start not in cards or end not in cards:
            return
        first, last = sorted((cards.index(start), cards.index(end)))
        self._select(cards[first : last + 1], index)

    def _select(self, rows: Sequence[Row], current: QModelIndex | None = None) -> None:
        chosen = QItemSelection()
        for row in rows:
            index = self._index(Place(row, QRect()))
            chosen.select(index, index.siblingAtColumn(1))
        flags = QItemSelectionModel.SelectionFlag
        if current is not None:
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def _paint(self, painter: QPainter, place: Place) -> None:
        if place.adds:
            rect = place.rect.translated(0, -self.verticalOffset())
            self._headings.paint_adder(painter, rect, self.palette())
        elif isinstance(place.row.node, Screen):
            self._paint_card(painter, place)
        else:
            self._paint_heading(painter, place)

    def _paint_card(self, painter: QPainter, place: Place) -> None:
        index = self._index(place)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = place.rect.translated(0, -self.verticalOffset())
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        if self.hasFocus() and index == self.currentIndex().siblingAtColumn(0):
            option.state |= QStyle.StateFlag.State_HasFocus
        else:
            option.state &= ~QStyle.StateFlag.State_HasFocus
        self.itemDelegate().paint(painter, option, index)

    def _paint_heading(self, painter: QPainter, place: Place) -> None:
        rect = place.rect.translated(0, -self.verticalOffset())
        if self._model is not None:
            course = self._model.course
            self._headings.paint(painter, place.row, rect, course, self.palette())
        if self._id_at(self.currentIndex()) == place.row.node.id:
            line = QRect(rect.left(), rect.bottom() - 2, rect.width(), 2)
            painter.fillRect(line, self.palette().color(QPalette.ColorRole.Highlight))


_NOTHING = Module(id="nothing0", title="")
