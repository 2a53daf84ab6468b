"""Lists of questions: pasted or dropped, looked at, and taken into the bank in one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from studio.course.questions import SingleChoice, TrueFalse
from studio.i18n import Voice
from studio.ui.questions.taking import TakeQuestions
from studio.ui.shell.window import MainWindow
from tests.courses import small_course

TEXT = """1. Capital of France?
a) Lyon
*b) Paris
c) Nice

2. Three is even. (True or false)
Answer: false
"""
GIFT = "::Q1:: Two and two? {=4 ~3 ~5}\n\nThe sky is blue.{T}\n"
AIKEN = "What is blue?\nA. The sky\nB. Milk\nANSWER: A\n"
CSV = "Question;Réponse 1;Réponse 2;Bonne réponse\nCombien ?;Un;Deux;2\nQui ?;Moi;Toi;Moi\n"


@pytest.fixture
def window(qtbot, tmp_path):
    project, _ = small_course(tmp_path)
    made = MainWindow(Voice("fr"))
    qtbot.addWidget(made)
    made.show()
    made.open_course(project.folder)
    yield made
    made.close()


@pytest.fixture
def dialog(window) -> TakeQuestions:
    window.actions_by_name["import_questions"].trigger()
    [opened] = window.findChildren(TakeQuestions)
    return opened  # type: ignore[no-any-return]  # untyped window


def paste(dialog: TakeQuestions, qtbot, text: str) -> None:
    dialog.text.insertPlainText(text)
    qtbot.waitUntil(lambda: not dialog._later.isActive())


@pytest.mark.parametrize(
    ("text", "format_", "count"),
    [(TEXT, "text", 2), (GIFT, "gift", 2), (AIKEN, "aiken", 1), (CSV, "table", 2)],
    ids=["text", "gift", "aiken", "table"],
)
def test_what_was_pasted_is_shown_before_it_is_taken(window, dialog, qtbot, text, format_, count):
    before = window.document.course
    paste(dialog, qtbot, text)
    assert dialog.found.format == format_
    assert dialog.list.count() == count
    assert not dialog.found.problems
    assert window.document.course is before
    qtbot.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    course = window.document.course
    assert len(course.questions) == len(before.questions) + count
    assert window.work.room == "questions"
    assert window.work.questions.current_id() == dialog.found.questions[0].question.id
    window.actions_by_name["undo"].trigger()
    assert window.document.course == before


def test_the_right_answers_are_seen(dialog, qtbot):
    paste(dialog, qtbot, TEXT)
    assert "☑ Paris" in dialog.list.item(0).text()
    question = dialog.found.questions[0].question
    assert isinstance(question, SingleChoice)
    assert [choice.correct for choice in question.choices] == [False, True, False]
    assert isinstance(dialog.found.questions[1].question, TrueFalse)


def test_what_is_not_ticked_is_left(window, dialog, qtbot):
    paste(dialog, qtbot, GIFT)
    count = len(window.document.course.questions)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert "une question" in dialog.take_button.text()
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.take_button.isEnabled()
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    assert len(window.document.course.questions) == count + 1


def test_what_was_left_stays_left_while_the_list_is_written_on(dialog, qtbot):
    paste(dialog, qtbot, GIFT)
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    paste(dialog, qtbot, "\nIce is warm.{F}\n")
    qtbot.waitUntil(lambda: dialog.list.count() == 3)
    assert dialog.list.ticked() == [1, 2]


def test_what_the_bank_has_already_is_not_taken_again(window, dialog, qtbot):
    paste(dialog, qtbot, GIFT)
    dialog.accept()
    window.question_taking.open()
    again = [each for each in window.findChildren(TakeQuestions) if each.isVisible()][-1]
    paste(again, qtbot, GIFT)
    assert again.list.ticked() == []
    assert "banque" in again.list.item(0).text()


def test_a_column_is_said_to_be_something_else(dialog, qtbot):
    paste(dialog, qtbot, "a;b;c\nDeux et deux ?;Quatre;Cinq\nTrois et trois ?;Six;Huit\n")
    assert dialog.columns.isVisible()
    box = dialog.columns.cellWidget(0, 2)
    box.setCurrentIndex(box.findData("hint"))
    box.activated.emit(box.currentIndex())
    assert dialog.found.questions[-1].question.hint == "Huit"


def test_a_problem_leads_to_its_line(dialog, qtbot):
    paste(dialog, qtbot, GIFT + "\nA question without end {=yes\n")
    assert dialog.problems.count() == 1
    dialog.problems.setCurrentRow(0)
    line = dialog.found.problems[0].line
    assert dialog.text.textCursor().blockNumber() == line - 1
    assert dialog.text.textCursor().hasSelection()


def drop(target, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


@pytest.mark.parametrize(("name", "text"), [("été.gift", GIFT), ("liste.csv", CSV)])
def test_a_file_that_is_dropped_on_the_window_is_read(window, tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text, "utf-8")
    drop(window, file)
    [dialog] = window.findChildren(TakeQuestions)
    assert dialog.list.count() == 2


def test_a_file_that_is_no_list_says_so(dialog, tmp_path):
    file = tmp_path / "vide.xlsx"
    file.write_bytes(b"no workbook")
    drop(dialog, file)
    assert dialog.trouble.isVisible()
    assert "Aucune question" in dialog.trouble.text()
    assert dialog.list.count() == 0


def test_nothing_is_taken_that_was_not_shown(window, dialog, qtbot):
    paste(dialog, qtbot, GIFT)
    assert dialog.take_button.isEnabled()
    dialog.text.insertPlainText(AIKEN)
    assert not dialog.take_button.isEnabled()
    qtbot.waitUntil(dialog.take_button.isEnabled)


def test_a_long_list_is_read_while_the_window_goes_on(window, dialog, qtbot, tmp_path):
    file = tmp_path / "long.gift"
    file.write_text(
        "".join(f"Number {n}? {{=yes ~no}}{' ' * 400}\n\n" for n in range(600)), "utf-8"
    )
    dialog.open_file(file)
    assert window.working.busy
    assert not dialog.take_button.isEnabled()
    qtbot.waitUntil(dialog.take_button.isEnabled, timeout=10_000)
    assert dialog.list.count() == 600
    dialog.text.setPlainText(GIFT)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)


def test_a_dialog_that_is_closed_gives_up_its_reading(window, dialog, qtbot):
    dialog.text.setPlainText("Two and two? {=4 ~3}\n\n" * 12_000)
    qtbot.waitUntil(lambda: window.working.busy)
    dialog.reject()
    qtbot.waitUntil(lambda: not window.working.busy, timeout=10_000)
    assert window.isEnabled()


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [("one.gift", "Why does water boil?", "gift"), ("one.csv", "Why?;Heat\n", "table")],
)
def test_the_name_of_a_file_tells_its_format(dialog, tmp_path, name, text, format_):
    file = tmp_path / name
    file.write_text(text, "utf-8")
    dialog.open_file(file)
    assert dialog.format.currentData() == format_
    assert dialog.found.format == format_
