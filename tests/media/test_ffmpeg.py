"""ffmpeg is found where it may be, and stopped when it must."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.jobs import Cancelled, Progress
from studio.media import ffmpeg
from studio.media.ffmpeg import find_ffmpeg, run, stream
from studio.messages import StudioError

ENDLESS = ["-re", "-f", "lavfi", "-i", "testsrc=size=64x64", "-f", "null", "-"]
ONE_SECOND = ["-f", "lavfi", "-i", "testsrc=size=64x64:duration=1", "-f", "null", "-"]


@pytest.fixture
def started(monkeypatch) -> list[subprocess.Popen[bytes]]:
    """Return the list of the processes that are started from now on."""
    find_ffmpeg()  # which tries it once in a run, and would be counted in the first test only
    seen: list[subprocess.Popen[bytes]] = []
    original = ffmpeg._start

    def start(command: list[str]) -> subprocess.Popen[bytes]:
        seen.append(original(command))
        return seen[-1]

    monkeypatch.setattr(ffmpeg, "_start", start)
    return seen


def script(path: Path, body: str) -> Path:
    if sys.platform == "win32":
        pytest.skip("a shell script does not run here")
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_the_bundled_one_is_found_without_a_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = find_ffmpeg()
    assert found.is_absolute()
    assert "imageio_ffmpeg" in found.parts


def test_the_path_goes_before_the_bundled_one(monkeypatch, tmp_path):
    own = script(tmp_path / "ffmpeg", f'exec "{find_ffmpeg()}" "$@"')
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_ffmpeg() == own


@pytest.mark.parametrize("body", ["exit 1", "exit 0", "echo not ffmpeg"])
def test_a_broken_one_on_the_path_is_passed_over(monkeypatch, tmp_path, body):
    own = script(tmp_path / "ffmpeg", body)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_ffmpeg() != own


def test_one_without_h264_is_no_good(tmp_path):
    body = f'case "$*" in *libx264*) exit 1;; esac; exec "{find_ffmpeg()}" "$@"'
    with pytest.raises(StudioError):
        find_ffmpeg(script(tmp_path / "ffmpeg", body))


@pytest.mark.parametrize("name", ["nothing", "text.txt", "folder"])
def test_a_chosen_one_that_does_not_work_is_an_error(tmp_path, name):
    (tmp_path / "text.txt").write_text("hello")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StudioError) as raised:
        find_ffmpeg(tmp_path / name)
    assert raised.value.message.id == "media.ffmpeg_broken"
    assert raised.value.message.params["file"] == str(tmp_path / name)


def test_a_chosen_one_is_taken(tmp_path):
    own = script(tmp_path / "my ffmpeg é", f'exec "{find_ffmpeg()}" "$@"')
    assert find_ffmpeg(own) == own


def test_it_reports_how_far_it_is():
    seen: list[float] = []
    run(find_ffmpeg(), ONE_SECOND, Progress(lambda now: seen.append(now.fraction)), 1.0)
    assert seen
    assert seen[-1] == pytest.approx(1.0)


def test_a_failure_holds_its_last_words():
    with pytest.raises(StudioError) as raised:
        run(find_ffmpeg(), ["-i", "no such file.mp4", "-f", "null", "-"], Progress(), 1.0)
    assert raised.value.message.id == "media.ffmpeg_failed"
    assert "no such file.mp4" in raised.value.details


def test_many_error_messages_do_not_stop_it(tmp_path):
    talker = script(tmp_path / "ffmpeg", "seq 1 200000 >&2; echo done; exit 3")
    with pytest.raises(StudioError) as raised:
        list(stream(talker, [], Progress()))
    assert raised.value.details.splitlines()[-1] == "200000"
    assert len(raised.value.details) < 10_000


def test_cancelling_stops_it(started):
    progress = Progress(lambda now: now.cancel())
    with pytest.raises(Cancelled):
        run(find_ffmpeg(), ENDLESS, progress, 100.0)
    assert [process.poll() is not None for process in started] == [True]


def test_one_that_does_not_listen_is_killed(started, monkeypatch, tmp_path):
    monkeypatch.setattr(ffmpeg, "_POLITE_S", 0.2)
    deaf = script(tmp_path / "ffmpeg", "trap '' TERM; while :; do echo out_time_us=1; done")
    progress = Progress(lambda now: now.cancel())
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        run(deaf, [], progress, 100.0)
    assert time.monotonic() - begun < 5
    assert [process.poll() is not None for process in started] == [True]


def test_what_is_left_unread_stops_too(started):
    blocks = stream(find_ffmpeg(), ["-f", "lavfi", "-i", "sine", "-f", "s16le", "-"], Progress())
    assert next(blocks)
    blocks.close()  # type: ignore[attr-defined]  # a generator
    assert [process.poll() is not None for process in started] == [True]
