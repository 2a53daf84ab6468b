"""Courses published by the program, played by learners on every platform that there is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from exporters.publish import publish
from studio.jobs import Progress
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk, in_lrs, in_test_lms, no_violations
from tests.courses import small_course

pytestmark = pytest.mark.browser

COURSE = "https://formation.example.org/elan/"
ADL = "http://adlnet.gov/expapi/verbs/"
QUICKLY = "video => { video.muted = true; video.playbackRate = 4; }"
CAPTIONS_SHOWN = """async (video) => {
  video.muted = true;
  const shown = [];
  const [track] = video.textTracks;
  const ended = new Promise((resolve) => video.addEventListener("ended", resolve));
  const said = () => [...track.activeCues].map((cue) => cue.text);
  track.addEventListener("cuechange", () => shown.push(...said()));
  await video.play();
  await ended;
  return track.mode === "showing" ? shown : [];
}"""
VIDEO = "https://w3id.org/xapi/video/verbs/"


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, Path]:
    """The small course in every format."""
    folder = tmp_path_factory.mktemp("packages")
    project, course = small_course(folder / "course")
    return {
        name: publish(project, course, name, folder / f"{name}.zip", progress=Progress()).file
        for name in ("scorm12", "xapi", "html")
    }


@pytest.fixture
def unpacked(packages, tmp_path) -> Path:
    """The page that needs no platform, unpacked into a folder."""
    folder: Path = tmp_path / "Un dossier"
    with zipfile.ZipFile(packages["html"]) as archive:
        archive.extractall(folder)
    return folder


def watch(learner: Learner, title: str) -> None:
    """Play the clip on the screen to its end, four times as fast, without sound."""
    learner.sees(title)
    learner.course.locator("video").evaluate(
        "video => { video.muted = true; video.playbackRate = 4 }"
    )
    learner.course.get_by_role("button", name="Lire", exact=True).click()
    expect(learner.course.locator("[aria-current] .state")).to_have_text("vu", timeout=15_000)


def question(learner: Learner, number: int) -> Learner:
    """Return the learner looking at one question alone."""
    one = Learner(learner.page, framed=False, language="fr")
    one.course = learner.course.locator(".question").nth(number)  # type: ignore[assignment]  # as a place to look in
    return one


def answer_all(learner: Learner) -> None:
    """Answer 4 of 4 points, the first question at the second try."""
    learner.sees("Vérifier")
    question(learner, 0).answer(["Trois"])
    learner.course.get_by_role("button", name="Réessayer (encore 1)").click()
    question(learner, 0).answer(["Quatre"])
    question(learner, 1).answer(["Deux", "Huit"])
    question(learner, 2).answer(["Faux"])


def finish(learner: Learner) -> None:
    """Do the whole course, from the first screen to the notice at the end."""
    learner.sees("Bienvenue")
    learner.next()
    watch(learner, "Regarder")
    learner.next()
    answer_all(learner)
    learner.next()
    watch(learner, "Revoir")
    learner.next(2)
    learner.sees("Votre bilan")


def test_scorm12_a_whole_course(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        finish(learner)
        learner.leave()
        lms.wait_for(lambda attempt: not attempt.open and attempt.launches == 1)
        attempt = lms.attempt
        no_violations(lms)
        assert attempt.status == "passed"
        assert (attempt.score.raw, attempt.score.min, attempt.score.max) == (100, 0, 100)
        told = [(each.id, each.type, each.response, each.result) for each in attempt.interactions]
        assert told == [
            ("q0000001", "choice", "a", "wrong"),
            ("q0000001", "choice", "b", "correct"),
            ("q0000002", "choice", "a,c", "correct"),
            ("q0000003", "true-false", "f", "correct"),
        ]
        assert attempt.values["cmi.core.lesson_location"] == "s0000005"
        assert len(attempt.values["cmi.suspend_data"]) < 100
        assert attempt.total_time_s > 0


def test_scorm12_below_the_mark_stays_incomplete(packages, visit):
    with in_test_lms(packages["scorm12"]) as lms:
        learner = visit(lms.url, framed=True, language="fr")
        learner.next(2)
        question(learner, 2).answer(["Vrai"])
        lms.wait_for(lambda attempt: attempt.score.raw == 0)
        learner.leave()
        lms.wait_for(lambda attempt: not attempt.open)
        assert lms.attempt.status == "incomplete"
        no_violations(lms)


def verbs(lms) -> list[str]:
    return [each["verb"]["id"].removeprefix(ADL).removeprefix(VIDEO) for each in lms.lrs.statements]


def test_xapi_a_whole_course(packages, visit):
    with in_lrs(packages["xapi"]) as lms:
        learner = visit(lms.url, framed=False, language="fr")
        finish(learner)
        learner.leave()
        lms.lrs.wait_for(lambda _: "terminated" in verbs(lms) and verbs(lms)[-1] == "terminated")
        no_violations(lms)
        said = lms.lrs.statements
        course = [each for each in said if each["object"]["id"] == COURSE]
        assert course[0]["verb"]["id"] == f"{ADL}initialized"
        [passed] = [each for each in course if each["verb"]["id"] == f"{ADL}passed"]
        assert passed["result"]["success"] is True
        [completed] = [each for each in course if each["verb"]["id"] == f"{ADL}completed"]
        assert completed["result"]["score"]["scaled"] == 1
        answered = [each for each in said if each["verb"]["id"] == f"{ADL}answered"]
        told = [(each["object"]["id"], each["result"]["response"]) for each in answered]
        assert told == [
            (f"{COURSE}q0000001", "a0000001"),
            (f"{COURSE}q0000001", "a0000002"),
            (f"{COURSE}q0000002", "a0000003[,]a0000005"),
            (f"{COURSE}q0000003", "false"),
        ]
        assert [each["result"]["success"] for each in answered] == [False, True, True, True]
        seen = [each["object"]["id"] for each in said if each["verb"]["id"] == f"{ADL}experienced"]
        assert seen == [f"{COURSE}s000000{number}" for number in range(1, 6)]
        [quiz] = [each for each in said if each["object"]["id"] == f"{COURSE}b0000005"]
        assert quiz["verb"]["id"] == f"{ADL}completed"
        assert quiz["result"] == {
            "completion": True,
            "score": {"scaled": 1, "raw": 100, "min": 0, "max": 100},
        }
        assert {"played", "terminated"} <= set(verbs(lms))
        assert {each["context"]["registration"] for each in said} == {lms.registration}


@pytest.mark.parametrize("end", ["leave", "close_tab", "crash"])
def test_xapi_goes_on_after_any_end(packages, visit, end):
    with in_lrs(packages["xapi"]) as lms:
        learner = visit(lms.url, framed=False, language="fr")
        learner.next(2)
        question(learner, 0).answer(["Quatre"])
        lms.lrs.wait_for(lambda lrs: "answered" in verbs(lms) and lrs.documents)
        if end == "crash":
            learner.page.wait_for_timeout(2000)  # what nothing was told of must have been saved
        getattr(learner, end)()
        if end != "crash":
            lms.lrs.wait_for(lambda _: verbs(lms)[-1] == "terminated")
        again = visit(lms.url, framed=False, language="fr")
        again.sees("Vérifier")
        expect(again.course.locator(".feedback.told .verdict")).to_have_count(1)
        no_violations(lms)


def test_html_works_from_a_disk(unpacked, visit):
    learner = visit(from_disk(unpacked), framed=False, language="fr")
    learner.next()
    said = learner.course.locator("video").evaluate(CAPTIONS_SHOWN)
    assert said == ["Première phrase", "Deuxième phrase &amp; la suite"]
    learner.reload()
    learner.sees("Regarder")


def test_html_counts_what_was_done(unpacked, visit):
    learner = visit(from_disk(unpacked), framed=False, language="fr")
    finish(learner)
    for text in ("Vous avez terminé ce cours.", "Vous avez réussi.", "Votre score"):
        expect(learner.course.get_by_text(text)).to_be_visible()
