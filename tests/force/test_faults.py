"""A disk that fails at any system call of a save: the error is told, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from studio.project.format import decode
from studio.project.project import create_project, open_project
from tests.force.courses import number_of, numbered
from tests.force.strace import Call, between, calls, require_strace, run_traced

SAVE = """
import sys, contextlib
from pathlib import Path
from tests.force.courses import numbered
from studio.i18n import Voice
from studio.jobs import in_words
from studio.project.project import open_project

def mark(name):
    with contextlib.suppress(OSError):
        open(name)

project = open_project(Path(sys.argv[1]))
project.load()
course = numbered(2)
said = Voice("en").say(in_words(OSError(5, "warm-up")).message)
mark("/mark/begin")
try:
    project.save(course)
    said = ""
except OSError as problem:
    said = Voice("en").say(in_words(problem).message)
mark("/mark/end")
Path(sys.argv[2]).write_bytes(project.course_file.read_bytes())
project.save(numbered(3))
print(said)
"""


def save_traced(folder: Path, log: Path, inject: str = "") -> tuple[str, list[Call], list[Call]]:
    """Save a course under strace; return what was said, the calls before it and those of it."""
    result = run_traced(SAVE, [folder, left(folder)], log, inject=inject)
    assert result.returncode == 0, result.stderr
    found = list(calls(log))
    begin, end = between(found, "/mark/begin", "/mark/end")
    return result.stdout.strip(), found[:begin], found[begin:end]


def points(folder: Path, log: Path) -> list[tuple[str, int]]:
    """Return the name of each call of a save, and the how-manieth of its name it is."""
    _, before, saving = save_traced(folder, log)
    counts = Counter(call.name for call in before)
    found = []
    for call in saving:
        counts[call.name] += 1
        found.append((call.name, counts[call.name]))
    return found


@pytest.fixture
def folder(tmp_path):
    require_strace()
    return create_project(tmp_path / "Élan.course", numbered(1)).folder


@pytest.mark.parametrize(
    "errors", [["EIO"], pytest.param(["ENOSPC", "EACCES"], marks=pytest.mark.full)]
)
def test_a_fault_at_every_call_of_a_save(folder, tmp_path, errors):
    log = tmp_path / "log"
    tried = points(folder, log)
    open_project(folder).save(numbered(1))
    assert {"openat", "write", "fsync", "rename"} <= {name for name, _ in tried}
    for name, count in tried:
        for error in errors:
            said, _, saving = save_traced(folder, log, f"{name}:error={error}:when={count}")
            hit = [call for call in saving if call.injected]
            assert [call.name for call in hit] == [name], "the fault fell outside of the save"
            check(folder, said)
            open_project(folder).save(numbered(1))


def left(folder: Path) -> Path:
    """Return where the script puts a copy of what the first of its two saves has left."""
    return folder.parent / "left.json"


def check(folder: Path, said: str) -> None:
    """A save that fails says so and leaves the old course; the next one works."""
    after_fault = decode(left(folder).read_bytes(), left(folder)).course
    assert number_of(after_fault) in (1, 2)
    if said:
        assert "course.json" in said or str(folder) in said
    else:
        assert number_of(after_fault) == 2
    assert number_of(open_project(folder).load()) == 3
    assert not list(folder.glob(".*.part"))
