"""How a quiz is taken and when a course is completed, as authors set it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.course.asking_blocks import Kept, QuizBlock, Results
from studio.course.bloom import Bloom
from studio.course.nodes import find
from studio.ui.editor.question_form import QuestionForm
from studio.ui.editor.quiz_form import QuizForm
from studio.ui.editor.quiz_settings import QuizSettings
from studio.ui.plan.completion import CompletionForm
from studio.ui.shell.window import MainWindow
from studio.ui.tags_field import TagsField, parsed_tags

QUIZ = "b0000005"


@pytest.fixture
def window(window):
    window.screen_editing.open("s0000003")
    return window


def form_of(window: MainWindow) -> QuizForm:
    form = window.screen_editing.page.column.frames[QUIZ].form
    assert isinstance(form, QuizForm)
    return form


@pytest.fixture
def settings(window) -> QuizSettings:
    shown = form_of(window).settings
    shown.more.click()
    return shown


def quiz(window: MainWindow) -> QuizBlock:
    found = find(window.document.course, QUIZ)
    assert isinstance(found, QuizBlock)
    return found


def choose(box, value) -> None:
    at = box.findData(value)
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_all_settings_are_edits_and_are_undone(window, settings):
    before = window.document.course
    assert settings.fields.isVisible()
    choose(settings.results, Results.AT_END)
    settings.attempts.setValue(3)
    choose(settings.kept, Kept.LAST)
    settings.pass_mark.setValue(80)
    settings.time_limit.setText("12:30")
    settings.time_limit.editingFinished.emit()
    settings.draw.setValue(2)
    settings.graded.click()
    settings.review.click()
    assert quiz(window) == QuizBlock(
        id=QUIZ,
        questions=quiz(window).questions,
        results=Results.AT_END,
        attempts=3,
        kept=Kept.LAST,
        pass_mark=0.8,
        time_limit_s=750.0,
        draw=2,
        graded=False,
        review=False,
    )
    while window.document.stack.canUndo():
        window.document.stack.undo()
    assert window.document.course == before
    assert settings.pass_mark.text() == "Sans seuil"
    assert settings.time_limit.text() == ""


def test_what_counts_is_asked_only_where_there_are_several_attempts(settings):
    assert not settings.kept.isVisible()
    settings.attempts.setValue(0)
    assert settings.attempts.text() == "Sans limite"
    assert settings.kept.isVisible()


def test_leaving_the_time_alone_is_no_edit(window, settings):
    before = window.document.course
    settings.time_limit.editingFinished.emit()
    settings.time_limit.setText("x")
    settings.time_limit.editingFinished.emit()
    assert window.document.course is before


def test_a_pool_by_tags_says_how_many_are_asked(window, settings, qtbot):
    form = form_of(window)
    form.open("q0000003")
    question = form.rows["q0000003"].form
    assert isinstance(question, QuestionForm)
    question.more.click()
    qtbot.keyClicks(question.tags, " pairs,  dates ,pairs")
    question.tags.editingFinished.emit()
    choose(question.bloom, Bloom.APPLY)
    asked = window.document.course.questions["q0000003"]
    assert asked.tags == ("pairs", "dates")
    assert asked.bloom is Bloom.APPLY
    for id_ in ("q0000003", "q0000002"):
        form.rows[id_].removed.emit()
    assert settings.pool.text() == "Questions posées\u00a0: 1 sur 1"
    qtbot.keyClicks(settings.tags, "dates")
    settings.tags.editingFinished.emit()
    assert settings.pool.text() == "Questions posées\u00a0: 2 sur 2"
    settings.draw.setValue(1)
    assert settings.pool.text() == "Questions posées\u00a0: 1 sur 2"
    assert not settings.pool.property("warns")
    settings.draw.setValue(5)
    assert settings.pool.text() == "Seulement 2 sur les 5 à tirer"
    assert settings.pool.property("warns")


def test_tags_are_completed_behind_the_last_comma(qtbot):
    field = TagsField("Étiquettes", "")
    qtbot.addWidget(field)
    field.show()
    field.show_tags(("lieux",), ["dates", "lieux"])
    field.setFocus()
    field.setCursorPosition(len(field.text()))
    QTest.keyClicks(field, ", da")
    completer = field.completer()
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert completer.currentCompletion() == "lieux, dates"


@pytest.mark.parametrize(
    ("text", "tags"), [("", ()), (" , ,", ()), ("a b,  c", ("a b", "c")), ("a,a", ("a",))]
)
def test_tags_are_read_from_a_line(text, tags):
    assert parsed_tags(text) == tags


def test_completion_is_set_in_the_plan(window):
    window.work.go("plan")
    form: CompletionForm = window.work.plan.completion
    before = window.document.course
    form.shares["screens"].setValue(0)
    form.shares["video"].setValue(90)
    form.shares["pass_mark"].setValue(60)
    form.quizzes.click()
    form.report_failed.click()
    rule = window.document.course.completion
    assert (rule.screens, rule.video, rule.pass_mark) == (0.0, 0.9, 0.6)
    assert rule.quizzes
    assert rule.report_failed
    assert form.shares["screens"].text() == "Non demandé"
    form.shares["pass_mark"].setValue(0)
    assert window.document.course.completion.pass_mark is None
    assert not form.report_failed.isEnabled()
    while window.document.stack.canUndo():
        window.document.stack.undo()
    assert window.document.course == before


def test_the_settings_are_reached_by_the_keyboard(window, settings, qtbot):
    for field in (settings.results, settings.attempts, settings.pass_mark, settings.time_limit):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        assert field.accessibleName()
    qtbot.keyClick(settings.attempts, Qt.Key.Key_Up)
    assert quiz(window).attempts == 2
