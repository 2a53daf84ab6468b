"""When something is not as it should be: the learner is told, goes on, and nothing is lost."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from exporters.publish import publish
from studio.jobs import Progress
from studio.preview.server import LaunchOptions, ScormSession
from studio.preview.server import Learner as Account
from tests.browser.learner import Learner
from tests.browser.platforms import (
    by_itself,
    from_disk,
    in_lrs,
    in_scorm_again,
    in_test_lms,
    no_violations,
)
from tests.browser.test_packages import question, verbs
from tests.courses import small_course

pytestmark = pytest.mark.browser

LOST = "Votre plateforme est injoignable"
EXPIRED = "Votre plateforme a mis fin à cette session"
UNKEPT = "Votre travail ne peut pas être enregistré"
ALONE = "Aucune plateforme de formation"
MEMORY = "Ce navigateur ne permet pas au cours de conserver votre progression"
TWICE = "Ce cours est aussi ouvert dans une autre fenêtre"
SAFE = "Votre progression est de nouveau enregistrée."

COMMIT_FAILS = """() => {
  window.commit ??= window.API.LMSCommit;
  window.API.LMSCommit = () => "false";
  window.finish ??= window.API.LMSFinish;
  window.API.LMSFinish = () => "false";
}"""
WORKS_AGAIN = """() => {
  Object.assign(window.API, window.whole ?? {});
  if (window.commit) window.API.LMSCommit = window.commit;
  if (window.finish) window.API.LMSFinish = window.finish;
}"""
NOTHING_WORKS = """(code) => {
  window.whole = { ...window.API };
  for (const name of Object.keys(window.API)) {
    const said = { LMSGetLastError: code, LMSGetValue: "" };
    window.API[name] = () => said[name] ?? "false";
  }
}"""
THROWS = """() => {
  window.whole = { ...window.API };
  for (const name of Object.keys(window.API)) {
    window.API[name] = () => { throw new TypeError("gone"); };
  }
}"""
REFUSES = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
RETRY = """() => window.dispatchEvent(new Event("online"))"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, Path]:
    """The small course in every format."""
    folder = tmp_path_factory.mktemp("troubles")
    project, course = small_course(folder / "course")
    return {
        name: publish(project, course, name, folder / f"{name}.zip", progress=Progress()).file
        for name in ("scorm12", "xapi", "html")
    }


@pytest.fixture
def unpacked(packages, tmp_path) -> Callable[[str], Path]:
    """Unpack a package into a folder."""

    def unpack(name: str) -> Path:
        folder: Path = tmp_path / name
        with zipfile.ZipFile(packages[name]) as archive:
            archive.extractall(folder)
        return folder

    return unpack


def told(learner: Learner, words: str) -> None:
    """Expect the one sentence, which does not stand in the way of anything."""
    line = learner.course.locator("#trouble")
    if words:
        expect(line).to_contain_text(words, timeout=12_000)
        assert line.get_attribute("role") == "status"
    else:
        expect(line).to_be_empty(timeout=12_000)


def until(learner: Learner, condition: Callable[[], object]) -> None:
    """Wait while the browser goes on: its requests are answered by this test, too."""
    for _ in range(100):
        if condition():
            return
        learner.page.wait_for_timeout(100)
    raise TimeoutError


def in_frame(learner: Learner, script: str) -> None:
    """Do something in the course's own window."""
    learner.course.locator("body").evaluate(script)


def answered(session: ScormSession) -> list[tuple[str, str]]:
    return [(each.id, each.result) for each in session.attempt.interactions]


def seen(learner: Learner, count: int) -> None:
    expect(learner.course.locator(".place-button.seen")).to_have_count(count)


# A SCORM platform that can't be reached.


def test_scorm12_a_commit_that_fails_is_made_good(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        told(learner, "")
        learner.page.evaluate(COMMIT_FAILS)
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, LOST)
        learner.next()
        learner.sees("Revoir")
        learner.page.evaluate(WORKS_AGAIN)
        in_frame(learner, RETRY)
        told(learner, SAFE)
        lms.wait_for(lambda attempt: attempt.score.raw == 50)
        told(learner, "")
        assert answered(lms) == [("q0000002", "correct")]
        assert lms.attempt.location == "s0000004"
        learner.leave()
        lms.wait_for(lambda attempt: not attempt.open)
        no_violations(lms)


