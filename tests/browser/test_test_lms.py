"""The panel of the test LMS: what it shows of a package, and what its buttons do to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect

from exporters.publish import publish
from studio.i18n import Voice
from studio.jobs import Progress
from studio.preview import test_lms
from tests.browser import required
from tests.browser.learner import Learner
from tests.browser.test_axe import AXE, RUN
from tests.browser.test_packages import question
from tests.courses import small_course
from tests.preview.packages import au, cmi5, manifest, zipped

pytestmark = pytest.mark.browser
FAULTY = """<!doctype html><title>Faulty</title><h1>Faulty</h1><script>
const api = parent.API;
api.LMSInitialize("");
api.LMSSetValue("cmi.core.lesson_status", "<img src=x onerror=alert(1)>");
api.LMSSetValue("cmi.core.lesson_location", "<b id=injected>here</b>");
api.LMSCommit("");
let reached = "nothing";
try { reached = window.top.document.title; } catch { reached = "refused"; }
try { window.top.location.href = "about:blank#away"; } catch {}
document.querySelector("h1").textContent = reached;
</script>"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, Path]:
    """The small course in every format, and a package that breaks the standard."""
    folder = tmp_path_factory.mktemp("packages")
    project, course = small_course(folder / "course")
    made = {
        name: publish(project, course, name, folder / f"{name}.zip", progress=Progress()).file
        for name in ("scorm12", "scorm2004", "xapi", "cmi5", "html")
    }
    files: dict[str, str | bytes] = {"imsmanifest.xml": manifest(), "index.html": FAULTY}
    return made | {"faulty": zipped(folder / "faulty.zip", files)}


class Panel:
    """The page of the test LMS in a tab, as who tests a package sees it."""

    def __init__(self, page: Page, lms: test_lms.TestLms) -> None:
        self.page = page
        self.lms = lms

    @property
    def learner(self) -> Learner:
        """The learner in front of the package, which is one frame deeper with an API."""
        learner = Learner(self.page, framed=False, language="fr")
        frame: FrameLocator = self.page.frame_locator("#stage iframe")
        scorm = "calls" in self.lms.play.tabs
        learner.course = frame.frame_locator("iframe") if scorm else frame
        return learner

    def answer(self) -> None:
        """Answer the first question, which is on the third screen."""
        self.learner.sees("Bienvenue")
        self.learner.next(2)
        self.learner.sees("Vérifier")
        question(self.learner, 0).answer(["Quatre"])

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.click()

    def tile(self, name: str, value: str) -> None:
        """Expect a tile."""
        tile = self.page.locator("#tiles div").filter(has_text=name).first
        expect(tile.locator("dd")).to_have_text(value)

    def lists(self, text: str) -> None:
        """Expect a line of the log."""
        expect(self.page.locator("#log li").filter(has_text=text).last).to_be_attached()

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def no_faults(self) -> None:
        expect(self.page.locator("#faults")).to_have_text("0 faults")


@contextmanager
def panel(profile: BrowserContext, package: Path, language: str = "en") -> Iterator[Panel]:
    with test_lms.TestLms(package, Voice(language)) as lms:
        page = profile.new_page()
        page.goto(lms.url)
        yield Panel(page, lms)
        page.close()


@pytest.mark.parametrize(("name", "limit"), [("scorm12", "4,096"), ("scorm2004", "64,000")])
def test_scorm_from_the_first_call_to_another_attempt(
    profile, packages, script_errors, name, limit
):
    with panel(profile, packages[name]) as shown:
        shown.answer()
        shown.tile("Status", "incomplete")
        shown.tile("Score", "25 of 100")
        shown.tile("Bookmark", "s0000003")
        shown.tile("State", f"38 of {limit}")
        shown.lists("… .type = choice")
        shown.tab("Data model")
        expect(shown.page.locator("#table")).to_contain_text("cmi.interactions.0.result")
        shown.press("Close the window")
        expect(shown.page.locator("#stage iframe")).to_have_count(0)
        shown.press("Resume")
        shown.learner.sees("Vérifier")
        shown.press("New attempt")
        shown.learner.sees("Bienvenue")
        shown.tile("Score", "—")
        expect(shown.page.locator("#attempt")).to_have_text("Attempt 2")
        shown.no_faults()
    assert script_errors == []


def test_a_review_changes_nothing(profile, packages):
    with panel(profile, packages["scorm12"]) as shown:
        shown.answer()
        shown.tile("Score", "25 of 100")
        shown.press("Review mode")
        expect(shown.page.locator("#mode-review")).to_be_visible()
        shown.learner.sees("Vérifier")
        shown.learner.back()
        shown.learner.back()
        shown.learner.sees("Bienvenue")
        shown.press("Resume")
        expect(shown.page.locator("#mode-review")).to_be_hidden()
        shown.learner.sees("Vérifier")
        shown.tile("Score", "25 of 100")
        shown.tile("Bookmark", "s0000003")


def test_scorm_without_a_connection_and_with_one_again(profile, packages):
    with panel(profile, packages["scorm2004"]) as shown:
        shown.learner.sees("Bienvenue")
        shown.press("Lose the connection")
        expect(shown.page.locator("#offline")).to_be_visible()
        shown.learner.next(2)
        question(shown.learner, 0).answer(["Quatre"])
        shown.lists("false · 391")
        shown.tile("Score", "—")
        shown.press("Restore the connection")
        expect(shown.page.locator("#offline")).to_be_hidden()
        question(shown.learner, 2).answer(["Faux"])
        shown.tile("Score", "50 of 100")
        shown.no_faults()


