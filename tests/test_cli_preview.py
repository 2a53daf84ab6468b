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

from exporters.publish import publish
from studio.cli_preview import opened, package_server
from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import StudioError
from studio.preview.cmi5_session import Cmi5Session
from studio.preview.scorm_session import ScormSession
from studio.preview.server import PackageServer, XapiSession
from tests.courses import small_course
from tests.preview.packages import au, cmi5, manifest, zipped


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


def test_a_package_gets_the_server_that_it_asks_for(tmp_path):
    project, course = small_course(tmp_path)
    for name, kind in (("html", PackageServer), ("scorm12", ScormSession), ("xapi", XapiSession)):
        file = publish(project, course, name, tmp_path, progress=Progress()).file
        with package_server(file) as server:
            assert type(server) is kind


def test_a_cmi5_package_gets_its_launcher(tmp_path):
    files: dict[str, str | bytes] = {"cmi5.xml": cmi5(au("a")), "tincan.xml": "", "index.html": ""}
    with package_server(zipped(tmp_path / "cmi5.zip", files)) as server:
        assert type(server) is Cmi5Session
    files["imsmanifest.xml"] = manifest()
    with package_server(zipped(tmp_path / "both.zip", files)) as server:
        assert type(server) is ScormSession


def test_what_is_neither_is_said(tmp_path):
    with (
        pytest.raises(StudioError, match="nothing_to_preview"),
        opened(tmp_path / "none", Voice("en")),
    ):
        pass
