"""Every type of question on the learner's page: by mouse, by keyboard, by touch, and taken up."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from exporters.publish import publish
from studio.jobs import Progress
from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk
from tests.questions import course_one_by_one

RIGHT = "C\u2019est juste."

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    here = tmp_path_factory.mktemp("questions")
    project, course = course_one_by_one(here / "course")
    package = publish(project, course, "html", here / "page.zip", progress=Progress()).file
    with zipfile.ZipFile(package) as archive:
        archive.extractall(here / "page")
    unpacked: Path = here / "page"
    return unpacked


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
    expect(question.get_by_role("status")).to_contain_text(text)


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
    try_again(question)
    expect(field).to_be_focused()
    field.fill("4 807,5 m")
    check(question)
    told(question, RIGHT)
    told(question, "Sa hauteur change")
    question = taken_up(learner, "numeric")
    told(question, "Vous avez répondu")
    expect(question.get_by_label("Votre réponse")).to_have_value("4\u202f806")


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
    expect(question.get_by_label("Votre réponse")).to_have_value("Victor Hugo")


def test_a_short_text_with_a_typing_error(learner):
    question = asked(learner, "short-text")
    question.get_by_label("Votre réponse").fill("victor hugo")
    check(question)
    told(question, RIGHT)
