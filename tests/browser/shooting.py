"""Pictures of the learner's page for people to look at: `python3 dev.py shots` takes them.

Each kind of block and each type of question, on a phone, on a laptop, in dark and from right to
left; questions as they are asked and as they are answered. `index.html` shows them all.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace as changed
from playwright.sync_api import Browser, Page, sync_playwright

from exporters.publish import publish
from requirements.system import find_chromium
from studio.jobs import Progress
from tests.browser import chromium
from tests.browser.platforms import from_disk
from tests.browser.test_axe import FILL, SCREENS
from tests.showcase import showcase


class Taking(NamedTuple):
    """How the page is looked at."""

    name: str
    language: str
    width: int
    dark: bool = False


TAKINGS = (
    Taking("360", "fr", 360),
    Taking("1280", "fr", 1280),
    Taking("1280-dark", "fr", 1280, dark=True),
    Taking("360-arabic", "ar", 360),
)


def main(target: Path, titles: Sequence[str]) -> int:
    """Write the pictures of some screens, or of all, to the folder `target`."""
    program = find_chromium()
    if program is None:
        print("There is no Chromium.", file=sys.stderr)
        return 1
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        browser = chromium.start(playwright, program)
        pages = {language: _published(Path(home), language) for language in ("fr", "ar")}
        for taking in TAKINGS:
            for name in _take(browser, pages[taking.language], taking, target, titles):
                print(name)
        browser.close()
    _write_index(target)
    return 0


def _published(home: Path, language: str) -> Path:
    project, course = showcase(home / language)
    course = changed(course, language=language)
    package = publish(project, course, "html", home / f"{language}.zip", progress=Progress()).file
    with zipfile.ZipFile(package) as archive:
        archive.extractall(home / f"{language}-page")
    return home / f"{language}-page"


def _take(
    browser: Browser, folder: Path, taking: Taking, target: Path, titles: Sequence[str]
) -> Iterator[str]:
    context = browser.new_context(
        viewport={"width": taking.width, "height": 800},
        color_scheme="dark" if taking.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(from_disk(folder))
    page.wait_for_selector("main h1")
    for id_, title in page.evaluate(SCREENS):
        if titles and title not in titles:
            continue
        page.evaluate("id => coursePage.display(id)", id_)
        page.wait_for_timeout(120)
        yield _shoot(page, target, f"{title}-{taking.name}")
        if page.locator("main .check:visible").count():
            _answer(page)
            yield _shoot(page, target, f"{title}-answered-{taking.name}")
    context.close()


def _answer(page: Page) -> None:
    """Answer once, as it comes: rightly, wrongly or partly."""
    page.evaluate(FILL)
    check = page.locator("main .check:visible:enabled")
    if check.count():
        check.first.click()
    page.wait_for_timeout(80)


def _shoot(page: Page, target: Path, name: str) -> str:
    """Take all of the screen, however long it is, without what stands above and below it."""
    height = page.evaluate("document.querySelector('main').scrollHeight") + 160
    width = (page.viewport_size or {"width": 1280})["width"]
    page.set_viewport_size({"width": width, "height": max(600, min(4000, height))})
    page.screenshot(path=target / f"{name}.png")
    page.set_viewport_size({"width": width, "height": 800})
    return name


def _write_index(target: Path) -> None:
    figures = (
        f'<figure><img src="{escape(file.name)}" loading="lazy">'
        f"<figcaption>{escape(file.stem)}</figcaption></figure>"
        for file in sorted(target.glob("*.png"))
    )
    style = "body{display:flex;flex-wrap:wrap;gap:1em;background:#888}img{max-width:40em}"
    (target / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(figures)}", "utf-8"
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
