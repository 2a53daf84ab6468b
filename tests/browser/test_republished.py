"""A course that is published again and again while somebody learns: what was done stays done."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import expect

from exporters.publish import publish
from studio.course.blocks import QuizBlock, TextBlock
from studio.course.edits import insert, move, remove
from studio.course.model import Course, Screen
from studio.course.questions import TrueFalse
from studio.jobs import Progress
from studio.preview.scorm_session import ScormSession
from studio.preview.server import PackageServer
from studio.project.project import Project
from studio.project.versions import VersionKind
from tests.browser.learner import Learner
from tests.browser.platforms import no_violations
from tests.browser.test_packages import question
from tests.courses import small_course

pytestmark = pytest.mark.browser

NEW = Screen(
    id="s0000009",
    title="Du nouveau",
    blocks=(
        TextBlock(id="b0000009", text="Une page de plus."),
        QuizBlock(id="b000000a", questions=("q0000009",)),
    ),
)


def with_new_screen(course: Course) -> Course:
    """Add a screen that asks something, before all others."""
    asked = TrueFalse(id="q0000009", stem="Neuf est pair.", answer=False)
    course = changed(course, questions={**course.questions, asked.id: asked})
    return insert(course, NEW, "l0000001", 0)


class Author:
    """Publishes over and over, into one folder, as a platform that replaces a package does."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.live = folder / "live"
        self.project: Project
        self.project, self.course = small_course(folder / "course")

    def publish(self, course: Course) -> None:
        """Save a course, publish it, and put the package in the place of the one before."""
        self.course = course
        self.project.save(course)
        out = self.live.parent / "package.zip"
        publish(self.project, course, self.name, out, progress=Progress())
        with zipfile.ZipFile(out) as archive:
            archive.extractall(self.live)

    def published_first(self) -> Course:
        """Return what was published first, from the history."""
        kept = [v for v in self.project.history.versions() if v.head.kind is VersionKind.PUBLISHED]
        return self.project.history.load(kept[-1])


def seen(learner: Learner, titles: list[str]) -> None:
    """Expect the screens that the outline shows as seen."""
    expect(learner.course.locator(".place-button.seen .title")).to_have_text(titles)


@pytest.mark.parametrize("name", ["scorm12", "html"])
def test_progress_survives_all_that_an_author_does(tmp_path, visit, name):
    author = Author(tmp_path, name)
    author.publish(author.course)
    framed = name == "scorm12"
    session = ScormSession(author.live) if framed else PackageServer(author.live)
    with session:

        def sit_down() -> Learner:
            learner: Learner = visit(session.url, framed=framed, language="fr")
            return learner

        # Answers a question, and sees the first screen and the last.
        learner = sit_down()
        learner.next(2)
        question(learner, 1).answer(["Deux", "Huit"])
        learner.next(2)
        learner.sees("Conclure")
        expect(learner.course.locator(".place-button.seen")).to_have_count(2)
        learner.close_tab()

        # A screen with a question is added before all others, and the quiz moved to the end.
        grown = move(with_new_screen(author.course), ["s0000003"], "l0000002")
        before_undo = author.course
        author.publish(grown)
        learner = sit_down()
        learner.sees("Conclure")
        seen(learner, ["Bienvenue", "Conclure"])
        learner.next()
        learner.sees("Vérifier")
        expect(learner.course.locator(".feedback.told .verdict")).to_have_count(1)
        question(learner, 2).answer(["Faux"])
        learner.course.get_by_role("button", name="Du nouveau").click()
        question(learner, 0).answer(["Faux"])
        learner.close_tab()

        # Undone, and another screen added: the slots of what was published are not given again.
        other = Screen(
            id="s000000b",
            title="Autre chose",
            blocks=(TextBlock(id="b000000b", text="Tout autre."), QuizBlock(id="b000000c")),
        )
        author.publish(insert(before_undo, other, "l0000001", 1))
        learner = sit_down()
        seen(learner, ["Bienvenue", "Conclure"])
        expect(learner.course.locator("#places")).not_to_contain_text("Du nouveau")
        learner.course.get_by_role("button", name="Vérifier").click()
        expect(learner.course.locator(".feedback.told .verdict")).to_have_count(2)
        learner.close_tab()

        # The learner's last screen is removed.
        author.publish(remove(author.course, "s0000005"))
        learner = sit_down()
        learner.sees("Vérifier")
        seen(learner, ["Bienvenue"])
        learner.close_tab()

        # The version of the beginning is brought back, then the one with the added screen.
        author.publish(author.published_first())
        learner = sit_down()
        learner.sees("Vérifier")
        seen(learner, ["Bienvenue", "Conclure"])
        expect(learner.course.locator(".feedback.told .verdict")).to_have_count(2)
        learner.close_tab()
        author.publish(grown)
        learner = sit_down()
        seen(learner, ["Du nouveau", "Bienvenue", "Conclure"])
        learner.course.get_by_role("button", name="Du nouveau").click()
        expect(learner.course.locator(".feedback.told .verdict")).to_have_count(1)
        learner.leave()
        if isinstance(session, ScormSession):
            session.wait_for(lambda attempt: not attempt.open)
            no_violations(session)
            told = [each.id for each in session.attempt.interactions]
            assert told == ["q0000002", "q0000003", "q0000009"]
