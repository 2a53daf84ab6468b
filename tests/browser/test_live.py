"""The live preview in Chromium: it follows the studio, and plays clips that are cut on demand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Page, expect

from exporters.live import LiveRender
from studio.course.blocks import TextBlock
from studio.course.conditions import Seen
from studio.course.edits import remove
from studio.course.model import Course, Navigation
from studio.i18n import Voice
from studio.preview.live import LivePreview
from tests.courses import small_course

pytestmark = pytest.mark.browser


@pytest.fixture
def written(tmp_path):
    return small_course(tmp_path)


@pytest.fixture
def live(written) -> Iterator[LivePreview]:
    project, course = written
    render = LiveRender(project)
    with LivePreview(render, course, Voice("en")) as live:
        yield live
    render.close()


@pytest.fixture
def page(live, visit) -> Page:
    page: Page = visit(live.address("s0000003"), framed=False, language="fr").page
    heading(page, "Vérifier")
    return page


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def retitled(course: Course, id_: str, title: str) -> Course:
    screen = changed(course.screens[id_], title=title)
    return changed(course, screens={**course.screens, id_: screen})


def lengthened(course: Course, lines: int) -> Course:
    text = TextBlock(id="b0000099", text="\n\n".join(f"Ligne {n}" for n in range(lines)))
    screen = changed(course.screens["s0000001"], blocks=(text,))
    return changed(course, screens={**course.screens, screen.id: screen})


def test_an_edit_shows_and_the_screen_stays(live, page, written):
    live.show(retitled(written[1], "s0000003", "Vérifions"))
    heading(page, "Vérifions")


def test_the_page_stays_where_it_was_scrolled_to(live, page, written):
    course = lengthened(written[1], 200)
    live.show(course)
    live.go_to("s0000001")
    heading(page, "Bienvenue")
    expect(page.get_by_text("Ligne 199")).to_be_attached()
    scrolled = "() => window.scrollY + document.querySelector('main').scrollTop"
    page.evaluate("window.scrollTo(0, 700); document.querySelector('main').scrollTop = 700")
    before = page.evaluate(scrolled)
    assert before >= 700
    live.show(retitled(course, "s0000001", "Bonjour"))
    heading(page, "Bonjour")
    page.wait_for_function(f"at => ({scrolled})() === at", arg=before)


def test_answers_stay_until_their_question_changes(live, page, written):
    course = written[1]
    box = page.locator("[data-placement]").first
    box.locator("input").first.check()
    box.get_by_role("button", name="Valider").click()
    expect(box.locator(".feedback .verdict")).to_be_visible()
    live.show(retitled(course, "s0000003", "Vérifions"))
    heading(page, "Vérifions")
    expect(box.locator(".feedback .verdict")).to_be_visible()
    id_ = (box.get_attribute("data-placement") or "").partition("/")[2]
    question = changed(course.questions[id_], stem="Autrement ?")
    live.show(changed(course, questions={**course.questions, id_: question}))
    expect(page.get_by_text("Autrement ?")).to_be_visible()
    expect(box.locator(".feedback .verdict")).to_have_count(0)


def test_the_page_follows_the_author(live, page):
    live.go_to("s0000001")
    heading(page, "Bienvenue")
    live.go_to("s0000004")
    heading(page, "Revoir")


def test_an_author_sees_screens_that_are_closed_or_skipped(live, page, written):
    course = changed(written[1], navigation=Navigation.LINEAR)
    skipped = changed(course.screens["s0000004"], shown_if=Seen(screen="s0000005"))
    course = changed(course, screens={**course.screens, skipped.id: skipped})
    live.show(retitled(course, "s0000003", "Vérifions"))
    heading(page, "Vérifions")
    for id_, title in (("s0000004", "Revoir"), ("s0000005", "Conclure")):
        live.go_to(id_)
        heading(page, title)
        live.show(retitled(course, id_, f"{title} !"))
        heading(page, f"{title} !")


def test_where_the_screen_is_gone_its_neighbour_is_shown(live, page, written):
    live.show(remove(written[1], "s0000003"))
    heading(page, "Revoir")


def test_a_clip_is_cut_when_it_is_shown_and_can_be_sought(live, page, written):
    cuts = written[0].folder / ".studio" / "cuts"
    assert list(cuts.glob("*.mp4")) == []
    live.go_to("s0000002")
    ready = "() => document.querySelector('video')?.readyState >= "
    page.wait_for_function(ready + "1", timeout=60_000)
    assert len(list(cuts.glob("*.mp4"))) == 1
    page.evaluate("document.querySelector('video').currentTime = 2")
    page.wait_for_function(ready + "2")
    assert page.evaluate("document.querySelector('video').currentTime") == pytest.approx(2, abs=0.2)


def test_a_clip_that_cannot_be_cut_is_said(live, page, written):
    project, course = written
    media = course.media[course.recordings["r0000001"].media]
    project.media.path(media.file).unlink()
    live.go_to("s0000002")
    expect(page.locator(".live-bar")).to_be_visible(timeout=30_000)
    assert page.locator(".live-bar").inner_text() != ""


def test_the_end_is_said(live, page):
    live.close()
    expect(page.locator(".live-bar")).to_have_text(Voice("en").text("preview.live.ended"))
