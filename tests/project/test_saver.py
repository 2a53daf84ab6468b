"""Continuous saving: soon, off the caller's thread, again after a failure, never half."""

from __future__ import annotations

import threading
import time

import pytest
from msgspec.structs import replace as changed

from studio.course.model import Course
from studio.messages import message
from studio.project.project import ChangedOutsideError
from studio.project.saver import Pace, Saver, SaveState
from tests.waiting import wait_until

QUICK = Pace(quiet=0.02, latest=0.1, retry=0.02, tick=0.02)
NEVER = Pace(quiet=3600, latest=3600, retry=3600, tick=3600)


class Disk:
    """What a saver writes to; it fails as long as `problem` is set."""

    def __init__(self) -> None:
        self.problem: Exception | None = None
        self.written: list[Course] = []
        self.threads: set[int] = set()
        self.gate = threading.Event()
        self.gate.set()

    def write(self, course: Course) -> None:
        assert self.gate.wait(10)
        self.threads.add(threading.get_ident())
        if self.problem:
            raise self.problem
        self.written.append(course)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def saving(disk):
    savers = []

    def start(pace: Pace = QUICK, **more) -> Saver:
        savers.append(Saver(course(0), disk.write, pace=pace, **more))
        return savers[-1]

    yield start
    disk.problem = None
    disk.gate.set()
    for saver in savers:
        saver.close()


def course(number: int) -> Course:
    return Course(id="c0000001", title=str(number))


def test_an_edit_is_written_by_itself_on_another_thread(saving, disk):
    saver = saving()
    assert saver.state is SaveState.SAVED
    edited = course(1)
    saver.submit(edited)
    wait_until(lambda: saver.state is SaveState.SAVED)
    assert disk.written == [edited]
    assert saver.on_disk is edited
    assert threading.get_ident() not in disk.threads


def test_typing_without_a_pause_is_written_in_time(saving, disk):
    saver = saving(Pace(quiet=0.2, latest=0.3, retry=1, tick=1))
    started = time.monotonic()
    number = 0
    while not disk.written:
        saver.submit(course(number := number + 1))
        assert time.monotonic() - started < 5
        time.sleep(0.01)
    assert len(disk.written) == 1
    assert number > 2


def test_submitting_never_waits_for_the_disk(saving, disk):
    saver = saving()
    disk.gate.clear()
    saver.submit(course(1))
    wait_until(lambda: saver._busy)
    started = time.monotonic()
    for number in range(2, 500):
        saver.submit(course(number))
    assert saver.state is SaveState.WAITING
    assert time.monotonic() - started < 1
    disk.gate.set()
    assert saver.flush()
    assert [each.title for each in disk.written] == ["1", "499"]


def test_a_failing_disk_shows_at_once_and_loses_nothing(saving, disk):
    told = []
    saver: Saver = saving(told=lambda: told.append(saver.state))
    disk.problem = OSError(28, "No space left on device", "course.json")
    saver.submit(course(1))
    wait_until(lambda: saver.state is SaveState.FAILED)
    problem = saver.problem
    assert problem
    assert problem.message.id == "error.disk_full"
    saver.submit(course(2))
    assert SaveState.FAILED in told
    disk.problem = None
    wait_until(lambda: saver.state is SaveState.SAVED)
    assert [each.title for each in disk.written] == ["2"]
    assert saver.problem is None
    assert told[-1] is SaveState.SAVED


def test_flushing_says_whether_all_is_on_disk(saving, disk):
    saver = saving(NEVER)
    saver.submit(course(1))
    assert saver.flush()
    disk.problem = OSError(5, "Input/output error")
    saver.submit(course(2))
    assert not saver.flush()
    disk.problem = None
    assert saver.flush()
    assert [each.title for each in disk.written] == ["1", "2"]


def test_closing_writes_what_is_left(saving, disk):
    saver = saving(NEVER)
    saver.submit(course(1))
    assert saver.close()
    assert [each.title for each in disk.written] == ["1"]
    assert not saver._thread.is_alive()


def test_a_task_comes_after_what_was_submitted_before(saving, disk):
    saver = saving(NEVER)
    saver.submit(course(1))
    seen = []
    saver.then(lambda: seen.append(list(disk.written)))
    wait_until(lambda: seen)
    assert [[each.title for each in written] for written in seen] == [["1"]]


def test_a_task_that_fails_is_done_later(saving, disk):
    saver = saving()
    problems = [OSError(28, "full"), OSError(28, "full")]
    done = []

    def task() -> None:
        if problems:
            raise problems.pop()
        done.append(1)

    saver.then(task)
    wait_until(lambda: done)
    wait_until(lambda: saver.state is SaveState.SAVED)
    assert done == [1]


def test_a_change_from_outside_stops_the_writing(saving, disk):
    saver = saving()
    disk.problem = ChangedOutsideError(message("save.changed_outside", file="course.json"))
    saver.submit(course(1))
    wait_until(lambda: saver.state is SaveState.CHANGED_OUTSIDE)
    disk.problem = None
    saver.submit(course(2))
    assert not saver.flush(0.1)
    assert not disk.written
    mine = course(3)
    saver.settled(course(9), mine)
    wait_until(lambda: saver.state is SaveState.SAVED)
    assert disk.written == [mine]


def test_the_tick_comes_again_and_again(saving, disk):
    ticks = []
    saving(tick=lambda: ticks.append(1))
    wait_until(lambda: len(ticks) > 3)


def test_going_back_to_what_is_on_disk_writes_nothing(saving, disk):
    saver = saving(NEVER)
    first = saver.on_disk
    saver.submit(changed(first, title="x"))
    saver.submit(first)
    assert saver.state is SaveState.SAVED
    assert saver.flush()
    assert not disk.written


def test_what_can_not_be_written_at_all_does_not_end_the_saving(saving, disk):
    saver = saving()
    disk.problem = UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
    saver.submit(course(1))
    wait_until(lambda: saver.state is SaveState.FAILED)
    assert saver.problem.message.id == "error.unforeseen"
    disk.problem = None
    wait_until(lambda: saver.state is SaveState.SAVED)
    assert [each.title for each in disk.written] == ["1"]


def test_after_it_was_closed_nobody_waits_for_it(saving, disk):
    saver = saving()
    disk.problem = OSError("gone")
    saver.submit(course(1))
    assert not saver.close(1.0)
    started = time.monotonic()
    assert not saver.flush(30.0)
    assert time.monotonic() - started < 10.0
