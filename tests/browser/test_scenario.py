"""Scenarios on the learner's page: by mouse and keys, resumed, published anew, on paper."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Locator, Page, expect

from exporters.publish import publish
from studio.course.edits import replace
from studio.course.items import without_item
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.scenario import ScenarioBlock, with_target
from studio.jobs import Progress
from studio.project.project import Project
from tests.block_courses import PLAYED, bank_scenario, full_course
from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk, in_test_lms
from tests.browser.test_page import NAMELESS, OVERFLOW, SMALL_TARGETS, go

pytestmark = pytest.mark.browser

Edit = Callable[[ScenarioBlock], ScenarioBlock]


class Published:
    """A course that is published again and again at the same place."""

    def __init__(self, folder: Path) -> None:
        self.project: Project
        self.project, self.course = full_course(folder / "course")
        self._package = folder / "page.zip"
        self.page = folder / "page"

    def put(self, edit: Edit = lambda block: block, **fields: object) -> Path:
        """Publish it with another scenario."""
        block = find(self.course, "b0000130")
        assert isinstance(block, ScenarioBlock)
        course: Course = changed(replace(self.course, edit(block)), **fields)
        file = publish(self.project, course, "html", self._package, progress=Progress()).file
        with zipfile.ZipFile(file) as archive:
            archive.extractall(self.page)
        return self.page


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return Published(tmp_path_factory.mktemp("page")).put()


@pytest.fixture
def published(tmp_path) -> Published:
    return Published(tmp_path)


@pytest.fixture
def learner(folder: Path, visit: Visit) -> Learner:
    """Someone who has opened the page from a disk."""
    return arrived(visit(from_disk(folder), framed=False, language="fr"))


@pytest.fixture
def page(learner: Learner) -> Page:
    return learner.page


def arrived(learner: Learner) -> Learner:
    """Go to the screen of the scenario."""
    go(learner, "Jouer")
    return learner


def scene(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def choose(page: Page, *choices: str) -> None:
    """Take choices, reading on where something is said to one."""
    for choice in choices:
        page.get_by_role("button", name=choice, exact=True).click()
        on = page.get_by_role("button", name="Continuer", exact=True)
        if on.is_visible():
            on.click()


def way(page: Page) -> list[str]:
    """Return the way that is told at the end, `|` between a scene and what was done there."""
    steps = page.locator(".scene-after li").all_inner_texts()
    return [step.replace(" \u203a ", "|") for step in steps]


def test_a_choice_has_its_consequence_and_leads_on(page):
    expect(scene(page, "Au guichet")).to_be_visible()
    expect(scene(page, "Le calcul")).to_be_hidden()
    assert page.locator(".scene-after").bounding_box()["height"] == 0
    choose_first = page.get_by_role("button", name="Demander le taux fixe")
    choose_first.click()
    told = page.locator(".scene-after")
    expect(told).to_have_text("Elle le calcule : 3,4 %.")
    expect(told).to_be_focused()
    expect(choose_first).to_be_disabled()
    expect(choose_first).to_have_class("choice chosen")
    page.get_by_role("button", name="Continuer").click()
    expect(scene(page, "Le calcul")).to_be_focused()
    expect(scene(page, "Au guichet")).to_be_hidden()
    expect(told).to_be_empty()


def test_the_way_and_its_points_are_told_at_the_end(page):
    here = page.locator("[aria-current] .state")
    expect(here).to_have_text("à voir")
    expect(page.locator("#advice")).to_contain_text("la fin du scénario")
    choose(page, "Relire le contrat", "Revenir", "Relire le contrat", "Revenir")
    choose(page, "Demander le taux fixe", "Accepter")
    expect(scene(page, "La maison")).to_be_focused()
    end = page.locator(".scene-after")
    expect(end).to_contain_text("Points : 5 sur 5")
    assert way(page) == [
        "Au guichet|Relire le contrat (+1)",
        "Le contrat|Revenir",
        "Au guichet|Relire le contrat",
        "Le contrat|Revenir",
        "Au guichet|Demander le taux fixe (+2)",
        "Le calcul|Accepter (+2)",
    ]
    expect(here).to_have_text("vu")
    page.get_by_role("button", name="Recommencer").click()
    expect(scene(page, "Au guichet")).to_be_focused()
    expect(end).to_be_empty()
    expect(page.get_by_role("button", name="Signer tout de suite")).to_be_enabled()


def test_a_choice_that_leads_nowhere_ends_the_scenario(page):
    choose(page, "Signer tout de suite")
    expect(scene(page, "Au guichet")).to_be_visible()
    expect(page.locator(".scene-after")).to_be_focused()
    expect(page.locator(".scene-after")).to_contain_text("Points : -1 sur 5")
    assert way(page) == ["Au guichet|Signer tout de suite (-1)"]


def test_a_way_by_keys(page):
    first = page.get_by_role("button", name="Demander le taux fixe")
    first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Continuer")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Accepter")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".scene-after")).to_contain_text("Points : 2 sur 5")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Recommencer")).to_be_focused()


def test_the_next_scene_is_in_sight(page):
    page.set_viewport_size({"width": 360, "height": 420})
    page.get_by_role("button", name="Relire le contrat").scroll_into_view_if_needed()
    choose(page, "Relire le contrat")
    title = page.get_by_role("heading", name="Le contrat")
    expect(title).to_be_in_viewport(ratio=1)
    top = page.locator("header.top").bounding_box()
    box = title.bounding_box()
    assert top is not None
    assert box is not None
    assert box["y"] >= top["y"] + top["height"]


def test_what_comes_of_a_choice_is_in_sight(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("button", name="Demander le taux fixe").click()
    bar = page.locator("footer").bounding_box()
    assert bar is not None
    for each in (page.locator(".scene-after"), page.get_by_role("button", name="Continuer")):
        box = each.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= bar["y"]


def test_the_way_is_taken_up_where_it_was_left(page):
    page.get_by_role("button", name="Demander le taux fixe").click()
    page.reload()
    expect(page.locator(".scene-after")).to_have_text("Elle le calcule : 3,4 %.")
    page.get_by_role("button", name="Continuer").click()
    page.reload()
    expect(scene(page, "Le calcul")).to_be_visible()
    expect(scene(page, "Le calcul")).not_to_be_focused()
    choose(page, "Accepter")
    page.reload()
    expect(page.locator(".scene-after")).to_contain_text("Points : 4 sur 5")
    page.get_by_role("button", name="Recommencer").click()
    page.reload()
    expect(scene(page, "Au guichet")).to_be_visible()
    expect(page.get_by_role("button", name="Recommencer")).to_be_hidden()


def in_progress(page: Page, *choices: str) -> None:
    choose(page, *choices)
    expect(page.get_by_role("button", name="Recommencer")).to_be_visible()


@pytest.mark.parametrize(
    ("edit", "here"),
    [
        (lambda block: without_choice(block, "u0000101", "u0000111"), "Au guichet"),
        (lambda block: without_item(block, "scenes", "u0000102"), "Au guichet"),
        (lambda block: without_item(block, "scenes", "u0000101"), "Le calcul"),
        (lambda block: with_target(block, "u0000111", "u0000103"), "Le contrat"),
        (lambda block: changed(block, scenes=(block.scenes[0], *block.scenes[:0:-1])), "Le calcul"),
        (lambda block: changed(block, scenes=block.scenes[:1]), "Au guichet"),
    ],
    ids=["choice gone", "scene gone", "first gone", "led elsewhere", "moved", "others gone"],
)
def test_what_another_publication_has_taken_away(published, visit, edit, here):
    page = arrived(visit(from_disk(published.put()), framed=False, language="fr")).page
    in_progress(page, "Demander le taux fixe")
    expect(scene(page, "Le calcul")).to_be_visible()
    published.put(edit)
    page.reload()
    expect(scene(page, here)).to_be_visible()
    expect(page.locator(".scene:visible")).to_have_count(1)
    expect(page.locator(".scene-choices button:visible").first).to_be_enabled()
    expect(page.locator(".scene-after")).to_be_empty()


def without_choice(block: ScenarioBlock, scene: str, choice: str) -> ScenarioBlock:
    held = next(each for each in block.scenes if each.id == scene)
    left = without_item(held, "choices", choice)
    scenes = (left if each.id == scene else each for each in block.scenes)
    return changed(block, scenes=tuple(scenes))


def test_an_end_that_goes_on_now(published, visit):
    page = arrived(visit(from_disk(published.put()), framed=False, language="fr")).page
    in_progress(page, "Signer tout de suite")
    published.put(lambda block: with_target(block, "u0000112", "u0000103"))
    page.reload()
    expect(scene(page, "Le contrat")).to_be_visible()


def test_no_points_no_score(published, visit):
    page = arrived(visit(from_disk(published.put(pointless)), framed=False, language="fr")).page
    choose(page, "Demander le taux fixe", "Refuser")
    assert way(page) == ["Au guichet|Demander le taux fixe", "Le calcul|Refuser"]
    expect(page.locator(".scene-after")).not_to_contain_text("Points")


def pointless(block: ScenarioBlock) -> ScenarioBlock:
    scenes = (
        changed(each, choices=tuple(changed(choice, points=0) for choice in each.choices))
        for each in block.scenes
    )
    return changed(block, scenes=tuple(scenes))


@pytest.mark.parametrize(
    ("points", "best", "share"),
    [
        *((5, 5, 1), (2, 5, 0.4), (0, 5, 0), (-3, 5, 0), (7, 5, 1)),
        *((0, "null", 1), (0, 0, 1), (-1, 0, 0), (-1, -1, 1), (-2, -1, 0)),
    ],
)
def test_the_share_of_the_best_score(page, points, best, share):
    assert page.evaluate(f"scenarioShare({points}, {best})") == share


@pytest.mark.parametrize("scenes", [(), bank_scenario().scenes[3:]], ids=["none", "an end"])
def test_where_there_is_nothing_to_choose_nobody_is_stuck(published, visit, scenes):
    folder = published.put(lambda block: changed(block, scenes=scenes))
    page = arrived(visit(from_disk(folder), framed=False, language="fr")).page
    expect(page.locator("[aria-current] .state")).to_have_text("vu")
    expect(page.locator(".scene-after")).to_have_text("Fin")


def test_all_scenes_are_found(page):
    page.keyboard.press("/")
    for words, found in (
        ("mensualité 900", "La mensualité est de 900"),
        ("relire contrat", "Relire le contrat"),
        ("monte", "Le taux monte"),
    ):
        page.get_by_role("searchbox").fill(words)
        expect(page.locator(".found")).to_contain_text("Jouer")
        expect(page.locator(".found .excerpt").first).to_contain_text(found)


def test_on_paper_all_scenes_stand_with_where_they_lead(page):
    choose(page, "Relire le contrat")
    page.emulate_media(media="print")
    for name in ("Au guichet", "Le calcul", "Le contrat", "La maison"):
        expect(scene(page, name)).to_be_visible()
    expect(page.get_by_text("Elle le calcule")).to_be_visible()
    expect(scene(page, "Au guichet").locator(".scene-to")).to_have_text(
        ["\u203a Le calcul", "\u203a Fin", "\u203a Le contrat"]
    )
    expect(page.get_by_role("button", name="Recommencer")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_it_fits_and_has_names_and_room(page, width):
    page.set_viewport_size({"width": width, "height": 640})
    for step in ((), ("Demander le taux fixe",), ("Accepter",)):
        choose(page, *step)
        assert page.evaluate(OVERFLOW) == 0
        assert page.evaluate(NAMELESS) == []
        assert page.evaluate(SMALL_TARGETS) == []


def test_from_the_right(published, visit):
    folder = published.put(language="ar")
    page = arrived(visit(from_disk(folder), framed=False)).page
    choose(page, "Relire le contrat", "Revenir", "Signer tout de suite")
    page.get_by_role("button", name="تابع").click()
    assert page.evaluate(OVERFLOW) == 0
    expect(page.locator(".scene-after")).to_contain_text("النقاط: 0 من 5")


def test_its_share_counts_in_the_score_of_the_course(published, tmp_path, visit):
    block = find(published.course, "b0000130")
    assert isinstance(block, ScenarioBlock)
    course = replace(published.course, changed(block, graded=True, weight=2.0))
    screens = {id_: changed(each, blocks=()) for id_, each in course.screens.items()}
    course = changed(course, screens={**screens, PLAYED: course.screens[PLAYED]})
    package = tmp_path / "scored.zip"
    publish(published.project, course, "scorm12", package, progress=Progress())
    with in_test_lms(package) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.course.get_by_role("navigation").get_by_role("button", name="Jouer").click()
        learner.course.get_by_role("button", name="Demander le taux fixe").click()
        learner.course.get_by_role("button", name="Continuer").click()
        learner.course.get_by_role("button", name="Refuser").click()
        lms.wait_for(lambda attempt: attempt.score.raw is not None)
        assert lms.attempt.score.raw == 40
