"""The storyboard: outline, board or table, and inspector, all at one place of the course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from studio.course.edits import replace
from studio.course.excerpts import shortened
from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import message
from studio.review.findings import Finding
from studio.system import config_folder
from studio.ui import icons
from studio.ui.document import Document
from studio.ui.outline import Outline
from studio.ui.shell.actions import Slots
from studio.ui.shell.editing import OutlineEditing
from studio.ui.storyboard.adding import Adding
from studio.ui.storyboard.board import LARGEST, SMALLEST, USUAL, Board
from studio.ui.storyboard.cards import CardDelegate
from studio.ui.storyboard.clips import ClipsPanel
from studio.ui.storyboard.filtering import FilterButton
from studio.ui.storyboard.inspector import Inspector
from studio.ui.storyboard.pictures import CardPictures
from studio.ui.storyboard.table import ScreenTable
from studio.ui.storyboard.table_view import TableView
from studio.ui.words import Lack

_ZOOM_STEP = 24
_FILTER_LENGTH = 44


class StoryboardRoom(QWidget):
    """Three views of one model with one selection, and the inspector of what is selected.

    While a filter is on, screens that come or change stay in sight until another is chosen: no
    edit lands where it can't be seen. The outline keeps all screens and greys what is left out.
    """

    here_changed = Signal()
    """The author has gone to another node, or has selected others."""
    open_wanted = Signal(str)
    """The id of a screen that is to be opened in its editor."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._kept_in_sight: frozenset[str] = frozenset()
        self._course: Course | None = None
        self._looked_at: tuple[str, list[str], Course] | None = None
        self._remembered = QSettings(
            str(config_folder() / "storyboard.ini"), QSettings.Format.IniFormat
        )
        self.outline = Outline(voice)
        self.outline.setHeaderHidden(True)
        self.outline.hideColumn(1)
        self.clips = ClipsPanel(voice)
        self.pictures = CardPictures(self)
        self.board = Board(voice)
        self.board.setModel(self.outline.course_model)
        self.board.setSelectionModel(self.outline.selectionModel())
        self.board.setItemDelegate(CardDelegate(voice, self.pictures, self.board))
        self.pictures.ready.connect(
            self.board.viewport().update, Qt.ConnectionType.QueuedConnection
        )
        self._table = ScreenTable(self.outline.course_model, voice)
        self.table = TableView(self._table, voice, self)
        self.inspector = Inspector(document, voice)
        self.view, self.filter = QComboBox(), FilterButton(voice)
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.count, self.filter_count = QLabel(), QLabel()
        self.clear_button = QPushButton(voice.text("ui.filter_clear"))
        self.columns_button = QPushButton(voice.text("ui.table_columns"))
        self.add_button = QPushButton(icons.icon("add"), voice.text("ui.add_screen"))
        self._lay_out()
        self._connect()
        self._recall()

    def show_course(self, course: Course, *, editable: bool, anew: bool) -> None:
        """Show a course, or what an edit has made of it."""
        before, self._course = self._course, course
        if anew:
            self.pictures.use(self._document.session.project)
            self._kept_in_sight, self._looked_at = frozenset(), None
        elif before is not None and self.filter.filter.is_active:
            self._kept_in_sight |= _differing(before, course)
        self.outline.show_course(course, editable=editable, anew=anew)
        self.clips.show_course(course, editable=editable)
        self.add_button.setEnabled(editable)
        self.filter.show_course(course)
        self._leave_out()
        if anew:
            first = next(iter(course.screens_in_order()), None)
            self.outline.select(first.id if first else "")
        self._look()

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {"rename": self.rename, "add_any": self.pick_new}

    def take_edits(self, editing: OutlineEditing) -> None:
        """Let the author's keys and drags edit the course."""
        self.adding = Adding(self._document, editing, self._voice, self)
        self.board.move_wanted.connect(lambda by, far: editing.move(by, far=far))
        self.board.add_wanted.connect(self._add_in)
        self.clips.add_wanted.connect(editing.add_clips)
        self.add_button.clicked.connect(lambda _checked: self.pick_new())

    def pick_new(self) -> None:
        """Let the author choose something new."""
        corner = self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 4))
        self.adding.show(corner)

    def rename(self) -> None:
        """Let the author type a title where it stands, or in the cell of the table."""
        if self.views.currentWidget() is self.table and not self.outline.hasFocus():
            self.table.edit_current()
            return
        index = self.outline.currentIndex().siblingAtColumn(0)
        in_board = not self.outline.hasFocus() and not self.board.isIndexHidden(index)
        view = self.board if in_board else self.outline
        view.setFocus()
        view.edit(index)

    def copied_text(self) -> str:
        """Return the selected screens as rows of a spreadsheet."""
        return self._table.text_of(self.outline.selected_ids())

    def flag(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Show on cards and in tips what the review says of screens, by their ids."""
        self.outline.course_model.words.lacks = {
            id_: tuple(self._lack(each) for each in found) for id_, found in findings.items()
        }
        if "flagged" in self.filter.filter.more:
            self._leave_out()
        self.board.viewport().update()

    def close_pictures(self) -> None:
        """Stop making pictures, and remember how the room was set."""
        self._remembered.setValue("zoom", self.zoom.value())
        self._remembered.setValue("view", self.view.currentIndex())
        self._remembered.setValue("columns", self.table.horizontalHeader().saveState())
        self.pictures.close()

    def _lack(self, found: Finding) -> Lack:
        id_ = f"card.{found.check}"
        label = self._voice.text(id_ if self._voice.knows(id_) else "card.to_review")
        return Lack(label, self._voice.say(found.said))

    def _recall(self) -> None:
        zoom, view = self._remembered.value("zoom"), self._remembered.value("view")
        columns = self._remembered.value("columns")
        if zoom is not None:
            self.zoom.setValue(int(zoom))
        if columns is not None:
            self.table.horizontalHeader().restoreState(columns)
        self.view.setCurrentIndex(int(view or 0))
        self._switch(self.view.currentIndex())

    def _lay_out(self) -> None:
        self.views = QStackedWidget()
        self.views.addWidget(self.board)
        self.views.addWidget(self.table)
        self.left = QTabWidget()
        self.left.setDocumentMode(True)
        self.left.setAccessibleName(self._voice.text("ui.outline_or_clips"))
        self.left.tabBar().setAccessibleName(self._voice.text("ui.outline_or_clips"))
        self.left.addTab(self.outline, self._voice.text("ui.outline"))
        self.left.addTab(self.clips, self._voice.text("ui.clips"))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(self._header())
        column.addWidget(self._filter_line())
        column.addWidget(self.views, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch, least in (
            (self.left, 0, 180),
            (middle, 1, 478),
            (self.inspector, 0, 272),
        ):
            widget.setMinimumWidth(least)
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([230, 880, 290])
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
        self.zoom.setRange(SMALLEST, LARGEST)
        self.zoom.setPageStep(_ZOOM_STEP)
        self.zoom.setValue(USUAL)
        self.zoom.setFixedWidth(64)
        self.zoom.setAccessibleName(say("ui.zoom"))
        self.zoom.setToolTip(say("ui.zoom"))
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.count)
        row.addStretch(1)
        for widget in (self.view, self.filter, self.add_button, self.zoom, self.columns_button):
            row.addWidget(widget)
        return row

    def _filter_line(self) -> QWidget:
        """Return the line that is there as long as a filter is on."""
        self.filtered = QWidget()
        row = QHBoxLayout(self.filtered)
        row.setContentsMargins(12, 0, 12, 0)
        self.clear_button.setProperty("link", True)
        row.addWidget(self.filter_count)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        return self.filtered

    def _connect(self) -> None:
        self.outline.selection_changed.connect(self._look)
        self.outline.open_wanted.connect(self.open_wanted)
        self.view.currentIndexChanged.connect(self._switch)
        self.filter.changed.connect(self._filter_anew)
        self.clear_button.clicked.connect(lambda _checked: self.filter.clear())
        self.columns_button.clicked.connect(self._choose_columns)
        self.zoom.valueChanged.connect(self.board.zoom)
        self.board.zoom_wanted.connect(self._zoom)
        self.board.open_wanted.connect(self.open_wanted)
        self.table.open_wanted.connect(self.open_wanted)
        self.table.chosen.connect(lambda id_, ids: self.outline.select(id_, *ids))
        # Queued: the field of the cell has to be done before the course is another one.
        self._table.edited.connect(self._change, Qt.ConnectionType.QueuedConnection)
        for keys, steps in (("Ctrl+=", 1), ("Ctrl++", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._zoom, steps))

    def _switch(self, at: int) -> None:
        self.views.setCurrentIndex(at)
        self.zoom.setVisible(at == 0)
        self.columns_button.setVisible(at == 1)
        self._look()

    def _zoom(self, steps: int) -> None:
        self.zoom.setValue(self.zoom.value() + steps * _ZOOM_STEP if steps else USUAL)

    def _filter_anew(self) -> None:
        self._kept_in_sight = frozenset()
        self._leave_out()

    def _leave_out(self) -> None:
        """Leave out on board and table what the filter does not want."""
        if self._course is None:
            return
        wanted, lacks = self.filter.filter, self.outline.course_model.words.lacks
        screens = self._course.screens_in_order() if wanted.is_active else ()
        hidden = frozenset(s.id for s in screens if not wanted.fits(s, lacks)) - self._kept_in_sight
        self.board.hide_screens(hidden)
        self._table.hide_screens(hidden)
        if self.outline.course_model.dim(hidden):
            self.outline.viewport().update()
        self.filtered.setVisible(wanted.is_active)
        count = len(screens) or len(self._course.screens)
        shown = count - len(hidden)
        self.count.setText(self._voice.text("ui.screens", n=count))
        said = [self._voice.text("ui.filter_count", n=shown, all=count), *self.filter.names()]
        self.filter_count.setText(shortened(" \u00b7 ".join(said), _FILTER_LENGTH))

    def _look(self) -> None:
        here, chosen = self.outline.current_id(), self.outline.selected_ids()
        if self._document.is_open:
            looked_at = (here, chosen, self._document.course)
            if not _are_same(looked_at, self._looked_at):
                self._looked_at = looked_at
                self.inspector.show_selection(here, chosen)
        if self.views.currentWidget() is self.table:
            self._table.refresh()
            self.table.show_selection(here, chosen)
        self.here_changed.emit()

    def _add_in(self, lesson: str) -> None:
        row = self.outline.course_model.row_of(lesson)
        if row is not None:
            self.outline.select(row.below[-1].node.id if row.below else lesson)
            self.pick_new()

    def _choose_columns(self) -> None:
        button = self.columns_button
        self.table.columns_menu().popup(button.mapToGlobal(QPoint(0, button.height())))

    def _change(self, id_: str, field: str, value: object) -> None:
        screen = self._document.course.screens.get(id_)
        if screen is not None:
            edit = partial(replace, node=changed(screen, **{field: value}))
            self._document.edit(message("undo.change", title=screen.title), edit)


def _are_same(
    one: tuple[str, list[str], Course], other: tuple[str, list[str], Course] | None
) -> bool:
    return other is not None and one[2] is other[2] and one[:2] == other[:2]


def _differing(before: Course, course: Course) -> frozenset[str]:
    """Return the ids of the screens that have come or changed."""
    return frozenset(
        id_ for id_, screen in course.screens.items() if before.screens.get(id_) is not screen
    )
