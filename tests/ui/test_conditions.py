"""Conditions in the storyboard: said on the button, edited in the dialog, undone in one step."""

from __future__ import annotations

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.course.condition_rows import Asked, How, Row
from studio.course.conditional import conditions_of
from studio.course.conditions import All, Mastery, Not, Score, Seen, Some
from studio.course.edits import remove, replace
from studio.course.model import Course, Navigation, Objective
from studio.i18n import Voice
from studio.messages import message
from studio.ui.storyboard.conditions import ConditionsDialog
from tests.ui.test_accessible import nameless, takes_keys, walked

SCREEN, LESSON, QUIZ, OBJECTIVE = "s0000004", "l0000002", "b0000005", "o0000001"
LABEL = message("undo.comment", title="x")
FRENCH = Voice("fr")


@pytest.fixture
def inspector(window):
    window.outline.select(SCREEN)
    return window.work.storyboard.inspector


def asked(window, field) -> ConditionsDialog:
    field.button.click()
    dialog = window.findChildren(ConditionsDialog)[-1]
    assert isinstance(dialog, ConditionsDialog)
    return dialog


def choose(field, value) -> None:
    """Choose in a combo box as an author does."""
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def set_conditions(window, id_: str, **fields) -> None:
    course = window.document.course
    place = course.screens.get(id_) or course.lessons[id_]
    window.document.edit(LABEL, lambda now: replace(now, changed(place, **fields)))


def test_a_screen_gets_a_condition_and_loses_it_by_undo(window, inspector):
    before = window.document.course
    field = inspector.conditions
    assert "Aucune" in field.button.text()
    dialog = asked(window, field)
    form = dialog.forms["shown_if"]
    form.add_button.click()
    [row] = form.rows
    assert row.row() == Row(Asked.SCORE, QUIZ)
    assert row.which.currentText() == "Vérifier"
    choose(row.how, How.BELOW)
    row.share.setValue(50)
    dialog.accept()
    screen = window.document.course.screens[SCREEN]
    assert screen.shown_if == Score(quiz=QUIZ, below=0.5)
    assert field.button.text() == "Sous conditions"
    assert field.said.text().startswith(FRENCH.text("ui.condition.shown_if"))
    assert "« Vérifier »" in field.said.text().replace("\u00a0", " ")
    assert "50" in field.button.accessibleDescription()
    window.actions_by_name["undo"].trigger()
    assert window.document.course is before
    assert "Aucune" in field.button.text()


def test_cancelling_and_changing_nothing_leave_no_step(window, inspector):
    dialog = asked(window, inspector.conditions)
    dialog.forms["open_if"].add_button.click()
    dialog.reject()
    asked(window, inspector.conditions).accept()
    assert window.document.stack.count() == 0


def test_several_conditions_all_or_any(window, inspector):
    dialog = asked(window, inspector.conditions)
    form = dialog.forms["open_if"]
    assert not form.mode.isVisibleTo(dialog)
    for _ in range(2):
        form.add_button.click()
    assert form.mode.isVisibleTo(dialog)
    choose(form.rows[1].asked, Asked.SEEN)
    assert not form.rows[1].share.isVisibleTo(dialog)
    choose(form.rows[1].which, "s0000002")
    choose(form.rows[1].how, How.NOT_YET)
    parts = (Score(quiz=QUIZ, at_least=0.8), Not(of=Seen(screen="s0000002")))
    assert form.condition() == All(of=parts)
    form.mode.setCurrentIndex(1)
    assert form.condition() == Some(of=parts)
    form.rows[0].remove_button.click()
    assert form.condition() == parts[1]
    form.rows[0].remove_button.click()
    assert form.condition() is None


def test_a_lesson_is_skipped_by_what_is_ready_made(window):
    window.outline.select(LESSON)
    summary = window.work.storyboard.inspector.summary
    dialog = asked(window, summary.conditions)
    dialog.skip_button.click()
    dialog.accept()
    lesson = window.document.course.lessons[LESSON]
    assert lesson.shown_if == Not(of=Mastery(objective=OBJECTIVE, at_least=0.8))
    assert summary.conditions.button.text() == "Sous conditions"
    window.outline.select("m0000002")
    assert not summary.conditions.isVisibleTo(summary)


def test_only_for_those_below_a_score_names_the_quiz_before(window, inspector):
    dialog = asked(window, inspector.conditions)
    dialog.below_button.click()
    assert dialog.forms["shown_if"].condition() == Score(quiz=QUIZ, below=0.5)


