"""axe-core finds nothing on any block or question, in light and dark, in any theme."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Browser, Page

from exporters.publish import publish
from studio.course.look import Look, Theme
from studio.course.model import Course
from studio.jobs import Progress
from studio.project.project import Project
from tests.browser import required
from tests.browser.platforms import from_disk
from tests.showcase import showcase

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  return found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
FILL = """() => {
  const seen = new Set();
  for (const input of document.querySelectorAll("main .question input")) {
    if (["radio", "checkbox"].includes(input.type)) {
      if (!seen.has(input.name || input)) { seen.add(input.name || input); input.click(); }
    } else { input.value = "1"; input.dispatchEvent(new Event("input", {bubbles: true})); }
  }
  for (const text of document.querySelectorAll("main .question textarea")) {
    text.value = "Un texte"; text.dispatchEvent(new Event("input", {bubbles: true}));
  }
  for (const list of document.querySelectorAll("main .question select")) {
    list.selectedIndex = 1;
    list.dispatchEvent(new Event("input", {bubbles: true}));
    list.dispatchEvent(new Event("change", {bubbles: true}));
  }
  document.querySelectorAll("main .surface").forEach((surface) => {
    const {left, top} = surface.getBoundingClientRect();
    surface.dispatchEvent(new MouseEvent("click", {clientX: left + 9, clientY: top + 9}));
  });
}"""
SCREENS = "coursePage.order.map((screen) => [screen.id, screen.title])"


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> tuple[Project, Course]:
    if not AXE.exists():
        required.missing("axe-core is not installed: run `python3 dev.py test` once")
    return showcase(tmp_path_factory.mktemp("showcase"))


@pytest.fixture
def opened(
    browser: Browser, tmp_path: Path, course: tuple[Project, Course], request: Any
) -> Iterator[Page]:
    """The course in a colour scheme and with a look."""
    scheme, language, look = request.param
    project, made = course
    made = changed(made, language=language, look=look)
    package = publish(project, made, "html", tmp_path / "page.zip", progress=Progress()).file
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "page")
    # Without the policy of the page: the test's own script has to run there, too.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(from_disk(tmp_path / "page"))
    page.wait_for_selector("main h1")
    page.add_script_tag(content=AXE.read_text("utf-8"))
    yield page
    context.close()


def found_on(page: Page, where: str) -> list[str]:
    found: list[str] = page.evaluate(RUN)
    return [f"{where}: {each}" for each in found]


def answered(page: Page) -> None:
    """Answer what is asked on the screen, until nothing is left to try."""
    for _ in range(3):
        page.evaluate(FILL)
        check = page.locator("main .check:visible:enabled")
        if check.count():
            check.first.click()
        again = page.locator("main .again:visible")
        if not again.count():
            return
        again.first.click()


def all_found(page: Page) -> list[str]:
    found: list[str] = []
    for id_, title in page.evaluate(SCREENS):
        page.evaluate("id => coursePage.display(id)", id_)
        found += found_on(page, title)
        if page.locator("main .question").count():
            answered(page)
            found += found_on(page, f"{title}, answered")
    return found


@pytest.mark.parametrize(
    "opened",
    [("light", "fr", Look()), pytest.param(("dark", "fr", Look()), marks=pytest.mark.full)],
    indirect=True,
    ids=["light", "dark"],
)
def test_every_block_and_question(opened):
    assert all_found(opened) == []


@pytest.mark.parametrize(
    "opened",
    [(scheme, "fr", Look(theme=theme)) for theme in Theme for scheme in ("light", "dark")],
    indirect=True,
    ids=[f"{theme.value}-{scheme}" for theme in Theme for scheme in ("light", "dark")],
)
def test_every_theme(opened):
    """On some screens: what differs between themes are their colours."""
    found: list[str] = []
    for title in ("Bienvenue", "callout", "quiz-end", "multiple-choice"):
        opened.evaluate(
            "title => coursePage.display(coursePage.order.find((s) => s.title === title).id)", title
        )
        answered(opened)
        found += found_on(opened, title)
    assert found == []


@pytest.mark.parametrize("opened", [("light", "ar", Look())], indirect=True, ids=["arabic"])
def test_the_sheets_and_the_end(opened):
    """The search, the glossary, the notes, the shortcuts, the menu and the notice at the end."""
    found: list[str] = []
    opened.evaluate("coursePage.search.open()")
    found += found_on(opened, "search")
    opened.keyboard.press("Escape")
    opened.evaluate("coursePage.glossary.open()")
    found += found_on(opened, "glossary")
    opened.keyboard.press("Escape")
    opened.evaluate("coursePage.shortcuts.open()")
    found += found_on(opened, "shortcuts")
    opened.keyboard.press("Escape")
    opened.evaluate("coursePage.notes.toggle()")
    found += found_on(opened, "notes")
    opened.evaluate("coursePage.display('')")
    found += found_on(opened, "end")
    assert found == []


@pytest.mark.parametrize(
    "opened",
    [("light", "fr", Look()), ("dark", "fr", Look()), ("light", "ar", Look())],
    indirect=True,
    ids=["light", "dark", "arabic"],
)
def test_a_clip_that_has_stopped_for_its_question(opened):
    opened.evaluate("coursePage.display(coursePage.order.find((s) => s.title === 'clip-stops').id)")
    opened.locator("main .play").click()
    stop = opened.locator("main .stop:visible")
    stop.wait_for()
    found = found_on(opened, "asked")
    stop.locator("input").first.check()
    stop.locator(".check").click()
    stop.locator(".stop-actions button").wait_for()
    found += found_on(opened, "answered")
    assert found == []
