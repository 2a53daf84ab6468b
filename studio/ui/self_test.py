"""Whether the program works on this computer: the sample is made, shown, played and published.

`coursewright --self-test` does this. It is for whoever installs the program, for support (a
computer without a codec or a library plays nothing and says nothing), and for the build, whose
result it tries. Settings and recent courses stay as they are.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLoggingCategory, QUrl
from PySide6.QtWidgets import QApplication

from exporters.publish import publish
from studio.course.edits import remove
from studio.i18n import Voice
from studio.imports.sample import make_sample
from studio.jobs import Progress, in_words
from studio.messages import Message, error, message
from studio.preview.package import Unpacked
from studio.preview.scorm_manifest import read_scorm
from studio.project.project import open_project
from studio.resources import asset
from studio.settings import Settings, interface_language
from studio.ui.look import dress
from studio.ui.shell.window import MainWindow

FRAMES = 20
"""Decoded frames after which a recording counts as played."""

_PUBLISHED = 2
_PATIENCE_S = 30.0
_BEAT_MS = 50


def self_test() -> int:
    """Try everything, say what works, and return the exit status: 0 all of it, 1 not."""
    voice = Voice(interface_language(Settings()))
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    dress(_application())
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            os.environ["COURSEWRIGHT_HOME"] = home
            for done in _steps(Path(home) / "Élan.course", voice):
                _say(voice.say(done))
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
        said = in_words(problem)
        _say(voice.text("cli.error", text=voice.say(said.message)))
        _say(said.details)
        return 1
    return 0


@cache
def _application() -> QApplication:
    """Return Qt's application, kept until the program ends."""
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])


def _steps(folder: Path, voice: Voice) -> Iterator[Message]:
    course = make_sample(folder, ffmpeg=None, progress=Progress())
    yield message("self_test.made", title=course.title)
    yield message("self_test.shown", n=shown_screens(folder, voice))
    yield message("self_test.played", n=played_frames(asset("samples", "first-home.mp4")))
    yield message("self_test.published", title=published_title(folder))


def shown_screens(folder: Path, voice: Voice) -> int:
    """Open the window with a course, close it, and return how many screens it showed.

    Raises:
        StudioError: the course did not appear.
    """
    window = MainWindow(voice)
    window.show()
    window.open_course(folder)
    _wait_until(lambda: window.document.is_open and window.windowHandle().isExposed())
    board = window.work.storyboard.board
    shown = window.document.is_open and board.isVisible() and not board.grab().isNull()
    screens = len(window.document.course.screens) if shown else 0
    window.close()
    if not screens:
        raise error("self_test.not_shown")
    return screens


def played_frames(recording: Path) -> int:
    """Play a recording until `FRAMES` frames came out with a picture, and return how many did.

    Raises:
        StudioError: too few came in good time.
    """
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

    seen = 0

    def count(frame: QVideoFrame) -> None:
        nonlocal seen
        seen += frame.isValid() and not frame.toImage().isNull()

    player, sink = QMediaPlayer(), QVideoSink()
    sink.videoFrameChanged.connect(count)
    player.setVideoSink(sink)
    player.setSource(QUrl.fromLocalFile(str(recording)))
    player.play()
    _wait_until(lambda: seen >= FRAMES)
    player.stop()
    if seen < FRAMES:
        raise error("self_test.not_played", frames=seen, reason=player.errorString() or "-")
    return seen


def published_title(folder: Path) -> str:
    """Publish the start of a course for SCORM 1.2 and return the title in its manifest.

    A few screens are enough to see that it works; to cut all clips takes a minute.
    """
    project = open_project(folder)
    course = project.load()
    for screen in list(course.screens_in_order())[_PUBLISHED:]:
        course = remove(course, screen.id)
    target = folder.with_suffix(".zip")
    publish(project, course, "scorm12", target, progress=Progress())
    with Unpacked(target) as package:
        return read_scorm(package).scos[0].title


def _wait_until(reached: Callable[[], bool]) -> None:
    """Let Qt work until `reached`, or until patience ends."""
    end = time.monotonic() + _PATIENCE_S
    while not reached() and time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _BEAT_MS)
        time.sleep(_BEAT_MS / 1000.0)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
