"""What helps a learner along: search, notes, keys, paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Page, expect

from studio.course.blocks import TextBlock
from studio.course.edits import replace
from studio.course.model import Course, Term
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk
from tests.browser.test_page import (
    NAMELESS,
    OVERFLOW,
    SMALL_TARGETS,
    published,
    video,
    wait_until,
)

pytestmark = pytest.mark.browser

PRINTS = "window.printed = 0; window.print = () => { window.printed += 1; }; null"
REFUSE = """Object.defineProperty(Storage.prototype, 'setItem',
  { value() { throw new DOMException('full', 'QuotaExceededError'); } })"""


TERMS = {
    "t0000001": Term(id="t0000001", term="Taux d'effort", definition="La part des mensualités."),
    "t0000002": Term(id="t0000002", term="taux", definition="Une <b>part</b>."),
    "t0000003": Term(id="t0000003", term="Sans définition"),
}
EXPLAINED = """Le taux d\u2019effort compte, et les taux aussi. Un taux d'effort de 35 %.

`taux` et [les taux](https://example.org) et surtaux."""


def explained(course: Course) -> Course:
    text = TextBlock(id="b0000001", text=EXPLAINED)
    return changed(replace(course, text), glossary=TERMS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return published(tmp_path_factory.mktemp("page"))


@pytest.fixture
def learner(folder, visit) -> Learner:
    learner: Learner = visit(from_disk(folder), framed=False, language="fr")
    learner.sees("Bienvenue")
    return learner


def search(page: Page, query: str) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("searchbox").fill(query)


def test_search_finds_titles_texts_and_what_is_said(learner):
    page = learner.page
    search(page, "VERIFIER")
    found = page.locator(".found button")
    expect(found).to_have_count(1)
    expect(found.locator(".title mark")).to_have_text("Vérifier")
    expect(page.get_by_role("status").filter(has_text="1 écran trouvé")).to_be_visible()
    page.get_by_role("searchbox").fill("deuxieme suite")
    expect(found.locator(".title")).to_have_text("Regarder")
    expect(found.locator("mark")).to_have_text(["Deuxième", "suite"])
    expect(found.locator(".quiet")).to_have_text("Le début")
    page.get_by_role("searchbox").fill("zanzibar")
    expect(found).to_have_count(0)
    expect(page.get_by_text("été trouvé.")).to_be_visible()


def test_search_by_keys(learner):
    page = learner.page
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.fill("re")
    expect(page.locator(".found button")).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found button").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    search(page, "conclure")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Conclure")).to_be_focused()


LONG = """() => {
  const { clip, transcript } = coursePage.view.clips[0];
  clip.cues.fr = Array.from({ length: 60 }, (_, at) => [at / 20, at / 20 + 0.05,
    `Une phrase assez longue pour qu'une ligne ne suffise pas, la ${at}e.`]);
  transcript.show("fr");
}"""
SCROLLED = "document.querySelector('.said').scrollTop"


def test_the_transcript_follows_the_clip_and_no_one_who_has_scrolled(learner):
    page = learner.page
    learner.next()
    page.get_by_text("Transcription", exact=True).click()
    page.evaluate(LONG)
    at = page.evaluate("window.scrollY + document.querySelector('main').scrollTop")
    video(learner).evaluate("video => { video.currentTime = 2 }")
    expect(page.locator(".cue.now")).to_contain_text("la 40e")
    assert page.evaluate("window.scrollY + document.querySelector('main').scrollTop") == at
    page.locator(".said").scroll_into_view_if_needed()
    expect(page.locator(".cue.now")).to_be_in_viewport()
    assert page.evaluate(SCROLLED) > 300
    page.evaluate(f"{SCROLLED} = 0")
    video(learner).evaluate("video => { video.currentTime = 2.5 }")
    expect(page.locator(".cue.now")).to_contain_text("la 50e")
    assert page.evaluate(SCROLLED) == 0


def test_the_transcript_is_searched(learner):
    page = learner.page
    learner.next()
    page.get_by_text("Transcription", exact=True).click()
    field = page.get_by_role("searchbox")
    field.fill("deuxieme")
    expect(page.locator(".cue.hit")).to_have_text("Deuxième phrase & la suite")
    expect(page.get_by_text("1 phrase trouvée")).to_be_visible()
    field.press("Enter")
    expect(page.locator(".cue.hit")).to_be_focused()
    page.keyboard.press("Enter")
    wait_until(page, "document.querySelector('video').currentTime > 1.4")
    field.fill("")
    expect(page.locator(".cue.hit")).to_have_count(0)


def test_search_finds_no_answer_that_is_hidden(learner):
    search(learner.page, "bien compté")
    expect(learner.page.locator(".found button")).to_have_count(0)


def test_a_note_stays_with_its_screen(learner):
    page = learner.page
    page.keyboard.press("t")
    note = page.get_by_role("textbox", name="Votre note sur « Bienvenue »")
    expect(note).to_be_focused()
    page.keyboard.type("ne pas oublier <b>")
    expect(page.get_by_text("gardées dans ce navigateur")).to_be_visible()
    learner.next()
    expect(page.get_by_role("textbox")).to_have_value("")
    page.get_by_role("textbox").fill("deux")
    learner.reload()
    learner.back()
    page.get_by_role("button", name="Notes", exact=True).click()
    expect(note).to_have_value("ne pas oublier <b>")
    page.get_by_role("button", name="Toutes mes notes").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".written")).to_have_text(["ne pas oublier <b>", "deux"])
    with page.expect_download() as saved:
        dialog.get_by_role("button", name="Télécharger").click()
    text = saved.value.path().read_text("utf-8-sig")
    assert text.startswith("Élan vital\n")
    assert "Bienvenue\nne pas oublier <b>\n" in text
    dialog.get_by_role("button", name="Regarder").click()
    learner.sees("Regarder")
    page.get_by_role("textbox").press("Escape")
    expect(page.locator("#notes")).to_be_hidden()
    expect(page.get_by_role("button", name="Notes", exact=True)).to_be_focused()


