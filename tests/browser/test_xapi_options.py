"""xAPI as an author may choose it: version 2.0, an LRS of one's own, modules by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from exporters.options import LrsSettings, Options, Split, XapiVersion
from exporters.publish import publish
from studio.jobs import Progress
from studio.preview.lrs import Lrs
from studio.preview.server import PackageServer
from tests.browser.learner import Learner
from tests.browser.platforms import in_lrs, no_violations
from tests.browser.test_packages import ADL, question, verbs
from tests.browser.troubled import seen, told, until
from tests.courses import small_course
from tests.preview.ralph_models import objection

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Publishes the small course as xAPI with some options."""
    folder: Path = tmp_path_factory.mktemp("xapi")
    project, course = small_course(folder / "course")

    def make(name: str, **options) -> tuple[Path, ...]:
        file = folder / f"{name}.zip"
        return publish(project, course, "xapi", file, Options(**options), progress=Progress()).files

    return make


def somewhere_else(browser: Browser, url: str) -> Learner:
    """The same learner at another device."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(url)
    return Learner(page, framed=False, language="fr")


def test_version_2_in_two_sittings(made, visit):
    [package] = made("two", xapi_version=XapiVersion.V2)
    with in_lrs(package) as lms:
        learner = visit(lms.url, framed=False, language="fr")
        learner.next(2)
        question(learner, 0).answer(["Quatre"])
        until(learner, lambda: "answered" in verbs(lms))
        learner.leave()
        until(learner, lambda: verbs(lms)[-1] == "terminated")
        again = visit(lms.url, framed=False, language="fr")
        again.sees("Vérifier")
        question(again, 2).answer(["Faux"])
        until(again, lambda: verbs(lms).count("answered") == 2)
        assert lms.lrs.violations == []
        assert {each["version"] for each in lms.lrs.statements} == {"2.0.0"}


@pytest.mark.parametrize(
    "version", [XapiVersion.V1, pytest.param(XapiVersion.V2, marks=pytest.mark.full)]
)
def test_two_devices_at_once_lose_nothing(made, visit, browser, version):
    [package] = made("devices", xapi_version=version)
    with in_lrs(package) as lms:
        one = visit(lms.url, framed=False, language="fr")
        one.sees("Bienvenue")
        one.page.wait_for_timeout(2000)
        other = somewhere_else(browser, lms.url)
        other.next(2)
        question(other, 2).answer(["Faux"])
        until(other, lambda: "answered" in verbs(lms))
        other.page.wait_for_timeout(2500)
        one.next(2)
        question(one, 0).answer(["Quatre"])
        until(one, lambda: verbs(lms).count("answered") == 2)
        # What it has read first is old: it reads anew, and joins both.
        one.page.wait_for_timeout(4000)
        other.page.context.close()
        third = somewhere_else(browser, lms.url)
        third.sees("Vérifier")
        expect(third.course.locator(".feedback.told .verdict")).to_have_count(2)
        third.page.context.close()
        assert lms.lrs.violations == []


def test_a_course_on_a_web_site_reports_to_the_lrs_of_its_author(made, visit):
    with Lrs() as lrs:
        login = decoded(lrs.auth)
        settings = LrsSettings(lrs.endpoint.rstrip("/"), *login)
        [package] = made("own", lrs=settings)
        with PackageServer(package) as server:
            learner = visit(server.url, framed=False, language="fr")
            learner.next(2)
            question(learner, 2).answer(["Faux"])
            until(learner, lambda: any(is_answer(each) for each in lrs.statements))
            told(learner, "")
            learner.page.wait_for_timeout(2000)
            learner.close_tab()
            again = visit(server.url, framed=False, language="fr")
            again.sees("Vérifier")
            seen(again, 1)
        assert lrs.violations == []
        assert [found for each in lrs.statements if (found := objection(each))] == []
        [actor] = {each["actor"]["account"]["name"] for each in lrs.statements}
        [registration] = {each["context"]["registration"] for each in lrs.statements}
        assert len(actor) == len(registration) == 36


def decoded(auth: str) -> list[str]:
    from base64 import b64decode

    return b64decode(auth.removeprefix("Basic ")).decode().split(":", 1)


def is_answer(statement: dict[str, Any]) -> bool:
    return bool(statement["verb"]["id"] == f"{ADL}answered")


def test_modules_by_themselves_are_activities_of_their_own(made, visit):
    first, second = made("module", split=Split.PACKAGES)
    with in_lrs(second) as lms:
        assert lms.activity.id == "https://formation.example.org/elan/m0000002"
        learner = visit(lms.url, framed=False, language="fr")
        learner.sees("Revoir")
        learner.next()
        learner.sees("Conclure")
        until(learner, lambda: "experienced" in verbs(lms))
        learner.leave()
        until(learner, lambda: verbs(lms)[-1] == "terminated")
        no_violations(lms)
        said = [each for each in lms.lrs.statements if each["object"]["id"] == lms.activity.id]
        assert {each["object"]["definition"]["type"] for each in said} == {
            "http://adlnet.gov/expapi/activities/module"
        }
    with in_lrs(first) as lms:
        visit(lms.url, framed=False, language="fr").sees("Bienvenue")


def test_an_lrs_without_states_loses_nothing(made, visit, profile):
    """Ralph's server is one: it answers 404 wherever a state is asked for or put."""
    [package] = made("plain")
    anyone = {"Access-Control-Allow-Origin": "*"}
    profile.route("**/activities/state*", lambda route: route.fulfill(status=404, headers=anyone))
    with in_lrs(package) as lms:
        learner = visit(lms.url, framed=False, language="fr")
        learner.next(2)
        question(learner, 0).answer(["Quatre"])
        until(learner, lambda: "answered" in verbs(lms))
        told(learner, "")
        learner.close_tab()
        again = visit(lms.url, framed=False, language="fr")
        again.sees("Vérifier")
        expect(again.course.locator(".feedback.told .verdict")).to_have_count(1)
        no_violations(lms)


def test_an_lrs_that_never_knows_its_own_tags_gets_the_state(made, visit, profile):
    """A proxy that compresses answers makes every tag a weak one, which matches nothing."""
    [package] = made("tags")
    tags: list[str | None] = []

    def refuse(route: Route) -> None:
        request = route.request
        if request.method == "PUT":
            tags.append(request.headers.get("if-match"))
        if request.method == "PUT" and tags[-1]:
            route.fulfill(status=412, headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.continue_()

    with in_lrs(package) as lms:
        profile.route("**/activities/state*", refuse)
        learner = visit(lms.url, framed=False, language="fr")
        learner.next(2)
        learner.sees("Vérifier")
        until(learner, lambda: tags)
        learner.page.wait_for_timeout(3000)
        question(learner, 0).answer(["Quatre"])
        until(learner, lambda: tags and tags[-1] and len(tags) > 1)
        until(learner, lambda: tags[-1] is None)
        learner.page.wait_for_timeout(3000)
        assert len(tags) < 8
        no_violations(lms)
