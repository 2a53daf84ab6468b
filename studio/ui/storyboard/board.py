"""The board: the outline as cards, module by module and lesson by lesson."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from studio.course.model import Module, Screen
from studio.i18n import Voice, duration
from studio.ui.course_model import NODES, CourseModel
from studio.ui.media.importing import sources_of
from studio.ui.rows import Row
from studio.ui.storyboard.layout import BoardLayout, Place

_Index = QModelIndex | QPersistentModelIndex
_SMALLEST, _LARGEST = 110, 320
_RATIO = 0.62
_WORDS_HEIGHT = 58
_MIDDLE = 0.5
"""Share of a card's width on which files are dropped on the card, not beside it."""


class Board(QAbstractItemView):
    """Shows a `CourseModel` as cards; only those in sight are drawn."""

    def __init__(self, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._width = 180
        self._hidden: frozenset[str] = frozenset()
        self._layout: BoardLayout | None = None
        self._drop_line: QRect | None = None
        self.setAccessibleName(voice.text("ui.board"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def card_width(self) -> int:
        """The width of a card in pixels."""
        return self._width

    def zoom(self, width: int) -> None:
        """Draw cards of another width."""
        self._width = max(_SMALLEST, min(_LARGEST, width))
        self._forget_layout()

    def hide_screens(self, ids: frozenset[str]) -> None:
        """Leave screens out, as a filter wants it."""
        if ids != self._hidden:
            self._hidden = ids
            self._forget_layout()

    def reset(self) -> None:
        """Take a model that has become another."""
        super().reset()
        self._forget_layout()

    def rowsInserted(self, parent: _Index, start: int, end: int) -> None:  # noqa: N802  # Qt's name
        """Make room for new cards."""
        super().rowsInserted(parent, start, end)
        self._forget_layout()

    def rowsAboutToBeRemoved(  # noqa: N802  # Qt's name
        self, parent: _Index, start: int, end: int
    ) -> None:
        """Forget where the cards were."""
        super().rowsAboutToBeRemoved(parent, start, end)
        self._forget_layout()

    def dataChanged(  # noqa: N802  # Qt's name
        self, top_left: _Index, bottom_right: _Index, roles: Sequence[int] = ()
    ) -> None:
        """Draw again what has changed."""
        super().dataChanged(top_left, bottom_right, roles)
        self.viewport().update(self.visualRect(top_left))

    def visualRect(self, index: _Index) -> QRect:  # noqa: N802  # Qt's name
        """Return where a node is in the window."""
        place = self._places.place_of(self._id_at(index))
        return place.rect.translated(0, -self.verticalOffset()) if place else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802  # Qt's name
        """Return what is at a point of the window."""
        place = self._places.at(point + QPoint(0, self.verticalOffset()))
        return self._index(place)

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
        here, moves = self._id_at(self.currentIndex()), QAbstractItemView.CursorAction
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
                place = self._repeated(here, -1, per_page)
            case moves.MovePageDown:
                place = self._repeated(here, 1, per_page)
            case moves.MoveHome:
                place = self._places.beside("", 0)
            case _:
                place = self._places.beside(here, len(self._places.places))
        return self._index(place)

    def horizontalOffset(self) -> int:  # noqa: N802  # Qt's name
        """Return how far the board is scrolled sideways: never."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802  # Qt's name
        """Return how far the board is scrolled down."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:  # noqa: N802  # Qt's name
        """Return whether a node is left out."""
        return self._places.place_of(self._id_at(index)) is None

    def setSelection(  # noqa: N802  # Qt's name
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        """Select the cards in a rectangle of the window."""
        area = rect.normalized().translated(0, self.verticalOffset())
        chosen = QItemSelection()
        for place in self._places.between(area.top(), area.bottom()):
            if place.rect.intersects(area) and isinstance(place.row.node, Screen):
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
            if isinstance(place.row.node, Screen):
                self._paint_card(painter, place)
            else:
                self._paint_heading(painter, place)
        if self._drop_line is not None:
            line = self._drop_line.translated(0, -top)
            painter.fillRect(line, self.palette().color(QPalette.ColorRole.Highlight))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Lay the cards out for another width."""
        super().resizeEvent(event)
        self._forget_layout()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take our nodes, files and pictures."""
        if event.mimeData().hasFormat(NODES) or sources_of(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802  # Qt's name
        """Show where it would land."""
        _, _, self._drop_line = self._target_of(event)
        self.viewport().update()
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Tell the model what was dropped where; nothing is taken away here."""
        row, place, _ = self._target_of(event)
        self._drop_line = None
        self.viewport().update()
        model = self._model
        are_nodes = event.mimeData().hasFormat(NODES)
        if model is not None and model.editable and (row is not None or not are_nodes):
            index = model.index_of(row.node.id) if row else QModelIndex()
            event.setDropAction(Qt.DropAction.CopyAction)
            model.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, place, 0, index)
            event.accept()

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
            self._layout = BoardLayout(root, self._hidden, width, self._card)
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

    def _repeated(self, here: str, step: int, times: int) -> Place | None:
        place = self._places.place_of(here)
        for _ in range(times):
            place = self._places.above(place.row.node.id if place else here, step)
        return place

    def _target_of(self, event: QDropEvent) -> tuple[Row | None, int, QRect | None]:
        """Return where something that is dragged would land: files also on a card."""
        point = event.position().toPoint()
        place = self._places.at(point + QPoint(0, self.verticalOffset()))
        if place and isinstance(place.row.node, Screen) and not event.mimeData().hasFormat(NODES):
            rect = place.rect
            if abs(point.x() - rect.center().x()) < rect.width() * _MIDDLE / 2:
                return place.row, -1, QRect(rect.left(), rect.bottom(), rect.width(), 3)
        return self._target(point)

    def _target(self, point: QPoint) -> tuple[Row | None, int, QRect | None]:
        """Return the line to drop into, the place in it, and the mark that shows it."""
        place = self._places.at(point + QPoint(0, self.verticalOffset()))
        if place is None:
            return None, -1, None
        rect = place.rect
        if not isinstance(place.row.node, Screen) or place.row.above is None:
            return place.row, -1, QRect(rect.left(), rect.bottom(), rect.width(), 3)
        behind = point.x() > rect.center().x()
        edge = rect.right() + 4 if behind else rect.left() - 6
        at = place.row.place + int(behind)
        return place.row.above, at, QRect(edge, rect.top(), 3, rect.height())

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
        node, rect = place.row.node, place.rect.translated(0, -self.verticalOffset())
        is_module = isinstance(node, Module)
        font = QFont(self.font())
        font.setPixelSize(14 if is_module else 12)
        font.setBold(is_module)
        painter.setFont(font)
        role = QPalette.ColorRole.Text if is_module else QPalette.ColorRole.PlaceholderText
        painter.setPen(QPen(self.palette().color(role)))
        number = f"{place.row.place + 1}  " if is_module else ""
        text = f"{number}{node.title}  \u2013  {duration(place.row.length_s)}"
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, shown)
        if self._id_at(self.currentIndex()) == node.id:
            line = QRect(rect.left(), rect.bottom() + 2, rect.width(), 2)
            painter.fillRect(line, self.palette().color(QPalette.ColorRole.Highlight))


_NOTHING = Module(id="nothing0", title="")