def test_where_the_browser_keeps_no_notes_it_is_said(learner):
    page = learner.page
    page.evaluate(REFUSE)
    page.keyboard.press("t")
    page.keyboard.type("tout de même")
    expect(page.get_by_text("ne garde pas les notes")).to_be_visible()
    learner.next()
    learner.back()
    expect(page.get_by_role("textbox")).to_have_value("tout de même")


def test_keys_are_told_and_can_be_switched_off(learner):
    page = learner.page
    page.keyboard.press("n")
    learner.sees("Regarder")
    video(learner).evaluate("video => { video.muted = true }")
    page.keyboard.press("k")
    wait_until(page, "!document.querySelector('video').paused")
    page.keyboard.press("c")
    assert page.locator("select.language").input_value() == ""
    page.keyboard.press("p")
    learner.sees("Bienvenue")
    page.keyboard.press("o")
    expect(page.locator("[aria-current=page]")).to_be_focused()
    expect(page.locator("#next")).to_have_attribute("aria-keyshortcuts", "n")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Raccourcis clavier")
    expect(dialog.get_by_role("row")).to_have_count(9)
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    learner.sees("Bienvenue")
    assert page.locator("#next").get_attribute("aria-keyshortcuts") is None
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Rechercher")).to_be_visible()


def test_no_key_acts_in_a_field(learner):
    page = learner.page
    page.keyboard.press("t")
    page.keyboard.type("npo/?")
    expect(page.get_by_role("textbox")).to_have_value("npo/?")
    learner.sees("Bienvenue")


def test_terms_are_explained_where_they_stand_first(tmp_path, visit):
    learner = visit(from_disk(published(tmp_path, edit=explained)), framed=False, language="fr")
    page = learner.page
    terms = page.locator(".term")
    expect(terms).to_have_text(["taux d\u2019effort", "taux"])
    text = page.locator(".text p").first
    expect(text).to_contain_text("compte, et les taux")
    box = page.locator(".definition").nth(1)
    expect(box).to_be_hidden()
    terms.nth(1).press("Enter")
    expect(box).to_be_visible()
    expect(box).to_be_in_viewport(ratio=1)
    expect(box).to_have_text("taux Une <b>part</b>.")
    expect(terms.nth(1)).to_have_accessible_description("taux Une <b>part</b>.")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(terms.nth(1)).to_be_focused()
    page.locator("#more-button").click()
    page.locator("#glossary-button").click()
    dialog = page.get_by_role("dialog", name="Glossaire")
    expect(dialog.locator("dt")).to_have_text(["taux", "Taux d'effort"])
    dialog.get_by_role("searchbox").fill("mensualites")
    expect(dialog.locator("dt")).to_have_text(["Taux d'effort"])
    expect(dialog.locator("mark")).to_have_text("mensualités")


@pytest.mark.parametrize(
    ("language", "query", "said"),
    [("ar", "re", "عُثر على {n} شاشات"), ("de", "re", "{n} Seiten gefunden")],
)
def test_numbers_in_other_languages(tmp_path, visit, language, query, said):
    learner = visit(from_disk(published(tmp_path, language)), framed=False, language="ar")
    page = learner.page
    page.locator("h1").wait_for()
    search(page, query)
    count = page.locator(".found button").count()
    assert count >= 3
    number = page.evaluate("([tag, n]) => new Intl.NumberFormat(tag).format(n)", [language, count])
    expect(page.get_by_text(said.format(n=number))).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0


def test_the_menu_by_keys(learner):
    page = learner.page
    page.locator("#more-button").press("Enter")
    expect(page.locator("#more")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#print-course")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#more")).to_be_hidden()
    expect(page.locator("#more-button")).to_be_focused()


def test_a_screen_on_paper(learner):
    page = learner.page
    learner.next()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for gone in (".top", ".bottom", "#outline", ".stage"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator(".said")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelector('details').open") is False
    page.keyboard.press("p")
    address = "getComputedStyle(document.querySelector('.text a'), '::after').content"
    assert page.evaluate(address) == '" (https://example.org)"'


def test_the_whole_course_on_paper(learner):
    page = learner.page
    page.evaluate(PRINTS)
    page.locator("#more-button").click()
    page.locator("#print-course").click()
    assert page.evaluate("window.printed") == 1
    assert page.locator(".printed h1:not(.module-title)").count() == len(
        re.findall("<template id=.screen-", page.content())
    )
    assert page.locator(".printed video").count() == 0
    page.emulate_media(media="print")
    expect(page.locator("main")).to_be_hidden()
    expect(page.locator(".printed").get_by_text("Deuxième phrase & la suite")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".printed")).to_have_count(0)
    expect(page.locator("main")).to_be_visible()


@pytest.mark.parametrize("width", [360, 320])
def test_on_a_phone(learner, width):
    page = learner.page
    page.set_viewport_size({"width": width, "height": 640})
    page.locator("#more-button").click()
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(OVERFLOW) == 0
    page.locator("#more").get_by_role("button", name="Notes").click()
    expect(page.get_by_role("textbox")).to_be_focused()
    assert page.evaluate(OVERFLOW) == 0
    page.locator("#notes").get_by_role("button", name="Fermer").click()
    search(page, "re")
    for box in page.locator(".found button").all():
        expect(box).to_be_visible()
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(OVERFLOW) == 0
