"""The harness itself: the judges in a real browser, played by packages made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Error

from studio.preview.attempt import Score
from tests.browser.platforms import (
    by_itself,
    from_disk,
    in_cmi5,
    in_lrs,
    in_scorm_again,
    in_test_lms,
    no_violations,
)
from tests.preview.packages import TINCAN, au, cmi5, folder, manifest, manifest2004, zipped

pytestmark = pytest.mark.browser
SCO = Path(__file__).parent / "sco"
NORMAL_END = ["close_tab", "leave", "lose_frame"]


def _scorm(tmp_path: Path, page: str) -> Path:
    written = manifest2004 if "2004" in page else manifest
    files: dict[str, str | bytes] = {
        "imsmanifest.xml": written(),
        "index.html": (SCO / page).read_bytes(),
    }
    return folder(tmp_path / "package", files)


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return _scorm(tmp_path, "right.html")


@pytest.fixture
def right2004(tmp_path: Path) -> Path:
    return _scorm(tmp_path, "right2004.html")


@pytest.fixture
def activity(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "tincan.xml": TINCAN.format(href="index.html"),
        "index.html": (SCO / "activity.html").read_bytes(),
    }
    return folder(tmp_path / "package", files)


@pytest.mark.parametrize("ending", NORMAL_END)
def test_the_test_lms_keeps_what_a_session_reports(right, visit, ending):
    with in_test_lms(right) as lms:
        learner = visit(lms.url, framed=True)
        learner.sees("One")
        learner.next()
        learner.answer(["The second"])
        learner.next()
        learner.sees("Three")
        getattr(learner, ending)()
        attempt = lms.wait_for(lambda attempt: attempt.calls and not attempt.open)
        no_violations(lms)
    assert attempt.status == "passed"
    assert attempt.score == Score(100, 0, 100)
    assert (attempt.location, attempt.suspend_data) == ("s2", "v1;2")
    [interaction] = attempt.interactions
    assert (interaction.id, interaction.response, interaction.result) == ("q1", "b", "correct")
    assert attempt.total_time_s >= 0
    assert attempt.calls[-1].name == "LMSFinish"
    assert attempt.values["cmi.core.exit"] == "suspend"


def test_a_second_launch_resumes_where_the_first_one_was_left(right, visit):
    with in_test_lms(right) as lms:
        first = visit(lms.url, framed=True)
        first.next()
        first.close_tab()
        lms.wait_for(lambda attempt: not attempt.open)
        second = visit(lms.url, framed=True)
        second.sees("Two")
        second.reload()  # the page that is left saves while the next one is already asked for
        second.sees("Two")
        assert lms.attempt.launches == 3
        second.back()
        second.close_tab()
        lms.wait_for(lambda attempt: not attempt.open)
        no_violations(lms)
    assert lms.attempt.location == "s0"


def test_a_crash_loses_only_what_was_not_committed(right, visit):
    with in_test_lms(right) as lms:
        learner = visit(lms.url, framed=True)
        learner.next()
        lms.wait_for(lambda attempt: attempt.location == "s1")
        learner.crash()
        visit(lms.url, framed=True).sees("Two")
        assert [each.rule for each in lms.attempt.violations] == ["never_finished"]


def test_what_is_wrong_is_told(tmp_path, visit):
    with in_test_lms(_scorm(tmp_path, "wrong.html")) as lms:
        visit(lms.url, framed=True).next()
        attempt = lms.wait_for(
            lambda attempt: attempt.calls[-1:] and attempt.calls[-1].code == "301"
        )
    assert [(each.rule, each.kind) for each in attempt.violations] == [
        ("not_initialized", "standard"),
        ("initialized_twice", "standard"),
        ("not_text", "standard"),
        ("too_long", "standard"),
        ("bad_vocabulary", "standard"),
        ("index_gap", "standard"),
        ("status_lowered", "profile"),
        ("commit_missing", "profile"),
        ("exit_not_suspend", "profile"),
        ("session_time_missing", "profile"),
        ("score_without_bounds", "profile"),
        ("after_finish", "standard"),
    ]


@pytest.mark.parametrize("ending", NORMAL_END)
def test_no_record_is_lost_however_much_is_saved_at_the_end(tmp_path, visit, ending):
    with in_test_lms(_scorm(tmp_path, "heavy.html")) as lms:
        learner = visit(lms.url, framed=True)
        learner.sees("Heavy")
        lms.wait_for(lambda attempt: attempt.status == "incomplete")
        getattr(learner, ending)()
        attempt = lms.wait_for(lambda attempt: attempt.calls[-1].name == "LMSFinish")
    assert (attempt.location, attempt.suspend_data) == ("end", "7" * 4096)


def test_scorm_again_keeps_what_a_session_reports_and_resumes(right, visit):
    with in_scorm_again(right) as lms:
        learner = visit(lms.url, framed=True)
        learner.next()
        learner.answer(["The second"])
        learner.close_tab()
        lms.wait_for(lambda lms: lms.core.get("exit") == "suspend")
        assert lms.core["lesson_status"] == "passed"
        assert lms.core["score"]["raw"] == "100"
        assert lms.cmi["suspend_data"] == "v1;1"
        assert lms.cmi["interactions"]["0"]["student_response"] == "b"
        visit(lms.url, framed=True).sees("Two")


@pytest.mark.parametrize("ending", NORMAL_END)
def test_the_test_lms_keeps_what_a_session_of_scorm2004_reports(right2004, visit, ending):
    with in_test_lms(right2004) as lms:
        learner = visit(lms.url, framed=True)
        learner.next()
        learner.answer(["The second"])
        learner.next()
        getattr(learner, ending)()
        attempt = lms.wait_for(lambda attempt: attempt.calls and not attempt.open)
        no_violations(lms)
        assert (attempt.completion, attempt.success) == ("completed", "passed")
        assert (attempt.score, attempt.progress) == (Score(100, 0, 100, 1), 1)
        assert (attempt.location, attempt.suspend_data) == ("s2", "v1;2")
        [interaction] = attempt.interactions
        assert (interaction.id, interaction.response, interaction.result) == ("q1", "b", "correct")
        [objective] = attempt.objectives
        assert (objective.id, objective.success, objective.score.scaled) == ("o1", "passed", 1)
        again = visit(lms.url, framed=True)
        again.sees("Three")
        again.close_tab()
        lms.wait_for(lambda attempt: not attempt.open)
        no_violations(lms)


def test_what_is_wrong_in_scorm2004_is_told(tmp_path, visit):
    with in_test_lms(_scorm(tmp_path, "wrong2004.html")) as lms:
        visit(lms.url, framed=True).next()
        attempt = lms.wait_for(
            lambda attempt: attempt.calls[-1:] and attempt.calls[-1].code == "143"
        )
    assert [(each.rule, each.code) for each in attempt.violations] == [
        ("not_initialized", "122"),
        ("initialized_twice", "103"),
        ("not_text", "0"),
        ("too_long", "406"),
        ("unknown_element", "401"),
        ("interaction_without_id", "408"),
        ("bad_identifier", "406"),
        ("status_not_saved", "0"),
        ("exit_not_suspend", "0"),
        ("session_time_missing", "0"),
        ("status_never_set", "0"),
        ("score_part_missing", "0"),
        ("after_terminate", "143"),
    ]


def test_scorm_again_keeps_what_a_session_of_scorm2004_reports_and_resumes(right2004, visit):
    with in_scorm_again(right2004) as lms:
        learner = visit(lms.url, framed=True)
        learner.next()
        learner.answer(["The second"])
        learner.close_tab()
        lms.wait_for(lambda lms: lms.cmi.get("session_time", "PT0S") != "PT0S")
        assert lms.cmi["completion_status"] == "completed"
        assert lms.cmi["success_status"] == "passed"
        assert lms.cmi["score"]["scaled"] == "1"
        assert lms.cmi["suspend_data"] == "v1;1"
        assert lms.cmi["interactions"]["0"]["learner_response"] == "b"
        assert lms.cmi["objectives"]["0"]["success_status"] == "passed"
        visit(lms.url, framed=True).sees("Two")


@pytest.mark.parametrize("ending", ["close_tab", "leave"])
def test_the_lrs_keeps_what_an_activity_sends_and_its_state(activity, visit, ending):
    with in_lrs(activity) as session:
        learner = visit(session.url, framed=False)
        learner.sees("One")
        session.lrs.wait_for(lambda lrs: lrs.statements)
        learner.next()
        session.lrs.wait_for(lambda lrs: lrs.documents)
        getattr(learner, ending)()
        session.lrs.wait_for(lambda lrs: len(lrs.statements) == 2)
        again = visit(session.url, framed=False)
        again.sees("Two")
        session.lrs.wait_for(lambda lrs: len(lrs.statements) == 3)
        no_violations(session)
    verbs = [each["verb"]["id"].rpartition("/")[2] for each in session.lrs.statements]
    assert verbs == ["initialized", "terminated", "initialized"]
    assert {each["context"]["registration"] for each in session.lrs.statements} == {
        session.registration
    }


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "cmi5.xml": cmi5(au("a", moveOn="Completed")),
        "index.html": (SCO / "au.html").read_bytes(),
    }
    return folder(tmp_path / "package", files)


def test_a_unit_is_launched_and_goes_back_to_the_lms(unit, visit):
    with in_cmi5(unit) as session:
        learner = visit(session.url, framed=False)
        learner.sees("Normal")
        learner.next()
        learner.sees("Course")
        session.wait_for(lambda lms: lms.launches[0].returned and not lms.open)
        assert session.course_satisfied
        no_violations(session)


@pytest.mark.parametrize("ending", ["close_tab", "leave"])
def test_a_unit_that_is_left_is_terminated_and_may_be_launched_again(unit, visit, ending):
    with in_cmi5(unit) as session:
        learner = visit(session.url, framed=False)
        learner.sees("Normal")
        getattr(learner, ending)()
        session.wait_for(lambda lms: lms.launches[0].over)
        visit(session.launch(0, "Review"), framed=False).sees("Review")
        no_violations(session)


def test_a_page_from_the_disk_and_one_without_a_platform(activity, visit):
    visit(from_disk(activity), framed=False).sees("One")
    with by_itself(activity) as server:
        visit(server.url, framed=False).sees("One")


def test_a_zip_file_plays_as_a_folder_does(tmp_path, visit):
    files: dict[str, str | bytes] = {
        "imsmanifest.xml": manifest(),
        "index.html": (SCO / "right.html").read_bytes(),
    }
    with in_test_lms(zipped(tmp_path / "été.zip", files)) as lms:
        visit(lms.url, framed=True).sees("One")
        lms.wait_for(lambda attempt: attempt.status == "incomplete")


def test_two_packages_can_not_reach_each_other(right, visit):
    with in_test_lms(right) as lms, by_itself(right) as other:
        learner = visit(lms.url, framed=True)
        learner.sees("One")
        with pytest.raises(Error, match="fetch"):
            learner.page.evaluate("(url) => fetch(url).then((answer) => answer.text())", other.url)


def test_a_failing_script_and_a_call_to_the_outside_are_noticed(
    tmp_path, profile, script_errors, asked_outside
):
    page = folder(
        tmp_path / "p",
        {"index.html": "<script>fetch('https://x.test/').catch(() => 0); missing()</script>"},
    )
    with by_itself(page) as server:
        profile.new_page().goto(server.url)
        assert len(script_errors) == 1
        assert asked_outside == ["https://x.test/"]