def test_a_fault_stands_beside_the_call_and_the_panel_is_not_fooled(profile, packages):
    with panel(profile, packages["faulty"]) as shown:
        line = shown.page.locator("#log li.faulty").first
        expect(line).to_contain_text("SetValue cmi.core.lesson_status")
        expect(line.locator(".fault")).to_contain_text("scorm.bad_vocabulary · RTE 3.4")
        expect(shown.page.locator("#faults")).to_have_text("1 fault")
        expect(shown.page.locator("#told")).not_to_be_empty()
        shown.tile("Bookmark", "<b id=injected>here</b>")
        assert shown.page.locator("#injected, #log img").count() == 0
        expect(shown.learner.course.locator("h1")).to_have_text("refused")
        assert shown.page.url == shown.lms.url
        shown.page.get_by_label("Faults only").check()
        expect(shown.page.locator("#log li:visible")).to_have_count(
            shown.page.locator("#log li.faulty").count()
        )
        with shown.page.expect_download() as saved:
            shown.press("Save as JSON")
        log = json.loads(Path(saved.value.path()).read_text("utf-8"))["log"]
        assert any(each["faults"] for each in log)


def test_xapi(profile, packages):
    with panel(profile, packages["xapi"]) as shown:
        shown.answer()
        shown.lists("POST statements")
        shown.tab("Statements")
        answered = shown.page.locator("#list summary").filter(has_text="answered")
        expect(answered).to_contain_text("1 / 1 · success")
        answered.click()
        expect(shown.page.locator("#list pre:visible")).to_contain_text('"success": true')
        shown.tab("Documents")
        expect(shown.page.locator("#list")).to_contain_text("activities/state")
        shown.press("Lose the connection")
        expect(shown.page.locator("#offline")).to_be_visible()
        question(shown.learner, 2).answer(["Faux"])
        shown.lists("503")
        shown.press("Restore the connection")
        expect(shown.page.locator("#offline")).to_be_hidden()
        shown.press("Resume")
        shown.learner.sees("Vérifier")
        shown.press("New attempt")
        shown.learner.sees("Bienvenue")
        shown.no_faults()


def test_cmi5(profile, packages):
    with panel(profile, packages["cmi5"]) as shown:
        shown.answer()
        shown.tile("CompletedAndPassed", "not satisfied")
        shown.tile("Session", "open")
        shown.tab("Launch data")
        expect(shown.page.locator("#table")).to_contain_text("masteryScore")
        shown.press("Close the window")
        shown.tile("Session", "terminated")
        shown.press("Resume")
        shown.learner.sees("Vérifier")
        shown.press("Review mode")
        shown.learner.sees("Vérifier")
        expect(shown.page.locator("#table")).to_contain_text("Review")
        shown.press("New attempt")
        shown.learner.sees("Bienvenue")
        shown.no_faults()


def test_a_package_of_several_units(profile, tmp_path):
    files: dict[str, str | bytes] = {
        "cmi5.xml": cmi5(
            au("one", "1.html", moveOn="Completed"), au("two", "2.html", moveOn="NotApplicable")
        ),
        "1.html": "<h1>First</h1>",
        "2.html": "<h1>Second</h1>",
    }
    with panel(profile, zipped(tmp_path / "two.zip", files)) as shown:
        shown.learner.sees("First")
        units = shown.page.get_by_label("Unit", exact=True)
        expect(units.locator("option")).to_have_text(["one · not satisfied", "two · satisfied"])
        units.select_option("1")
        shown.learner.sees("Second")


def test_a_page_without_a_manifest(profile, packages):
    with panel(profile, packages["html"], "fr") as shown:
        shown.learner.sees("Bienvenue")
        expect(shown.page.locator("#plain")).to_contain_text("pas de manifeste")
        expect(shown.page.locator("#judged")).to_be_hidden()


def test_the_panel_is_no_ones_but_its_own(packages):
    with test_lms.TestLms(packages["faulty"], Voice("en")) as lms:
        with urlopen(lms.url) as answer:
            policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert f"frame-src {lms.play.session.origin}" in policy
        assert lms.play.session.origin not in lms.url
        token = lms.url.split("/")[3]
        with pytest.raises(HTTPError, match="404"):
            urlopen(lms.url.replace(token, "guessed"))
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{lms.url.rpartition('/')[0]}/../package/index.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, packages, scheme):
    if not AXE.exists():
        required.missing("axe-core is not installed: run `python3 dev.py test` once")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    with panel(context, packages["faulty"], "fr") as shown:
        shown.page.add_script_tag(content=AXE.read_text("utf-8"))
        expect(shown.page.locator("#faults")).to_have_text("1 faute")
        found = shown.page.evaluate(RUN.replace("document, {", "document, {iframes: false,"))
        shown.tab("Modèle de données")
        shown.press("Fermer la fenêtre")
        expect(shown.page.locator("#closed")).to_be_visible()
        found += shown.page.evaluate(RUN.replace("document, {", "document, {iframes: false,"))
    context.close()
    assert found == []
