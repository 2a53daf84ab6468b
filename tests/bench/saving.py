"""Saving and opening a course of 1,000 screens."""

from __future__ import annotations

import json
import tempfile
import time
from itertools import count
from pathlib import Path

from studio.project.media_check import quick_check
from studio.project.project import open_project
from studio.project.saver import Pace
from studio.project.session import open_session
from tests.bench.courses import large_course, large_project, retitled
from tests.bench.measure import Timed, report, timed

_PATIENT = Pace(quiet=3600, latest=3600, retry=3600, tick=3600)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home:
        _saving(Path(home))
        _opening(Path(home))


def _saving(home: Path) -> None:
    course = large_course(questions=0, media=0)
    project = large_project(home / "save.course", course)
    numbers = count()
    data = project.course_file.read_bytes()

    def save() -> None:
        project.save(retitled(course, next(numbers)))

    def write() -> None:
        with (home / "plain").open("wb") as stream:
            stream.write(data)

    measured, against = timed(save, write)
    size = f"{len(data) / 1e6:.1f} MB"
    report("save 1,000 screens", measured, f"write {size}, no flush", against, "under 50 ms")
    session = open_session(project.folder, pace=_PATIENT)
    values = [retitled(session.course, number) for number in range(200)]
    submitted = []
    for value in values:
        started = time.perf_counter()
        session.submit(value)
        submitted.append((time.perf_counter() - started) * 1000.0)
    report(
        *("submit an edit (the window's thread)", Timed(tuple(submitted)), "the save", measured),
        "none of the save",
    )
    session.close()


def _opening(home: Path) -> None:
    project = large_project(home / "open.course", large_course())
    data = project.course_file.read_bytes()

    def open_() -> None:
        opened = open_project(project.folder)
        assert not quick_check(opened, opened.load())

    measured, against = timed(open_, lambda: json.loads(data))
    name = "open 1,000 screens, 2,000 questions, 500 media"
    reference = f"json.loads of its {len(data) / 1e6:.1f} MB"
    report(name, measured, reference, against, "under 300 ms")
