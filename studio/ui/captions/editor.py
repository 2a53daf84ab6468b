"""Captions edited in place, beside the player that shows where they belong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio.course.change import name_of
from studio.course.model import Course, Recording
from studio.i18n import Voice
from studio.imports.captions import cues_of, replace_captions
from studio.jobs import in_words
from studio.media import caption_edits
from studio.media.caption_edits import UNWRITTEN
from studio.media.cues import Cue
from studio.messages import StudioError, message
from studio.ui.captions import times
from studio.ui.captions.table import SIGN, Column, CueFilter, CueTable
from studio.ui.captions.tools import CaptionTools
from studio.ui.captions.view import CueView
from studio.ui.document import Document
from studio.ui.languages import language_name
from studio.ui.pieces import quiet

Edit = Callable[[tuple[Cue, ...]], tuple[Cue, ...]]


class CaptionEditor(QWidget):
    """A table of the captions that one recording has in one language. Every edit can be undone."""

    seek_wanted = Signal(float)
    """The player is to go to a time of the recording, in seconds."""
    language_shown = Signal(str)
    """The author has chosen another language."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._recording = ""
        self.language = ""
        self._at_s: float | None = None
        self._selecting = False
        self._typed: list[tuple[int, int, str]] = []
        say = voice.text
        self.languages = QComboBox()
        self.languages.setAccessibleName(say("ui.language"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("ui.captions.find"))
        self.search.setAccessibleName(say("ui.captions.find"))
        self.search.setClearButtonEnabled(True)
        self.only_marked = QCheckBox()
        self.table = CueTable(voice, self)
        self.rows = CueFilter(self.table)
        self.view = CueView(voice, self.table, self.rows, self)
        self.says = quiet()
        self.says.setMinimumHeight(2 * self.says.fontMetrics().lineSpacing())
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.tools = CaptionTools(voice, self._slots(), self)
        self._connect()
        self._lay_out()

    def show_recording(self, course: Course, recording: str, language: str = "") -> None:
        """Show the captions of a recording in a language; without one, in that of before."""
        if (recording, language or self.language) != (self._recording, self.language):
            self.finish()
            self._at_s = None if recording != self._recording else self._at_s
        self._recording = recording
        shown = course.recordings.get(recording)
        tags = sorted(shown.captions) if shown else []
        wanted = language or self.language
        self.language = wanted if wanted in tags else next(iter(tags), "")
        self._show_languages(tags)
        self.table.editable = not self._document.session.read_only
        self.table.show_cues(self._read(shown))
        self.view.lay_out()
        self._show_state()

    def show_at(self, at_s: float) -> None:
        """Show which caption belongs to a time of the recording, in seconds."""
        self._at_s = at_s
        cues = self.table.cues
        row = bisect_right(cues, at_s, key=lambda cue: cue.start_s) - 1
        shown = row if row >= 0 and at_s < cues[row].end_s else -1
        if shown != self.table.current:
            self.table.show_current(shown)
            if shown >= 0 and not self.view.hasFocus() and self.view.cells.open is None:
                self.view.scrollTo(self._index(shown))
        self._show_tools()

    def finish(self) -> None:
        """Put what is being typed into the course. To be called before the author leaves."""
        self.view.cells.finish()
        self._take_typed()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        """Lose nothing that was typed when another room is shown."""
        self.finish()
        super().hideEvent(event)

    @property
    def row(self) -> int:
        """The place of the caption that is chosen; -1 for none."""
        return self.rows.mapToSource(self.view.currentIndex()).row()

    def select(self, row: int) -> None:
        """Choose a caption; the player stays where it is."""
        self._selecting = True
        index = self._index(min(row, len(self.table.cues) - 1))
        flags = QItemSelectionModel.SelectionFlag
        chosen = flags.ClearAndSelect | flags.Rows
        self.view.selectionModel().setCurrentIndex(index, chosen)
        self.view.scrollTo(index)
        self._selecting = False

    def split(self) -> None:
        """Part the caption where the cursor stands in its text, else near its middle."""
        self.finish()
        row = self.row
        text = self.table.cues[row].text
        typed, place = self.view.cells.cursor
        if typed != text or not text[:place].strip() or not text[place:].strip():
            place = caption_edits.middle(text)
        self._edit("split", partial(caption_edits.split_at, at=row, place=place), row)

    def join(self) -> None:
        """Make one caption of two."""
        self.finish()
        self._edit("join", partial(caption_edits.joined, at=self.row), self.row)

    def insert(self) -> None:
        """Put a caption where the player stands, else behind the one that is chosen."""
        self.finish()
        at_s = self._at_s
        if at_s is None:
            at_s = self.table.cues[self.row].end_s if self.row >= 0 else 0.0
        self.search.clear()
        if self._edit("insert", partial(caption_edits.inserted, start_s=at_s)):
            new = (round(max(at_s, 0.0), 3), UNWRITTEN)
            places = [(cue.start_s, cue.text) for cue in self.table.cues]
            self.select(places.index(new))
            self.view.type_text(self.view.currentIndex().row())

    def remove(self) -> None:
        """Take out the captions that are selected."""
        self.finish()
        chosen = self.view.selectionModel().selectedRows()
        places = sorted(self.rows.mapToSource(index).row() for index in chosen)
        if places:
            self._edit("remove", partial(caption_edits.removed, places=places), places[0])

    def shift(self) -> None:
        """Show all captions later or earlier."""
        self.finish()
        by_s = self.tools.by.value()
        if self._edit("shift", partial(caption_edits.shifted, by_s=by_s), self.row):
            self.tools.by.setValue(0.0)

    def start_here(self) -> None:
        """Have the caption begin where the player stands."""
        self._time_here(Column.START)

    def end_here(self) -> None:
        """Have the caption end where the player stands."""
        self._time_here(Column.END)

    def _time_here(self, column: Column) -> None:
        self.finish()
        if self._at_s is not None and self.row >= 0:
            self._set_time(self.row, column, self._at_s)

    def _set_time(self, row: int, column: Column, at_s: float) -> None:
        if column is Column.START:
            self._edit("time", partial(caption_edits.with_start, at=row, start_s=at_s), row)
        else:
            self._edit("time", partial(caption_edits.with_end, at=row, end_s=at_s), row)

    def _edit(self, name: str, edit: Edit, row: int = -1) -> bool:
        """Write the captions as an edit makes them, and have the course name the new file."""
        before = self.table.cues
        if not self.table.editable or (after := edit(before)) == before:
            return False
        session, course = self._document.session, self._document.course
        try:
            step = replace_captions(session.project, self._recording, self.language, after)
        except OSError as problem:
            self._document.failed.emit(in_words(problem))
            return False
        title = name_of(course.recordings[self._recording])
        self._document.edit(message(f"undo.captions.{name}", title=title), step)
        if row >= 0:
            self.select(row)
        return True

    def _take_typed(self) -> None:
        typed, self._typed = self._typed, []
        for row, column, text in typed:
            if column == Column.TEXT:
                self._edit("text", partial(caption_edits.with_text, at=row, text=text))
            elif (at_s := times.read(text)) is not None:
                self._set_time(row, Column(column), at_s)

    def _note_typed(self, row: int, column: int, text: str) -> None:
        # Later: the field has to be done before the rows change.
        self._typed.append((row, column, text))
        QTimer.singleShot(0, self, self._take_typed)

    def _read(self, recording: Recording | None) -> tuple[Cue, ...]:
        if recording is None:
            return ()
        try:
            return cues_of(self._document.session.project, recording, self.language)
        except StudioError as problem:
            self._document.failed.emit(problem)
            return ()

    def _refresh(self, _: object, course: Course) -> None:
        if self._recording:
            self.show_recording(course, self._recording)

    def _index(self, row: int) -> QModelIndex:
        return self.rows.mapFromSource(self.table.index(row, Column.TEXT))

    def _choose_language(self, place: int) -> None:
        tag = self.languages.itemData(place)
        self.show_recording(self._document.course, self._recording, tag)
        self.language_shown.emit(tag)

    def _show_languages(self, tags: list[str]) -> None:
        offered = [self.languages.itemData(at) for at in range(self.languages.count())]
        if offered != tags:
            self.languages.clear()
            for tag in tags:
                self.languages.addItem(language_name(self._voice, tag), tag)
        self.languages.setCurrentIndex(self.languages.findData(self.language))

    def _filter(self) -> None:
        self.finish()
        row = self.row
        self.rows.want(self.search.text(), only_marked=self.only_marked.isChecked())
        if row >= 0:
            self.select(row)

    def _chosen(self) -> None:
        self.view.cells.cursor = ("", 0)
        self._show_state()
        if not self._selecting and self.row >= 0:
            self.seek_wanted.emit(self.table.cues[self.row].start_s)

    def _show_state(self) -> None:
        marked = self.table.marked
        self.only_marked.setText(self._voice.text("ui.captions.only_marked", count=marked))
        said = self.table.said_marks(self.row)
        self.says.setText("\n".join(f"{SIGN} {each}" for each in said))
        self._show_tools()

    def _show_tools(self) -> None:
        chosen = self.table.editable and self.row >= 0
        last = self.row + 1 >= len(self.table.cues)
        for name, action in self.tools.named.items():
            action.setEnabled(chosen)
            if name in {"start_here", "end_here"}:
                action.setEnabled(chosen and self._at_s is not None)
        self.tools.named["join"].setEnabled(chosen and not last)
        self.tools.named["insert"].setEnabled(self.table.editable and bool(self.language))
        self.tools.allow_shift(allowed=self.table.editable and bool(self.table.cues))

    def _slots(self) -> dict[str, Callable[[], object]]:
        return {
            "split": self.split,
            "join": self.join,
            "insert": self.insert,
            "remove": self.remove,
            "start_here": self.start_here,
            "end_here": self.end_here,
        }

    def _connect(self) -> None:
        self.languages.activated.connect(self._choose_language)
        self.search.textChanged.connect(lambda _: self._filter())
        self.only_marked.toggled.connect(lambda _: self._filter())
        self.table.typed.connect(self._note_typed)
        self.view.remove_wanted.connect(self.remove)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self.tools.by_wanted.connect(self.shift)
        self._document.changed.connect(self._refresh)
        self._document.leaving.connect(self.finish)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.languages)
        top.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.only_marked)
        column.addWidget(self.view, 1)
        column.addWidget(self.says)
        column.addWidget(self.tools)
