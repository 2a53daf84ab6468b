"""The whole job of an author in the real window, from a recording to a score in the test LMS."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from studio.course.asking_blocks import QuizBlock
from studio.course.edits import insert, replace
from studio.course.ids import new_id
from studio.course.model import Clip, Course
from studio.i18n import Voice
from studio.messages import message
from studio.project.project import create_project
from studio.ui.shell.window import MainWindow

LIMIT_S = 5.0


@pytest.fixture
def window(qtbot, tmp_path):
    course = Course(id="c0000001", title="Été", language="fr", clip_limit_s=LIMIT_S)
    project = create_project(tmp_path / "Été.course", course)
    made = MainWindow(Voice("fr"))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.open_course(project.folder)
    made.work.go("lectures")
    yield made
    made.close()


@pytest.fixture
def film(shared, tmp_path) -> Path:
    """A real recording, under a name as authors give them."""
    film: Path = tmp_path / "Leçon 1 – l'été.mov"
    shutil.copy(shared / "samples" / "lectures" / "media" / "audiovideo.mov", film)
    return film


def drop(window: MainWindow, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(600, 300), Qt.DropAction.CopyAction, data, buttons, keys))


def clips(window: MainWindow) -> list[Clip]:
    return sorted(window.document.course.clips.values(), key=lambda clip: clip.start_s)
