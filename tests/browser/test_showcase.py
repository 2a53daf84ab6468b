"""Each kind of block and each type of question on a small screen, zoomed, by keys, by touch..."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from exporters.publish import publish
from studio.course.colours import CONTROL_CONTRAST, contrast
from studio.jobs import Progress
from tests.browser.platforms import from_disk
from tests.browser.test_axe import SCREENS
from tests.browser.test_page import NAMELESS, OVERFLOW, SMALL_TARGETS
from tests.showcase import showcase

pytestmark = pytest.mark.browser
SHOW = "title => coursePage.display(coursePage.order.find((s) => s.title === title).id)"
CUT_OFF = """() => [...document.querySelectorAll("main *")]
  .filter((each) => each.checkVisibility())
  .filter((each) => { const box = each.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1); })
  .filter((each) => !each.closest(".math, pre, table, .stage, .transcript, [hidden]"))
  .map((each) => each.outerHTML.slice(0, 120))"""
FOCUSABLE = """() => [...document.querySelectorAll(
  "main button, main input, main select, main textarea, main a[href], main summary")]
  .filter((each) => each.checkVisibility() && !each.disabled)"""
UNMARKED = f"""() => {{
  const parts = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow"];
  const look = (each) => [each, each.closest("label"), each.parentElement].filter(Boolean)
    .map((one) => parts.map((part) => getComputedStyle(one)[part]).join()).join("|");
  return ({FOCUSABLE})().filter((each) => {{
    each.blur();
    const before = look(each);
    each.focus({{ focusVisible: true }});
    return document.activeElement === each && look(each) === before;
  }}).map((each) => each.outerHTML.slice(0, 120));
}}"""
RINGS = f"""() => {{
  const ground = (each) => {{
    for (; each; each = each.parentElement) {{
      const color = getComputedStyle(each).backgroundColor;
      if (!/, 0\\)$/.test(color)) {{ return color; }}
    }}
    return "rgb(255, 255, 255)";
  }};
  return ({FOCUSABLE})().flatMap((each) => {{
    each.focus({{ focusVisible: true }});
    if (document.activeElement !== each) {{ return []; }}
    const ring = [each, each.closest("label")]
      .find((one) => one && getComputedStyle(one).outlineStyle !== "none");
    return [[ring ? getComputedStyle(ring).outlineColor : "",
      ring ? ground(ring.parentElement) : "", each.outerHTML.slice(0, 120)]];
  }});
}}"""
BARE = """() => [...document.querySelectorAll(
  "main button, main .choice, main input, main select")]
  .filter((each) => each.checkVisibility())
  .filter((each) => !["checkbox", "radio", "range"].includes(each.type))
  .filter((each) => !each.matches(".link, .tab-list *, .stage *, .turn, .enlarge"))
  .filter((each) => getComputedStyle(each).borderTopStyle === "none")
  .map((each) => each.outerHTML.slice(0, 120))"""
MOVING = """() => document.getAnimations().filter((each) => {
  const { duration } = each.effect.getComputedTiming();
  return duration > 1;
}).length"""


Act: TypeAlias = Callable[[Page], object]


class Eyes(NamedTuple):
    """How the page is looked at."""

    language: str = "fr"
    width: int = 1280
    height: int = 800
    options: dict[str, Any] = {}  # noqa: RUF012  # never changed


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("showcase")
    project, course = showcase(home / "course")
    for language in ("fr", "ar"):
        named = changed(course, language=language)
        target = home / f"{language}.zip"
        package = publish(project, named, "html", target, progress=Progress()).file
        with zipfile.ZipFile(package) as archive:
            archive.extractall(home / language)
    return {language: home / language for language in ("fr", "ar")}


@pytest.fixture
def look(browser: Browser, folders: dict[str, Path]) -> Iterator[Callable[[Eyes], Page]]:
    contexts: list[BrowserContext] = []

    def opened(eyes: Eyes) -> Page:
        size = ViewportSize(width=eyes.width, height=eyes.height)
        contexts.append(browser.new_context(viewport=size, **eyes.options))
        page = contexts[-1].new_page()
        page.goto(from_disk(folders[eyes.language]))
        page.wait_for_selector("main h1")
        return page

    yield opened
    for context in contexts:
        context.close()


def each_screen(page: Page) -> Iterator[str]:
    for id_, title in page.evaluate(SCREENS):
        page.evaluate("id => coursePage.display(id)", id_)
        yield title


SMALL = {
    "zoomed to 400 %": Eyes(width=320, height=256),
    "phone": Eyes(width=360, height=740),
    "phone, Arabic": Eyes("ar", width=360, height=740),
    "Arabic": Eyes("ar"),
    "4K": Eyes(width=3840, height=2160),
}


@pytest.mark.parametrize("eyes", SMALL.values(), ids=SMALL)
def test_nothing_is_cut_off_small_or_nameless(look, eyes):
    page = look(eyes)
    found = []
    for title in each_screen(page):
        found += [(title, "overflow")] if page.evaluate(OVERFLOW) else []
        found += [(title, each) for each in page.evaluate(CUT_OFF)]
        found += [(title, each) for each in page.evaluate(SMALL_TARGETS)]
        found += [(title, each) for each in page.evaluate(NAMELESS)]
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_can_be_seen(look, scheme):
    page = look(Eyes(options={"color_scheme": scheme}))
    found = [(title, each) for title in each_screen(page) for each in page.evaluate(UNMARKED)]
    assert found == []


def colour(said: str) -> str:
    """Return a colour as `#rrggbb`."""
    return "#" + "".join(f"{round(float(each)):02x}" for each in re.findall(r"[\d.]+", said)[:3])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_around_the_focus_stands_out_from_its_ground(look, scheme):
    page = look(Eyes(options={"color_scheme": scheme}))
    found = [
        (title, name, ring, ground)
        for title in each_screen(page)
        for ring, ground, name in page.evaluate(RINGS)
        if not ring or contrast(colour(ring), colour(ground)) < CONTROL_CONTRAST
    ]
    assert found == []


def test_nothing_moves_for_those_who_don_t_want_it(look):
    page = look(Eyes(options={"reduced_motion": "reduce"}))
    moving = {}
    for title in each_screen(page):
        button = page.locator("main button:visible:enabled").first
        if button.count():
            button.click()
            page.keyboard.press("Escape")  # what was enlarged
        moving[title] = page.evaluate(MOVING)
    assert {title for title, count in moving.items() if count} == set()


def test_forced_colours_leave_outlines_to_what_can_be_pressed(look):
    page = look(Eyes(options={"forced_colors": "active"}))
    found = [(title, each) for title in each_screen(page) for each in page.evaluate(BARE)]
    assert found == []


def tap_all(place: Locator) -> None:
    for each in place.all():
        each.tap()


def choose(page: Page, wanted: dict[str, str]) -> None:
    for name, value in wanted.items():
        page.locator(".question").get_by_label(name).select_option(value)


def tap_doors(page: Page) -> None:
    surface = page.locator(".surface")
    surface.locator("img").evaluate("image => image.decode()")
    box = surface.bounding_box()
    assert box
    for down in (0.06, 0.94):
        surface.tap(position={"x": box["width"] / 2, "y": box["height"] * down})


def put_in_order(page: Page) -> None:
    """Tap the arrows until the first is first, and so on."""
    wanted = page.evaluate(
        "coursePage.session.course.questions.find((q) => q.type === 'ordering').right"
    )
    for at, id_ in enumerate(wanted):
        while True:
            ids = page.locator(".order > *").evaluate_all("all => all.map((one) => one.dataset.id)")
            if ids.index(id_) == at:
                break
            page.locator(f'.order > [data-id="{id_}"] .up').tap()


def tap_text(*texts: str) -> Act:
    def tap(page: Page) -> None:
        for text in texts:
            page.locator(".question").get_by_text(text, exact=True).tap()

    return tap


def fill(*texts: str) -> Act:
    def type_in(page: Page) -> None:
        fields = page.locator(".question :is(input, textarea)")
        for at, text in enumerate(texts):
            fields.nth(at).tap()
            fields.nth(at).fill(text)

    return type_in


def give_opinions(page: Page) -> None:
    for group in page.locator(".question").get_by_role("group").all():
        group.locator("label").nth(3).tap()


CITIES = {"Italie": "Rome", "Pérou": "Lima", "Kenya": "Nairobi"}
ANIMALS = {"Baleine": "Mammifères", "Chauve-souris": "Mammifères", "Manchot": "Oiseaux"}
RIGHT, PARTLY, WRONG = "C\u2019est juste.", "C\u2019est juste en partie.", "Pas encore."
NOTED = "Votre réponse est notée."
TOUCHED: dict[str, tuple[str, Act, str]] = {
    "single-choice": ("single-choice", tap_text("Quatre"), RIGHT),
    "single-choice, wrong": ("single-choice", tap_text("Trois"), WRONG),
    "multiple-choice": ("multiple-choice", tap_text("Deux", "Huit"), RIGHT),
    "multiple-choice, wrong": ("multiple-choice", tap_text("Sept"), WRONG),
    "true-false": ("true-false", tap_text("Faux"), RIGHT),
    "true-false, wrong": ("true-false", tap_text("Vrai"), "Ce n\u2019est pas juste."),
    "numeric": ("numeric", fill("4806"), RIGHT),
    "numeric, wrong": ("numeric", fill("8"), WRONG),
    "short-text": ("short-text", fill("Victor Hugo"), RIGHT),
    "short-text, wrong": ("short-text", fill("Balzac"), WRONG),
    "ordering": ("ordering", put_in_order, RIGHT),
    "matching": ("matching", lambda page: choose(page, CITIES), RIGHT),
    "matching, partly": (
        "matching",
        lambda page: choose(page, {**CITIES, "Italie": "Lima", "Pérou": "Rome"}),
        PARTLY,
    ),
    "categorise": ("categorise", lambda page: choose(page, ANIMALS), RIGHT),
    "categorise, partly": (
        "categorise",
        lambda page: choose(page, {**ANIMALS, "Manchot": "Mammifères"}),
        PARTLY,
    ),
    "fill-blanks": ("fill-blanks", fill("Rhône", "Méditerranée"), RIGHT),
    "fill-blanks, partly": ("fill-blanks", fill("Rhône", "Manche"), PARTLY),
    "hotspot": ("hotspot", tap_doors, RIGHT),
    "likert": ("likert", give_opinions, NOTED),
    "long-answer": ("long-answer", fill("Le taux."), NOTED),
}


@pytest.mark.parametrize("case", TOUCHED)
def test_questions_are_answered_by_touch(look, case):
    title, act, verdict = TOUCHED[case]
    page = look(Eyes(width=360, height=740, options={"has_touch": True, "is_mobile": True}))
    page.evaluate(SHOW, title)
    act(page)
    page.get_by_role("button", name="Valider").tap()
    expect(page.locator(".verdict").last).to_have_text(verdict)


def test_blocks_are_used_by_touch(look):
    page = look(Eyes(width=360, height=740, options={"has_touch": True, "is_mobile": True}))
    page.evaluate(SHOW, "accordion")
    page.get_by_text("Charges", exact=True).tap()
    expect(page.locator("details").last).to_have_attribute("open", "")
    page.evaluate(SHOW, "tabs")
    page.get_by_role("tab", name="Charges").tap()
    expect(page.get_by_role("tab", name="Charges")).to_have_attribute("aria-selected", "true")
    page.evaluate(SHOW, "process")
    page.get_by_role("button", name="Étape suivante").tap()
    expect(page.locator(".step").nth(1)).to_be_visible()
    page.evaluate(SHOW, "flashcards")
    page.get_by_role("button", name="Retourner").first.tap()
    expect(page.locator(".turned").first).to_be_visible()
    page.evaluate(SHOW, "image-hotspots")
    page.locator("main button").first.tap()
    expect(page.locator("main button").first).to_have_attribute("aria-expanded", "true")
    page.evaluate(SHOW, "checklist")
    tap_all(page.locator(".choice"))
    expect(page.get_by_role("checkbox").last).to_be_checked()
