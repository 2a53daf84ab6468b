"""One learner's run in every format: platforms are told the same by all of them.

SCORM 1.2 writes answers by the letters of choices, cuts long texts, and has no type for some; here
it is read back into ids and the other formats' types, so that one table compares all four.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as changed

from exporters.publish import publish
from exporters.question_data import choices_of, targets_of
from studio.course.model import CompletionRule, Course
from studio.course.questions import Question
from studio.jobs import Progress
from studio.preview.attempt import Interaction
from studio.preview.cmi5_session import Cmi5Session
from studio.preview.scorm_session import ScormSession
from studio.preview.server import XapiSession
from tests.browser.learner import Learner
from tests.browser.platforms import in_cmi5, in_lrs, in_test_lms, no_violations
from tests.browser.test_packages import finish
from tests.browser.test_question_reports import ANSWERS
from tests.courses import small_course
from tests.questions import OTHER_TYPES
from tests.showcase import showcase

pytestmark = pytest.mark.browser

FORMATS: dict[str, Callable[[Path], ScormSession | XapiSession | Cmi5Session]] = {
    "scorm12": in_test_lms,
    "scorm2004": in_test_lms,
    "xapi": in_lrs,
    "cmi5": in_cmi5,
}
VERBS = "http://adlnet.gov/expapi/verbs/"
CUT = 200
"""Fewer letters than any format keeps of a text."""
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform knows of one answer."""

    question: str
    type: str
    response: str
    right: bool | None


@dataclass(frozen=True, slots=True)
class Run:
    """What a platform knows of a learner's run; `time_s` differs from run to run."""

    completed: bool
    passed: bool
    score: float | None
    answers: tuple[Answer, ...]


def sample(folder: Path) -> tuple[Any, Course]:
    return small_course(folder)


def everything(folder: Path) -> tuple[Any, Course]:
    """A course with each block and each type of question, done once it is passed."""
    project, course = showcase(folder)
    rule = CompletionRule(screens=0.0, pass_mark=0.5)
    return project, changed(course, completion=rule)


def answer_everything(learner: Learner) -> None:
    """See each screen, and answer each type of question rightly."""
    answer_small(learner)
    for question in OTHER_TYPES:
        tag = str(type(question).__struct_config__.tag)
        go(learner, tag)
        ANSWERS[tag](learner, learner.course.locator(".question"))
        learner.button("check").click()
    places = learner.course.get_by_role("navigation").locator("button.place-button")
    for at in range(places.count()):
        places.nth(at).click()


def answer_small(learner: Learner) -> None:
    """Answer the types that the small course has, on their own screens."""
    for tag, texts in {
        "single-choice": ["Quatre"],
        "multiple-choice": ["Deux"],
        "true-false": ["Faux"],
    }.items():
        go(learner, tag)
        learner.answer(texts)


def go(learner: Learner, title: str) -> None:
    outline = learner.course.get_by_role("navigation")
    outline.get_by_role("button", name=title, exact=False).last.click()
    learner.sees(title)


def run_of(session: ScormSession | XapiSession | Cmi5Session, course: Course) -> Run:
    if isinstance(session, ScormSession):
        return of_attempt(session, course)
    return of_statements(session)


def of_attempt(session: ScormSession, course: Course) -> Run:
    attempt = session.attempt
    return Run(
        completed=attempt.completion == "completed",
        passed=attempt.success == "passed",
        score=attempt.score.raw,
        answers=tuple(of_scorm(each, course) for each in attempt.interactions),
    )


def of_scorm(told: Interaction, course: Course) -> Answer:
    question = course.questions.get(told.id)
    type_, response = told.type, told.response
    old = "timestamp" not in told.time and re.fullmatch(r"\d\d:\d\d:\d\d.*", told.time)
    if old and question is not None:
        type_, response = in_ids(question, told)
    right = {"correct": True, "wrong": False, "incorrect": False}.get(told.result)
    return Answer(told.id, type_, plain(response, type_), right)


