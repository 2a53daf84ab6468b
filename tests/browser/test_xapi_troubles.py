"""An LRS that can't be reached, or does not know the learner any more: nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.learner import Learner
from tests.browser.platforms import (
    in_lrs,
    no_violations,
)
from tests.browser.test_packages import question, verbs
from tests.browser.troubled import (
    EXPIRED,
    LOST,
    RETRY,
    SAFE,
    TWICE,
    every_format,
    in_frame,
    seen,
    told,
    until,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, Path]:
    """The small course in every format."""
    return every_format(tmp_path_factory.mktemp("troubles"))


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


@pytest.mark.parametrize(
    ("status", "end"),
    [
        (None, "crash"),
        (401, "close_tab"),
        pytest.param(None, "close_tab", marks=pytest.mark.full),
        pytest.param(401, "crash", marks=pytest.mark.full),
    ],
)
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
        until(one, lambda: "answered" in verbs(lms))
        seen(other, 1)
        other.next(2)
        expect(other.course.locator(".feedback.told .verdict")).to_have_count(1)
        question(other, 2).answer(["Faux"])
        until(other, lambda: verbs(lms).count("answered") == 2)
        one.leave()
        until(one, lambda: "passed" in verbs(lms))
        other.leave()
        until(other, lambda: verbs(lms).count("terminated") == 2)
        assert verbs(lms).count("passed") == 1
        no_violations(lms)
