"""The learner's page as it is seen and used: by mouse, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Locator, Page, expect

from studio.course.edits import replace
from studio.course.model import Course
from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import by_itself, from_disk, unpacked
from tests.courses import small_course

pytestmark = pytest.mark.browser

ENGLISH = """WEBVTT

00:00:00.200 --> 00:00:01.200
First sentence

00:00:01.400 --> 00:00:02.600
Second sentence & the rest
"""
POSITION = "video => video.currentTime"
SILENT = "video => { video.muted = true }"
SHOWN = """video => [...video.textTracks].filter((track) => track.mode === 'showing')
  .map((track) => track.language)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CONTROLS = "document.querySelectorAll('button, select, input, a, [role=button], progress')"
SMALL_TARGETS = """() => [...document.querySelectorAll('button, select, .seek, .choice')]
  .filter((each) => each.checkVisibility())
  .filter((each) => { const box = each.getBoundingClientRect();
    return box.width < 24 || box.height < 24; })
  .map((each) => each.outerHTML)"""
NAMELESS = f"""() => [...{CONTROLS}]
  .filter((each) => each.checkVisibility())
  .filter((each) => !(each.ariaLabel || each.textContent.trim() || each.labels?.length))
  .map((each) => each.outerHTML)"""


def as_it_is(course: Course) -> Course:
    return course