def test_scorm12_what_could_not_be_set_is_set_again(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        learner.page.evaluate(NOTHING_WORKS, "101")
        question(learner, 1).answer(["Deux", "Huit"])
        question(learner, 2).answer(["Faux"])
        told(learner, LOST)
        learner.page.evaluate(WORKS_AGAIN)
        in_frame(learner, RETRY)
        told(learner, SAFE)
        lms.wait_for(lambda attempt: attempt.score.raw == 75)
        assert answered(lms) == [("q0000002", "correct"), ("q0000003", "correct")]
        learner.leave()
        lms.wait_for(lambda attempt: not attempt.open)
        no_violations(lms)


@pytest.mark.parametrize("broken", [COMMIT_FAILS, THROWS])
@pytest.mark.parametrize("end", ["close_tab", "crash"])
def test_scorm12_closed_while_lost_and_opened_later(packages, visit, broken, end):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        question(learner, 2).answer(["Faux"])
        lms.wait_for(lambda attempt: attempt.score.raw == 25)
        learner.page.evaluate(broken)
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, LOST)
        learner.next()
        learner.page.wait_for_timeout(600)
        getattr(learner, end)()
        again = visit(lms.url, framed=True, language="fr")
        again.sees("Revoir")
        told(again, "")
        lms.wait_for(lambda attempt: attempt.score.raw == 75)
        assert answered(lms) == [("q0000003", "correct"), ("q0000002", "correct")]
        again.back()
        expect(again.course.locator(".feedback.told .verdict")).to_have_count(2)


def test_scorm12_another_learner_at_this_computer_gets_nothing_of_it(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        question(learner, 2).answer(["Faux"])
        lms.wait_for(lambda attempt: attempt.score.raw == 25)
        learner.page.evaluate(COMMIT_FAILS)
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, LOST)
        learner.close_tab()
        # The platform says the same of somebody else who has come just as far.
        lms.options = LaunchOptions(learner=Account(id="learner-2"))
        other = visit(lms.url, framed=True, language="fr")
        other.sees("Vérifier")
        expect(other.course.locator(".feedback.told .verdict")).to_have_count(1)
        other.next()
        other.sees("Revoir")
        assert answered(lms) == [("q0000003", "correct")]


def test_scorm12_a_new_attempt_begins_anew(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        question(learner, 2).answer(["Faux"])
        lms.wait_for(lambda attempt: attempt.score.raw == 25)
        learner.page.evaluate(COMMIT_FAILS)
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, LOST)
        learner.close_tab()
        lms.attempt.values.clear()
        again = visit(lms.url, framed=True, language="fr")
        again.sees("Bienvenue")
        again.next(2)
        expect(again.course.locator(".feedback.told .verdict")).to_have_count(0)
        assert answered(lms) == []


def test_scorm12_without_an_id_nothing_is_kept_for_the_next_one(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        lms.options = LaunchOptions(learner=Account(id="", name=""))
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        told(learner, "")
        learner.page.evaluate(COMMIT_FAILS)
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, UNKEPT)
        keys = learner.course.locator("body").evaluate("() => Object.keys(localStorage)")
        assert [key for key in keys if "elan" in key] == []


def test_scorm_again_with_its_server_lost(packages, visit):
    with in_scorm_again(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        lms.wait_for(lambda lms: lms.core.get("lesson_location") == "s0000003")
        learner.page.evaluate("() => { window.API.commit = () => 'false'; }")
        learner.page.evaluate(COMMIT_FAILS)
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, LOST)
        learner.page.evaluate("() => { delete window.API.commit; }")
        learner.page.evaluate(WORKS_AGAIN)
        in_frame(learner, RETRY)
        told(learner, SAFE)
        lms.wait_for(lambda lms: len(lms.cmi["interactions"]) == 1)
        assert float(lms.core["score"]["raw"]) == 50


