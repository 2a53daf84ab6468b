"""The live preview of a course with everything: each block and question shows as it is edited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import BrowserContext, Page, Request, expect

from exporters.live import LiveRender
from studio.course.blocks import Block, ClipBlock, QuizBlock, tag_of_block
from studio.course.edits import replace
from studio.course.items import items_in
from studio.course.model import Course, Screen
from studio.course.question_types import QUESTION_TYPES, tag_of
from studio.i18n import Voice
from studio.preview.live import LivePreview
from tests.block_courses import full_course
from tests.questions import QUIZ, with_all_questions

pytestmark = pytest.mark.browser

WORD = "Retouche"
TEXTS = ("text", "prompt", "title", "caption", "label", "front")
"""Fields that learners read; a block has one of them, or its first item does."""
BLOCKS = {str(kind.__struct_config__.tag): kind for kind in get_args(Block)}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    return with_all_questions(*full_course(folder), folder)


@pytest.fixture(scope="module")
def live(written) -> Iterator[LivePreview]:
    project, course = written
    render = LiveRender(project)
    with LivePreview(render, course, Voice("en")) as live:
        yield live
    render.close()


@pytest.fixture
def complaints(profile: BrowserContext) -> list[str]:
    """All that the browser finds wrong with the page; a clip that is left is asked for no more."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            found.append(f"{request.failure}: {request.url}")

    profile.on("console", lambda told: found.append(told.text) if told.type == "error" else None)
    profile.on("requestfailed", note)
    return found


def place_of(course: Course, kind: type[Block]) -> tuple[Screen, Block]:
    return next(
        (screen, block)
        for screen in course.screens_in_order()
        for block in screen.blocks
        if isinstance(block, kind)
    )


def touched(held: Any) -> Any:
    """Return a block or an item with other words in it."""
    for name in TEXTS:
        if hasattr(held, name):
            return changed(held, **{name: WORD})
    field, (first, *others) = next(items_in(held))
    return changed(held, **{field: (touched(first), *others)})


def edited(course: Course, block: Block) -> Course:
    """Return the course with other words in a block, or in what it shows."""
    if isinstance(block, QuizBlock):
        return replace(course, changed(course.questions[block.questions[0]], stem=WORD))
    if isinstance(block, ClipBlock):
        return replace(course, changed(course.clips[block.clip], title=WORD))
    return replace(course, touched(block))


def shows(live: LivePreview, page: Page, screen: Screen, course: Course) -> None:
    """Expect that the page shows an edit where it was."""
    word = page.locator("main").get_by_text(WORD)
    expect(word).to_have_count(0)
    live.show(course)
    expect(word.first).to_be_attached()
    assert page.evaluate("coursePage.shown") == screen.id


def opened(live: LivePreview, visit: Any, course: Course, screen: Screen) -> Page:
    """Open the course as it was at the beginning, at one of its screens."""
    live.show(course)
    page: Page = visit(live.address(screen.id), framed=False, language="fr").page
    expect(page.get_by_role("heading", level=1)).to_have_text(screen.title)
    return page


@pytest.mark.parametrize("tag", BLOCKS)
def test_an_edit_of_any_block_shows_where_the_author_is(written, live, visit, complaints, tag):
    course = written[1]
    screen, block = place_of(course, BLOCKS[tag])
    page = opened(live, visit, course, screen)
    assert tag_of_block(block) == tag
    shows(live, page, screen, edited(course, block))
    assert complaints == []


@pytest.mark.parametrize("tag", QUESTION_TYPES)
def test_an_edit_of_any_question_shows_where_the_author_is(written, live, visit, complaints, tag):
    course = written[1]
    screen = next(s for s in course.screens_in_order() if any(b.id == QUIZ for b in s.blocks))
    question = next(each for each in course.questions.values() if tag_of(each) == tag)
    page = opened(live, visit, course, screen)
    shows(live, page, screen, replace(course, changed(question, stem=WORD)))
    assert complaints == []


def test_every_screen_is_shown_one_after_the_other(written, live, visit, complaints):
    course = written[1]
    screens = course.screens_in_order()
    page = opened(live, visit, course, screens[0])
    for screen in screens[1:]:
        live.go_to(screen.id)
        expect(page.get_by_role("heading", level=1)).to_have_text(screen.title)
        missing = page.locator("main img").evaluate_all(
            "images => images.filter((one) => one.complete && !one.naturalWidth).length"
        )
        assert missing == 0
    assert complaints == []
