"""The media picker: all media of the course to look over, or one of them to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course, MediaFile
from studio.course.usage import unused_media, without_unused
from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import message
from studio.ui.document import Document
from studio.ui.media.details import MediaDetails
from studio.ui.media.importing import MediaImport, sources_of
from studio.ui.media.table import (
    THUMBNAIL,
    Column,
    Line,
    MediaFilter,
    MediaTable,
    RowDelegate,
    source_of,
)
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working
from studio.ui.storyboard.pictures import CardPictures

_KINDS = ("image", "recording", "file")
_WIDTHS = {Column.NAME: 280, Column.KIND: 120, Column.MEASURE: 125, Column.SIZE: 75}


class MediaPicker(QDialog):
    """Shows the media of the course; with `choose` one of `kinds` is chosen (none: any kind)."""

    chosen = Signal(str)
    """The id of a media file."""
    go_wanted = Signal(str)
    """The id of a screen; of a file, where the look of the course shows it."""
    recording_replaced = Signal(str, object)
    """A recording, and the `Path` of the file that is to take its place."""

    def __init__(
        self,
        document: Document,
        voice: Voice,
        working: Working,
        parent: QWidget | None = None,
        *,
        kinds: Collection[str] = (),
        choose: bool = False,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._voice = voice
        self._working = working
        self._kinds = tuple(kinds) or _KINDS
        self._choosing = choose
        self.asking = Asking(voice, self)
        self.imports = MediaImport(document, voice, working)
        self._pictures = CardPictures(self)
        self._pictures.use(document.session.project)
        self.table = MediaTable(voice, self._pictures, self)
        self.rows = MediaFilter(self.table, kinds)
        self.setWindowTitle(voice.text("ui.media.choose_title" if choose else "ui.media.title"))
        self.setAcceptDrops(True)
        self.resize(1060, 620)
        self._make_filters()
        self._make_view()
        self.details = MediaDetails(document, voice, self.view)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_course(None, document.course)
        self.view.setFocus()

    def current(self) -> Line | None:
        """Return the file that the author is at."""
        return self.rows.line_at(self.view.currentIndex())

    def select(self, id_: str) -> None:
        """Go to a file."""
        index = self.rows.index_of(id_)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def add(self, sources: Sequence[Path | QImage]) -> None:
        """Bring files in and go to the last of them."""
        made: list[str] = []

        def edit(course: Course, entries: list[MediaFile]) -> Course:
            made.extend(entry.id for entry in entries)
            return course

        label = message("undo.add_media", n=len(sources))
        as_they_are = self._choosing and self._kinds == ("file",)
        self.imports.bring_in(
            sources,
            edit,
            label,
            lambda: self.select(made[-1]),
            as_they_are=as_they_are,
        )

    def done(self, result: int) -> None:
        """Stop making pictures, and close."""
        self._document.changed.disconnect(self._show_course)
        self._pictures.close()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take files and pictures."""
        if sources_of(event.mimeData()) and not self._document.session.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Bring in what was dropped."""
        self.add(sources_of(event.mimeData()))
        event.acceptProposedAction()

    def _make_filters(self) -> None:
        say = self._voice.text
        self.kind, self.line = QComboBox(), QLineEdit()
        self.kind.setAccessibleName(say("ui.media.column.kind"))
        if len(self._kinds) > 1:
            self.kind.addItem(say("ui.media.all_kinds"), "")
        self.kind.setVisible(len(self._kinds) > 1)
        for kind in self._kinds:
            self.kind.addItem(say(f"ui.media.kind.{kind}"), kind)
        self.line.setPlaceholderText(say("ui.media.search"))
        self.line.setAccessibleName(say("ui.media.search"))
        self.line.setClearButtonEnabled(True)
        self.unused = QCheckBox(say("ui.media.only_unused"))

    def _make_view(self) -> None:
        self.view = QTableView()
        self.view.setModel(self.rows)
        self.view.setAccessibleName(self._voice.text("ui.media.title"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setItemDelegate(RowDelegate(self))
        self.view.setIconSize(THUMBNAIL)
        self.view.setShowGrid(False)
        self.view.setStyleSheet("QTableView { activate-on-singleclick: 0 }")  # as KDE would
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(48)
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(Column.USE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, width)
        self.empty = QLabel()
        self.empty.setObjectName("drop")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)

    def _make_buttons(self) -> None:
        self.buttons: dict[str, QPushButton] = {}
        names = ("add", "replace", "folder", "remove_unused")
        for name in names:
            self._add_button(name)
        self._add_button("choose" if self._choosing else "close")
        self.total = QLabel()
        self.total.setProperty("field", True)
        if self._choosing:
            self._add_button("cancel")
            self.buttons["choose"].setProperty("main", True)
            self.buttons["remove_unused"].hide()

    def _add_button(self, name: str) -> None:
        button = QPushButton(self._voice.text(f"ui.media.{name}"))
        button.setAutoDefault(False)
        self.buttons[name] = button

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        for widget in (self.kind, self.line, self.unused):
            above.addWidget(widget, int(widget is self.line))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(self._stack)
        middle.addWidget(self.details)
        middle.setStretchFactor(0, 1)
        middle.setSizes([750, 290])
        middle.setChildrenCollapsible(False)
        self.details.setMinimumWidth(280)
        below = QHBoxLayout()
        for name, button in self.buttons.items():
            if name in ("choose", "close"):
                below.addStretch(1)
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(above)
        layout.addWidget(middle, 1)
        layout.addWidget(self.total)
        layout.addLayout(below)

    def _connect(self) -> None:
        slots: dict[str, Callable[[], object]] = {
            "add": self._add,
            "replace": self._replace,
            "folder": self._show_in_folder,
            "remove_unused": self._remove_unused,
            "choose": self._choose,
            "close": self.reject,
            "cancel": self.reject,
        }
        for name, button in self.buttons.items():
            button.clicked.connect(slots[name])
        self.kind.currentIndexChanged.connect(lambda _: self._filter())
        self.line.textChanged.connect(lambda _: self._filter())
        self.unused.toggled.connect(lambda _: self._filter())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._look())
        self.view.activated.connect(self._activate)
        self.details.go_wanted.connect(self.go_wanted)
        self._document.changed.connect(self._show_course)
        for slot in (self.view.viewport().update, self._look):
            self._pictures.ready.connect(slot, Qt.ConnectionType.QueuedConnection)
        stack = self._document.stack
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, stack.undo),
            (QKeySequence.StandardKey.Redo, stack.redo),
            (QKeySequence.StandardKey.Paste, self._paste),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _show_course(self, before: Course | None, course: Course) -> None:
        del before
        here = self.current()
        self.table.show_course(course)
        if here:
            self.select(here.entry.id)
        self._show_whats_there()

    def _filter(self) -> None:
        kind = self.kind.currentData() or ""
        self.rows.look_for(kind, self.line.text(), unused=self.unused.isChecked())
        self._show_whats_there()

    def _show_whats_there(self) -> None:
        """Show the rows, or say what to do where there are none."""
        count = self.rows.rowCount()
        if count and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.rows.index(0, 0))
        is_filtered = self.line.text() or self.unused.isChecked() or self.kind.currentData()
        lines = self.table.lines
        nothing = "ui.media.none_found" if lines and is_filtered else "ui.media.none"
        self.empty.setText(self._voice.text(nothing))
        self._stack.setCurrentIndex(0 if count else 1)
        sizes = [line.entry.size for line in self.rows.lines()]
        self.total.setText(self._voice.text("ui.media.total", n=len(sizes), size=sum(sizes)))
        self._look()

    def _look(self) -> None:
        """Show the file that the author is at, and what can be done with it."""
        if not self._document.is_open:  # a picture came after all was closed
            return
        line = self.current()
        source = source_of(line) if line else None
        self.details.show_line(line, self._pictures.picture_of(source))
        editable = not self._document.session.read_only
        self.buttons["add"].setEnabled(editable)
        self.buttons["replace"].setEnabled(editable and line is not None)
        self.buttons["folder"].setEnabled(line is not None)
        any_unused = any(each.unused for each in self.table.lines)
        self.buttons["remove_unused"].setEnabled(editable and any_unused)
        if self._choosing:
            self.buttons["choose"].setEnabled(line is not None)

    def _activate(self, index: QModelIndex) -> None:
        line = self.rows.line_at(index)
        if self._choosing:
            self._choose()
        elif line and line.uses:
            self.go_wanted.emit(line.uses[0].screen.id)
        elif line and line.is_logo:
            self.go_wanted.emit(line.entry.id)

    def _choose(self) -> None:
        line = self.current()
        if line:
            self.accept()
            self.chosen.emit(line.entry.id)

    def _add(self) -> None:
        files = self.asking.files(self._voice.text("ui.media.add_title"))
        if files:
            self.add(files)

    def _paste(self) -> None:
        self.add(sources_of(QGuiApplication.clipboard().mimeData()))

    def _replace(self) -> None:
        """Have another file take the place of this one, wherever it is shown."""
        from studio.imports.relink import relink

        line, session = self.current(), self._document.session
        if line is None:
            return
        entry, course = line.entry, self._document.course
        title = self._voice.text("ui.media.replace_title", name=entry.name)
        source = self.asking.file(title)
        if source is None:
            return
        made_of_it = [each.id for each in course.recordings.values() if each.media == entry.id]
        if made_of_it:
            self.recording_replaced.emit(made_of_it[0], source)
            return

        def work(progress: Progress) -> Callable[[Course], Course]:
            return relink(session.project, course, entry.id, source, progress)

        def done(edit: Callable[[Course], Course]) -> None:
            if self._document.is_open and self._document.session is session:
                self._document.edit(message("undo.replace_media", name=entry.name), edit)

        title_said = message("ui.bringing_in", name=source.name)
        self._working.start(f"{session.project.folder} {entry.file}", title_said, work, done)

    def _remove_unused(self) -> None:
        """Take the entries out that nothing uses; their files stay until they are emptied."""
        gone = unused_media(self._document.course)
        label = message("undo.remove_media", n=len(gone))
        self._document.edit(label, partial(without_unused, ids=gone))

    def _show_in_folder(self) -> None:
        line = self.current()
        if line:
            folder = self._document.session.project.media.folder
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
