"""Adaptive courses on the learner's page: skipped lessons, branches, gates, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import expect

from studio.course.blocks import QuizBlock, TextBlock
from studio.course.conditions import Mastery, Not, Score, Seen
from studio.course.model import Course, Lesson, Module, Navigation, Objective, Screen
from studio.course.questions import Choice, SingleChoice
from studio.i18n import Voice
from studio.project.project import create_project
from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk, unpacked
from tests.review.courses import with_changed

pytestmark = pytest.mark.browser

PRETEST, EXERCISE, QUIZ, OBJECTIVE = "s0000001", "s0000003", "b0000001", "o0000001"
BASICS, MORE = "l0000002", "l0000003"
SKIPPED = {BASICS: {"shown_if": Not(of=Mastery(objective=OBJECTIVE, at_least=0.8))}}
BRANCHES = {
    "s0000004": {"shown_if": Score(quiz=QUIZ, at_least=0.5)},
    "s0000005": {"shown_if": Score(quiz=QUIZ, below=0.5)},
}
OPEN = Callable[..., Learner]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def question(number: int, **fields: Any) -> SingleChoice:
    right = Choice(id=f"a000000{number}", text=f"Juste {number}", correct=True)
    wrong = Choice(id=f"a000001{number}", text=f"Faux {number}")
    return SingleChoice(
        id=f"q000000{number}", stem=f"Question {number} ?", choices=(right, wrong), **fields
    )


def adaptive_course() -> Course:
    """A test at the start, the basics with an exercise, two screens for two kinds of learners."""
    asked = [question(1, objectives=(OBJECTIVE,)), question(2)]
    titles = ["Se situer", "Les bases", "Exercice", "Aller plus loin", "Reprendre", "Conclure"]
    blocks = [TextBlock(id=f"t000000{n}", text=f"Texte {n}") for n in range(1, 7)]
    quizzes = {0: QuizBlock(id=QUIZ, questions=("q0000001",))}
    quizzes[2] = QuizBlock(id="b0000002", questions=("q0000002",))
    screens = [
        Screen(
            id=f"s000000{n + 1}",
            title=title,
            blocks=(blocks[n], *([quizzes[n]] if n in quizzes else [])),
        )
        for n, title in enumerate(titles)
    ]
    held = {"Début": screens[:1], "Bases": screens[1:3], "Suite": screens[3:]}
    lessons = [
        Lesson(id=f"l000000{n}", title=title, screens=tuple(screen.id for screen in inside))
        for n, (title, inside) in enumerate(held.items(), 1)
    ]
    module = Module(id="m0000001", title="Parcours", lessons=tuple(each.id for each in lessons))
    return Course(
        id="c0000001",
        title="Cours adaptatif",
        language="fr",
        order=(module.id,),
        modules={module.id: module},
        lessons={lesson.id: lesson for lesson in lessons},
        screens={screen.id: screen for screen in screens},
        questions={each.id: each for each in asked},
        objectives={OBJECTIVE: Objective(id=OBJECTIVE, text="Savoir les bases")},
    )


@pytest.fixture
def open_course(tmp_path: Path, visit: Visit) -> OPEN:
    """Publish a version of the course to the place of the one before, and visit or reload it."""
    project = create_project(tmp_path / "A.course", Course(id="c0000001", title="A"))
    learners: list[Learner] = []

    def open_(conditions: dict[str, Any], navigation: Navigation = Navigation.FREE) -> Learner:
        course = changed(adaptive_course(), navigation=navigation)
        for id_, fields in conditions.items():
            course = with_changed(course, id_, **fields)
        folder = unpacked(project, course, tmp_path)
        if learners:
            learners[0].reload()
        else:
            learners.append(visit(from_disk(folder), framed=False, language="fr"))
        return learners[0]

    return open_


def outline(learner: Learner) -> list[str]:
    """Return the titles of the screens in the outline, those with a lock in brackets."""
    shown = learner.page.locator(".place-button:visible")
    texts = [(each.locator(".title").text_content(), each) for each in shown.all()]
    return [
        f"({text})" if each.get_attribute("aria-disabled") else f"{text}" for text, each in texts
    ]


def headings(learner: Learner) -> list[str]:
    return learner.page.locator(".lesson:visible").all_text_contents()


def said(label: str, **params: str) -> str:
    """Return what the page says."""
    return Voice("fr").text(f"player.{label}", **params)


def right(learner: Learner, number: int = 1) -> None:
    learner.answer([f"Juste {number}"])


def wrong(learner: Learner, number: int = 1) -> None:
    learner.answer([f"Faux {number}"])


def modules(learner: Learner) -> list[str]:
    return learner.page.locator(".module:visible").all_text_contents()


def test_modules_are_numbered_without_those_that_are_skipped(tmp_path, visit):
    course = changed(
        with_changed(adaptive_course(), BASICS, **SKIPPED[BASICS]),
        order=("m0000001", "m0000002", "m0000003"),
        modules={
            f"m000000{n}": Module(id=f"m000000{n}", title=title, lessons=(f"l000000{n}",))
            for n, title in enumerate(("Avant", "Bases", "Après"), 1)
        },
    )
    project = create_project(tmp_path / "A.course", course)
    folder = unpacked(project, course, tmp_path)
    learner = visit(from_disk(folder), framed=False, language="fr")
    assert modules(learner) == ["1 Avant", "2 Bases", "3 Après"]
    right(learner)
    expect(learner.page.locator("#news")).to_have_text(said("adapted"))
    assert modules(learner) == ["1 Avant", "2 Après"]


def test_a_pretest_skips_a_lesson(open_course):
    learner = open_course(SKIPPED)
    assert "Les bases" in outline(learner)
    assert headings(learner) == ["Début", "Bases", "Suite"]
    expect(learner.button("next")).to_contain_text("Les bases")
    right(learner)
    news = learner.page.locator("#news")
    expect(news).to_have_text(said("adapted"))
    expect(news).to_have_attribute("role", "status")
    assert outline(learner) == ["Se situer", "Aller plus loin", "Reprendre", "Conclure"]
    assert headings(learner) == ["Début", "Suite"]
    expect(learner.page.locator("#left")).to_contain_text("25 %")
    learner.next()
    learner.sees("Aller plus loin")
    expect(news).to_be_empty()
    learner.back()
    learner.sees("Se situer")


def test_skipped_screens_are_not_missing_at_the_end(open_course):
    learner = open_course(SKIPPED)
    right(learner)
    learner.next(4)
    learner.sees("Votre bilan")
    expect(learner.page.get_by_role("main")).to_contain_text("Vous avez terminé ce cours")
    expect(learner.page.locator(".missing")).to_have_count(0)
    expect(learner.page.get_by_role("main")).to_contain_text("100 %")


def test_a_branch_by_score_changes_with_another_answer(open_course):
    learner = open_course(BRANCHES)
    assert outline(learner) == ["Se situer", "Les bases", "Exercice", "Conclure"]
    wrong(learner)
    assert outline(learner)[-2:] == ["Reprendre", "Conclure"]
    learner.page.get_by_role("button", name="Réessayer").click()
    right(learner)
    assert outline(learner)[-2:] == ["Aller plus loin", "Conclure"]
    learner.reload()
    learner.sees("Se situer")
    assert outline(learner)[-2:] == ["Aller plus loin", "Conclure"]
    expect(learner.page.locator("#news")).to_be_empty()


def test_resume_at_a_place_that_is_no_longer_shown(open_course):
    """The learner leaves on the screen for beginners; the next version asks for less."""
    learner = open_course(BRANCHES)
    wrong(learner)
    learner.page.get_by_role("navigation").get_by_role("button", name="Reprendre").click()
    learner.sees("Reprendre")
    easier = {"s0000005": {"shown_if": Score(quiz="b0000002", below=0.5)}}
    learner = open_course(BRANCHES | easier)
    learner.sees("Conclure")
    assert outline(learner) == ["Se situer", "Les bases", "Exercice", "Conclure"]
    assert learner.page.locator("[aria-current=page] .title").text_content() == "Conclure"


def test_what_was_completed_stays_so_when_a_new_version_shows_more(open_course):
    learner = open_course(SKIPPED)
    right(learner)
    learner.next(4)
    expect(learner.page.get_by_role("main")).to_contain_text("Vous avez terminé ce cours")
    learner = open_course({})
    assert "Les bases" in outline(learner)
    expect(learner.page.locator("#left")).to_contain_text("66 %")
    learner.next()
    expect(learner.page.get_by_role("main")).to_contain_text("Vous avez terminé ce cours")
    expect(learner.page.locator(".missing li")).to_have_text(["Les bases", "Exercice"])


def test_one_screen_after_the_other(open_course):
    learner = open_course({}, Navigation.LINEAR)
    page, next_ = learner.page, learner.button("next")
    assert outline(learner)[:3] == ["Se situer", "(Les bases)", "(Exercice)"]
    closed = page.get_by_role("navigation").get_by_role("button", name="Les bases")
    waits = said("locked_until_seen", title="Se situer")
    expect(closed).to_have_accessible_name(f"Les bases {waits}")
    closed.click(force=True)
    learner.sees("Se situer")
    expect(page.locator("#advice")).to_have_text(said("advice_then", advice=said("advice_answer")))
    expect(next_).to_have_attribute("aria-disabled", "true")
    expect(next_).to_have_accessible_description(page.locator("#advice").inner_text())
    next_.click(force=True)
    learner.sees("Se situer")
    expect(page.locator("#news")).to_be_empty()
    right(learner)
    expect(page.locator("#advice")).to_be_empty()
    learner.next()
    learner.sees("Les bases")
    assert outline(learner)[:4] == ["Se situer", "Les bases", "Exercice", "(Aller plus loin)"]


def test_a_gate_says_which_score_opens_it(open_course):
    learner = open_course({MORE: {"open_if": Score(quiz=QUIZ, at_least=0.8)}})
    assert outline(learner)[-3:] == ["(Aller plus loin)", "(Reprendre)", "(Conclure)"]
    wrong(learner)
    learner.next(2)
    learner.sees("Exercice")
    right(learner, 2)
    reason = said("locked_until_score", title="Se situer", share="80 %")
    expect(learner.page.locator("#advice")).to_have_text(said("next_locked", reason=reason))
    learner.back()
    learner.back()
    right(learner)
    expect(learner.page.locator(".locked")).to_have_count(0)


def test_the_way_to_a_closed_screen_by_keyboard(open_course):
    learner = open_course({"s0000002": {"open_if": Seen(screen="s0000006")}})
    learner.button("next").focus()
    learner.page.keyboard.press("Enter")
    learner.sees("Se situer")
    reason = said("locked_until_seen", title="Conclure")
    expect(learner.page.locator("#advice")).to_have_text(said("next_locked", reason=reason))
    place = learner.page.get_by_role("navigation").get_by_role("button", name="Les bases")
    place.focus()
    expect(place).to_be_focused()
    learner.page.keyboard.press("Enter")
    learner.sees("Se situer")


def test_a_link_to_a_screen_that_is_closed_or_skipped_says_why(open_course):
    learner = open_course(SKIPPED | {MORE: {"open_if": Seen(screen="s0000002")}})
    news = learner.page.locator("#news")
    learner.page.evaluate("coursePage.show('s0000006')")
    expect(news).to_have_text(said("locked_until_seen", title="Les bases"))
    right(learner)
    learner.page.evaluate("coursePage.show('s0000002')")
    expect(news).to_have_text(said("skipped"))
    learner.sees("Se situer")


@pytest.mark.parametrize("width", [360, 1280])
def test_locks_and_news_on_narrow_and_wide_pages(open_course, width):
    learner = open_course(SKIPPED | BRANCHES, Navigation.LINEAR)
    page = learner.page
    page.set_viewport_size({"width": width, "height": 740})
    expect(page.locator("#advice")).to_be_visible()
    expect(learner.button("next")).to_be_in_viewport(ratio=1)
    assert page.evaluate(OVERFLOW) == 0
    right(learner)
    expect(page.locator("#news")).to_be_in_viewport(ratio=1)
    expect(learner.button("next")).to_be_in_viewport(ratio=1)
    assert page.evaluate(OVERFLOW) == 0


def test_only_what_is_open_is_searched_and_printed(open_course):
    learner = open_course({**SKIPPED, **BRANCHES}, Navigation.LINEAR)
    page = learner.page
    right(learner)
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill("texte")
    expect(page.locator(".found .title")).to_have_text(["Se situer", "Aller plus loin"])
    page.keyboard.press("Escape")
    page.evaluate("window.print = () => {}")
    page.locator("#more-button").click()
    page.locator("#print-course").click()
    printed = page.locator(".printed article h1")
    assert printed.all_text_contents() == ["Se situer", "Aller plus loin"]
