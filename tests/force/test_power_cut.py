"""A power cut at any instant: what was not flushed is gone, and the course opens all the same.

The writing is done once under strace. Its log is played back onto a model of a disk that keeps
nothing but what was flushed, up to each call in turn, and what the disk then holds is opened.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.jobs import Progress
from studio.project.media_check import full_check
from studio.project.project import create_project, open_project
from tests.force.courses import number_of, numbered
from tests.force.disk import Disk
from tests.force.strace import between, calls, require_strace, run_traced

WORK = """
import sys, contextlib
from pathlib import Path
from msgspec.structs import replace as changed
from studio.course.model import MediaFile
from studio.course.edits import insert
from studio.jobs import Progress
from studio.project.media_store import media_file
from studio.project.project import open_project
from studio.project.versions import VersionKind
from tests.force.courses import numbered

def mark(name):
    with contextlib.suppress(OSError):
        open(name)

project = open_project(Path(sys.argv[1]))
project.load()
mark("/mark/begin")
project.save(numbered(2))
mark("/mark/saved")
project.history.keep(numbered(2), VersionKind.CHECKPOINT)
entry = media_file(project.media, Path(sys.argv[2]), Progress())
project.save(changed(numbered(3), media={entry.id: entry}))
mark("/mark/end")
"""


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """What a program asked of the system that saved, kept a version, and brought a file in."""
    require_strace()
    home = tmp_path_factory.mktemp("power")
    folder = create_project(home / "Élan.course", numbered(1)).folder
    before = Disk.of(folder)
    film = home / "film.mp4"
    film.write_bytes(bytes(range(256)) * 20_000)
    log = home / "log"
    result = run_traced(WORK, [folder, film], log)
    assert result.returncode == 0, result.stderr
    found = list(calls(log))
    begin, saved = between(found, "/mark/begin", "/mark/saved")
    _, end = between(found, "/mark/begin", "/mark/end")
    return folder, before, found, begin, saved, end


def test_a_save_writes_flushes_renames_and_flushes_the_folder(traced):
    folder, _, found, begin, saved, _ = traced
    steps = []
    handles: dict[int, str] = {}
    for call in found[begin:saved]:
        if call.name == "openat" and call.result >= 0:
            path = call.paths[0]
            handles[call.result] = "folder" if path == folder else path.suffix.lstrip(".")
        elif call.name in ("write", "fsync") and call.handle in handles:
            steps.append(f"{call.name} {handles[call.handle]}")
        elif call.name.startswith("rename"):
            steps.append(f"rename {call.paths[0].suffix[1:]} {call.paths[-1].name}")
    order = list(dict.fromkeys(steps))
    assert order == ["write part", "fsync part", "rename part course.json", "fsync folder"]


@pytest.mark.parametrize("renames", ["lost", "kept"])
def test_the_power_fails_after_each_call(traced, tmp_path, renames):
    folder, before, found, begin, saved, end = traced
    seen = set()
    for cut in range(begin, end + 1):
        disk = before.copy()
        for call in found[begin:cut]:
            disk.play(call)
        after = tmp_path / f"{cut}.course"
        disk.after_power_cut(after, folder, keep_names=renames == "kept")
        project = open_project(after)
        course = project.load()
        number = number_of(course) if not course.media else 3
        assert number >= (2 if cut > saved else 1)
        assert full_check(project, course, Progress()) == []
        for version in project.history.versions():
            project.history.load(version)
        seen.add(number)
    assert seen == {1, 2, 3}


def test_the_model_of_the_disk_would_show_a_save_without_a_flush(traced, tmp_path):
    folder, before, found, begin, saved, _ = traced
    disk = before.copy()
    for call in found[begin:saved]:
        if call.name != "fsync":
            disk.play(call)
    disk.after_power_cut(tmp_path / "x.course", folder, keep_names=True)
    assert Path(tmp_path / "x.course" / "course.json").read_bytes() == b""
