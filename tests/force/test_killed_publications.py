"""A program that is killed while it publishes: each package is whole, or not there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from random import Random

import pytest

from exporters.batch import Wish, deliver
from exporters.options import Options, Split
from exporters.platforms import PLAIN
from studio.jobs import Progress
from studio.project.project import open_project
from tests.courses import small_course
from tests.force.strace import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
COURSE = [Wish(place) for place in PLAIN]
MODULES = [
    Wish(place, Options(split=Split.PACKAGES)) for place in PLAIN if Split.PACKAGES in place.splits
]
FOR_EVER = """
import sys
from pathlib import Path
from exporters.batch import deliver
from studio.jobs import Progress
from studio.project.project import open_project
from tests.force.test_killed_publications import COURSE, MODULES
project = open_project(Path(sys.argv[1]))
while True:
    for wishes in (COURSE, MODULES):
        for delivery in deliver(project, project.load(), wishes, progress=Progress()):
            print(*(place.name for place in delivery.places), flush=True)
"""


def killed_after(folder: Path, out: Path, packages: int, more_s: float) -> None:
    """Publish again and again in another process; kill it so long after that many packages."""
    command = [sys.executable, "-c", FOR_EVER, str(folder)]
    search = {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=out, env=search, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(packages):
            assert process.stdout.readline()
        time.sleep(more_s)
        process.kill()


def test_a_killed_batch_leaves_whole_packages_only(tmp_path):
    project, course = small_course(tmp_path)
    random = Random(8)
    for packages in (0, 1, 3, len(COURSE), len(COURSE) + 1, len(COURSE) + len(MODULES)):
        killed_after(project.folder, tmp_path, packages, random.uniform(0.0, 0.3))
        assert open_project(project.folder).load() == course
        made = list(tmp_path.glob("[!.]*.zip"))
        assert len(made) >= min(packages, len(COURSE))
        for file in made:
            assert zipfile.ZipFile(file).testzip() is None
    for half in tmp_path.glob(".*.part"):
        os.utime(half, (0, 0))
    for wishes in (COURSE, MODULES):
        list(deliver(project, course, wishes, progress=Progress()))
    assert list(tmp_path.glob(".*.part")) == []
