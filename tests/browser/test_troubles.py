"""When something is not as it should be: the learner is told, goes on, and nothing is lost."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from studio.preview.scorm_session import LaunchOptions
from studio.preview.server import Learner as Account
from tests.browser.platforms import (
    by_itself,
    from_disk,
    in_scorm_again,
    in_test_lms,
    no_violations,
)
from tests.browser.test_packages import question
from tests.browser.troubled import (
    ALONE,
    COMMIT_FAILS,
    EXPIRED,
    FULL,
    LOST,
    MEMORY,
    NOTHING_WORKS,
    REFUSES,
    RETRY,
    SAFE,
    THROWS,
    TWICE,
    UNKEPT,
    WORKS_AGAIN,
    answered,
    every_format,
    in_frame,
    seen,
    told,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, Path]:
    """The small course in every format."""
    return every_format(tmp_path_factory.mktemp("troubles"))


@pytest.fixture
def unpacked(packages, tmp_path) -> Callable[[str], Path]:
    """Unpack a package into a folder."""

    def unpack(name: str) -> Path:
        folder: Path = tmp_path / name
        with zipfile.ZipFile(packages[name]) as archive:
            archive.extractall(folder)
        return folder

    return unpack


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


@pytest.mark.parametrize(
    ("broken", "end"),
    [
        (COMMIT_FAILS, "close_tab"),
        (THROWS, "crash"),
        pytest.param(COMMIT_FAILS, "crash", marks=pytest.mark.full),
        pytest.param(THROWS, "close_tab", marks=pytest.mark.full),
    ],
)
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
