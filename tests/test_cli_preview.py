"""`coursewright preview`: the address is said, the folder is watched, Ctrl+C is the end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from msgspec.structs import replace as changed

from studio.cli_preview import opened
from studio.i18n import Voice
from studio.messages import StudioError
from tests.courses import small_course
from tests.preview.packages import manifest, zipped


def page(address: str) -> str:
    with urlopen(address) as answer:
        text: str = answer.read().decode()
    return text


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent otherwise there")
def test_a_course_is_served_until_it_is_interrupted(tmp_path):
    project, course = small_course(tmp_path)
    command = [sys.executable, "-m", "studio", "preview", str(project.folder), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = json.loads("".join(running.stdout.readline() for _ in range(3)))
        assert "Élan vital" in page(said["address"])
        project.save(changed(course, title="Écrit ailleurs"))
        due = time.monotonic() + 20
        while "Écrit ailleurs" not in page(said["address"]):
            assert time.monotonic() < due
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 0
        assert running.stdout.read() == ""


def test_a_package_is_opened_in_the_test_lms(tmp_path):
    file = zipped(tmp_path / "a.zip", {"imsmanifest.xml": manifest(), "index.html": ""})
    with opened(file, Voice("fr")) as preview:
        shown = page(preview.address)
    assert 'lang="fr"' in shown
    assert "SCORM 1.2" in shown


def test_what_is_neither_is_said(tmp_path):
    with (
        pytest.raises(StudioError, match="nothing_to_preview"),
        opened(tmp_path / "none", Voice("en")),
    ):
        pass
