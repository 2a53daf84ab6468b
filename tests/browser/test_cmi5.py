"""cmi5 packages in our strict launcher: every end, every mode, one unit or several."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from exporters.options import Options, Split
from exporters.publish import publish
from studio.jobs import Progress
from studio.preview.cmi5_session import Cmi5Session
from tests.browser.learner import Learner
from tests.browser.platforms import in_cmi5, no_violations
from tests.browser.test_packages import ADL, finish, question, watch
from tests.browser.troubled import EXPIRED, LOST, UNKEPT, seen, told
from tests.courses import small_course

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[Split, Path]:
    """The small course as one unit, and as a unit for each module."""
    folder = tmp_path_factory.mktemp("cmi5")
    project, course = small_course(folder / "course")
    return {
        split: publish(
            project,
            course,
            "cmi5",
            folder / f"{split.value}.zip",
            Options(split=split),
            progress=Progress(),
        ).file
        for split in (Split.COURSE, Split.MODULES)
    }


@pytest.fixture
def lms(packages):
    with in_cmi5(packages[Split.COURSE]) as session:
        yield session


def verbs(session: Cmi5Session, launch: int) -> list[str]:
    """The verbs of the course that the unit has said in one launch."""
    return [verb.removeprefix(ADL) for verb in session.launches[launch].said]


def close(learner: Learner) -> None:
    """Close the tab when nothing is on its way: the platform takes nothing after the end."""
    learner.page.wait_for_timeout(500)
    learner.close_tab()


def over(session: Cmi5Session) -> None:
    """Wait until the latest launch is over."""
    session.wait_for(lambda now: now.launches[-1].over)


def test_a_whole_course(lms, visit):
    learner = visit(lms.url, framed=False, language="fr")
    finish(learner)
    learner.page.wait_for_timeout(500)
    learner.leave()
    over(lms)
    no_violations(lms)
    assert verbs(lms, 0) == ["initialized", "completed", "passed", "terminated"]
    assert lms.course_satisfied
    answered = [each for each in lms.statements if each["verb"]["id"] == f"{ADL}answered"]
    assert [each["result"]["success"] for each in answered] == [False, True, True, True]
    again = visit(lms.url, framed=False, language="fr")
    again.sees("Conclure")
    seen(again, 5)
    close(again)
    over(lms)
    assert verbs(lms, 1) == ["initialized", "terminated"]
    no_violations(lms)


@pytest.mark.parametrize("end", ["leave", "close_tab", "crash"])
def test_it_goes_on_after_any_end(lms, visit, end):
    learner = visit(lms.url, framed=False, language="fr")
    learner.next(2)
    question(learner, 0).answer(["Quatre"])
    lms.wait_for(lambda now: any(each["verb"]["id"] == f"{ADL}answered" for each in now.statements))
    learner.page.wait_for_timeout(500)
    getattr(learner, end)()
    if end != "crash":
        over(lms)
    again = visit(lms.url, framed=False, language="fr")
    again.sees("Vérifier")
    expect(again.course.locator(".feedback.told .verdict")).to_have_count(1)
    close(again)
    over(lms)
    assert [each.rule for each in lms.violations] == (
        ["never_terminated"] if end == "crash" else []
    )


@pytest.mark.parametrize("mode", ["Review", "Browse"])
def test_nothing_counts_in_other_modes(lms, visit, mode):
    learner = visit(lms.launch(0, mode), framed=False, language="fr")
    finish(learner)
    close(learner)
    over(lms)
    no_violations(lms)
    assert verbs(lms, 0) == ["initialized", "terminated"]
    assert not lms.course_satisfied


def test_a_page_that_is_reloaded_says_that_its_session_is_over(lms, visit):
    learner = visit(lms.url, framed=False, language="fr")
    learner.next()
    seen(learner, 1)
    learner.page.wait_for_timeout(500)
    learner.reload()
    told(learner, EXPIRED)
    watch(learner, "Regarder")
    seen(learner, 2)
    close(learner)
    again = visit(lms.url, framed=False, language="fr")
    seen(again, 2)
    no_violations(lms)


def test_what_could_not_be_sent_is_sent_in_the_next_session(lms, visit):
    learner = visit(lms.url, framed=False, language="fr")
    learner.next(2)
    lms.wait_for(lambda now: len(verbs(now, 0)) == 1)
    learner.page.route("**/xapi/**", lambda route: route.abort())
    question(learner, 0).answer(["Quatre"])
    told(learner, LOST)
    learner.crash()
    again = visit(lms.url, framed=False, language="fr")
    again.sees("Vérifier")

    def answers(now: Cmi5Session) -> int:
        return sum(each["verb"]["id"] == f"{ADL}answered" for each in now.statements)

    lms.wait_for(lambda now: answers(now) == 1)
    close(again)
    over(lms)
    assert [each.rule for each in lms.violations] == ["never_terminated"]


def test_a_launch_that_was_used_keeps_nothing_and_says_so(lms, visit):
    url = lms.launch()
    visit(url, framed=False, language="fr").sees("Bienvenue")
    stranger = visit(url, framed=False, language="fr")
    stranger.sees("Bienvenue")
    told(stranger, UNKEPT)


def test_the_learner_goes_back_to_the_platform(lms, visit):
    learner = visit(lms.url, framed=False, language="fr")
    learner.page.wait_for_timeout(500)
    learner.course.get_by_role("button", name="Plus").click()
    learner.course.get_by_role("button", name="Revenir à la plateforme").click()
    lms.wait_for(lambda now: now.launches[0].returned)
    over(lms)
    no_violations(lms)


def test_a_learner_who_wants_no_sound_hears_none(lms, visit):
    lms.set_preferences("fr-FR", "off")
    learner = visit(lms.url, framed=False, language="fr")
    learner.next()
    assert learner.course.locator("video").evaluate("video => video.muted")
    expect(learner.course.locator(".mute")).to_have_attribute("aria-pressed", "true")


def test_each_module_is_a_unit(packages, visit):
    with in_cmi5(packages[Split.MODULES]) as lms:
        first = visit(lms.launch(0), framed=False, language="fr")
        first.next(2)
        for number, choice in enumerate(("Quatre", None, "Faux")):
            if choice:
                question(first, number).answer([choice])
        question(first, 1).answer(["Deux", "Huit"])
        first.back()
        watch(first, "Regarder")
        lms.wait_for(lambda now: now.au_satisfied(0))
        close(first)
        over(lms)
        second = visit(lms.launch(1), framed=False, language="fr")
        watch(second, "Revoir")
        second.next()
        lms.wait_for(lambda now: now.course_satisfied)
        close(second)
        over(lms)
        no_violations(lms)
        assert verbs(lms, 1) == ["initialized", "completed", "terminated"]
