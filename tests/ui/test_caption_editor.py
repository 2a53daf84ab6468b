"""Captions are edited in place: cells, buttons, keys, marks, the player, and what is half typed."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from studio.i18n import Voice
from studio.imports.captions import cues_of, replace_captions
from studio.media.caption_edits import UNWRITTEN
from studio.media.captions import read_captions
from studio.media.cues import Cue
from studio.messages import message
from studio.project.project import open_project
from studio.project.session import open_session
from studio.ui.captions import times
from studio.ui.captions.cells import TextCell
from studio.ui.captions.editor import CaptionEditor
from studio.ui.captions.table import SIGN, Column
from studio.ui.document import Document
from tests.courses import small_course
from tests.ui.test_accessible import nameless

LABEL = message("undo.find_media", name="Cours")
ARABIC = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645"
CUES = (
    Cue(0.0, 2.0, "Bonjour à tous."),
    Cue(2.0, 2.5, "Les banques prêtent rarement\nquand la mensualité dépasse."),
    Cue(4.0, 6.0, "C'est l'été."),
)


@pytest.fixture
def document(tmp_path, qapp):
    project, _ = small_course(tmp_path)
    document = Document(Voice("fr"))
    document.take(open_session(project.folder))
    document.edit(LABEL, replace_captions(project, "r0000001", "fr", CUES))
    document.edit(
        LABEL,
        replace_captions(
            project,
            "r0000001",
            "ar",
            [Cue(0.0, 3.0, ARABIC)],
        ),
    )
    yield document
    document.session.close()
    document.close()


@pytest.fixture
def editor(document, qtbot):
    made = CaptionEditor(document, Voice("fr"))
    qtbot.addWidget(made)
    made.resize(380, 600)
    made.show()
    made.show_recording(document.course, "r0000001", "fr")
    qtbot.waitExposed(made)
    return made


def kept(document: Document, language: str = "fr") -> tuple[Cue, ...]:
    """Return the captions as they lie in the folder."""
    project = document.session.project
    file = document.course.recordings["r0000001"].captions[language]
    return read_captions(project.captions.path(file))


def typing(editor: CaptionEditor, row: int, text: str) -> TextCell:
    """Type a text in a row and leave the field open."""
    editor.select(row)
    editor.view.type_text(editor.view.currentIndex().row())
    cell = editor.view.cells.open
    assert isinstance(cell, TextCell)
    cell.setPlainText(text)
    cell.moveCursor(QTextCursor.MoveOperation.End)
    return cell


def type_time(editor: CaptionEditor, row: int, column: Column, text: str) -> None:
    editor.view.edit(editor.rows.index(row, column))
    field = editor.view.cells.open
    assert isinstance(field, QLineEdit)
    field.setText(text)
    editor.finish()


def test_a_text_is_typed_in_place_and_undone(editor, document):
    editor.select(0)
    QTest.keyClick(editor.view, Qt.Key.Key_Return)
    cell = editor.view.cells.open
    QTest.keyClicks(cell, "Salut")
    QTest.keyClick(cell, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(cell, "vous")
    QTest.keyClick(cell, Qt.Key.Key_Return)
    editor.finish()
    assert kept(document)[0] == Cue(0.0, 2.0, "Salut\nvous")
    assert editor.view.cells.open is None
    document.stack.undo()
    assert kept(document) == editor.table.cues == CUES


def test_what_is_half_typed_is_kept_when_the_editor_is_left(editor, document):
    typing(editor, 2, "À moitié")
    editor.hide()
    assert kept(document)[2].text == "À moitié"


def test_what_is_half_typed_is_kept_when_the_course_is_closed(editor, document):
    typing(editor, 2, "À moitié")
    document.leaving.emit()
    assert document.session.flush()
    project = open_project(document.session.project.folder)
    recording = project.load().recordings["r0000001"]
    assert cues_of(project, recording, "fr")[2].text == "À moitié"


def test_what_is_half_typed_goes_to_the_language_that_it_was_typed_in(editor, document):
    typing(editor, 0, "En français")
    editor.languages.setCurrentIndex(editor.languages.findData("ar"))
    editor.languages.activated.emit(editor.languages.currentIndex())
    assert editor.table.cues == (Cue(0.0, 3.0, ARABIC),)
    assert kept(document)[0].text == "En français"
    assert kept(document, "ar")[0].text == ARABIC


def test_escape_takes_what_was_typed_back(editor, document):
    cell = typing(editor, 0, "Rien")
    QTest.keyClick(cell, Qt.Key.Key_Escape)
    editor.finish()
    assert kept(document) == CUES


def test_times_are_typed_in_place(editor, document):
    type_time(editor, 1, Column.END, "0:03,75")
    assert kept(document)[1].end_s == 3.75
    type_time(editor, 1, Column.START, "9")
    assert kept(document)[1].start_s == 3.749
    type_time(editor, 1, Column.START, "bientôt")
    assert kept(document)[1].start_s == 3.749


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:00.000", 0), ("14:05.320", 845.32), ("1:02:03.450", 3723.45), ("99", 99), ("1,5", 1.5)],
)
def test_written_times_are_read(text, seconds):
    assert times.read(text) == pytest.approx(seconds)
    assert times.read(times.written(seconds)) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "x", "1:2:3:4", "-1", "1.2345"])
def test_what_is_no_time_is_not_read(text):
    assert times.read(text) is None


def test_a_caption_is_split_at_the_cursor(editor, document):
    cell = typing(editor, 0, "Bonjour à tous.")
    cursor = cell.textCursor()
    cursor.setPosition(len("Bonjour"))
    cell.setTextCursor(cursor)
    QTest.keyClick(cell, Qt.Key.Key_F7)
    assert [cue.text for cue in kept(document)[:2]] == ["Bonjour", "à tous."]


def test_a_caption_is_split_between_its_lines_and_joined_again(editor, document):
    editor.select(1)
    QTest.keyClick(editor.view, Qt.Key.Key_F7)
    assert len(kept(document)) == 4
    assert editor.row == 1
    QTest.keyClick(editor.view, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert kept(document) == CUES
    editor.select(2)
    assert not editor.tools.named["join"].isEnabled()


def test_a_caption_is_put_where_the_player_stands(editor, document):
    editor.show_at(3.0)
    QTest.keyClick(editor.view, Qt.Key.Key_Insert)
    cell = editor.view.cells.open
    assert isinstance(cell, TextCell)
    cell.setPlainText("Nouveau")
    editor.finish()
    assert kept(document)[2] == Cue(3.0, 4.0, "Nouveau")
    assert UNWRITTEN not in [cue.text for cue in kept(document)]


def test_captions_are_removed(editor, document):
    editor.view.selectAll()
    editor.view.selectionModel().select(
        editor.rows.index(0, 0),
        editor.view.selectionModel().SelectionFlag.Deselect
        | editor.view.selectionModel().SelectionFlag.Rows,
    )
    QTest.keyClick(editor.view, Qt.Key.Key_Delete)
    assert kept(document) == CUES[:1]
    document.stack.undo()
    assert editor.table.cues == CUES


def test_the_last_caption_takes_its_language_along(editor, document):
    editor.view.selectAll()
    editor.remove()
    assert list(document.course.recordings["r0000001"].captions) == ["ar"]
    assert editor.language == "ar"


def test_all_captions_are_shifted(editor, document):
    editor.tools.by.setValue(0.25)
    editor.shift()
    assert [cue.start_s for cue in kept(document)] == [0.25, 2.25, 4.25]
    assert editor.tools.by.value() == 0


def test_the_time_of_the_player_is_taken(editor, document):
    editor.select(1)
    assert not editor.tools.named["start_here"].isEnabled()
    editor.show_at(2.25)
    QTest.keyClick(editor.view, Qt.Key.Key_F8)
    editor.show_at(3.5)
    QTest.keyClick(editor.view, Qt.Key.Key_F9)
    assert (kept(document)[1].start_s, kept(document)[1].end_s) == (2.25, 3.5)


def test_the_caption_of_the_player_is_shown_and_choosing_one_seeks(editor, qtbot):
    editor.show_at(2.1)
    assert editor.table.current == 1
    editor.show_at(3.0)
    assert editor.table.current == -1
    with qtbot.assertNotEmitted(editor.seek_wanted):
        editor.select(0)
    with qtbot.waitSignal(editor.seek_wanted) as told:
        QTest.mouseClick(
            editor.view.viewport(),
            Qt.MouseButton.LeftButton,
            pos=editor.view.visualRect(editor.rows.index(2, Column.TEXT)).center(),
        )
    assert told.args == [4.0]


def test_marks_are_said_by_a_sign_and_by_words(editor):
    assert editor.table.marked == 1
    index = editor.table.index(1, Column.MARKS)
    assert index.data() == SIGN
    assert "Trop rapide" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    editor.select(1)
    assert editor.says.text().startswith(f"{SIGN} Trop rapide")
    editor.resize(800, 600)
    QApplication.processEvents()
    assert index.data() == f"{SIGN} trop rapide, trop bref"


def test_only_those_to_look_at_are_shown(editor, document):
    editor.only_marked.setChecked(True)
    assert editor.rows.rowCount() == 1
    editor.select(1)
    type_time(editor, 0, Column.END, "0:04")
    assert editor.rows.rowCount() == 1
    typing(editor, 1, "Bien plus court.")
    editor.finish()
    assert editor.rows.rowCount() == 0
    assert editor.table.marked == 0
    document.stack.undo()
    assert editor.rows.rowCount() == 1


def test_text_is_found_over_lines(editor):
    editor.search.setText("RAREMENT quand")
    assert editor.rows.rowCount() == 1
    editor.search.setText("introuvable")
    assert editor.rows.rowCount() == 0
    editor.search.clear()
    assert editor.rows.rowCount() == 3


def test_captions_in_a_folder_that_cannot_be_written_change_nothing(editor, document, monkeypatch):
    failed: list[object] = []
    document.failed.connect(failed.append)
    store = type(document.session.project.captions)
    monkeypatch.setattr(store, "add_bytes", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    editor.select(0)
    editor.split()
    assert len(failed) == 1
    assert editor.table.cues == CUES


def test_another_recording_or_none_is_shown(editor, document):
    editor.show_recording(document.course, "r9999999")
    assert editor.rows.rowCount() == 0
    assert not any(action.isEnabled() for action in editor.tools.named.values())


def test_it_fits_into_a_narrow_column_and_all_is_named(editor):
    assert editor.minimumSizeHint().width() <= 380
    assert nameless(editor) == []
    whole = QRect(editor.rect())
    for widget in (editor.view, editor.tools, editor.search, editor.tools.by):
        assert whole.contains(QRect(widget.mapTo(editor, widget.rect().topLeft()), widget.size()))


def test_five_thousand_captions_are_smooth(editor, document):
    cues = [
        Cue(at * 5.0, at * 5.0 + 4.5, f"Un sous-titre comme il faut,\nn° {at}.")
        for at in range(5000)
    ]
    document.edit(LABEL, replace_captions(document.session.project, "r0000001", "fr", cues))
    begun = time.perf_counter()
    for at in range(100):
        editor.show_at(at * 250.0)
        QApplication.processEvents()
    each_s = (time.perf_counter() - begun) / 100
    editor.select(4000)
    begun = time.perf_counter()
    editor.split()
    edit_s = time.perf_counter() - begun
    assert editor.rows.rowCount() == 5001
    assert each_s < 0.1
    assert edit_s < 1.0
