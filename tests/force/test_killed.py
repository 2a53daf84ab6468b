"""A process that is killed while it edits, or cut short while it writes."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from studio.project.project import create_project, open_project
from studio.project.session import open_session
from tests.force.courses import number_of, numbered
from tests.force.killing import PROMISE_S, kill_once

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
KILLS = 20


def test_killed_at_random_instants(tmp_path):
    def kills(seed: int) -> None:
        folder = create_project(tmp_path / f"{seed}.course", numbered(1)).folder
        random = Random(seed)
        for _ in range(KILLS // 4):
            killed = kill_once(folder, random, longest_s=2.5)
            assert killed.lost_s <= PROMISE_S
            for version in open_project(folder).history.versions():
                open_project(folder).history.load(version)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(kills, range(4)))


def test_a_write_cut_short_at_every_byte(tmp_path):
    """The kernel itself stops the write: no file may grow beyond the limit."""
    import resource

    project = create_project(tmp_path / "c.course", numbered(1))
    size = project.course_file.stat().st_size
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        for limit in range(size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
            with pytest.raises(OSError, match=r"course\.json"):
                project.save(numbered(2))
            if limit % 500 == 0:
                assert number_of(open_project(project.folder).load()) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert number_of(open_project(project.folder).load()) == 1
    assert not list(project.folder.glob(".*.part"))
    project.save(numbered(2))
    assert number_of(open_project(project.folder).load()) == 2


def test_halves_of_every_length_beside_the_course_hold_nobody_up(tmp_path):
    project = create_project(tmp_path / "c.course", numbered(1))
    project.save(numbered(2))
    data = project.course_file.read_bytes()
    for length in range(0, len(data), 97):
        (project.folder / f".course.json.{length:08x}.part").write_bytes(data[:length])
    session = open_session(project.folder)
    assert number_of(session.course) == 2
    session.submit(numbered(3))
    assert session.close()
    assert number_of(open_project(project.folder).load()) == 3


def test_a_course_copied_while_it_is_written_opens(tmp_path):
    """Backup and synchronisation programs read whenever they like."""
    project = create_project(tmp_path / "c.course", numbered(1))
    session = open_session(project.folder)
    for number in range(2, 40):
        session.submit(numbered(number))
        copy = tmp_path / f"{number}.course"
        copy.mkdir()
        shutil.copyfile(project.course_file, copy / "course.json")
        assert 1 <= number_of(open_project(copy).load()) <= number
    session.close()
