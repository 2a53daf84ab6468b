"""How quizzes are taken on the learner's page: attempts, marks, time, draws, results at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Locator, expect

from studio.course.asking_blocks import QuizBlock, Results
from studio.course.edits import replace
from studio.course.model import CompletionRule
from studio.course.nodes import find
from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk, unpacked
from tests.questions import QUIZ, course_with_all

pytestmark = pytest.mark.browser
ASKED = ("qnumeric1", "qshorttext", "qordering1")
END = {"results": Results.AT_END, "attempts": 2, "pass_mark": 0.5}


class Take(Protocol):
    """Takes a course whose quiz has these settings."""

    def __call__(self, *, rule: CompletionRule | None = None, **settings: object) -> Learner: ...


@pytest.fixture
def take(tmp_path: Path, visit: Visit) -> Take:
    def taken(*, rule: CompletionRule | None = None, **settings: object) -> Learner:
        project, course = course_with_all(tmp_path / "course")
        course = changed(course, completion=rule or course.completion)
        quiz = find(course, QUIZ)
        assert isinstance(quiz, QuizBlock)
        fields = {"questions": ASKED, **settings}
        course = replace(course, changed(quiz, **fields))
        folder = unpacked(project, course, tmp_path)
        learner = visit(from_disk(folder), framed=False, language="fr")
        learner.page.get_by_role("navigation").get_by_role("button", name="Vérifier").click()
        learner.sees("Vérifier")
        return learner

    return taken


def button(learner: Learner, name: str) -> Locator:
    return learner.page.locator(".quiz").get_by_role("button", name=name)


def result(learner: Learner) -> Locator:
    return learner.page.locator(".quiz-result")


def write(learner: Learner, number: str, text: str) -> None:
    questions = learner.page.locator(".question")
    questions.nth(0).get_by_label("Votre réponse").fill(number)
    questions.nth(1).get_by_label("Votre réponse").fill(text)


def test_answers_are_handed_in_together_and_reviewed(take):
    learner = take(**END)
    expect(learner.page.locator(".quiz-rules")).to_contain_text("50\u202f% pour réussir")
    expect(button(learner, "Valider")).to_have_count(0)
    write(learner, "4806", "")
    button(learner, "Rendre mes réponses").click()
    expect(result(learner)).to_contain_text("1 question est sans réponse")
    write(learner, "4806", "Balzac")
    learner.reload()
    learner.sees("Vérifier")
    texts = learner.page.locator(".question").nth(1)
    expect(texts.get_by_label("Votre réponse")).to_have_value("Balzac")
    button(learner, "Rendre mes réponses").click()
    expect(result(learner)).to_be_focused()
    expect(result(learner)).to_contain_text("Votre résultat")
    expect(texts.locator(".feedback")).to_contain_text("La bonne réponse")
    expect(learner.page.locator(".question").nth(0).locator(".verdict")).to_contain_text("juste")
    learner.reload()
    learner.sees("Vérifier")
    expect(result(learner)).to_contain_text("Votre résultat")
    expect(texts.get_by_label("Votre réponse")).to_have_value("Balzac")


def test_another_attempt_begins_empty_and_the_best_counts(take):
    learner = take(**END, questions=ASKED[:2])
    write(learner, "4806", "Victor Hugo")
    button(learner, "Rendre mes réponses").click()
    expect(result(learner)).to_contain_text("Votre résultat\u00a0: 100")
    expect(result(learner)).to_contain_text("Réussi.")
    button(learner, "Recommencer (encore 1 tentative)").click()
    field = learner.page.locator(".question").nth(0).get_by_label("Votre réponse")
    expect(field).to_have_value("")
    write(learner, "1", "Balzac")
    button(learner, "Rendre mes réponses").click()
    expect(result(learner)).to_contain_text("Votre résultat\u00a0: 0")
    expect(result(learner)).to_contain_text("meilleure tentative qui compte\u00a0: 100")
    expect(button(learner, "Recommencer")).to_have_count(0)


def test_nothing_right_is_shown_where_the_author_does_not_want_it(take):
    learner = take(**{**END, "review": False}, questions=ASKED[:2])
    write(learner, "1", "Balzac")
    button(learner, "Rendre mes réponses").click()
    expect(result(learner)).to_contain_text("Non réussi\u00a0: il faut 50")
    expect(learner.page.locator(".question")).to_have_count(0)
    assert "Hugo" not in learner.page.locator("main").inner_text()


def test_the_time_begins_with_the_learner_and_ends_the_attempt(take):
    learner = take(**END, questions=ASKED[:2], time_limit_s=3.0)
    learner.page.wait_for_timeout(1500)
    expect(learner.page.locator(".question").nth(0)).to_be_hidden()
    button(learner, "Commencer").click()
    write(learner, "4806", "Balzac")
    expect(learner.page.locator(".quiz-clock")).to_contain_text("Temps restant")
    expect(result(learner)).to_contain_text("Votre résultat\u00a0: 50")
    expect(learner.page.locator(".quiz-clock")).to_be_hidden()


def test_time_runs_on_at_another_screen(take):
    learner = take(**END, questions=ASKED[:2], time_limit_s=2.0)
    button(learner, "Commencer").click()
    write(learner, "4806", "Balzac")
    learner.page.get_by_role("button", name="Précédent").click()
    learner.page.wait_for_timeout(2500)
    learner.page.get_by_role("navigation").get_by_role("button", name="Vérifier").click()
    expect(result(learner)).to_contain_text("Votre résultat\u00a0: 50")


def test_a_drawn_quiz_asks_the_same_questions_after_a_reload(take):
    learner = take(draw=1)
    question = learner.page.locator(".question")
    expect(question).to_have_count(1)
    place = question.get_attribute("data-placement")
    expect(learner.page.locator(".quiz-rules")).to_have_text("1 question tirée au sort")
    learner.reload()
    learner.sees("Vérifier")
    expect(question).to_have_attribute("data-placement", place or "")


def test_at_once_a_result_comes_with_the_last_answer(take):
    learner = take(questions=ASKED[:2], attempts=0, pass_mark=0.6)
    questions = learner.page.locator(".question")
    write(learner, "4806", "Victor Hugo")
    questions.nth(0).get_by_role("button", name="Valider").click()
    expect(result(learner)).to_be_hidden()
    questions.nth(1).get_by_role("button", name="Valider").click()
    expect(result(learner)).to_contain_text("Réussi.")
    button(learner, "Recommencer").click()
    expect(questions.nth(0).locator(".stem")).to_be_focused()
    expect(questions.nth(0).locator(".feedback")).to_be_empty()


def test_the_end_says_what_is_still_to_watch_and_to_pass(take):
    rule = CompletionRule(screens=0.0, video=0.9, quizzes=True)
    learner = take(**END, questions=ASKED[:2], rule=rule)
    learner.page.evaluate("coursePage.show('')")
    main = learner.page.get_by_role("main")
    expect(main).to_contain_text("Vidéo regardée\u00a0: 0\u202f%, sur les 90\u202f% demandés.")
    expect(main.get_by_text("Encore à réussir")).to_be_visible()
    main.locator("ul").last.get_by_role("button", name="Vérifier").click()
    write(learner, "4806", "Victor Hugo")
    button(learner, "Rendre mes réponses").click()
    expect(result(learner)).to_contain_text("Réussi.")
    learner.page.evaluate("coursePage.show('')")
    expect(main.get_by_text("Encore à réussir")).to_have_count(0)
