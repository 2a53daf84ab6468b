"""The whole line, from a real recording to packages that are right."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.courses import small_course
from tests.lines import Run, runner

RECORDINGS = ["test-optimization.mp4", "audiovideo.mov", "speech_to_text_test.mp4", "audio.flac"]


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


@pytest.fixture(scope="module")
def scorm12_schema(shared) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    file = shared / "schemas" / "scorm12" / "scorm12_manifest.xsd"
    return etree.XMLSchema(etree.parse(str(file), parser))


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_real_recording_becomes_a_valid_package(run, shared, tmp_path, scorm12_schema, name):
    recording = shared / "samples" / "lectures" / "media" / name
    course = tmp_path / "Cours.course"
    assert run("new", course, "--title", "Un cours & plus", "--language", "fr").status == 0
    added = run("add-lecture", course, recording, "--max", "0:20", "--json")
    assert added.status == 0, added.err
    clips = added.data["clips"]
    assert all(clip["end_s"] - clip["start_s"] < 20 for clip in clips)
    assert run("publish", course, "--to", "scorm12", "--out", tmp_path / "c.zip").status == 0
    with zipfile.ZipFile(tmp_path / "c.zip") as archive:
        names = archive.namelist()
        manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    scorm12_schema.assertValid(manifest)
    hrefs = [file.get("href", "") for file in manifest.iter("{*}file")]
    assert sorted(hrefs) == sorted(set(names) - {"imsmanifest.xml"})
    assert len([each for each in names if each.endswith((".mp4", ".m4a"))]) == len(clips)
    assert "masteryscore" not in etree.tostring(manifest, encoding="unicode")


PUBLISH = """
import sys
from pathlib import Path
from studio.jobs import Progress
from exporters.publish import publish
from studio.project.project import open_project
project = open_project(Path(sys.argv[1]))
publish(project, project.load(), sys.argv[2], Path(sys.argv[3]), progress=Progress())
"""


@pytest.mark.parametrize("name", ["scorm12", "xapi", "html"])
def test_the_same_course_gives_the_same_bytes(tmp_path, name):
    project, _ = small_course(tmp_path)
    first = published(project.folder, name, tmp_path / "1.zip", TZ="UTC", PYTHONHASHSEED="1")
    shutil.rmtree(project.folder / ".studio")
    elsewhere = {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "77"}
    assert published(project.folder, name, tmp_path / "2.zip", **elsewhere) == first


def published(folder: Path, name: str, target: Path, **environment: str) -> bytes:
    """Publish in a process of its own and return the bytes of the package."""
    command = [sys.executable, "-c", PUBLISH, str(folder), name, str(target)]
    root = Path(__file__).parents[1]
    subprocess.run(command, env={**os.environ, **environment}, cwd=root, check=True)
    return target.read_bytes()
