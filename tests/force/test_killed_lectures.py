"""A program that is killed while it brings a lecture in: all of it is there, or nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from studio.course.model import Course
from studio.jobs import Progress
from studio.media.analysis import CACHE, analyse, analysis_name
from studio.media.ffmpeg import find_ffmpeg
from studio.media.probe import probe
from studio.project.media_store import digest_name
from studio.project.project import Project, create_project, open_project
from tests.force.strace import ROOT
from tests.media import recordings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
COMMAND = [sys.executable, "-m", "studio", "add-lecture"]


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Path:
    return recordings.plain(tmp_path_factory.mktemp("Leçons d'été"))


def bring_in(folder: Path, film: Path, killed_after_s: float) -> bool:
    """Bring a lecture in by another process, kill it, and return whether it was done before."""
    command = [*COMMAND, str(folder), str(film), "--max", "0:06"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return process.wait(killed_after_s) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False


def check(project: Project, film: Path) -> None:
    """Make sure that each file under a final name is whole, and the course as it was or is."""
    course = project.load()
    assert len(course.recordings) in (0, 1)
    assert bool(course.clips) == bool(course.screens) == bool(course.recordings)
    for file in project.media.folder.glob("[!.]*"):
        assert digest_name(file, Progress()) == file.stem
    for media in course.media.values():
        assert project.media.has(media.file)
    kept = project.cache(CACHE) / analysis_name(digest_name(film, Progress()))
    if kept.exists():
        before = kept.read_bytes()
        analyse(probe(film), ffmpeg=find_ffmpeg(None), progress=Progress(), kept_in=kept)
        assert kept.read_bytes() == before, "what was kept was no whole analysis"


def test_killed_while_a_lecture_is_brought_in(tmp_path, film):
    started = time.monotonic()
    whole = create_project(tmp_path / "entier.course", Course(id="c0000001", title="Été"))
    assert bring_in(whole.folder, film, 60.0)
    usual_s = time.monotonic() - started
    random = Random(8)
    project = create_project(tmp_path / "c.course", Course(id="c0000001", title="Été"))
    for _ in range(6):
        bring_in(project.folder, film, usual_s * random.uniform(0.3, 1.0))
        project = open_project(project.folder)
        check(project, film)
        if project.load().recordings:
            project.save(Course(id="c0000001", title="Été"))
    assert bring_in(project.folder, film, 60.0)
    check(open_project(project.folder), film)
