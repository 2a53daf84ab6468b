"""Long work: how it is told of, cancelled, and how it ends."""

from __future__ import annotations

import errno
import threading

import pytest

from studio.jobs import Cancelled, Jobs, Progress, State, run_now
from studio.messages import StudioError, error, message

TITLE = message("ui.publishing", title="T")


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.close()


def test_progress_never_goes_back():
    told = []
    progress = Progress(lambda progress: told.append(progress.fraction))
    for fraction in (0.2, 0.1, 0.5, 3.0):
        progress.at(fraction)
    assert told == [0.2, 0.2, 0.5, 1.0]


def test_a_part_is_a_share_of_the_whole():
    progress = Progress()
    part = progress.part(0.5, 0.9)
    part.part(0.5, 1.0).at(0.5)
    assert progress.fraction == pytest.approx(0.8)
    part.say(TITLE)
    assert progress.step is TITLE


def test_remaining_time_is_unknown_at_first_then_by_the_mean_pace(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("studio.jobs.time.monotonic", lambda: now[0])
    progress = Progress()
    assert progress.remaining_s() is None
    now[0] += 30
    progress.at(0.25)
    assert progress.remaining_s() == pytest.approx(90)


def test_a_job_ends_with_its_result(jobs):
    states = []
    job = jobs.start("a", TITLE, lambda _: 42, lambda job: states.append(job.state))
    assert job.wait(5)
    assert job.result() == 42
    assert states[-1] is State.DONE


def test_a_cancelled_job_stops_at_its_next_report(jobs):
    begun = threading.Event()

    def work(progress):
        begun.set()
        while True:
            progress.at(0.1)

    job = jobs.start("a", TITLE, work)
    assert begun.wait(5)
    job.cancel()
    assert job.wait(5)
    assert job.state is State.CANCELLED
    with pytest.raises(Cancelled):
        job.result()


def test_one_job_at_a_time_on_one_target(jobs):
    free = threading.Event()
    job = jobs.start("a", TITLE, lambda _: free.wait(5))
    with pytest.raises(StudioError) as raised:
        jobs.start("a", TITLE, lambda _: None)
    assert raised.value.message.id == "job.busy"
    other = jobs.start("b", TITLE, lambda _: "other")
    assert other.wait(5)
    free.set()
    assert job.wait(5)
    assert jobs.start("a", TITLE, lambda _: "again").wait(5)


@pytest.mark.parametrize(
    ("problem", "id_"),
    [
        (error("media.empty", file="f"), "media.empty"),
        (OSError(errno.ENOSPC, "no space", "f"), "error.disk_full"),
        (PermissionError(errno.EACCES, "denied", "f"), "error.no_permission"),
        (FileNotFoundError(errno.ENOENT, "gone", "f"), "error.no_such_file"),
        (OSError(errno.EIO, "bad disk", "f"), "error.os"),
        (ZeroDivisionError("oops"), "error.unforeseen"),
    ],
)
def test_a_failure_is_told_in_words_with_details(jobs, problem, id_):
    def work(_):
        raise problem

    job = jobs.start("a", TITLE, work)
    assert job.wait(5)
    assert job.state is State.FAILED
    assert job.error is not None
    assert job.error.message.id == id_
    if not isinstance(problem, StudioError):
        assert type(problem).__name__ in job.error.details
    with pytest.raises(StudioError):
        run_now(work)


def test_closing_stops_what_runs():
    def work(progress):
        while True:
            progress.at(0.1)

    jobs = Jobs()
    job = jobs.start("a", TITLE, work)
    jobs.close()
    assert job.state is State.CANCELLED
