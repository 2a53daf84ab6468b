"""The forms of the answers, by mouse and by keys: what is done there is an edit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont

from studio.ui.editor.blank_marks import marked
from studio.ui.editor.question_form import QuestionForm
from studio.ui.editor.quiz_form import QuizForm
from studio.ui.shell.window import MainWindow
from tests.questions import QUIZ, course_with_all

ENTER = Qt.Key.Key_Return
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def course_folder(tmp_path):
    return course_with_all(tmp_path)[0].folder


@pytest.fixture
def window(window):
    window.screen_editing.open("s0000003")
    return window


def form_of(window: MainWindow, id_: str) -> QuestionForm:
    quiz = window.screen_editing.page.column.frames[QUIZ].form
    assert isinstance(quiz, QuizForm)
    quiz.open(id_)
    form = quiz.rows[id_].form
    assert isinstance(form, QuestionForm)
    return form


def asked(window: MainWindow, id_: str) -> Any:
    return window.document.course.questions[id_]


def undo(window: MainWindow) -> None:
    window.actions_by_name["undo"].trigger()


def test_a_number_with_its_tolerance(window, qtbot):
    answers: Any = form_of(window, "qnumeric1").answers
    answers.answer.selectAll()
    qtbot.keyClicks(answers.answer, "4 808,5")
    assert asked(window, "qnumeric1").value == 4808.5
    assert answers.answer.text() == "4 808,5"
    answers.margin.selectAll()
    qtbot.keyClicks(answers.margin, "2,5")
    assert asked(window, "qnumeric1").tolerance == 2.5
    at = answers.mode.findData("range")
    answers.mode.activated.emit(at)
    assert asked(window, "qnumeric1").upper == 4808.5
    undo(window)
    assert asked(window, "qnumeric1").upper is None
    answers.answer.clear()
    qtbot.keyClicks(answers.answer, "x")
    assert asked(window, "qnumeric1").value == 4808.5


def test_accepted_answers_are_lines(window, qtbot):
    answers: Any = form_of(window, "qshorttext").answers
    qtbot.keyClick(answers.accepted, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(answers.accepted, ENTER)
    qtbot.keyClicks(answers.accepted, "V. Hugo")
    assert asked(window, "qshorttext").accepted == ("Victor Hugo", "Hugo", "V. Hugo")
    answers.lenient.boxes["typos"].click()
    assert not asked(window, "qshorttext").typos


def test_items_are_added_moved_and_removed_by_keys(window, qtbot):
    rows = form_of(window, "qordering1").answers.rows  # type: ignore[union-attr]  # it has some
    first = next(iter(rows.rows.values()))
    qtbot.keyClick(first.fields["text"], ENTER)
    new = list(rows.rows.values())[1]
    qtbot.keyClicks(new.fields["text"], "Visiter")
    texts = [item.text for item in asked(window, "qordering1").items]
    assert texts[:2] == ["Signer le compromis", "Visiter"]
    qtbot.keyClick(new.fields["text"], Qt.Key.Key_Up, ALT)
    assert asked(window, "qordering1").items[0].text == "Visiter"
    new.remove_button.click()
    assert len(asked(window, "qordering1").items) == 4


def test_pairs_and_extra_answers(window, qtbot):
    answers: Any = form_of(window, "qmatching1").answers
    row = next(iter(answers.pairs.rows.values()))
    qtbot.keyClicks(row.fields["match"], "!")
    assert "!" in asked(window, "qmatching1").pairs[0].match
    answers.distractors.add()
    assert len(asked(window, "qmatching1").distractors) == 2


def test_items_of_a_category(window, qtbot):
    answers: Any = form_of(window, "qcategorise").answers
    birds = list(answers.categories.rows.values())[1]
    birds.items.add()
    qtbot.keyClicks(list(birds.items.rows.values())[-1].fields["text"], "Hibou")
    held = asked(window, "qcategorise").categories[1].items
    assert [item.text for item in held] == ["Manchot", "Hibou"]
    answers.categories.add()
    assert len(asked(window, "qcategorise").categories) == 3


def test_a_blank_is_made_of_what_is_selected(window):
    answers: Any = form_of(window, "qblanks01").answers
    cursor = answers.text.textCursor()
    at = answers.text.toPlainText().index("Arles")
    cursor.setPosition(at)
    cursor.setPosition(at + 5, cursor.MoveMode.KeepAnchor)
    answers.text.setTextCursor(cursor)
    answers.blank_button.click()
    assert asked(window, "qblanks01").text.endswith("[[Arles]].")
    answers.choose.click()
    assert asked(window, "qblanks01").choose
    assert not answers.lenient.isVisible()


def shown_as(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for start, end, kind in marked(text):
        found.setdefault(kind, []).append(text[start:end])
    return found


def test_blanks_and_marks_are_told_apart():
    text = "La **capitale** est [[Paris|Paname]], *pas* `[[Lyon]]` ni 2*3*4 ni snake_case_ici."
    found = shown_as(text)
    assert found["bold"] == ["capitale"]
    assert found["italic"] == ["pas"]
    assert found["code"] == ["[[Lyon]]"]
    assert found["blank"] == ["[[Paris|Paname]]", "[[Lyon]]"]
    assert found["mark"].count("|") == 1
    assert shown_as("Une **[[*a*|__b__]]** et un \\*signe\\*.") == {
        "bold": ["[[*a*|__b__]]"],
        "mark": ["**", "**", "[[", "]]", "|"],
        "blank": ["[[*a*|__b__]]"],
    }


@given(st.text("a *_`[]|\\\n"))
def test_any_text_can_be_shown(text):
    for start, end, _ in marked(text):
        assert 0 <= start <= end <= len(text)


def test_a_text_with_blanks_is_shown_and_not_changed(window, qtbot):
    answers: Any = form_of(window, "qblanks01").answers
    before = window.document.course
    answers.text.setFocus()
    answers.marks.rehighlight()
    assert window.document.course is before
    answers.text.selectAll()
    qtbot.keyClicks(answers.text, "Le **[[chat|matou]]**")
    assert asked(window, "qblanks01").text == "Le **[[chat|matou]]**"
    formats = answers.text.document().firstBlock().layout().formats()
    [bold] = {(each.start, each.length) for each in formats if "chat" in text_of(answers, each)}
    assert bold == (7, 4)
    assert next(f for f in formats if f.start == 7).format.fontWeight() == QFont.Weight.Bold
    assert next(f for f in formats if f.start == 7).format.background().color().alpha() < 255


def text_of(answers: Any, each: Any) -> str:
    whole: str = answers.text.toPlainText()
    return whole[each.start : each.start + each.length]


def test_scales_and_criteria_are_lines(window, qtbot):
    likert: Any = form_of(window, "qlikert01").answers
    qtbot.keyClicks(likert.scale, "Non")
    qtbot.keyClick(likert.scale, ENTER)
    qtbot.keyClicks(likert.scale, "Oui")
    assert asked(window, "qlikert01").scale == ("Non", "Oui")
    long: Any = form_of(window, "qlonganswer").answers
    long.criteria.clear()
    assert asked(window, "qlonganswer").criteria == ()


def test_a_moment_to_watch_again(window):
    form = form_of(window, "qnumeric1")
    form.watch.at.setValue(2.0)
    assert asked(window, "qnumeric1").watch.at_s == 2.0
    form.watch.remove_button.click()
    assert asked(window, "qnumeric1").watch is None
    undo(window)
    assert asked(window, "qnumeric1").watch is not None


def test_a_picture_for_an_item_and_its_description(window, qtbot):
    rows = form_of(window, "qordering1").answers.rows  # type: ignore[union-attr]  # it has some
    first = next(iter(rows.rows.values()))
    [picture] = [m.id for m in window.document.course.media.values() if m.mime == "image/gif"]
    assert first.picture.isHidden()
    first.picture.chosen.emit(picture)
    assert asked(window, "qordering1").items[0].picture == picture
    assert not first.picture.isHidden()
    qtbot.keyClicks(first.picture.description, "Un plan")
    assert asked(window, "qordering1").items[0].picture_text == "Un plan"
    first.picture.remove_button.click()
    assert asked(window, "qordering1").items[0].picture is None


def test_zones_are_drawn_moved_and_given_in_percent(window, qtbot):
    answers: Any = form_of(window, "qhotspot01").answers
    canvas = answers.canvas
    qtbot.waitUntil(lambda: canvas._image is not None)

    def at(x: float, y: float) -> QPoint:
        place = canvas._place()  # where the picture is drawn
        return QPoint(round(place.width() * x), round(place.height() * y))

    def drag(*ends: tuple[float, float]) -> None:
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(*ends[0]))
        qtbot.mouseMove(canvas, at(*ends[1]))
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(*ends[1]))

    drag((0.7, 0.3), (0.9, 0.6))
    drawn = asked(window, "qhotspot01").regions[3]
    assert (drawn.x, drawn.y) == pytest.approx((0.7, 0.3), abs=0.02)
    assert (drawn.width, drawn.height) == pytest.approx((0.2, 0.3), abs=0.02)
    drag((0.8, 0.4), (0.7, 0.3))
    assert asked(window, "qhotspot01").regions[3].x == pytest.approx(0.6, abs=0.02)
    row = answers.rows[drawn.id]
    row.edges["width"].setValue(12.5)
    assert asked(window, "qhotspot01").regions[3].width == 0.125
    row.correct.click()
    assert not asked(window, "qhotspot01").regions[3].correct
    row.remove_button.click()
    assert len(asked(window, "qhotspot01").regions) == 3


def test_zones_are_moved_and_taken_away_by_keys(window, qtbot):
    answers: Any = form_of(window, "qhotspot01").answers
    first, *others = asked(window, "qhotspot01").regions
    answers.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(answers.canvas, Qt.Key.Key_Right)
    assert asked(window, "qhotspot01").regions[0].x == pytest.approx(first.x + 0.01)
    qtbot.keyClick(answers.canvas, Qt.Key.Key_Return)
    assert answers.rows[first.id].name.hasFocus()
    answers.canvas.setFocus()
    qtbot.keyClick(answers.canvas, Qt.Key.Key_Delete)
    assert asked(window, "qhotspot01").regions == tuple(others)