def test_a_lesson_serves_its_own_objective_first(window):
    own = Objective(id="o0000002", text="Le sien")
    window.document.edit(LABEL, lambda now: with_objective(now, own))
    window.outline.select(LESSON)
    dialog = asked(window, window.work.storyboard.inspector.summary.conditions)
    dialog.skip_button.click()
    [row] = dialog.forms["shown_if"].rows
    assert row.row().id == own.id


def with_objective(course: Course, own: Objective) -> Course:
    course = changed(course, objectives={**course.objectives, own.id: own})
    return replace(course, changed(course.screens[SCREEN], objectives=(own.id,)))


def test_without_quizzes_and_objectives_only_screens_can_be_asked_for(window):
    for id_ in (QUIZ, OBJECTIVE):
        window.document.edit(LABEL, lambda now, gone=id_: remove(now, gone))
    window.outline.select(SCREEN)
    dialog = asked(window, window.work.storyboard.inspector.conditions)
    assert not dialog.skip_button.isEnabled()
    assert not dialog.below_button.isEnabled()
    form = dialog.forms["shown_if"]
    form.add_button.click()
    assert form.rows[0].asked.count() == 1
    assert form.condition() == Seen(screen="s0000001")


def test_what_is_gone_stays_in_the_row_until_the_author_chooses(window, inspector):
    gone = Score(quiz="b0000099", at_least=0.333)
    set_conditions(window, SCREEN, shown_if=gone)
    dialog = asked(window, inspector.conditions)
    form = dialog.forms["shown_if"]
    assert form.condition() == gone
    assert form.rows[0].which.currentText() == FRENCH.text("ui.condition.gone")
    form.rows[0].share.setValue(40)
    assert form.condition() == Score(quiz="b0000099", at_least=0.4)


def test_nested_conditions_stay_as_they_are(window, inspector):
    nested = All(of=(Seen(screen="s0000001"), Some(of=(Seen(screen="s0000002"), Score(quiz=QUIZ)))))
    set_conditions(window, SCREEN, shown_if=nested)
    assert FRENCH.text("ui.condition.other") in inspector.conditions.said.text()
    dialog = asked(window, inspector.conditions)
    form = dialog.forms["shown_if"]
    assert form.condition() == nested
    assert not form.add_button.isVisibleTo(dialog)
    form.drop_button.click()
    assert form.condition() is None
    assert form.add_button.isVisibleTo(dialog)


def test_every_field_has_a_name_and_tab_visits_it(window, inspector, qtbot):
    both = All(of=(Seen(screen="s0000001"), Mastery(objective=OBJECTIVE)))
    set_conditions(window, SCREEN, shown_if=both, open_if=Score(quiz=QUIZ))
    dialog = asked(window, inspector.conditions)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert nameless(dialog) == []
    row = dialog.forms["shown_if"].rows[1]
    assert row.which.accessibleName() == "Affiché si… 2\u00a0: lequel"
    fields = {widget for widget in dialog.findChildren(type(row.asked)) if takes_keys(widget)}
    assert fields <= set(walked(dialog, row.asked))
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_cards_headings_and_screen_readers_say_what_is_conditional(window):
    model = window.outline.course_model
    word = FRENCH.text("ui.conditional")
    board = window.work.storyboard.board
    picture = board.grab().toImage()
    for id_ in (SCREEN, LESSON):
        index = model.index_of(id_)
        assert word not in model.data(index, Qt.ItemDataRole.AccessibleTextRole)
        set_conditions(window, id_, shown_if=Score(quiz=QUIZ))
        assert word in model.data(model.index_of(id_), Qt.ItemDataRole.AccessibleTextRole)
        assert word in model.data(model.index_of(id_), Qt.ItemDataRole.ToolTipRole)
        now = board.grab().toImage()
        assert now != picture
        picture = now


def test_how_learners_go_through_the_course_is_chosen_in_the_plan(window):
    window.work.go("plan")
    choose(window.work.plan.navigation, Navigation.LINEAR)
    assert window.document.course.navigation is Navigation.LINEAR
    window.actions_by_name["undo"].trigger()
    assert window.work.plan.navigation.currentData() is Navigation.FREE


def test_a_place_that_is_gone_meanwhile_is_left_alone(window, inspector):
    dialog = asked(window, inspector.conditions)
    dialog.below_button.click()
    window.document.edit(LABEL, lambda now: remove(now, SCREEN))
    dialog.accept()
    assert not any(conditions_of(each) for each in window.document.course.screens.values())
