"""The whole job of an author in the real window, from a recording to a score in the test LMS."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from studio.course.model import Clip, Course
from studio.i18n import Voice
from studio.project.project import create_project
from studio.ui.editor.choice_rows import ChoiceRows
from studio.ui.shell.window import MainWindow
from tests.browser.learner import Learner

pytestmark = pytest.mark.browser
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
    film: Path = tmp_path / "Leçon 1, l'été.mov"
    shutil.copy(shared / "samples" / "lectures" / "media" / "audiovideo.mov", film)
    return film


def drop(window: MainWindow, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(600, 300), Qt.DropAction.CopyAction, data, buttons, keys))


def clips(window: MainWindow) -> list[Clip]:
    return sorted(window.document.course.clips.values(), key=lambda clip: clip.start_s)


def plan(window: MainWindow, qtbot, film: Path) -> None:
    """Have a dropped recording divided, move a cut by keys and take that back."""
    drop(window, film)
    room = window.work.lectures
    qtbot.waitUntil(lambda: room.cutting.study is not None, timeout=60_000)
    planned = clips(window)
    assert len(planned) >= 3
    assert all(clip.duration_s <= LIMIT_S for clip in planned)
    timeline = room.stage.timeline
    qtbot.keyClick(timeline, Qt.Key.Key_BracketRight)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(timeline, Qt.Key.Key_Right, keys)
    moved = clips(window)
    assert moved[0].end_s == moved[1].start_s > planned[0].end_s
    assert [clip.id for clip in moved] == [clip.id for clip in planned]
    window.actions_by_name["undo"].trigger()
    assert clips(window) == planned


def ask(window: MainWindow, qtbot) -> None:
    """Give each clip a screen and a question, and write the first one."""
    window.work.lectures.head.storyboard_wanted.emit(True)
    course = window.document.course
    assert len(course.screens) == 2 * len(course.clips)
    first = course.screens_in_order()[1].blocks[0]
    window.go_to(getattr(first, "questions")[0])  # noqa: B009  # a quiz
    form = window.work.questions.form
    assert form is not None
    assert isinstance(form.answers, ChoiceRows)
    qtbot.keyClicks(form.stem, "Deux et deux ?")
    for row, text in zip(form.answers.rows.values(), ("Quatre", "Cinq", "Six"), strict=True):
        qtbot.keyClicks(row.text, text)


def publish(window: MainWindow, qtbot, target: Path) -> None:
    """Publish for Moodle, and open the package in the test LMS."""
    window.work.go("publish")
    room = window.work.publish
    room.places.choose(["moodle"])
    room.file.setText(str(target))
    room.publish()
    qtbot.waitUntil(lambda: bool(room.progress.deliveries), timeout=60_000)
    qtbot.mouseClick(room.progress.deliveries[0].try_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.trying.opened is not None, timeout=30_000)


def test_from_a_recording_to_a_score(window, film, qtbot, profile, tmp_path, monkeypatch):
    opened: list[str] = []

    def browse(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr("studio.ui.shell.trying.QDesktopServices.openUrl", browse)
    plan(window, qtbot, film)
    ask(window, qtbot)
    publish(window, qtbot, tmp_path / "été.zip")
    page = profile.new_page()
    page.goto(opened[0])
    learner = Learner(page, framed=False, language="fr")
    learner.course = page.frame_locator("#stage iframe").frame_locator("iframe")
    learner.sees("Partie 1")
    learner.next()
    learner.answer(["Quatre"])
    score = page.locator("#tiles div").filter(has_text="Score").first.locator("dd")
    expect(score).to_have_text("33,33 sur 100")
    expect(page.locator("#faults")).to_contain_text("0")