def test_scorm12_beyond_250_answers_score_and_progress_go_on(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        lms.attempt.values |= {f"cmi.interactions.{n}.id": f"q{n}" for n in range(249)}
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        question(learner, 2).answer(["Faux"])
        question(learner, 1).answer(["Deux", "Huit"])
        lms.wait_for(lambda attempt: attempt.score.raw == 75)
        assert len(lms.attempt.interactions) == 250
        assert answered(lms)[-1] == ("q0000003", "correct")
        told(learner, "")
        learner.close_tab()
        again = visit(lms.url, framed=True, language="fr")
        expect(again.course.locator(".feedback.told .verdict")).to_have_count(2)
        again.leave()
        lms.wait_for(lambda attempt: not attempt.open)
        no_violations(lms)


# A SCORM platform that has ended the sitting, or comes late.


def test_scorm12_a_session_that_has_expired_goes_on_with_the_next_launch(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        learner.page.evaluate(NOTHING_WORKS, "301")
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, EXPIRED)
        question(learner, 2).answer(["Faux"])
        learner.page.reload()
        told(learner, "")
        learner.sees("Vérifier")
        lms.wait_for(lambda attempt: attempt.score.raw == 75)
        assert answered(lms) == [("q0000002", "correct"), ("q0000003", "correct")]


def test_scorm12_an_api_that_is_replaced_is_told_all(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        learner.page.evaluate("() => { window.old = window.API; delete window.API; }")
        learner.page.evaluate(
            "() => { for (const name of Object.keys(old)) {"
            " window.whole = { ...old, ...window.whole }; old[name] = () => { throw 1; }; } }"
        )
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, EXPIRED)
        learner.page.evaluate(
            "() => { window.API = { ...window.whole, LMSInitialize: () => 'true' }; }"
        )
        in_frame(learner, RETRY)
        told(learner, SAFE)
        lms.wait_for(lambda attempt: attempt.score.raw == 50)
        assert answered(lms) == [("q0000002", "correct")]


LATE = """
if (window === top) {
  let api;
  let late = false;
  Object.defineProperty(window, "API", {
    get: () => (late ? api : undefined),
    set: (given) => { api = given; },
    configurable: true,
  });
  window.come = () => { late = true; };
}
"""


def test_scorm12_a_platform_that_comes_late_gets_all(packages, visit, profile):
    profile.add_init_script(LATE)
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        told(learner, UNKEPT)
        learner.sees("Bienvenue")
        learner.next(2)
        question(learner, 1).answer(["Deux", "Huit"])
        learner.page.evaluate("() => window.come()")
        in_frame(learner, RETRY)
        told(learner, SAFE)
        lms.wait_for(lambda attempt: attempt.score.raw == 50)
        assert answered(lms) == [("q0000002", "correct")]
        assert lms.attempt.location == "s0000003"
        learner.leave()
        lms.wait_for(lambda attempt: not attempt.open)
        no_violations(lms)


@pytest.mark.parametrize("name", ["scorm12", "xapi"])
def test_a_package_opened_from_a_disk_says_that_nothing_is_reported(unpacked, visit, name):
    address = from_disk(unpacked(name))
    learner = visit(address, framed=False, language="fr")
    told(learner, ALONE)
    learner.next(2)
    learner.reload()
    learner.sees("Vérifier")
    told(learner, ALONE)
    learner.course.locator(".trouble").get_by_role("button").click()
    told(learner, "")
    expect(learner.course.locator("main")).to_be_focused()


def test_html_says_nothing_where_all_is_well(unpacked, visit):
    learner = visit(from_disk(unpacked("html")), framed=False, language="fr")
    learner.next()
    learner.page.wait_for_timeout(500)
    told(learner, "")


# A browser that keeps nothing.


@pytest.mark.parametrize("refusal", [REFUSES, FULL])
def test_html_in_a_browser_that_refuses(packages, visit, profile, refusal):
    profile.add_init_script(refusal)
    with by_itself(packages["html"]) as server:
        learner = visit(server.url, framed=False, language="fr")
        told(learner, MEMORY)
        learner.next(2)
        question(learner, 1).answer(["Deux", "Huit"])
        seen(learner, 1)


@pytest.mark.parametrize("refusal", [REFUSES, FULL])
def test_scorm12_in_a_browser_that_refuses(packages, visit, profile, refusal):
    profile.add_init_script(refusal)
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        told(learner, "")
        learner.page.evaluate(COMMIT_FAILS)
        question(learner, 1).answer(["Deux", "Huit"])
        told(learner, UNKEPT)
        learner.page.evaluate(WORKS_AGAIN)
        in_frame(learner, RETRY)
        told(learner, SAFE)
        lms.wait_for(lambda attempt: attempt.score.raw == 50)


# Two windows.


def test_html_in_two_windows_counts_what_is_done_in_both(packages, visit):
    with by_itself(packages["html"]) as server:
        one = visit(server.url, framed=False, language="fr")
        one.next(2)
        told(one, "")
        other = visit(server.url, framed=False, language="fr")
        told(one, TWICE)
        told(other, TWICE)
        question(one, 1).answer(["Deux", "Huit"])
        question(other, 2).answer(["Faux"])
        one.next()
        one.close_tab()
        told(other, "")
        third = visit(server.url, framed=False, language="fr")
        third.back()
        third.sees("Vérifier")
        expect(third.course.locator(".feedback.told .verdict")).to_have_count(2)


def test_from_a_disk_in_two_windows(unpacked, visit):
    address = from_disk(unpacked("html"))
    one, other = (visit(address, framed=False, language="fr") for _ in range(2))
    told(one, TWICE)
    one.next(2)
    question(one, 1).answer(["Deux", "Huit"])
    other.next(2)
    expect(other.course.locator(".feedback.told .verdict")).to_have_count(1)
    question(other, 2).answer(["Faux"])
    other.close_tab()
    one.reload()
    expect(one.course.locator(".feedback.told .verdict")).to_have_count(2)


def test_scorm12_in_two_windows(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        one = visit(lms.url, framed=True, language="fr")
        one.next(2)
        other = visit(lms.url, framed=True, language="fr")
        told(one, TWICE)
        told(other, TWICE)
        question(one, 1).answer(["Deux", "Huit"])
        question(other, 2).answer(["Faux"])
        lms.wait_for(lambda attempt: attempt.score.raw == 75)
        one.close_tab()
        told(other, "")
        other.close_tab()
        again = visit(lms.url, framed=True, language="fr")
        expect(again.course.locator(".feedback.told .verdict")).to_have_count(2)


# An LRS that can't be reached, or does not know the learner any more.


class Weather:
    """What becomes of the requests to an LRS."""

    def __init__(self, context: BrowserContext, endpoint: str) -> None:
        self.status: int | None = 200
        """What each is answered: None is nothing at all, 200 what the LRS says."""
        self.only = ""
        """A word that must be in a request for that."""
        self.posted: list[str] = []
        self._context = context
        context.route(f"{endpoint}**", self._meet)

    def clear(self) -> None:
        """Let all through from now on, also what a page sends when it is left."""
        self.status = 200
        self._context.unroute_all(behavior="wait")

    def _meet(self, route: Route) -> None:
        body = route.request.post_data or ""
        if route.request.method == "POST":
            self.posted.append(body)
        if self.status == 200 or self.only not in body or route.request.method == "OPTIONS":
            route.continue_()
        elif self.status is None:
            route.abort("connectionfailed")
        else:
            headers = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(status=self.status, headers=headers, body="")


@pytest.mark.parametrize(
    ("status", "words"), [(None, LOST), (503, LOST), (429, LOST), (401, EXPIRED), (403, EXPIRED)]
)
def test_xapi_lost_and_back_again(packages, visit, profile, status, words):
    with in_lrs(packages["xapi"]) as lms:
        weather = Weather(profile, lms.lrs.endpoint)
        learner = visit(lms.url, framed=False, language="fr")
        learner.next(2)
        until(learner, lambda: len(lms.lrs.statements) >= 2)
        told(learner, "")
        weather.status = status
        question(learner, 1).answer(["Deux", "Huit"])
        question(learner, 2).answer(["Faux"])
        told(learner, words)
        weather.clear()
        in_frame(learner, RETRY)
        told(learner, SAFE)
        until(learner, lambda: verbs(lms).count("answered") == 2)
        learner.leave()
        until(learner, lambda: verbs(lms)[-1] == "terminated")
        assert verbs(lms).count("answered") == 2
        no_violations(lms)


@pytest.mark.parametrize("end", ["close_tab", "crash"])
@pytest.mark.parametrize("status", [None, 401])
def test_xapi_closed_while_lost_and_opened_later(packages, visit, profile, status, end):
    with in_lrs(packages["xapi"]) as lms:
        weather = Weather(profile, lms.lrs.endpoint)
        learner = visit(lms.url, framed=False, language="fr")
        learner.next(2)
        until(learner, lambda: lms.lrs.documents)
        weather.status = status
        question(learner, 1).answer(["Deux", "Huit"])
        learner.page.wait_for_timeout(600)
        getattr(learner, end)()
        later = visit(lms.url, framed=False, language="fr")
        later.sees("Vérifier")
        told(later, LOST if status is None else EXPIRED)
        expect(later.course.locator(".feedback.told .verdict")).to_have_count(1)
        question(later, 2).answer(["Faux"])
        weather.status = 200
        in_frame(later, RETRY)
        told(later, SAFE)
        until(later, lambda: verbs(lms).count("answered") == 2)
        said = [
            each["object"]["id"][-8:]
            for each in lms.lrs.statements
            if each["verb"]["id"].endswith("answered")
        ]
        assert said == ["q0000002", "q0000003"]
        until(later, lambda: len(kept_answers(lms)) > 0)
        no_violations(lms)


def kept_answers(lms) -> str:
    [document] = lms.lrs.documents.values()
    return str(json.loads(document.content)["state"])


def test_xapi_what_the_lrs_had_from_elsewhere_is_not_written_over(
    packages, visit, profile, browser
):
    with in_lrs(packages["xapi"]) as lms:
        elsewhere = browser.new_context()
        first = Learner(elsewhere.new_page(), framed=False, language="fr")
        first.page.goto(lms.url)
        first.next(2)
        question(first, 1).answer(["Deux", "Huit"])
        until(first, lambda: lms.lrs.documents and "answered" in verbs(lms))
        elsewhere.close()
        weather = Weather(profile, lms.lrs.endpoint)
        weather.status = 503
        learner = visit(lms.url, framed=False, language="fr")
        learner.sees("Bienvenue")
        told(learner, LOST)
        learner.next(2)
        question(learner, 2).answer(["Faux"])
        weather.clear()
        in_frame(learner, RETRY)
        told(learner, SAFE)
        learner.page.wait_for_timeout(500)
        learner.leave()
        again = visit(lms.url, framed=False, language="fr")
        again.sees("Vérifier")
        expect(again.course.locator(".feedback.told .verdict")).to_have_count(2)


@pytest.mark.parametrize("status", [400, 403, 409])
def test_xapi_a_statement_that_is_never_taken_holds_up_no_other(packages, visit, profile, status):
    with in_lrs(packages["xapi"]) as lms:
        weather = Weather(profile, lms.lrs.endpoint)
        weather.status, weather.only = status, "q0000002"
        learner = visit(lms.url, framed=False, language="fr")
        learner.next(2)
        question(learner, 1).answer(["Deux", "Huit"])
        question(learner, 2).answer(["Faux"])
        learner.next()
        until(learner, lambda: "answered" in verbs(lms))
        learner.page.wait_for_timeout(1000)
        told(learner, "")
        kept = learner.page.evaluate("() => Object.keys(localStorage)")
        assert [key for key in kept if "waiting" in key] == []


def test_xapi_two_windows_lose_no_statement_of_each_other(packages, visit, profile):
    with in_lrs(packages["xapi"]) as lms:
        weather = Weather(profile, lms.lrs.endpoint)
        one = visit(lms.url, framed=False, language="fr")
        one.next(2)
        other = visit(lms.url, framed=False, language="fr")
        other.sees("Vérifier")
        weather.status = None
        question(one, 1).answer(["Deux", "Huit"])
        question(other, 2).answer(["Faux"])
        for each in (one, other):
            each.page.wait_for_timeout(300)
            each.close_tab()
        weather.clear()
        third = visit(lms.url, framed=False, language="fr")
        expect(third.course.locator(".feedback.told .verdict")).to_have_count(2)
        until(third, lambda: verbs(lms).count("answered") == 2)
        no_violations(lms)


def test_xapi_two_windows_say_once_that_the_course_was_passed(packages, visit, profile):
    with in_lrs(packages["xapi"]) as lms:
        one, other = (visit(lms.url, framed=False, language="fr") for _ in range(2))
        told(one, TWICE)
        one.next(2)
        question(one, 1).answer(["Deux", "Huit"])
        until(one, lambda: "passed" in verbs(lms))
        seen(other, 1)
        other.next(2)
        expect(other.course.locator(".feedback.told .verdict")).to_have_count(1)
        question(other, 2).answer(["Faux"])
        until(other, lambda: verbs(lms).count("answered") == 2)
        one.page.wait_for_timeout(1000)
        assert verbs(lms).count("passed") == 1
        no_violations(lms)
