"""The storyboard: outline, board or table, and inspector, all at one place of the course."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSlider,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course, ScreenStatus
from studio.i18n import Voice
from studio.ui import icons
from studio.ui.document import Document
from studio.ui.outline import Outline
from studio.ui.storyboard.board import Board
from studio.ui.storyboard.cards import CardDelegate
from studio.ui.storyboard.inspector import Inspector
from studio.ui.storyboard.pictures import CardPictures
from studio.ui.storyboard.table import ScreenTable, TableView


class StoryboardRoom(QWidget):
    """Three views of one model with one selection, and the inspector of what is selected."""

    here_changed = Signal()
    """The author has gone to another node, or has selected others."""
    open_wanted = Signal(str)
    """A screen is to be edited."""

    def __init__(self, document: Document, voice: Voice, add_menu: QMenu) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self.outline = Outline(voice)
        self.outline.setHeaderHidden(True)
        self.outline.hideColumn(1)
        self.pictures = CardPictures(self)
        self.board = Board(voice)
        self.board.setModel(self.outline.course_model)
        self.board.setSelectionModel(self.outline.selectionModel())
        self._cards = CardDelegate(voice, self.pictures, self.board)
        self.board.setItemDelegate(self._cards)
        self.pictures.ready.connect(
            self.board.viewport().update, Qt.ConnectionType.QueuedConnection
        )
        table = ScreenTable(self.outline.course_model, voice)
        self.table = TableView(table, voice, self.outline.select, self)
        self._table = table
        self.inspector = Inspector(document, voice)
        self.view, self.filter = QComboBox(), QComboBox()
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.count = QLabel()
        self.add_button = QPushButton(icons.icon("add"), voice.text("ui.add_screen"))
        self.add_button.setMenu(add_menu)
        self._lay_out()
        self._connect()

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show a course, or what an edit has made of it."""
        if anew:
            self.pictures.use(self._document.session.project)
        self.outline.show_course(course, editable=editable, anew=anew)
        self.add_button.setEnabled(editable)
        self._filter()
        if anew:
            first = next(iter(course.screens_in_order()), None)
            self.outline.select(first.id if first else "")
        self._look()

    def flag(self, screens: frozenset[str]) -> None:
        """Mark the cards of screens that the review has something to say about."""
        self._cards.flagged = screens
        self.board.viewport().update()

    def close_pictures(self) -> None:
        """Stop making pictures."""
        self.pictures.close()

    def _lay_out(self) -> None:
        self.views = QStackedWidget()
        self.views.addWidget(self.board)
        self.views.addWidget(self.table)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(self._header())
        column.addWidget(self.views, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch, least in (
            (self.outline, 0, 160),
            (middle, 1, 455),
            (self.inspector, 0, 290),
        ):
            widget.setMinimumWidth(least)
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([210, 900, 290])
        splitter.setChildrenCollapsible(False)
        self.splitter = splitter
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _header(self) -> QHBoxLayout:
        say = self._voice.text
        for id_ in ("board", "table"):
            self.view.addItem(say(f"ui.{id_}"))
        self.view.setAccessibleName(say("ui.view"))
        self.filter.addItem(say("ui.filter_all"), None)
        for status in ScreenStatus:
            self.filter.addItem(say(f"ui.status.{status.value}"), status)
        self.filter.setAccessibleName(say("ui.filter"))
        self.zoom.setRange(110, 320)
        self.zoom.setValue(self.board.card_width)
        self.zoom.setFixedWidth(64)
        self.zoom.setAccessibleName(say("ui.zoom"))
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.count)
        row.addStretch(1)
        for widget in (self.view, self.filter, self.add_button, self.zoom):
            row.addWidget(widget)
        return row

    def _connect(self) -> None:
        self.outline.selection_changed.connect(self._look)
        self.board.activated.connect(
            lambda index: self.open_wanted.emit(self.outline.course_model.id_at(index))
        )
        self.view.currentIndexChanged.connect(self._switch)
        self.filter.currentIndexChanged.connect(lambda _: self._filter())
        self.zoom.valueChanged.connect(self.board.zoom)

    def _switch(self, at: int) -> None:
        self.views.setCurrentIndex(at)
        self.zoom.setVisible(at == 0)
        self._look()

    def _filter(self) -> None:
        wanted = self.filter.currentData()
        screens = self._document.course.screens_in_order()
        hidden = frozenset(s.id for s in screens if wanted not in (None, s.status))
        self.board.hide_screens(hidden)
        self._table.hide_screens(hidden)
        self.count.setText(self._voice.text("ui.screens", n=len(screens) - len(hidden)))

    def _look(self) -> None:
        here = self.outline.current_id()
        if self._document.is_open:
            self.inspector.show_screen(here)
        if self.views.currentWidget() is self.table:
            self._table.refresh()
            self.table.show_screen(here)
        self.here_changed.emit()
