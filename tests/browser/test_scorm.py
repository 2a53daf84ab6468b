"""SCORM of both versions in two run times: ours, which is strict, and one by other authors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import expect

from exporters.options import Edition, Options, Split
from exporters.publish import publish
from studio.course.blocks import ClipBlock
from studio.course.done_blocks import ReflectionBlock
from studio.course.model import Course
from studio.jobs import Progress
from studio.preview.scorm_session import LaunchOptions, ScormSession
from studio.preview.server import Learner as Account
from tests.browser.learner import Learner
from tests.browser.platforms import in_scorm_again, in_test_lms, no_violations
from tests.browser.scorm_again import ScormAgain
from tests.browser.test_packages import question
from tests.courses import small_course

pytestmark = pytest.mark.browser

VERSIONS = {
    "scorm12": ("scorm12", Options()),
    "2004 3rd": ("scorm2004", Options()),
    "2004 4th": ("scorm2004", Options(edition=Edition.FOURTH, pass_mark=True)),
}
ENDS = ["leave", "close_tab", "lose_frame", "crash"]
OURS = [("strict", end) for end in ENDS]
OTHERS = [
    ("scorm-again", "leave"),
    ("scorm-again", "lose_frame"),
    pytest.param("scorm-again", "close_tab", marks=pytest.mark.full),
    pytest.param("scorm-again", "crash", marks=pytest.mark.full),
]
STATE = 4096


def without_clips(course: Course) -> Course:
    """The course as it can be done in a few seconds, with a diary to fill."""
    screens = {
        id_: changed(screen, blocks=tuple(b for b in screen.blocks if not isinstance(b, ClipBlock)))
        for id_, screen in course.screens.items()
    }
    first = screens["s0000001"]
    diary = ReflectionBlock(id="b0000009", prompt="Votre projet ?")
    screens[first.id] = changed(first, blocks=(*first.blocks, diary))
    return changed(course, screens=screens)


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("scorm")
    project, course = small_course(folder / "course")
    course = without_clips(course)
    return {
        version: publish(
            project, course, name, folder / f"{number}.zip", options, progress=Progress()
        ).file
        for number, (version, (name, options)) in enumerate(VERSIONS.items())
    }


class Platform:
    """What either run time has kept of a learner, in one way of saying it."""

    def __init__(self, session: ScormSession | ScormAgain) -> None:
        self.session = session
        self.url = session.url

    @property
    def kept(self) -> dict[str, Any]:
        if isinstance(self.session, ScormSession):
            attempt = self.session.attempt
            return {
                "status": attempt.status,
                "score": attempt.score.raw,
                "location": attempt.location,
                "state": attempt.suspend_data,
                "results": [each.result for each in attempt.interactions],
            }
        cmi = self.session.cmi
        core = cmi.get("core", cmi)
        success = cmi.get("success_status", "unknown")
        status = core.get("lesson_status", success if success != "unknown" else None)
        raw = core.get("score", {}).get("raw", "")
        interactions = cmi.get("interactions", {})
        listed = interactions.values() if isinstance(interactions, dict) else interactions
        return {
            "status": status or cmi.get("completion_status"),
            "score": float(raw) if raw != "" else None,
            "location": core.get("lesson_location", core.get("location")),
            "state": cmi.get("suspend_data", ""),
            "results": [each["result"] for each in listed],
        }

    def wait_for(self, **wanted: Any) -> None:
        """Wait until these are kept."""
        self.session.wait_for(lambda _: wanted.items() <= self.kept.items())

    def ended(self, launch: int) -> None:
        """Wait until a launch is over."""
        if isinstance(self.session, ScormSession):
            self.session.wait_for(lambda now: now.launches == launch and not now.open)

    def clean(self) -> None:
        if isinstance(self.session, ScormSession):
            no_violations(self.session)


@contextmanager
def platform(package: Path, runtime: str) -> Iterator[Platform]:
    opened = in_test_lms(package) if runtime == "strict" else in_scorm_again(package)
    with opened as session:
        yield Platform(session)


@pytest.fixture(params=["scorm12", "2004 3rd", pytest.param("2004 4th", marks=pytest.mark.full)])
def package(request, packages) -> Path:
    found: Path = packages[request.param]
    return found


@pytest.fixture(params=["strict", "scorm-again"])
def lms(request, package) -> Iterator[Platform]:
    with platform(package, request.param) as opened:
        yield opened


@pytest.fixture
def strict(package) -> Iterator[ScormSession]:
    with in_test_lms(package) as session:
        yield session


def answer_all(learner: Learner) -> None:
    """Earn 4 of 4 points at the first try."""
    question(learner, 0).answer(["Quatre"])
    question(learner, 1).answer(["Deux", "Huit"])
    question(learner, 2).answer(["Faux"])


def do_all(learner: Learner) -> None:
    learner.sees("Bienvenue")
    learner.next(2)
    answer_all(learner)
    learner.next(2)


def test_a_whole_course_and_a_look_back(lms, visit):
    learner = visit(lms.url, framed=True, language="fr")
    do_all(learner)
    lms.wait_for(status="passed", score=100, location="s0000005")
    learner.leave()
    lms.ended(1)
    assert lms.kept["results"] == ["correct"] * 3
    again = visit(lms.url, framed=True, language="fr")
    again.sees("Conclure")
    expect(again.course.locator(".place-button.seen")).to_have_count(5)
    again.close_tab()
    lms.ended(2)
    assert (lms.kept["status"], lms.kept["score"]) == ("passed", 100)
    lms.clean()


@pytest.mark.parametrize(("lms", "end"), [*OURS, *OTHERS], indirect=["lms"])
def test_it_goes_on_after_any_end(lms, visit, end):
    learner = visit(lms.url, framed=True, language="fr")
    learner.next(2)
    question(learner, 1).answer(["Deux", "Huit"])
    lms.wait_for(status="incomplete", score=50)
    getattr(learner, end)()
    if end != "crash":
        lms.ended(1)
    again = visit(lms.url, framed=True, language="fr")
    again.sees("Vérifier")
    expect(again.course.locator(".feedback.told .verdict")).to_have_count(1)
    question(again, 0).answer(["Quatre"])
    question(again, 2).answer(["Vrai"])
    again.next(2)
    lms.wait_for(status="passed", score=75)
    again.close_tab()
    lms.ended(2)
    assert [each == "correct" for each in lms.kept["results"]] == [True, True, False]
    if end != "crash":
        lms.clean()


def test_untouched_is_incomplete_without_a_score(lms, visit):
    visit(lms.url, framed=True, language="fr").sees("Bienvenue")
    lms.wait_for(status="incomplete", score=None)
    lms.clean()


@pytest.mark.full
def test_64_sessions_in_a_row(strict, visit):
    for number in range(1, 65):
        learner = visit(strict.url, framed=True, language="fr")
        learner.sees("Bienvenue" if number == 1 else "Vérifier")
        if number == 1:
            learner.next(2)
        if number in (2, 32, 64):
            at, choices = {2: (0, ["Quatre"]), 32: (1, ["Deux", "Huit"]), 64: (2, ["Faux"])}[number]
            question(learner, at).answer(choices)
        if number == 64:
            learner.next(2)
        learner.close_tab()
        strict.wait_for(lambda now, launch=number: now.launches == launch and not now.open)
    attempt = strict.attempt
    assert (attempt.status, attempt.score.raw, len(attempt.interactions)) == ("passed", 100, 3)
    assert [each.result for each in attempt.interactions] == ["correct"] * 3
    assert attempt.total_time_s > 1
    no_violations(strict)


@pytest.mark.parametrize(
    "name", ["Müller-Løvå, Zoé d\u2019X", "العربي، محمد", "Нет", "", "Ng\u200f, X"]
)
def test_learners_are_called_as_they_are(strict, visit, name):
    strict.options = LaunchOptions(learner=Account("é, 1", name))
    learner = visit(strict.url, framed=True, language="fr")
    do_all(learner)
    strict.wait_for(lambda now: now.status == "passed")
    learner.close_tab()
    strict.wait_for(lambda now: not now.open)
    no_violations(strict)


def test_in_review_nothing_is_lowered_or_counted(strict, visit):
    learner = visit(strict.url, framed=True, language="fr")
    do_all(learner)
    strict.wait_for(lambda now: now.status == "passed")
    learner.close_tab()
    strict.wait_for(lambda now: not now.open)
    strict.options = LaunchOptions(mode="review", credit=False)
    again = visit(strict.url, framed=True, language="fr")
    again.sees("Conclure")
    again.back()
    again.close_tab()
    strict.wait_for(lambda now: now.launches == 2 and not now.open)
    attempt = strict.attempt
    assert (attempt.status, attempt.score.raw, len(attempt.interactions)) == ("passed", 100, 3)
    no_violations(strict)


def test_a_state_that_is_nearly_full_is_kept(strict, visit):
    learner = visit(strict.url, framed=True, language="fr")
    text = "Été ou hiver ? " * 600
    learner.course.locator("textarea").first.fill(text)
    learner.next(2)
    answer_all(learner)
    strict.wait_for(lambda now: now.score.raw == 100)
    assert STATE - 300 < len(strict.attempt.suspend_data) <= STATE
    learner.close_tab()
    strict.wait_for(lambda now: not now.open)
    again = visit(strict.url, framed=True, language="fr")
    again.sees("Vérifier")
    expect(again.course.locator(".feedback.told .verdict")).to_have_count(3)
    again.back()
    again.back()
    kept = again.course.locator("textarea").first.input_value()
    assert len(kept) > 1000
    assert text.startswith(kept)
    no_violations(strict)


LOST = """() => {
  const api = window.API_1484_11 ?? window.API;
  window.whole = { ...api };
  for (const name of Object.keys(api).filter((name) => /Commit|Terminate|Finish/.test(name))) {
    api[name] = () => "false";
  }
}"""
BACK = """() => {
  Object.assign(window.API_1484_11 ?? window.API, window.whole);
  document.querySelector("iframe").contentWindow.dispatchEvent(new Event("online"));
}"""


@pytest.mark.parametrize("back", [True, False])
def test_what_is_done_while_the_platform_is_lost_arrives(strict, visit, back):
    learner = visit(strict.url, framed=True, language="fr")
    learner.next(2)
    learner.sees("Vérifier")
    learner.page.evaluate(LOST)
    answer_all(learner)
    expect(learner.course.locator("#trouble")).to_contain_text("injoignable", timeout=12_000)
    assert strict.attempt.score.raw is None
    if back:
        learner.page.evaluate(BACK)
        strict.wait_for(lambda now: now.score.raw == 100, 15)
        learner.close_tab()
    else:
        learner.close_tab()
        again = visit(strict.url, framed=True, language="fr")
        again.sees("Vérifier")
        strict.wait_for(lambda now: now.score.raw == 100, 15)
    assert [each.result for each in strict.attempt.interactions] == ["correct"] * 3


def test_objectives_and_progress_are_reported(strict, visit):
    learner = visit(strict.url, framed=True, language="fr")
    learner.next(2)
    answer_all(learner)
    learner.close_tab()
    strict.wait_for(lambda now: not now.open and now.score.raw == 100)
    [objective] = strict.attempt.objectives
    assert (objective.id, objective.score.raw, objective.success) == ("o0000001", 100, "passed")
    if strict.attempt.dialect.judge == "scorm2004":
        assert strict.attempt.score.scaled == 1
        assert (strict.attempt.completion, strict.attempt.progress) == ("incomplete", 0.6)


@pytest.mark.parametrize("format_name", ["scorm12", "scorm2004"])
def test_each_module_is_a_sco(tmp_path, visit, format_name):
    project, course = small_course(tmp_path / "course")
    options = Options(split=Split.MODULES)
    package = publish(
        project,
        without_clips(course),
        format_name,
        tmp_path / "m.zip",
        options,
        progress=Progress(),
    ).file
    with ScormSession(package) as first:
        learner = visit(first.url, framed=True, language="fr")
        learner.next(2)
        answer_all(learner)
        first.wait_for(lambda now: now.status == "passed" and now.score.raw == 100)
        learner.next()
        learner.sees("Votre bilan")
        learner.close_tab()
        first.wait_for(lambda now: not now.open)
        no_violations(first)
    with ScormSession(package, 1) as second:
        learner = visit(second.url, framed=True, language="fr")
        learner.sees("Revoir")
        learner.next()
        second.wait_for(lambda now: now.status == "completed" and now.score.raw is None)
        learner.close_tab()
        second.wait_for(lambda now: not now.open)
        no_violations(second)