def in_ids(question: Question, told: Interaction) -> tuple[str, str]:
    """Read what SCORM 1.2 says of a question as the others would say it."""
    choices = [id_ for id_, _ in choices_of(question, "fr")]
    targets = [id_ for id_, _ in targets_of(question, "fr")]

    def named(ids: list[str], letter: str) -> str:
        return ids[LETTERS.index(letter)]

    match told.type:
        case "choice" | "sequencing":
            ids = [named(choices, letter) for letter in told.response.split(",")]
            return told.type, "[,]".join(ids)
        case "matching":
            pairs = [pair.split(".") for pair in told.response.split(",")]
            said = [f"{named(choices, a)}[.]{named(targets, b)}" for a, b in pairs]
            return told.type, "[,]".join(said)
        case "true-false":
            return told.type, {"t": "true", "f": "false"}[told.response]
        case "performance":
            return "other", told.response
        case _:
            tag = type(question).__struct_config__.tag
            between = "[,]" if tag == "fill-blanks" else ","
            long = "long-fill-in" if tag == "long-answer" else told.type
            return long, told.response.replace(",", between)


def of_statements(session: XapiSession | Cmi5Session) -> Run:
    statements = session.lrs.statements
    unit = session.activity.id if isinstance(session, XapiSession) else activity_of(session)
    own = {
        each["verb"]["id"].removeprefix(VERBS): each
        for each in statements
        if each["object"]["id"] == unit
    }
    passed = own.get("passed")
    return Run(
        completed="completed" in own,
        passed=passed is not None,
        score=passed["result"]["score"]["raw"] if passed else None,
        answers=tuple(
            of_statement(each) for each in statements if each["verb"]["id"] == f"{VERBS}answered"
        ),
    )


def activity_of(session: Cmi5Session) -> str:
    return session.launches[0].terms.activity_id


def of_statement(told: dict[str, Any]) -> Answer:
    result, activity = told["result"], told["object"]
    type_ = activity["definition"]["interactionType"]
    id_ = activity["id"].rpartition("/")[2]
    return Answer(id_, type_, plain(result["response"], type_), result.get("success"))


def plain(text: str, type_: str) -> str:
    """Return a response that can be compared: pairs stand in the order of the screen."""
    if type_ == "matching":
        return "[,]".join(sorted(text.split("[,]")))
    return " ".join(text.replace("[,]", ",").split())[:CUT]


def spent_s(session: ScormSession | XapiSession | Cmi5Session) -> float:
    """How long the platform believes that the learner was there."""
    if isinstance(session, ScormSession):
        return session.attempt.total_time_s
    [ended] = [
        each
        for each in session.lrs.statements
        if each["verb"]["id"] == f"{VERBS}terminated"
        and "video" not in each["object"]["id"]
        and each["result"].get("duration")
    ]
    return float(ended["result"]["duration"].removeprefix("PT").removesuffix("S"))


def is_over(session: ScormSession | XapiSession | Cmi5Session) -> None:
    if isinstance(session, ScormSession):
        session.wait_for(lambda now: now.launches == 1 and not now.open)
    elif isinstance(session, Cmi5Session):
        session.wait_for(lambda now: now.launches[0].over)
    else:
        last = f"{VERBS}terminated"
        session.lrs.wait_for(lambda lrs: lrs.statements[-1]["verb"]["id"] == last)


@pytest.mark.parametrize(
    ("make", "learn"),
    [
        pytest.param(sample, finish, marks=pytest.mark.full),
        pytest.param(everything, answer_everything),
    ],
    ids=["sample", "everything"],
)
def test_every_format_tells_the_same(tmp_path, visit, make, learn):
    project, course = make(tmp_path / "course")
    table: dict[str, Run] = {}
    for name, opened in FORMATS.items():
        file = tmp_path / f"{name}.zip"
        package = publish(project, course, name, file, progress=Progress()).file
        with opened(package) as session:
            framed = isinstance(session, ScormSession)
            began = time.monotonic()
            learner = visit(session.url, framed=framed, language="fr")
            learn(learner)
            learner.page.wait_for_timeout(500)
            learner.close_tab()
            is_over(session)
            lasted = time.monotonic() - began
            no_violations(session)
            table[name] = run_of(session, course)
            assert 0.5 * lasted < spent_s(session) <= lasted
    first = table["scorm12"]
    assert first.completed
    assert first.passed
    assert len(first.answers) >= 4
    for name, run in table.items():
        for answer, other in zip(run.answers, first.answers, strict=True):
            assert answer == other, name
        assert run == first, name
