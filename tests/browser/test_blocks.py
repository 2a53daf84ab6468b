"""The kinds of blocks on the learner's page: by mouse, by keyboard, on paper, on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Locator, Page, expect

from tests.block_courses import full_course
from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk, unpacked
from tests.browser.test_page import NAMELESS, OVERFLOW, SMALL_TARGETS, go

pytestmark = pytest.mark.browser


def published(folder: Path, language: str = "fr") -> Path:
    """Unpack the page of the course with all blocks."""
    project, course = full_course(folder / "course")
    course = changed(course, language=language)
    return unpacked(project, course, folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return published(tmp_path_factory.mktemp("page"))


@pytest.fixture
def learner(folder: Path, visit: Visit) -> Learner:
    """Someone who has opened the page from a disk."""
    return visit(from_disk(folder), framed=False, language="fr")


@pytest.fixture
def page(learner: Learner) -> Page:
    """The screen with the blocks that show something."""
    go(learner, "Montrer")
    return learner.page


def block(page: Page, kind: str) -> Locator:
    return page.locator(f".block.{kind}").first


def test_a_callout_says_what_it_is(page):
    expect(page.get_by_role("note")).to_have_count(5)
    for word in ("Remarque", "Conseil", "Attention", "Exemple", "Définition"):
        expect(page.get_by_text(word, exact=True)).to_be_visible()


def test_callouts_of_all_kinds_have_the_same_form(page):
    boxes = [each.bounding_box() for each in page.locator(".callout").all()]
    assert len({(round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
    shadows = page.locator(".callout").evaluate_all(
        "boxes => boxes.map((box) => getComputedStyle(box).boxShadow)"
    )
    assert set(shadows) == {"none"}


def test_an_accordion_opens_by_mouse_and_keys(page):
    accordion = block(page, "accordion")
    hidden = accordion.get_by_text("gagne")
    expect(hidden).to_be_hidden()
    accordion.get_by_text("Revenu").click()
    expect(hidden).to_be_visible()
    accordion.get_by_text("Revenu").press("Enter")
    expect(hidden).to_be_hidden()


def test_tabs_are_chosen_by_mouse_and_arrows(page):
    tabs = block(page, "tabs")
    expect(tabs.get_by_role("tab", name="Revenu")).to_have_attribute("aria-selected", "true")
    expect(tabs.get_by_role("tabpanel")).to_have_count(1)
    tabs.get_by_role("tab", name="Charges").click()
    expect(tabs.get_by_role("tabpanel", name="Charges")).to_contain_text("Le loyer")
    page.keyboard.press("ArrowRight")
    expect(tabs.get_by_role("tab", name="Revenu")).to_be_focused()
    expect(tabs.get_by_role("tabpanel", name="Revenu")).to_be_visible()
    page.keyboard.press("End")
    expect(tabs.get_by_role("tab", name="Charges")).to_be_focused()
    page.keyboard.press("Tab")
    expect(tabs.get_by_role("tabpanel")).to_be_focused()


def test_a_process_goes_step_by_step(page):
    process = block(page, "process")
    back = process.get_by_role("button", name="Étape précédente")
    following = process.get_by_role("button", name="Étape suivante")
    expect(back).to_be_disabled()
    following.press("Enter")
    second = process.get_by_role("group", name="Étape 2 sur 2")
    expect(second).to_be_focused()
    expect(second).to_contain_text("Le loyer")
    expect(following).to_be_disabled()
    back.click()
    expect(process.get_by_role("group", name="Étape 1 sur 2")).to_be_visible()


def test_a_card_turns_over_and_back(page):
    card = page.get_by_role("group", name="Carte 1 sur 2")
    answer = card.get_by_text("tous frais compris")
    expect(answer).to_be_hidden()
    card.get_by_text("TAEG").click()
    expect(answer).to_be_visible()
    expect(card.get_by_text("TAEG")).to_be_hidden()
    turn = card.get_by_role("button", name="Retourner")
    expect(turn).to_have_attribute("aria-pressed", "true")
    turn.press("Space")
    expect(answer).to_be_hidden()
    expect(card.get_by_text("TAEG")).to_be_visible()


def test_pictures_are_compared_by_slider_and_by_pulling(page):
    comparison = block(page, "comparison")
    slider = comparison.get_by_role("slider", name="Déplacer le curseur")
    expect(slider).to_have_attribute("aria-valuetext", "50\u00a0% de «\u00a0Avant\u00a0» visible")
    slider.press("Home")
    expect(slider).to_have_value("0")
    cut = "element => getComputedStyle(element).clipPath"
    assert comparison.locator(".before").evaluate(cut) == "inset(0px 100% 0px 0px)"
    slider.press("ArrowRight")
    expect(slider).to_have_value("1")
    pictures = comparison.locator(".compared")
    pictures.scroll_into_view_if_needed()
    box = pictures.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, middle)
    page.mouse.up()
    assert float(slider.input_value()) == pytest.approx(75, abs=2)
    expect(comparison.get_by_alt_text("Avant: La façade grise")).to_be_visible()


def test_on_paper_all_is_open(page):
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for kind, text in (
        ("accordion", "gagne"),
        ("tabs", "Le loyer"),
        ("process", "Le loyer"),
        ("flashcards", "tous frais compris"),
    ):
        expect(block(page, kind).get_by_text(text)).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(block(page, "accordion").get_by_text("gagne")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_every_block_fits_and_its_controls_have_names_and_room(page, width):
    page.set_viewport_size({"width": width, "height": 640})
    assert page.evaluate(OVERFLOW) == 0
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL_TARGETS) == []


def test_from_the_right(tmp_path, visit):
    learner = visit(from_disk(published(tmp_path, "ar")), framed=False)
    go(learner, "Montrer")
    page = learner.page
    assert page.evaluate(OVERFLOW) == 0
    tabs = block(page, "tabs")
    tabs.get_by_role("tab", name="Revenu").press("ArrowLeft")
    expect(tabs.get_by_role("tab", name="Charges")).to_be_focused()
    slider = block(page, "comparison").get_by_role("slider")
    slider.fill("25")
    cut = "element => getComputedStyle(element).clipPath"
    assert block(page, "comparison").locator(".before").evaluate(cut) == "inset(0px 0px 0px 75%)"


def test_a_sound_can_be_heard_and_read(page):
    audio = block(page, "audio")
    sound = audio.locator("audio")
    sound.evaluate("sound => { sound.muted = true; return sound.play() }")
    assert sound.evaluate("sound => sound.duration") == pytest.approx(1, abs=0.1)
    audio.get_by_text("Transcription").click()
    expect(audio.get_by_text("attendu")).to_be_visible()


def test_an_embedded_page_is_asked_for_by_the_learner_alone(page, asked_outside):
    embed = block(page, "embed")
    expect(embed.get_by_text("Il calcule une mensualité.")).to_be_visible()
    expect(embed.get_by_text("calcul.example.org")).to_be_visible()
    assert asked_outside == []
    page.context.set_offline(True)
    embed.get_by_role("button", name="Afficher la page ici").click()
    expect(embed.get_by_role("status")).to_contain_text("hors ligne")
    page.context.set_offline(False)
    embed.get_by_role("button", name="Afficher la page ici").press("Enter")
    frame = embed.locator("iframe")
    expect(frame).to_have_attribute("src", "https://calcul.example.org/simulateur?d=20")
    expect(frame).to_have_attribute("title", "Le simulateur")
    page.wait_for_timeout(300)
    assert asked_outside == ["https://calcul.example.org/simulateur?d=20"]
    asked_outside.clear()


def test_points_open_their_notes(page):
    picture = block(page, "image-hotspots")
    first = picture.get_by_role("button", name="1 La porte")
    note = picture.get_by_text("grince")
    expect(note).to_be_hidden()
    first.click()
    expect(note).to_be_visible()
    expect(first).to_have_attribute("aria-expanded", "true")
    picture.get_by_role("button", name="2").press("Enter")
    expect(note).to_be_hidden()
    expect(picture.get_by_text("Le toit.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(picture.get_by_text("Le toit.")).to_be_hidden()
    place = first.evaluate("spot => [spot.style.left, spot.style.top]")
    assert place == ["25%", "50%"]


def test_a_picture_is_enlarged_and_closed_again(page):
    button = page.get_by_role("button", name="La maison Agrandir")
    button.press("Enter")
    dialog = page.get_by_role("dialog", name="La maison")
    expect(dialog.get_by_role("button", name="Fermer")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    button.click()
    dialog.click(position={"x": 4, "y": 400})
    expect(dialog).to_have_count(0)


@pytest.fixture
def doing(learner: Learner) -> Page:
    """The screen with the blocks with which something is done."""
    go(learner, "Faire")
    return learner.page


def again(page: Page) -> None:
    """Close the course and open it again."""
    page.reload()
    expect(page.get_by_role("heading", name="Faire")).to_be_visible()


def test_what_is_written_ticked_and_chosen_is_kept(doing):
    text = "Été : l'œuvre 😀\n\u0645\u0631\u062d"
    field = doing.get_by_role("textbox", name="Que changeriez-vous chez vous ?")
    field.fill(text)
    field.blur()
    expect(block(doing, "reflection").get_by_role("status")).to_have_text("Gardé.")
    doing.get_by_role("group", name="Avant de signer").get_by_label("Dormir").check()
    poll = doing.get_by_role("group", name="Ville ou campagne ?")
    expect(poll.get_by_role("button")).to_be_disabled()
    poll.get_by_label("Ville").press("ArrowDown")
    poll.get_by_role("button", name="Garder ma réponse").press("Enter")
    expect(poll.get_by_role("status")).to_have_text("Votre réponse est gardée.")
    again(doing)
    expect(field).to_have_value(text)
    expect(doing.get_by_label("Dormir")).to_be_checked()
    expect(doing.get_by_label("Lire", exact=True)).not_to_be_checked()
    expect(poll.get_by_label("Campagne")).to_be_checked()
    expect(poll.get_by_role("status")).to_have_text("Votre réponse est gardée.")


def test_a_text_that_is_too_long_is_said_to_be_cut(doing):
    field = doing.get_by_role("textbox", name="Que changeriez-vous chez vous ?")
    field.fill("é" * 4000)
    field.blur()
    said = block(doing, "reflection").get_by_role("status")
    expect(said).to_contain_text("trop long")
    again(doing)
    expect(said).to_contain_text("trop long")
    assert 1000 < len(field.input_value()) < 4000


def test_what_was_just_typed_is_kept_when_the_tab_is_closed(doing, profile):
    field = doing.get_by_role("textbox", name="Que changeriez-vous chez vous ?")
    field.press_sequentially("Le toit")
    again(doing)
    expect(field).to_have_value("Le toit")


def test_a_gate_opens_what_follows_and_stays_open(doing):
    gate = doing.get_by_role("button", name="Voir la suite")
    talk = doing.get_by_text("Racontez votre visite.")
    expect(talk).to_be_hidden()
    expect(doing.locator("#advice")).to_contain_text("bouton")
    here = doing.locator("[aria-current] .state")
    expect(here).to_have_text("à voir")
    gate.press("Enter")
    expect(talk).to_be_visible()
    expect(gate).to_be_hidden()
    expect(block(doing, "discussion")).to_be_focused()
    expect(here).to_have_text("vu")
    again(doing)
    expect(talk).to_be_visible()


def test_a_discussion_is_copied_and_leads_to_the_forum(doing):
    doing.get_by_role("button", name="Voir la suite").click()
    doing.context.grant_permissions(["clipboard-read", "clipboard-write"])
    talk = block(doing, "discussion")
    talk.get_by_role("button", name="Copier la question").click()
    expect(talk.get_by_role("status")).not_to_be_empty()
    forum = talk.get_by_role("link", name="Aller au forum")
    expect(forum).to_have_attribute("href", "https://forum.example.org/visites")


def test_an_assignment_is_checked_by_the_learner(doing):
    doing.get_by_role("button", name="Voir la suite").click()
    work = block(doing, "assignment")
    expect(work).to_contain_text("avant la semaine 3")
    work.get_by_label("Le total est juste").check()
    again(doing)
    expect(work.get_by_label("Le total est juste")).to_be_checked()


def test_a_certificate_comes_with_completion(folder, visit, doing):
    doing.get_by_role("button", name="Voir la suite").click()
    expect(doing.get_by_text("Votre attestation sera ici")).to_be_visible()
    expect(doing.locator(".paper")).to_be_hidden()
    doing.evaluate("coursePage.session.state.completed = true; coursePage.session.changed()")
    doing.get_by_label("Votre nom").fill("Zoé Ünal")
    expect(doing.locator(".holder")).to_have_text("Zoé Ünal")
    expect(doing.locator(".paper")).to_contain_text("Élan vital")
    doing.evaluate("window.print = () => { window.printed = document.body.className }")
    doing.get_by_role("button", name="Imprimer").click()
    assert doing.evaluate("window.printed") == "printing-one"


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_what_is_done_fits_and_has_names_and_room(doing, width):
    doing.set_viewport_size({"width": width, "height": 640})
    doing.get_by_role("button", name="Voir la suite").click()
    assert doing.evaluate(OVERFLOW) == 0
    assert doing.evaluate(NAMELESS) == []
    assert doing.evaluate(SMALL_TARGETS) == []
