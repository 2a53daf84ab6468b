"""Questions inside a clip: it stops, and the answer decides how it goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Locator, expect

from studio.course.asking_blocks import ClipBlock, Stop
from studio.course.edits import replace
from studio.course.nodes import find
from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk, unpacked
from tests.courses import small_course
from tests.waiting import wait_until

pytestmark = pytest.mark.browser
CLIP = "b0000004"
FIRST = Stop(id="i0000001", question="q0000001", at_s=1.0)
SECOND = Stop(id="i0000002", question="q0000003", at_s=2.0)


class Watch(Protocol):
    """Opens a course whose first clip stops for questions."""

    def __call__(self, *stops: Stop) -> Learner: ...


@pytest.fixture
def watch(tmp_path: Path, visit: Visit) -> Watch:
    def opened(*stops: Stop) -> Learner:
        project, course = small_course(tmp_path / "course")
        block = find(course, CLIP)
        assert isinstance(block, ClipBlock)
        course = replace(course, changed(block, stops=stops))
        folder = unpacked(project, course, tmp_path)
        learner = visit(from_disk(folder), framed=False, language="fr")
        learner.page.get_by_role("navigation").get_by_role("button", name="Regarder").click()
        learner.sees("Regarder")
        return learner

    return opened


def panel(learner: Learner, stop: Stop) -> Locator:
    return learner.page.locator(f'[data-stop="{CLIP}/{stop.question}"]')


def play(learner: Learner) -> None:
    learner.page.get_by_role("button", name="Lire", exact=True).click()


def at(learner: Learner) -> float:
    return float(learner.page.evaluate("document.querySelector('video').currentTime"))


def paused(learner: Learner) -> bool:
    return bool(learner.page.evaluate("document.querySelector('video').paused"))


def answer(stop: Locator, text: str) -> None:
    stop.get_by_label(text, exact=True).check()
    stop.get_by_role("button", name="Valider").click()


def test_the_clip_stops_asks_and_goes_on(watch):
    learner = watch(FIRST, SECOND)
    play(learner)
    first = panel(learner, FIRST)
    expect(first).to_be_visible()
    expect(first.get_by_text("Question à 0:01")).to_be_focused()
    assert paused(learner)
    assert abs(at(learner) - 1.0) < 0.1
    answer(first, "Quatre")
    expect(first).to_contain_text("C\u2019est juste")
    expect(learner.page.get_by_role("button", name="Question à 0:01, répondue")).to_be_visible()
    first.get_by_role("button", name="Continuer la vidéo").click()
    expect(first).to_be_hidden()
    second = panel(learner, SECOND)
    expect(second).to_be_visible()
    answer(second, "Faux")
    second.get_by_role("button", name="Continuer la vidéo").click()
    expect(learner.page.locator("video")).to_have_js_property("ended", True)
    expect(learner.page.locator(".place-button.seen", has_text="Regarder")).to_have_count(1)


def test_the_screen_is_not_done_before_all_is_answered(watch):
    learner = watch(SECOND)
    play(learner)
    expect(panel(learner, SECOND)).to_be_visible()
    assert "Regarder" not in " ".join(learner.page.locator(".place-button.seen").all_inner_texts())


def test_jumping_ahead_stops_at_the_question_that_was_jumped_over(watch):
    learner = watch(FIRST)
    learner.page.evaluate("document.querySelector('video').currentTime = 2.5")
    expect(panel(learner, FIRST)).to_be_visible()
    learner.page.wait_for_timeout(200)
    assert abs(at(learner) - 1.0) < 0.1


def test_who_is_wrong_is_led_back_and_asked_again(watch):
    back = changed(FIRST, at_s=2.0, back_to_s=0.5)
    learner = watch(back)
    learner.page.evaluate("document.querySelector('video').currentTime = 1.8")
    play(learner)
    stop = panel(learner, back)
    expect(stop).to_be_visible()
    answer(stop, "Trois")
    again = stop.get_by_role("button", name="Revoir ce passage, 0:00")
    expect(again).to_be_focused()
    expect(stop.get_by_role("button", name="Réessayer")).to_be_hidden()
    again.click()
    expect(stop).to_be_hidden()
    assert at(learner) < 1.5
    expect(stop).to_be_visible()
    expect(stop.locator(".feedback")).to_be_empty()
    answer(stop, "Quatre")
    expect(stop).to_contain_text("C\u2019est juste")
    expect(stop.get_by_role("button", name="Continuer la vidéo")).to_be_visible()


def test_without_a_try_left_one_is_led_back_or_goes_on(watch):
    back = changed(SECOND, back_to_s=0.0)
    learner = watch(back)
    play(learner)
    stop = panel(learner, back)
    answer(stop, "Vrai")
    expect(stop.get_by_role("button", name="Revoir ce passage, 0:00")).to_be_visible()
    stop.get_by_role("button", name="Continuer la vidéo").click()
    expect(learner.page.locator("video")).to_have_js_property("ended", True)


def test_what_was_answered_does_not_stop_again_and_can_be_read(watch):
    learner = watch(FIRST)
    play(learner)
    answer(panel(learner, FIRST), "Quatre")
    learner.reload()
    learner.sees("Regarder")
    learner.page.evaluate("document.querySelector('video').currentTime = 0.8")
    play(learner)
    wait_until(lambda: at(learner) > 1.5)
    mark = learner.page.get_by_role("button", name="Question à 0:01, répondue")
    mark.click()
    stop = panel(learner, FIRST)
    expect(stop).to_contain_text("C\u2019est juste")
    stop.get_by_role("button", name="Fermer").click()
    expect(stop).to_be_hidden()
    expect(mark).to_be_focused()


def test_two_at_once_come_one_after_the_other_by_keyboard(watch):
    learner = watch(FIRST, changed(SECOND, at_s=1.0))
    learner.page.locator(".play").focus()
    keyboard = learner.page.keyboard
    keyboard.press("Space")
    expect(panel(learner, FIRST)).to_be_visible()
    panel(learner, FIRST).get_by_label("Quatre").focus()
    keyboard.press("Space")
    panel(learner, FIRST).get_by_role("button", name="Valider").focus()
    keyboard.press("Enter")
    panel(learner, FIRST).get_by_role("button", name="Continuer la vidéo").focus()
    keyboard.press("Enter")
    expect(panel(learner, SECOND)).to_be_visible()
    expect(panel(learner, FIRST)).to_be_hidden()


def test_a_question_behind_the_end_is_asked_at_the_end(watch):
    learner = watch(changed(FIRST, at_s=50.0))
    learner.page.evaluate("document.querySelector('video').currentTime = 2.5")
    play(learner)
    expect(panel(learner, FIRST)).to_be_visible()


def test_on_paper_the_questions_stand_with_their_moments(watch):
    learner = watch(FIRST)
    learner.page.emulate_media(media="print")
    expect(learner.page.get_by_text("Question à 0:01", exact=True)).to_be_visible()
