"""What platforms are told of each type of question, before judges by the standards' letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from exporters.publish import publish
from studio.course.asking_blocks import ClipBlock, Stop
from studio.course.edits import replace
from studio.jobs import Progress
from tests.block_courses import full_course
from tests.browser.learner import Learner
from tests.browser.platforms import in_lrs, in_test_lms, no_violations
from tests.browser.test_questions import STEPS, place
from tests.courses import small_course
from tests.questions import OTHER_TYPES, course_one_by_one

pytestmark = pytest.mark.browser

ANSWERED = "http://adlnet.gov/expapi/verbs/answered"


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    project, course = course_one_by_one(folder / "course")
    return {
        name: publish(project, course, name, folder / f"{name}.zip", progress=Progress()).file
        for name in ("scorm12", "xapi")
    }


def choose(question: Locator, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        question.get_by_label(name).select_option(value)


def fill_blanks(question: Locator) -> None:
    question.get_by_label("Trou 1 sur 2").fill("rhône")
    question.get_by_label("Trou 2 sur 2").fill("mer Méditerranée")


def show_doors(question: Locator) -> None:
    surface = question.get_by_role("application")
    surface.locator("img").evaluate("image => image.decode()")
    for down in (0.1, 0.9):
        at = surface.bounding_box()
        assert at
        surface.click(position={"x": at["width"] * 0.5, "y": at["height"] * down})


def give_opinions(question: Locator) -> None:
    for at, degree in enumerate(("Tout à fait d\u2019accord", "Pas d\u2019accord")):
        question.get_by_role("group").nth(at).get_by_label(degree, exact=True).check()


PAIRS = {"Italie": "Rome", "Pérou": "Lima", "Kenya": "Nairobi"}
ANIMALS = {"Baleine": "Mammifères", "Chauve-souris": "Mammifères", "Manchot": "Oiseaux"}
LONG = "Un été à Noël \u2014\n" * 100
ANSWERS: dict[str, Callable[[Learner, Locator], object]] = {
    "numeric": lambda _, question: question.locator("input").fill("4 806,5 m"),
    "short-text": lambda _, question: question.locator("input").fill("victor hugo"),
    "ordering": lambda learner, _: place(learner, STEPS),
    "matching": lambda _, question: choose(question, PAIRS),
    "categorise": lambda _, question: choose(question, ANIMALS),
    "fill-blanks": lambda _, question: fill_blanks(question),
    "hotspot": lambda _, question: show_doors(question),
    "likert": lambda _, question: give_opinions(question),
    "long-answer": lambda _, question: question.locator("textarea").fill(LONG),
}


def answer_all(learner: Learner) -> None:
    """Answer every question rightly."""
    for question in OTHER_TYPES:
        tag = str(type(question).__struct_config__.tag)
        learner.course.get_by_role("navigation").get_by_role("button", name=tag).click()
        learner.sees(tag)
        ANSWERS[tag](learner, learner.course.locator(".question"))
        learner.button("check").click()


SCORM = {
    "qnumeric1": ("numeric", "4806.5", "correct"),
    "qshorttext": ("fill-in", "victor hugo", "correct"),
    "qordering1": ("sequencing", "a,b,c,d", "correct"),
    "qmatching1": ("matching", {"a.a", "b.b", "c.c"}, "correct"),
    "qcategorise": ("matching", {"a.a", "b.a", "c.b"}, "correct"),
    "qblanks01": ("fill-in", "rhône,mer Méditerranée", "correct"),
    "qhotspot01": ("performance", None, "correct"),
    "qlikert01": ("matching", {"a.e", "b.b"}, "neutral"),
    "qlonganswer": ("fill-in", ("Un été à Noël \u2014 " * 100)[:255], "neutral"),
}


def test_scorm12(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        answer_all(learner)
        lms.wait_for(lambda attempt: len(attempt.interactions) == len(SCORM))
        no_violations(lms)
        for told in lms.attempt.interactions:
            kind, response, result = SCORM[told.id]
            said = told.response
            assert told.type == kind
            if response is not None:
                assert (set(said.split(",")) if isinstance(response, set) else said) == response
            assert told.result == result


XAPI = {
    "qnumeric1": ("numeric", "4806.5", True),
    "qshorttext": ("fill-in", "victor hugo", True),
    "qordering1": ("sequencing", "[,]".join(f"iitem000{n}" for n in range(1, 5)), True),
    "qmatching1": ("matching", {f"mpair000{n}[.]mpair000{n}" for n in range(1, 4)}, True),
    "qcategorise": (
        "matching",
        {"mitem0001[.]ccat00001", "mitem0002[.]ccat00001", "oitem0001[.]ccat00002"},
        True,
    ),
    "qblanks01": ("fill-in", "rhône[,]mer Méditerranée", True),
    "qhotspot01": ("other", None, True),
    "qlikert01": ("matching", {"sitem0001[.]5", "sitem0002[.]2"}, None),
    "qlonganswer": ("long-fill-in", LONG.strip(), None),
}


def test_xapi(packages, visit):
    with in_lrs(packages["xapi"]) as lms:
        learner = visit(lms.url, framed=False, language="fr")
        answer_all(learner)

        def answered() -> list[dict[str, object]]:
            return [each for each in lms.lrs.statements if each["verb"]["id"] == ANSWERED]

        lms.lrs.wait_for(lambda _: len(answered()) == len(XAPI))
        no_violations(lms)
        for told in answered():
            activity, result = told["object"], told["result"]
            assert isinstance(activity, dict)
            assert isinstance(result, dict)
            kind, response, success = XAPI[activity["id"].rpartition("/")[2]]
            said = result["response"]
            assert activity["definition"]["interactionType"] == kind
            if response is not None:
                assert (set(said.split("[,]")) if isinstance(response, set) else said) == response
            assert result.get("success") == success


@pytest.fixture(scope="module")
def polls(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("polls")
    project, course = full_course(folder / "course")
    return {
        name: publish(project, course, name, folder / f"{name}.zip", progress=Progress()).file
        for name in ("scorm12", "xapi")
    }


def vote(learner: Learner) -> None:
    learner.course.get_by_role("navigation").get_by_role("button", name="Faire").click()
    poll = learner.course.get_by_role("group", name="Ville ou campagne ?")
    poll.get_by_label("Campagne").check()
    poll.get_by_role("button", name="Garder ma réponse").click()


def test_a_poll_in_scorm12(polls, visit):
    with in_test_lms(polls["scorm12"]) as lms:
        vote(visit(lms.url, framed=True, language="fr"))
        lms.wait_for(lambda attempt: len(attempt.interactions) == 1)
        no_violations(lms)
        [told] = lms.attempt.interactions
        assert (told.type, told.response, told.result) == ("choice", "b", "neutral")


def test_a_poll_in_xapi(polls, visit):
    with in_lrs(polls["xapi"]) as lms:
        vote(visit(lms.url, framed=False, language="fr"))
        lms.lrs.wait_for(lambda lrs: any(s["verb"]["id"] == ANSWERED for s in lrs.statements))
        no_violations(lms)
        [told] = [s for s in lms.lrs.statements if s["verb"]["id"] == ANSWERED]
        assert told["object"]["definition"]["interactionType"] == "choice"
        assert "correctResponsesPattern" not in told["object"]["definition"]
        assert "success" not in told["result"]


@pytest.fixture(scope="module")
def stopping(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("stopping")
    project, course = small_course(folder / "course")
    stop = Stop(id="i0000001", question="q0000001", at_s=0.5)
    block = ClipBlock(id="b0000004", clip="k0000001", stops=(stop,))
    course = replace(course, block)
    return {
        name: publish(project, course, name, folder / f"{name}.zip", progress=Progress()).file
        for name in ("scorm12", "xapi")
    }


def answer_in_clip(learner: Learner) -> None:
    learner.course.get_by_role("navigation").get_by_role("button", name="Regarder").click()
    learner.course.get_by_role("button", name="Lire", exact=True).click()
    learner.answer(["Quatre"])


def test_an_answer_in_a_clip_in_scorm12(stopping, visit):
    with in_test_lms(stopping["scorm12"]) as lms:
        answer_in_clip(visit(lms.url, framed=True, language="fr"))
        lms.wait_for(lambda attempt: len(attempt.interactions) == 1)
        no_violations(lms)
        [told] = lms.attempt.interactions
        assert (told.type, told.response, told.result) == ("choice", "b", "correct")


def test_an_answer_in_a_clip_in_xapi_is_a_part_of_the_clip(stopping, visit):
    with in_lrs(stopping["xapi"]) as lms:
        answer_in_clip(visit(lms.url, framed=False, language="fr"))
        lms.lrs.wait_for(lambda lrs: any(s["verb"]["id"] == ANSWERED for s in lrs.statements))
        no_violations(lms)
        [told] = [s for s in lms.lrs.statements if s["verb"]["id"] == ANSWERED]
        [parent] = told["context"]["contextActivities"]["parent"]
        played = [s["object"] for s in lms.lrs.statements if s["verb"]["id"].endswith("/played")]
        assert parent == played[0]
        assert parent["id"].endswith("/k0000001")
        assert told["result"]["success"] is True