def published(
    folder: Path, language: str = "fr", edit: Callable[[Course], Course] = as_it_is
) -> Path:
    """Unpack the page of the small course, its lecture captioned in French and in English."""
    project, course = small_course(folder / "course")
    [recording] = course.recordings.values()
    english = project.captions.add_bytes(ENGLISH.encode(), ".vtt")
    captions = {**recording.captions, "en": english}
    course = replace(course, changed(recording, captions=captions))
    course = edit(changed(course, language=language))
    return unpacked(project, course, folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return published(tmp_path_factory.mktemp("page"))


@pytest.fixture
def learner(folder: Path, visit: Visit) -> Learner:
    """Someone who has opened the page from a disk."""
    return visit(from_disk(folder), framed=False, language="fr")


def video(learner: Learner) -> Locator:
    return learner.page.locator("video")


def go(learner: Learner, title: str) -> None:
    """Go to a screen by the outline."""
    learner.page.get_by_role("navigation").get_by_role("button", name=title).click()
    learner.sees(title)


def seen(learner: Learner) -> list[str]:
    return learner.page.locator(".place-button.seen .title").all_text_contents()


def play_on(learner: Learner, until_s: float) -> None:
    """Play the clip without sound until some place, then pause."""
    video(learner).evaluate(SILENT)
    learner.page.get_by_role("button", name="Lire", exact=True).click()
    wait_until(learner.page, f"document.querySelector('video').currentTime > {until_s}")
    video(learner).evaluate("video => video.pause()")
    expect(learner.page.get_by_role("button", name="Lire", exact=True)).to_be_visible()


def wait_until(page: Page, condition: str) -> None:
    """Wait for a condition in the page, whose policy lets Playwright's own way not pass."""
    page.evaluate(
        f"""() => new Promise((resolve) => {{
          const look = () => ({condition}) ? resolve() : requestAnimationFrame(look);
          look();
        }})"""
    )


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_it_is_the_same_over_http(folder, visit):
    with by_itself(folder) as server:
        learner = visit(server.url, framed=False, language="fr")
        learner.sees("Bienvenue")
        learner.next()
        play_on(learner, 0.4)
        assert video(learner).evaluate(SHOWN) == ["fr"]


def test_by_the_mouse_through_the_outline(learner):
    expect(learner.page).to_have_title(re.compile("^Bienvenue . Élan vital$"))
    assert seen(learner) == ["Bienvenue"]
    go(learner, "Conclure")
    expect(learner.page).to_have_title(re.compile("^Conclure . Élan vital$"))
    here = learner.page.locator("[aria-current=page] .title")
    expect(here).to_have_text("Conclure")
    expect(learner.page.locator(".place")).to_have_text("La fin")
    assert seen(learner) == ["Bienvenue", "Conclure"]
    expect(learner.page.locator("#left")).to_contain_text("40 %")
    learner.next()
    learner.page.get_by_role("main").get_by_role("button", name="Revoir").click()
    learner.sees("Revoir")


def test_by_the_keyboard_alone(learner):
    page = learner.page
    page.keyboard.press("Tab")
    assert focused(page) == page.locator(".skip").text_content()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    learner.button("next").press("Enter")
    assert focused(page) == "Regarder"
    learner.button("next").press("Enter")
    page.get_by_label("Trois", exact=True).press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Quatre", exact=True)).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    feedback = page.locator(".feedback").first
    expect(feedback).to_be_focused()
    expect(feedback).to_contain_text("Bien compté.")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Deux", exact=True)).to_be_focused()


def test_the_clip_by_keys(learner):
    learner.next()
    page, clip = learner.page, video(learner)
    clip.evaluate(SILENT)
    play = page.get_by_role("button", name="Lire", exact=True)
    play.press("k")
    wait_until(learner.page, "document.querySelector('video').currentTime > 0.2")
    page.keyboard.press("k")
    page.keyboard.press("ArrowRight")
    assert clip.evaluate(POSITION) == pytest.approx(3.04, abs=0.1)
    page.keyboard.press("ArrowLeft")
    assert clip.evaluate(POSITION) == 0
    page.keyboard.press("c")
    assert clip.evaluate(SHOWN) == []
    page.keyboard.press("c")
    assert clip.evaluate(SHOWN) == ["fr"]
    page.keyboard.press("m")
    assert clip.evaluate("video => video.muted") is False
    seek = page.get_by_role("slider")
    seek.press("ArrowRight")
    assert 0 < clip.evaluate(POSITION) < 1
    expect(seek).to_have_attribute("aria-valuetext", "0:00 sur 0:03")
    page.keyboard.press("f")
    wait_until(learner.page, "document.fullscreenElement !== null")
    page.keyboard.press("f")
    wait_until(learner.page, "document.fullscreenElement === null")


def test_captions_are_chosen_once(learner):
    learner.next()
    assert video(learner).evaluate(SHOWN) == ["fr"]
    learner.page.get_by_label("Sous-titres").select_option("English")
    assert video(learner).evaluate(SHOWN) == ["en"]
    said = learner.page.locator(".said")
    expect(said).to_have_attribute("lang", "en")
    expect(said).to_have_text("First sentence Second sentence & the rest")
    go(learner, "Revoir")
    learner.back()
    learner.back()
    assert video(learner).evaluate(SHOWN) == ["en"]
    learner.page.get_by_label("Sous-titres").select_option("")
    learner.reload()
    learner.sees("Regarder")
    assert video(learner).evaluate(SHOWN) == []
    expect(learner.page.locator(".said")).to_contain_text("Première phrase")


def test_the_transcript_leads_to_places_in_the_clip(learner):
    learner.next()
    video(learner).evaluate(SILENT)
    learner.page.get_by_text("Transcription").click()
    learner.page.get_by_role("button", name="Deuxième phrase & la suite").click()
    wait_until(learner.page, "document.querySelector('video').currentTime > 1.4")
    expect(learner.page.locator(".cue.now")).to_have_text("Deuxième phrase & la suite")
    learner.page.get_by_role("button", name="Première phrase").focus()
    learner.page.keyboard.press("ArrowDown")
    assert focused(learner.page) == "Deuxième phrase & la suite"
    learner.page.keyboard.press("ArrowUp")
    learner.page.keyboard.press("Enter")
    expect(learner.page.locator(".cue.now")).to_have_text("Première phrase")


def test_reading_the_transcript_counts_as_watching(learner):
    learner.next()
    assert seen(learner) == ["Bienvenue"]
    learner.page.get_by_text("Transcription").click()
    learner.page.locator(".cue").last.scroll_into_view_if_needed()
    expect(learner.page.locator("[aria-current] .state")).to_have_text("vu")


def test_a_clip_played_in_two_sittings_was_watched(learner):
    learner.next()
    play_on(learner, 1.6)
    learner.reload()
    learner.sees("Regarder")
    wait_until(learner.page, "document.querySelector('video').currentTime > 1.5")
    assert seen(learner) == ["Bienvenue"]
    play_on(learner, 2.8)
    expect(learner.page.locator("[aria-current] .state")).to_have_text("vu")


def test_jumping_to_the_end_is_not_watching(learner):
    learner.next()
    video(learner).evaluate("video => { video.muted = true; video.currentTime = 2.5 }")
    learner.page.get_by_role("button", name="Lire", exact=True).click()
    wait_until(learner.page, "document.querySelector('video').ended")
    assert seen(learner) == ["Bienvenue"]


def test_the_speed_stays(learner):
    learner.next()
    learner.page.get_by_label("Vitesse").select_option("1.5")
    learner.next(2)
    assert video(learner).evaluate("video => video.playbackRate") == 1.5


def test_a_clip_that_cannot_be_played(folder, visit, tmp_path):
    shutil.copytree(folder, tmp_path / "page")
    (tmp_path / "page" / "k0000001.mp4").write_bytes(b"no film")
    learner = visit(from_disk(tmp_path / "page"), framed=False, language="fr")
    learner.next()
    expect(learner.page.get_by_text("ne peut pas être lue")).to_be_visible()
    expect(learner.page.get_by_role("button", name="Première phrase")).to_be_visible()


def test_tries_hints_and_the_right_answer(learner):
    learner.next(2)
    page = learner.page
    question = page.locator(".question").first
    check = question.get_by_role("button", name="Valider")
    expect(check).to_be_disabled()
    question.get_by_label("Trois").check()
    check.click()
    for text in ("Pas encore.", "Pas tout à fait.", "Comptez sur vos doigts."):
        expect(question.get_by_role("status")).to_contain_text(text)
    again = question.get_by_role("button", name="Réessayer (encore 1)")
    expect(again).to_be_focused()
    again.click()
    expect(question.get_by_role("status")).to_be_empty()
    question.get_by_label("Trois").check()
    check.click()
    expect(question.get_by_role("status")).to_contain_text("Quatre")
    expect(question.locator(".right-choice")).to_have_text("Quatre")
    expect(question.get_by_label("Trois")).to_be_disabled()
    learner.reload()
    expect(question.get_by_role("status")).to_contain_text("La bonne réponse")
    expect(question.locator(".right-choice")).to_have_text("Quatre")
    expect(page.locator("#advice")).not_to_be_empty()


def test_light_and_dark_and_larger_text(learner):
    page = learner.page
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.locator("#theme").click()
    assert page.evaluate(background) != light
    size = "parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"
    normal = page.evaluate(size)
    page.get_by_role("button", name="Taille du texte").click()
    assert page.evaluate(size) == pytest.approx(normal * 1.15)
    learner.reload()
    learner.sees("Bienvenue")
    assert page.evaluate(background) != light
    assert page.evaluate(size) == pytest.approx(normal * 1.15)


def test_the_system_asks_for_dark(learner):
    learner.page.emulate_media(color_scheme="dark")
    learner.reload()
    learner.sees("Bienvenue")
    assert learner.page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone(learner, width):
    """320 CSS pixels are a page of 1,280 at 400 % (WCAG 1.4.10)."""
    page = learner.page
    page.set_viewport_size({"width": width, "height": 640})
    for title in ("Regarder", "Vérifier", "Revoir", "Conclure", "Votre bilan"):
        assert page.evaluate(OVERFLOW) == 0
        assert page.evaluate(SMALL_TARGETS) == []
        expect(learner.button("next")).to_be_in_viewport(ratio=1)
        learner.next()
        learner.sees(title)
    menu = page.locator("#menu")
    place = page.get_by_role("navigation").get_by_role("button", name="Bienvenue")
    expect(place).to_be_hidden()
    menu.press("Enter")
    expect(place).to_be_visible()
    expect(page.locator("[aria-current=page]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(place).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    place.click()
    learner.sees("Bienvenue")
    expect(place).to_be_hidden()


def test_every_control_has_a_name_and_room(learner):
    for title in ("Regarder", "Vérifier", "Revoir", "Conclure", "Votre bilan"):
        assert learner.page.evaluate(NAMELESS) == []
        assert learner.page.evaluate(SMALL_TARGETS) == []
        learner.next()
        learner.sees(title)


def test_from_the_right(tmp_path, visit):
    learner = visit(from_disk(published(tmp_path, "ar")), framed=False, language="ar")
    learner.next()
    page = learner.page
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate(OVERFLOW) == 0
    next_, back = learner.button("next").bounding_box(), learner.button("back").bounding_box()
    outline = page.get_by_role("navigation").bounding_box()
    assert next_ is not None
    assert back is not None
    assert outline is not None
    assert next_["x"] < back["x"] < outline["x"] + outline["width"]
    assert outline["x"] > 640
