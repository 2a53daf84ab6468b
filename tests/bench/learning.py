"""The learner's page of 1,000 screens in Chromium: opened, gone through, searched; and its size.

What is timed is measured in the page, to the frame that shows it. The references are the same page
without its scripts, and the same content put into an empty page.
"""

from __future__ import annotations

import gzip
import re
import tempfile
import zipfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from exporters.publish import publish
from exporters.render import player_text
from requirements.system import find_chromium
from studio.course.edits import insert
from studio.course.ids import new_id
from studio.course.model import Course, Lesson, Module, Screen
from studio.jobs import Progress
from studio.project.project import Project, create_project
from studio.resources import asset
from tests.bench.courses import large_course, large_project
from tests.bench.measure import Timed, report
from tests.browser import chromium

_RUNS = 15
_FRAME = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
_TIMED = """async () => { const before = performance.now(); %s; %s
  return performance.now() - before; }"""
_NEXT = "document.querySelector('#next').click()"
_SWAP = """const all = document.querySelectorAll('template');
  window.at = (window.at ?? 0) + 1;
  document.querySelector('main').replaceChildren(all[window.at].content.cloneNode(true))"""
_SEARCH = """coursePage.search.index = null; coursePage.search.open();
  coursePage.search.find('ecran 7')"""
_CLOSE = "coursePage.search.sheet.close()"


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        folder = Path(home)
        course = large_course()
        project = large_project(folder / "1000.course", course)
        page_file = _published(project, course, folder / "1000")
        bare_file = page_file.with_name("bare.html")
        html = page_file.read_text("utf-8")
        bare_file.write_text(re.sub(r"<script src=.*?</script>", "", html), "utf-8")
        browser = chromium.start(playwright, find_chromium() or "")
        page, bare = browser.new_page(), browser.new_page()
        opened, empty = _opened(page, page_file, "h1"), _opened(bare, bare_file, "main")
        report("1,000 screens opened", opened, "without scripts", empty, "under 1,000 ms")
        changed, swapped = _in_page(page, _NEXT), _in_page(bare, _SWAP)
        report("another screen", changed, "its content alone, in a frame", swapped, "under 50 ms")
        searched = _in_page(page, _SEARCH, _CLOSE)
        report("the first search", searched, "a frame", swapped, "under 300 ms")
        browser.close()
        _sizes(folder)


def _published(project: Project, course: Course, folder: Path) -> Path:
    package = publish(project, course, "html", folder.with_suffix(".zip"), progress=Progress()).file
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder / "index.html"


def _opened(page: Page, file: Path, shown: str) -> Timed:
    """Return how long it takes until `shown` is there and painted, from when it was asked for."""
    figures = []
    for _ in range(_RUNS + 1):
        page.goto("about:blank")
        page.goto(file.as_uri())
        page.locator(shown).first.wait_for(state="attached")
        done = page.evaluate("""async () => { await new Promise((done) =>
            requestAnimationFrame(() => setTimeout(done)));
            const [open] = performance.getEntriesByType('navigation');
            const paint = performance.getEntriesByType('paint').map((each) => each.startTime);
            return Math.max(open.loadEventEnd, ...paint); }""")
        figures.append(float(done))
    return Timed(tuple(figures[1:]))


def _in_page(page: Page, work: str, after: str = "") -> Timed:
    figures = []
    for _ in range(_RUNS + 1):
        figures.append(float(page.evaluate(_TIMED % (work, _FRAME))))
        page.evaluate(f"() => {{ {after} }}")
    return Timed(tuple(figures[1:]))


def _with_one_screen(course: Course) -> Course:
    """Return the least that can be published: a screen with nothing but its title."""
    module, lesson = Module(id=new_id(), title="M"), Lesson(id=new_id(), title="L")
    course = insert(course, module, course.id)
    course = insert(course, lesson, module.id)
    return insert(course, Screen(id=new_id(), title="S"), lesson.id)


def _sizes(folder: Path) -> None:
    names = sorted(each.name for each in asset("player").iterdir())
    kinds = ([name for name in names if name.endswith(end)] for end in (".js", ".css"))
    written = sum(len(gzip.compress(player_text(each))) for each in kinds)
    themes = max(len(gzip.compress(each.read_bytes())) for each in asset("themes").iterdir())
    empty = _with_one_screen(Course(id=new_id(), title="Empty"))
    project = create_project(folder / "empty.course", empty)
    project.save(empty)
    package = publish(project, empty, "html", folder / "empty.zip", progress=Progress()).file
    print("the learner's page, compressed")
    print(f"    scripts and styles    {written + themes:8,} bytes   goal: under 60,000")
    print(f"    an empty course       {package.stat().st_size:8,} bytes   goal: under 150,000")


if __name__ == "__main__":
    main()
