"""Every type of question on the learner's page: by mouse, by keyboard, by touch, and taken up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk, unpacked
from tests.questions import course_one_by_one, with_pictures

RIGHT = "C\u2019est juste."

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    here = tmp_path_factory.mktemp("questions")
    project, course = course_one_by_one(here / "course")
    course = with_pictures(course)
    return unpacked(project, course, here)


@pytest.fixture
def learner(folder: Path, visit: Visit) -> Learner:
    return visit(from_disk(folder), framed=False, language="fr")


def asked(learner: Learner, tag: str) -> Locator:
    """Go to the question of a type."""
    learner.page.get_by_role("navigation").get_by_role("button", name=tag).click()
    learner.sees(tag)
    return learner.page.locator(".question")


def check(question: Locator) -> None:
    question.get_by_role("button", name="Valider").click()


def told(question: Locator, text: str) -> None:
    expect(question.locator(".feedback")).to_contain_text(text)


def try_again(question: Locator) -> None:
    question.get_by_role("button", name="Réessayer").click()


def taken_up(learner: Learner, tag: str) -> Locator:
    learner.reload()
    learner.sees(tag)
    return learner.page.locator(".question")


def test_a_number(learner):
    question = asked(learner, "numeric")
    field = question.get_by_label("Votre réponse, un nombre")
    expect(question.get_by_role("button", name="Valider")).to_be_disabled()
    field.fill("beaucoup")
    field.press("Enter")
    told(question, "Écrivez un nombre")
    field.fill("4 700")
    field.press("Enter")
    told(question, "Plus de 4 800.")
    expect(question.get_by_role("button", name="Revoir ce passage, 0:01")).to_be_visible()
    try_again(question)
    expect(field).to_be_focused()
    field.fill("4 807,5 m")
    check(question)
    told(question, RIGHT)
    told(question, "Sa hauteur change")
    question = taken_up(learner, "numeric")
    told(question, "Sa hauteur change avec la neige.")
    expect(question.get_by_label("Votre réponse")).to_have_value("4 807,5 m")


def test_back_to_the_moment_that_says_it(learner):
    question = asked(learner, "numeric")
    question.get_by_label("Votre réponse, un nombre").fill("1")
    check(question)
    question.get_by_role("button", name="Revoir ce passage").click()
    learner.sees("Revoir")
    place_s = learner.page.locator("video")
    expect(place_s).to_have_js_property("currentTime", 1.5)


def test_pictures_of_a_question_and_its_choices(learner):
    learner.page.get_by_role("navigation").get_by_role("button", name="Vérifier").click()
    question = learner.page.locator(".question").nth(1)
    expect(question.get_by_alt_text("Le plan")).to_be_visible()
    question.get_by_role("checkbox", name="Un plan Deux").check()
    expect(question.get_by_alt_text("Un plan")).to_have_count(3)


def test_a_short_text(learner):
    question = asked(learner, "short-text")
    field = question.get_by_label("Votre réponse")
    field.fill("Zola")
    check(question)
    told(question, "Notre-Dame")
    try_again(question)
    field.fill("Balzac")
    check(question)
    told(question, "La bonne réponse\u00a0: Victor Hugo")
    expect(question.get_by_role("status")).to_be_focused()
    expect(field).to_be_disabled()
    question = taken_up(learner, "short-text")
    expect(question.get_by_label("Votre réponse")).to_have_value("Balzac")


def place(learner: Learner, order: list[str]) -> None:
    """Put the items in this order by their buttons, from the first one on."""
    for at, text in enumerate(order):
        row = learner.course.locator(".order li").filter(has_text=text)
        while learner.course.locator(".order .words").all_inner_texts().index(text) > at:
            row.get_by_role("button", name="Monter").press("Enter")


STEPS = [
    "Signer le compromis",
    "Comparer les offres",
    "Attendre dix jours",
    "Signer chez le notaire",
]


def test_an_order_by_the_keyboard(learner):
    question = asked(learner, "ordering")
    question.locator(".order li").last.get_by_role("button", name="Monter").press("Enter")
    expect(question.get_by_role("status").first).to_contain_text("sur 4")
    place(learner, [STEPS[1], STEPS[2], STEPS[3], STEPS[0]])
    check(question)
    told(question, "juste en partie")
    try_again(question)
    place(learner, STEPS)
    last = question.get_by_role("button", name=f"Monter\u00a0: {STEPS[1]}")
    expect(last).to_be_visible()
    check(question)
    told(question, RIGHT)
    question = taken_up(learner, "ordering")
    expect(question.locator(".words")).to_have_text(STEPS)


def test_an_order_by_dragging(learner):
    question = asked(learner, "ordering")
    page, words = learner.page, question.locator(".words")
    before = words.all_inner_texts()
    grip = question.locator(".grip").first.bounding_box()
    end = question.locator("li").last.bounding_box()
    assert grip
    assert end
    page.mouse.move(grip["x"] + 10, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, end["y"] + end["height"] - 4, steps=20)
    page.mouse.up()
    assert words.all_inner_texts() == [*before[1:], before[0]]


@pytest.mark.parametrize(
    ("tag", "right"),
    [
        ("matching", {"Italie": "Rome", "Pérou": "Lima", "Kenya": "Nairobi"}),
        (
            "categorise",
            {"Baleine": "Mammifères", "Chauve-souris": "Mammifères", "Manchot": "Oiseaux"},
        ),
    ],
)
def test_pairs(learner, tag, right):
    question = asked(learner, tag)
    first = next(iter(right))
    for name, value in right.items():
        expect(question.get_by_role("button", name="Valider")).to_be_disabled()
        other = next(each for each in right.values() if each != value)
        question.get_by_label(name).select_option(other if name == first else value)
    check(question)
    told(question, "juste en partie")
    try_again(question)
    expect(question.get_by_label(first)).to_be_focused()
    question.get_by_label(first).select_option(right[first])
    check(question)
    told(question, RIGHT)
    question = taken_up(learner, tag)
    for name, value in right.items():
        chosen = question.get_by_label(name).locator("option:checked")
        expect(chosen).to_have_text(value)


def test_blanks(learner):
    question = asked(learner, "fill-blanks")
    first = question.get_by_label("Trou 1 sur 2")
    first.fill("Rhin")
    question.get_by_label("Trou 2 sur 2").fill("mer mediterranee")
    check(question)
    told(question, "juste en partie")
    try_again(question)
    expect(first).to_be_focused()
    first.fill("rhône")
    first.press("Enter")
    told(question, RIGHT)
    question = taken_up(learner, "fill-blanks")
    expect(question.get_by_label("Trou 1 sur 2")).to_have_value("rhône")


def test_places_by_the_mouse(learner):
    question = asked(learner, "hotspot")
    surface = question.get_by_role("application", name="Le plan du site")
    surface.locator("img").evaluate("image => image.decode()")
    box = surface.bounding_box()
    assert box
    width, height = box["width"], box["height"]
    surface.click(position={"x": width * 0.5, "y": height * 0.1})
    surface.click(position={"x": width * 0.1, "y": height * 0.5})
    check(question)
    told(question, "Pas encore.")
    told(question, "C'est un mur.")
    expect(question.locator(".mark.right-choice")).to_have_count(1)
    expect(question.locator(".mark.wrong-choice")).to_have_count(1)
    try_again(question)
    expect(question.locator(".mark")).to_have_count(0)
    surface.click(position={"x": width * 0.5, "y": height * 0.1})
    check(question)
    told(question, "juste en partie")
    told(question, "Nord · Sud")


def test_places_by_the_keyboard(learner):
    question = asked(learner, "hotspot")
    page = learner.page
    question.get_by_role("application").focus()
    for key in ("Shift+ArrowUp", "Shift+ArrowDown"):
        for _ in range(4 if key == "Shift+ArrowUp" else 8):
            page.keyboard.press(key)
        page.keyboard.press("Enter")
    expect(question.get_by_role("status").last).to_be_attached()
    expect(question.locator(".state")).to_have_text(re.compile("posé.*50.*90"))
    page.keyboard.press("Enter")
    expect(question.locator(".state")).to_have_text(re.compile("retiré"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told(question, RIGHT)
    question = taken_up(learner, "hotspot")
    expect(question.locator(".mark.right-choice")).to_have_count(2)


def test_opinions(learner):
    question = asked(learner, "likert")
    for statement, degree in [("clair", "D\u2019accord"), ("rythme", "Tout à fait")]:
        group = question.get_by_role("group", name=re.compile(statement))
        expect(question.get_by_role("button", name="Valider")).to_be_disabled()
        group.get_by_label(degree, exact=degree.startswith("D")).check()
    check(question)
    told(question, "Votre réponse est notée.")
    question = taken_up(learner, "likert")
    told(question, "Votre réponse est notée.")
    group = question.get_by_role("group", name=re.compile("rythme"))
    expect(group.get_by_label("Tout à fait")).to_be_checked()


def test_a_long_answer(learner):
    question = asked(learner, "long-answer")
    question.get_by_label("Votre réponse").fill("Le taux, et le reste.")
    expect(question.get_by_label("Je parle du taux.")).to_have_count(0)
    check(question)
    told(question, "Votre réponse est notée.")
    question.get_by_label("Je parle du taux.").check()
    expect(question.get_by_text("n'est pas tout")).to_be_visible()
    question = taken_up(learner, "long-answer")
    expect(question.get_by_label("Votre réponse")).to_have_value("Le taux, et le reste.")
    expect(question.get_by_text("n'est pas tout")).to_be_visible()


def test_a_short_text_with_a_typing_error(learner):
    question = asked(learner, "short-text")
    question.get_by_label("Votre réponse").fill("victor hugo")
    check(question)
    told(question, RIGHT)
