"""Questions inside a clip: it stops, and the answer decides how it goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from msgspec.structs import replace as changed
from playwright.sync_api import Browser, Locator, expect

from studio.course.asking_blocks import ClipBlock, Stop
from studio.course.edits import insert, replace
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.questions import Likert, Moment, ShortText
from studio.jobs import Progress
from studio.project.media_store import media_file
from studio.project.project import Project
from tests.browser.conftest import Visit
from tests.browser.learner import Learner
from tests.browser.platforms import from_disk, unpacked
from tests.courses import small_course
from tests.media import recordings
from tests.questions import OTHER_TYPES
from tests.real_media.films import Film, make
from tests.waiting import wait_until

pytestmark = pytest.mark.browser
CLIP = "b0000004"
FIRST = Stop(id="i0000001", question="q0000001", at_s=1.0)
SECOND = Stop(id="i0000002", question="q0000003", at_s=2.0)


class Made(Protocol):
    """Publishes a course whose first clip stops for questions, to the folder `page`."""

    def __call__(self, *stops: Stop, change: Callable[[Course], Course] = ...) -> Path: ...


class Watch(Protocol):
    """Opens such a course at its clip."""

    def __call__(self, *stops: Stop, change: Callable[[Course], Course] = ...) -> Learner: ...


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_course(tmp_path / "course")[0]


@pytest.fixture
def made(tmp_path: Path, project: Project) -> Made:
    plain = project.load()

    def made(*stops: Stop, change: Callable[[Course], Course] = lambda now: now) -> Path:
        block = find(plain, CLIP)
        assert isinstance(block, ClipBlock)
        course = replace(change(plain), changed(block, stops=stops))
        return unpacked(project, course, tmp_path)

    return made


@pytest.fixture
def watch(made: Made, visit: Visit) -> Watch:
    def opened(*stops: Stop, change: Callable[[Course], Course] = lambda now: now) -> Learner:
        page = made(*stops, change=change)
        return to_the_clip(visit(from_disk(page), framed=False, language="fr"))

    return opened


def to_the_clip(learner: Learner) -> Learner:
    learner.page.evaluate("document.querySelectorAll('.place-button')[1].click()")
    learner.sees("Regarder")
    return learner


def panel(learner: Learner, stop: Stop) -> Locator:
    return learner.page.locator(f'[data-stop="{CLIP}/{stop.question}"]')


def play(learner: Learner) -> None:
    learner.page.get_by_role("button", name="Lire", exact=True).click()


def at(learner: Learner) -> float:
    return float(learner.page.evaluate("document.querySelector('video').currentTime"))


def jump(learner: Learner, to_s: float) -> None:
    learner.page.evaluate(f"document.querySelector('video').currentTime = {to_s}")


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
    expect(first).to_be_focused()
    expect(learner.page.get_by_role("group", name="Question à 0:01")).to_have_attribute(
        "aria-describedby", f"stem-{CLIP}-{FIRST.question}"
    )
    assert paused(learner)
    assert abs(at(learner) - 1.0) < 0.1
    expect(learner.page.locator(".time .now")).to_have_text("0:01")
    answer(first, "Quatre")
    expect(first).to_contain_text("C\u2019est juste")
    expect(
        learner.page.get_by_role("button", name="Question à 0:01, réponse donnée")
    ).to_be_visible()
    first.get_by_role("button", name="Reprendre la lecture").click()
    expect(first).to_be_hidden()
    second = panel(learner, SECOND)
    expect(second).to_be_visible()
    answer(second, "Faux")
    second.get_by_role("button", name="Reprendre la lecture").click()
    expect(learner.page.locator("video")).to_have_js_property("ended", True)
    expect(learner.page.locator(".place-button.seen", has_text="Regarder")).to_have_count(1)


def test_the_screen_is_not_done_before_all_is_answered(watch):
    learner = watch(SECOND)
    play(learner)
    expect(panel(learner, SECOND)).to_be_visible()
    assert "Regarder" not in " ".join(learner.page.locator(".place-button.seen").all_inner_texts())


def test_jumping_ahead_stops_at_the_question_that_was_jumped_over(watch):
    learner = watch(FIRST)
    jump(learner, 2.5)
    expect(panel(learner, FIRST)).to_be_visible()
    learner.page.wait_for_timeout(200)
    assert abs(at(learner) - 1.0) < 0.1


def test_who_is_wrong_is_led_back_and_asked_again(watch):
    back = changed(FIRST, at_s=2.0, back_to_s=0.5)
    learner = watch(back)
    jump(learner, 1.8)
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
    expect(stop.get_by_role("button", name="Reprendre la lecture")).to_be_visible()


def test_without_a_try_left_one_is_led_back_or_goes_on(watch):
    back = changed(SECOND, back_to_s=0.0)
    learner = watch(back)
    play(learner)
    stop = panel(learner, back)
    answer(stop, "Vrai")
    expect(stop.get_by_role("button", name="Revoir ce passage, 0:00")).to_be_visible()
    stop.get_by_role("button", name="Reprendre la lecture").click()
    expect(learner.page.locator("video")).to_have_js_property("ended", True)


def test_what_was_answered_does_not_stop_again_and_can_be_read(watch):
    learner = watch(FIRST)
    play(learner)
    answer(panel(learner, FIRST), "Quatre")
    learner.reload()
    learner.sees("Regarder")
    jump(learner, 0.8)
    play(learner)
    wait_until(lambda: at(learner) > 1.5)
    mark = learner.page.get_by_role("button", name="Question à 0:01, réponse donnée")
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
    panel(learner, FIRST).get_by_role("button", name="Reprendre la lecture").focus()
    keyboard.press("Enter")
    expect(panel(learner, SECOND)).to_be_visible()
    expect(panel(learner, FIRST)).to_be_hidden()


def test_a_question_behind_the_end_is_asked_at_the_end(watch):
    last = changed(FIRST, at_s=50.0)
    learner = watch(last, changed(SECOND, at_s=60.0))
    jump(learner, 2.5)
    play(learner)
    expect(panel(learner, last)).to_be_visible()
    expect(learner.page.get_by_role("group", name="Question à 0:03").first).to_be_visible()
    answer(panel(learner, last), "Quatre")
    panel(learner, last).get_by_role("button", name="Reprendre la lecture").click()
    answer(panel(learner, SECOND), "Faux")
    panel(learner, SECOND).get_by_role("button", name="Reprendre la lecture").click()
    expect(panel(learner, SECOND)).to_be_hidden()
    learner.page.wait_for_timeout(300)
    assert at(learner) > 2.9, "it does not begin again"


def test_on_paper_the_questions_stand_with_their_moments(watch):
    learner = watch(FIRST)
    learner.page.emulate_media(media="print")
    expect(learner.page.get_by_text("Question à 0:01", exact=True)).to_be_visible()


def test_playing_on_from_an_open_question_leads_to_it(watch):
    learner = watch(FIRST)
    play(learner)
    stop = panel(learner, FIRST)
    expect(stop).to_be_visible()
    for _ in range(3):
        play(learner)
        expect(stop).to_be_focused()
    learner.page.evaluate("document.querySelector('video').play()")
    learner.page.wait_for_timeout(300)
    assert paused(learner)
    assert abs(at(learner) - 1.0) < 0.1


def test_who_goes_back_from_a_question_meets_it_again(watch):
    learner = watch(changed(FIRST, at_s=2.0))
    play(learner)
    stop = panel(learner, FIRST)
    expect(stop).to_be_visible()
    jump(learner, 0.5)
    expect(stop).to_be_hidden()
    assert at(learner) < 0.6
    play(learner)
    expect(stop).to_be_visible()


def test_without_a_limit_of_tries_one_is_led_back_until_one_goes_on(watch):
    back = changed(FIRST, back_to_s=0.5)
    learner = watch(
        back, change=lambda now: replace(now, changed(now.questions["q0000001"], tries=0))
    )
    stop = panel(learner, back)
    play(learner)
    for _ in range(2):
        answer(stop, "Trois")
        stop.get_by_role("button", name="Revoir ce passage, 0:00").click()
        expect(stop).to_be_hidden()
        expect(stop).to_be_visible()
    answer(stop, "Trois")
    stop.get_by_role("button", name="Reprendre la lecture").click()
    expect(learner.page.locator("video")).to_have_js_property("ended", True)


def test_what_is_answered_again_offers_each_way_once(watch):
    learner = watch(
        FIRST, change=lambda now: replace(now, changed(now.questions["q0000001"], tries=0))
    )
    stop = panel(learner, FIRST)
    play(learner)
    answer(stop, "Trois")
    stop.get_by_role("button", name="Réessayer").click()
    answer(stop, "Quatre")
    expect(stop.locator(".stop-actions button")).to_have_text(["Reprendre la lecture"])


def test_what_is_asked_twice_stops_once(watch):
    learner = watch(changed(FIRST, at_s=2.0), changed(SECOND, question="q0000001", at_s=1.0))
    expect(learner.page.locator(".stop-mark")).to_have_text(["0:01"])
    expect(learner.page.locator(".stop-tick")).to_have_count(1)
    play(learner)
    stop = panel(learner, FIRST)
    expect(stop.get_by_text("Question à 0:01")).to_be_visible()
    answer(stop, "Quatre")
    stop.get_by_role("button", name="Reprendre la lecture").click()
    expect(learner.page.locator("video")).to_have_js_property("ended", True)


def test_an_opinion_is_noted_and_the_clip_goes_on(watch):
    likert = next(each for each in OTHER_TYPES if isinstance(each, Likert))
    assert likert.tries > 1
    opinion = changed(FIRST, question=likert.id, back_to_s=0.0)
    learner = watch(opinion, change=lambda now: insert(now, likert))
    play(learner)
    stop = panel(learner, opinion)
    expect(stop).to_be_visible()
    for group in stop.get_by_role("group").get_by_role("group").all():
        group.get_by_label("Tout à fait d\u2019accord", exact=True).check()
    stop.get_by_role("button", name="Valider").click()
    stop.get_by_role("button", name="Reprendre la lecture").click()
    expect(learner.page.locator("video")).to_have_js_property("ended", True)


def test_what_is_typed_into_an_answer_does_not_work_the_player(watch):
    typed = ShortText(id="qtyped001", stem="Qui ?", accepted=("Mick",))
    stop = changed(FIRST, question=typed.id)
    learner = watch(stop, change=lambda now: insert(now, typed))
    play(learner)
    field = panel(learner, stop).locator("input")
    expect(field).to_be_visible()
    field.press_sequentially("k m f c")
    expect(field).to_have_value("k m f c")
    expect(learner.page.locator("video")).to_have_js_property("muted", False)
    assert not learner.page.evaluate("document.fullscreenElement")
    field.press("Escape")
    expect(panel(learner, stop)).to_be_visible()


def test_the_moment_to_watch_again_is_played_where_it_asks(watch):
    late = changed(FIRST, at_s=2.0)
    moment = Moment(clip="k0000001", at_s=0.5)
    learner = watch(
        late, change=lambda now: replace(now, changed(now.questions["q0000001"], watch=moment))
    )
    play(learner)
    stop = panel(learner, late)
    answer(stop, "Trois")
    learner.page.evaluate("document.querySelector('video').dataset.same = '1'")
    stop.get_by_role("button", name="Revoir ce passage, 0:00").click()
    expect(stop).to_be_hidden()
    assert not paused(learner)
    assert learner.page.evaluate("document.querySelector('video').dataset.same") == "1"
    expect(stop).to_be_visible()
    expect(stop.locator(".feedback")).to_be_empty()


def test_what_was_asked_since_the_last_sitting_is_met_before_going_on(made, visit):
    learner = to_the_clip(visit(from_disk(made()), framed=False, language="fr"))
    jump(learner, 1.0)
    play(learner)
    wait_until(lambda: at(learner) > 1.4)
    learner.page.locator("video").evaluate("video => video.pause()")
    late = changed(FIRST, at_s=1.2)
    made(late)
    learner.reload()
    learner.sees("Regarder")
    wait_until(lambda: at(learner) > 0)
    assert abs(at(learner) - 0.2) < 0.1
    expect(panel(learner, late)).to_be_hidden()
    play(learner)
    expect(panel(learner, late)).to_be_visible()


def test_a_clip_that_cannot_be_played_asks_below_it(made, visit):
    page = made(FIRST, SECOND)
    for film in page.rglob("*.mp4"):
        film.write_bytes(b"no film")
    learner = to_the_clip(visit(from_disk(page), framed=False, language="fr"))
    first, second = panel(learner, FIRST), panel(learner, SECOND)
    answer(first, "Quatre")
    expect(first).to_contain_text("C\u2019est juste")
    expect(second).to_be_visible()
    expect(learner.page.get_by_role("button", name="Reprendre la lecture")).to_have_count(0)
    learner.page.get_by_role("button", name="Question à 0:01, réponse donnée").click()
    expect(first).to_be_focused()
    answer(second, "Faux")
    expect(first).to_be_visible()


def test_in_full_screen_the_question_is_seen(watch):
    learner = watch(FIRST)
    learner.page.get_by_role("button", name="Plein écran").click()
    play(learner)
    stop = panel(learner, FIRST)
    expect(stop).to_be_focused()
    assert learner.page.evaluate("document.fullscreenElement.contains(document.activeElement)")
    picture, controls = (
        learner.page.locator(each).bounding_box() for each in ("video", ".controls")
    )
    assert picture
    assert controls
    assert picture["y"] + picture["height"] <= controls["y"] + 1
    expect(stop.get_by_role("button", name="Valider")).to_be_in_viewport(ratio=1)
    expect(learner.page.locator(".play")).to_be_in_viewport(ratio=1)
    learner.page.set_viewport_size({"width": 740, "height": 360})
    learner.page.evaluate("document.exitFullscreen()")
    expect(stop.get_by_text("Question à 0:01")).to_be_in_viewport(ratio=1)
    answer(stop, "Quatre")
    stop.get_by_role("button", name="Reprendre la lecture").click()
    expect(stop).to_be_hidden()


def test_on_a_wide_page_the_question_lies_over_the_picture(watch):
    learner = watch(FIRST)
    play(learner)
    stop = panel(learner, FIRST)
    expect(stop).to_be_visible()
    box, picture = stop.bounding_box(), learner.page.locator("video").bounding_box()
    assert box
    assert picture
    assert box["y"] > picture["y"]
    assert box["y"] + box["height"] < picture["y"] + picture["height"]
    assert box["width"] < picture["width"]


def test_by_touch_on_a_phone_the_question_stands_below_the_picture(made, browser: Browser):
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        page.goto(from_disk(made(FIRST, SECOND)))
        learner = to_the_clip(Learner(page, framed=False, language="fr"))
        page.locator("video").tap()
        stop = panel(learner, FIRST)
        expect(stop).to_be_focused()
        expect(stop).to_be_in_viewport(ratio=0.99)
        box, picture = stop.bounding_box(), page.locator("video").bounding_box()
        assert box
        assert picture
        assert box["y"] >= picture["y"] + picture["height"]
        stop.get_by_text("Quatre", exact=True).tap()
        stop.get_by_role("button", name="Valider").tap()
        on = stop.get_by_role("button", name="Reprendre la lecture")
        expect(on).to_be_in_viewport(ratio=1)
        on.tap()
        expect(panel(learner, SECOND)).to_be_visible()
        sizes = [mark.bounding_box() for mark in page.locator(".stop-mark").all()]
        assert all(size and min(size["width"], size["height"]) >= 24 for size in sizes)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_in_arabic_the_marks_stand_along_the_bar_as_time_runs(watch):
    learner = watch(FIRST, SECOND, change=lambda now: changed(now, language="ar"))
    ticks = [tick.bounding_box() for tick in learner.page.locator(".stop-tick").all()]
    bar = learner.page.locator(".seek").bounding_box()
    assert bar
    shares = sorted((box["x"] + box["width"] / 2 - bar["x"]) / bar["width"] for box in ticks if box)
    assert shares == pytest.approx([1 / 3.04, 2 / 3.04], abs=0.02)
    learner.page.locator(".play").click()
    group = learner.page.get_by_role("group", name="سؤال عند 0:01")
    expect(group).to_be_focused()
    expect(group).to_have_css("direction", "rtl")
    group.get_by_label("Quatre").check()
    group.get_by_role("button", name="تحقق").click()
    group.get_by_role("button", name="متابعة التشغيل").click()
    expect(learner.page.get_by_role("group", name="سؤال عند 0:02")).to_be_visible()


def test_sound_alone_stops_and_asks(tmp_path, project, watch):
    talk = make(tmp_path / "talk.m4a", Film(sound=recordings.sound()))
    file = media_file(project.media, talk, Progress())

    def heard(now: Course) -> Course:
        recording = changed(now.recordings["r0000001"], media=file.id)
        return replace(insert(now, file), recording)

    learner = watch(FIRST, change=heard)
    expect(learner.page.locator(".clip.sound")).to_have_count(1)
    play(learner)
    stop = panel(learner, FIRST)
    expect(stop).to_be_focused()
    answer(stop, "Quatre")
    stop.get_by_role("button", name="Reprendre la lecture").click()
    expect(learner.page.locator("video")).to_have_js_property("ended", True)


def test_a_course_that_is_printed_whole_has_the_questions_with_their_moments(watch):
    learner = watch(FIRST)
    page = learner.page
    page.evaluate("window.print = () => undefined")
    page.locator("#print-course").dispatch_event("click")
    page.emulate_media(media="print")
    expect(page.locator(".printed").get_by_text("Question à 0:01")).to_be_visible()
    expect(page.locator(".printed").get_by_text("Combien font").first).to_be_visible()
