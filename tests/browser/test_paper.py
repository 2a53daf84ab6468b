"""Each kind of block and each type of question on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.platforms import from_disk, unpacked
from tests.browser.test_axe import SCREENS
from tests.browser.test_showcase import SHOW
from tests.showcase import showcase

pytestmark = pytest.mark.browser
PAGES = re.compile(rb"/Type\s*/Page\b")
DONE = "coursePage.session.result = () => ({ completion: true, score: 0.9 })"
PRESSED = """() => [...document.querySelectorAll("button, summary, .asking, .grip, .stop-marks")]
  .filter((each) => each.checkVisibility())
  .filter((each) => !each.matches(".spot, .choice, .enlarge, .accordion summary"))
  .map((each) => each.outerHTML.slice(0, 120))"""
ORDERS = """() => {
  const all = document.createElement("div");
  all.append(...wholeCourse(coursePage.session));
  return [...all.querySelectorAll(".order > *")].map((each) => each.dataset.id);
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    home: Path = tmp_path_factory.mktemp("paper")
    return unpacked(*showcase(home / "course"), home)


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 720, "height": 1000})
    page.goto(from_disk(folder))
    page.wait_for_selector("main h1")
    page.evaluate("window.print = () => {}")
    yield page
    page.close()


def sheets(page: Page) -> int:
    return len(PAGES.findall(page.pdf(format="A4")))


def test_nothing_on_paper_is_there_to_be_pressed(page):
    page.emulate_media(media="print")
    found: list[tuple[str, str]] = []
    for id_, title in page.evaluate(SCREENS):
        page.evaluate("id => coursePage.display(id)", id_)
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        found += [(title, each) for each in page.evaluate(PRESSED)]
    assert found == []


@pytest.mark.full
def test_a_short_screen_takes_one_sheet(page):
    found = {}
    for id_, title in page.evaluate(SCREENS):
        page.evaluate("id => coursePage.display(id)", id_)
        found[title] = sheets(page)
    # All scenes of a scenario are printed, with where their choices lead.
    assert {title for title, count in found.items() if count != 1} <= {"Jouer"}


@pytest.mark.parametrize(
    ("title", "offered"),
    [("matching", "Lima · Nairobi · Quito · Rome"), ("categorise", "Mammifères · Oiseaux")],
)
def test_what_there_is_to_choose_from_is_on_paper(page, title, offered):
    page.evaluate(SHOW, title)
    expect(page.locator("main .offered")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("main .offered")).to_have_text(offered)
    expect(page.locator("main .offered")).to_be_visible()


def test_the_whole_course_does_not_tell_the_order(page):
    """By chance it stands in the right order once in 24 times, and 12 times in a row never."""
    seen = {tuple(page.evaluate(ORDERS)) for _ in range(12)}
    assert len(seen) > 1
    assert len({frozenset(each) for each in seen}) == 1


def test_places_are_marked_in_the_whole_course(page):
    page.evaluate("printAlone(...wholeCourse(coursePage.session))")
    spot = page.locator(".printed .spot").first
    assert spot.evaluate("spot => [spot.style.left, spot.style.top]") != ["", ""]


def test_a_certificate_fills_one_sheet(page):
    page.evaluate(DONE)
    page.evaluate(SHOW, "certificate")
    page.locator(".certificate input").fill("Jeanne Martin")
    page.evaluate(
        "document.querySelector('.certificate').classList.add('printed');"
        "document.body.classList.add('printing-one')"
    )
    assert sheets(page) == 1
    page.emulate_media(media="print")
    expect(page.locator(".paper").get_by_text("Jeanne Martin")).to_be_visible()
    box = page.locator(".paper").bounding_box()
    assert box
    assert box["height"] > 700
    expect(page.locator("h1")).to_be_hidden()
