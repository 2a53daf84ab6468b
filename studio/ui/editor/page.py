"""The page of the screen editor: the lesson's screens, the screen, and what can be put on it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.course.edits import insert
from studio.course.model import Course, Lesson, MediaFile, Screen, ScreenStatus
from studio.course.nodes import parent_of
from studio.course.timing import learner_s
from studio.imports.files import shown_as
from studio.messages import message
from studio.ui import icons
from studio.ui.editor.adding import Adding
from studio.ui.editor.column import BlockColumn
from studio.ui.editor.editing import BlockEditing
from studio.ui.editor.recipe_list import RecipeList
from studio.ui.editor.tools import Tools
from studio.ui.kinds import kind_of
from studio.ui.media.importing import MediaImport
from studio.ui.outline import Outline
from studio.ui.rich_text import FormatBar, RichText


class _Line(NamedTuple):
    """A line of the list of screens."""

    id: str
    title: str
    kind: str


class EditorPage(QWidget):
    """Edits the screen that the outline is at."""

    left = Signal()
    """The author wants the storyboard again."""

    def __init__(self, tools: Tools, outline: Outline, importing: MediaImport) -> None:
        super().__init__()
        self._tools = tools
        self._outline = outline
        self._importing = importing
        say = tools.voice.text
        self.column = BlockColumn(tools)
        self.editing = BlockEditing(tools.document, self.column)
        self.adding = Adding(tools, self.column.go_to)
        self.recipes = RecipeList(tools.voice)
        self.screens = QListWidget()
        self._lines: list[_Line] = []
        self.lesson = QLabel()
        self.bar = FormatBar(tools.voice)
        self.status, self.time = QComboBox(), QLabel()
        self.back_button = QPushButton(icons.icon("back"), say("ui.room.storyboard"))
        self._lay_out()
        self._connect()

    @property
    def screen_id(self) -> str:
        """The id of the screen that is edited."""
        return self.column.screen_id

    def show_here(self) -> bool:
        """Show the screen that the outline is at; return whether it is at one."""
        course = self._tools.document.course
        screen = course.screens.get(self._outline.current_id())
        if screen is None:
            return False
        editable = not self._tools.document.session.read_only
        self.column.show_screen(course, screen, editable=editable)
        self.recipes.setEnabled(editable)
        self.status.setEnabled(editable)
        self.status.setCurrentIndex(list(ScreenStatus).index(screen.status))
        length_s = learner_s(course, screen.id)
        self.time.setText(self._tools.voice.text("ui.learner_time", length=length_s))
        self._list_screens(course, screen)
        return True

    def leave(self) -> None:
        """Stop what plays: the page goes out of sight."""
        self._tools.player.stop()

    def add(self, recipe: str, behind: str = "", instead: str = "") -> None:
        """Put a new block on the screen: behind the current one unless a place is named."""
        self.adding.add(recipe, self.screen_id, behind or self.column.current, instead)

    def ask_for_block(self, behind: str = "", instead: str = "") -> None:
        """Offer the list of blocks at the place where the new one will stand."""
        popup = QDialog(self, Qt.WindowType.Popup)
        popup.setObjectName("side")
        recipes = RecipeList(self._tools.voice)
        column = QVBoxLayout(popup)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(recipes)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.resize(320, 420)
        popup.move(self._beside(behind or instead))

        def take(recipe: str) -> None:
            popup.accept()
            self.add(recipe, behind, instead)

        recipes.chosen.connect(take)
        if instead:
            popup.rejected.connect(self.column.frames[instead].form.refuse_slash)
        popup.show()
        recipes.begin()

    def _beside(self, block: str) -> QPoint:
        """Return where on the desktop a list for the place below a block opens, all in sight."""
        frame = self.column.frames.get(block)
        at = frame if frame is not None else self.column.sheet.add_button
        corner = at.mapToGlobal(QPoint(40, at.height()))
        lowest = self.mapToGlobal(self.rect().bottomLeft()).y() - 420
        return QPoint(corner.x(), min(corner.y(), lowest))

    def _take_files(self, sources: list[Path | QImage], place: int) -> None:
        screen = self.screen_id

        def edit(now: Course, entries: list[MediaFile]) -> Course:
            for at, entry in enumerate(entries, place):
                now = insert(now, shown_as(entry), screen, at)
            return now

        self._importing.bring_in(sources, edit, message("undo.add_files"))

    def _list_screens(self, course: Course, screen: Screen) -> None:
        lesson = parent_of(course, screen.id)
        if not isinstance(lesson, Lesson):
            return
        self.lesson.setText(lesson.title)
        lines = [self._line(course.screens[id_]) for id_ in lesson.screens]
        self.screens.blockSignals(True)  # what is shown is no choice of the author's
        if lines != self._lines:
            self._lines = lines
            self._fill_screens()
        self.screens.setCurrentRow(lesson.screens.index(screen.id))
        self.screens.blockSignals(False)

    def _fill_screens(self) -> None:
        self.screens.clear()
        for line in self._lines:
            item = QListWidgetItem(icons.icon(line.kind), line.title, self.screens)
            item.setToolTip(line.title)

    def _line(self, screen: Screen) -> _Line:
        title = screen.title or self._tools.voice.text("ui.untitled")
        return _Line(screen.id, title, kind_of(screen))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side(self.lesson, self.screens), 2)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(self._header())
        middle.addWidget(self.column, 1)
        row.addLayout(middle, 9)
        head = QLabel(self._tools.voice.text("ui.add_block_head"))
        row.addWidget(self._side(head, self.recipes), 2)

    def _side(self, head: QLabel, widget: QWidget) -> QWidget:
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(172)
        side.setMaximumWidth(240)
        head.setProperty("head", True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setWordWrap(True)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(head)
        column.addWidget(widget, 1)
        return side

    def _header(self) -> QHBoxLayout:
        say = self._tools.voice.text
        self.back_button.setProperty("link", True)
        self.screens.setAccessibleName(say("ui.screens_of_lesson"))
        self.screens.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.screens.setWordWrap(True)
        self.status.setAccessibleName(say("ui.field.status"))
        for status in ScreenStatus:
            self.status.addItem(say(f"ui.status.{status.value}"))
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.back_button)
        row.addWidget(self.bar)
        row.addStretch(1)
        row.addWidget(self.time)
        row.addWidget(self.status)
        return row

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda _checked: self.left.emit())
        self.screens.currentRowChanged.connect(self._go_to_row)
        self.status.activated.connect(self._set_status)
        self.recipes.chosen.connect(self.add)
        self.column.add_wanted.connect(self.ask_for_block)
        self.column.files_given.connect(self._take_files)
        self.column.done.connect(self._do)
        self.column.focus_moved.connect(self._follow_text)
        self._tools.pictures.ready.connect(self._show_pictures, Qt.ConnectionType.QueuedConnection)

    def _follow_text(self, now: QWidget | None) -> None:
        """Have the bar work on the text that is written in, also while its buttons are used."""
        if isinstance(now, RichText) and self.isAncestorOf(now):
            self.bar.follow(now)
        elif now is not None and self.isAncestorOf(now) and not self.bar.isAncestorOf(now):
            self.bar.follow(None)

    def _show_pictures(self) -> None:
        if self.isVisible() and self._tools.document.is_open:
            self.show_here()

    def _do(self, what: str) -> None:
        match what:
            case "up" | "down":
                self.editing.move(-1 if what == "up" else 1)
            case "duplicate":
                self.editing.duplicate()
            case _:
                self.editing.delete()

    def _go_to_row(self, row: int) -> None:
        if row >= 0:
            self._outline.select(self._lines[row].id)

    def _set_status(self, at: int) -> None:
        self._tools.change(self.screen_id, None, status=list(ScreenStatus)[at])
