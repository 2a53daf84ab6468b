"""The rooms beside the storyboard: lectures, questions, publishing; and what all rooms share."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from exporters.options import Edition, LrsSettings, Options, Split
from studio.i18n import Voice
from studio.settings import Settings, load_settings, save_settings
from studio.ui.lectures.add import AddLecture
from studio.ui.publish.room import PublishRoom
from studio.ui.questions.bank_filter import UNUSED, BankFilter
from studio.ui.shell.actions import ROOMS
from studio.ui.shell.finder import Finder
from studio.ui.shell.preferences import Preferences
from studio.ui.shell.publishing import FORMATS
from studio.ui.shell.shortcuts import Shortcuts, shortcuts
from studio.ui.shell.window import MainWindow
from tests.courses import CAPTIONS, small_course
from tests.media import recordings


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.full)])
def window(request, qtbot, tmp_path):
    project, _ = small_course(tmp_path)
    made = MainWindow(Voice(request.param))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.open_course(project.folder)
    yield made
    made.close()


def answer(monkeypatch, file) -> None:
    """Answer the next file dialogs."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(
            f"studio.ui.shell.asking.QFileDialog.{name}", lambda *_, **__: (str(file), "")
        )


def test_the_rooms_are_gone_to_by_keys(window):
    for room in ROOMS:
        window.actions_by_name[f"room.{room}"].trigger()
        assert window.work.room == room
        assert window.work.rail.buttons[room].isChecked()


def test_a_lecture_is_added_with_its_captions(window, qtbot, tmp_path, monkeypatch):
    film = recordings.plain(tmp_path / "x") if (tmp_path / "x").mkdir() is None else None
    (tmp_path / "x" / "plain.fr.vtt").write_text(CAPTIONS, "utf-8")
    answer(monkeypatch, film)
    window.work.go("lectures")
    qtbot.mouseClick(window.work.lectures.recordings.add_button, Qt.MouseButton.LeftButton)
    [dialog] = window.findChildren(AddLecture)
    assert dialog.captions.text().endswith("plain.fr.vtt")
    dialog.limit.setText("nie")
    assert not dialog.add_button.isEnabled()
    dialog.limit.setText("0:06")
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.document.course.recordings) == 2, timeout=30_000)
    room = window.work.lectures
    assert room.recordings.list.count() == 2
    new = [each for each in window.document.course.recordings.values() if each.id != "r0000001"]
    room.select(new[0].id)
    assert list(new[0].captions) == ["fr"]
    clips = [c for c in window.document.course.clips.values() if c.recording == new[0].id]
    assert all(clip.duration_s <= 6.0 for clip in clips)
    assert room.clips.model().rowCount() == len(clips)
    assert not room_screens(window, clips)


def room_screens(window, clips) -> list[str]:
    """Return the blocks that show any of the clips."""
    ids = {clip.id for clip in clips}
    screens = window.document.course.screens.values()
    return [b.id for s in screens for b in s.blocks if getattr(b, "clip", "") in ids]


def test_a_clip_is_renamed_in_the_room_and_everywhere(window, qtbot):
    window.work.go("lectures")
    rows = window.work.lectures.clips.model()
    rows.setData(rows.index(0), "Autrement")
    qtbot.waitUntil(lambda: window.document.course.clips["k0000001"].title == "Autrement")
    window.actions_by_name["undo"].trigger()
    assert rows.index(0).data() == "Premier"


def test_captions_are_attached_to_a_recording(window, qtbot, tmp_path, monkeypatch):
    captions = tmp_path / "sous-titres.en.vtt"
    captions.write_text(CAPTIONS, "utf-8")
    answer(monkeypatch, captions)
    window.work.go("lectures")
    panel = window.work.lectures.side.captions
    qtbot.mouseClick(panel.attach_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: set(window.document.course.recordings["r0000001"].captions) == {"fr", "en"}
    )


def test_questions_are_found_written_copied_and_deleted(window, qtbot):
    window.work.go("questions")
    room = window.work.questions
    assert len(room.bank.model.ids) == 3
    qtbot.keyClicks(room.line, "pairs")
    assert room.current_id() == "q0000002"
    assert room.form.id == "q0000002"
    assert room.trying.stem.toPlainText() == "Lesquels sont pairs ?"
    room.form.stem.setFocus()
    room.form.stem.selectAll()
    qtbot.keyClicks(room.form.stem, "Les pairs ?")
    assert window.document.course.questions["q0000002"].stem == "Les pairs ?"
    room.duplicate()
    assert len(window.document.course.questions) == 4
    assert room.form.id not in ("q0000001", "q0000002", "q0000003")
    room.bank.use(BankFilter(used=frozenset({UNUSED})))
    assert len(room.bank.model.ids) == 1
    room.delete()
    assert len(window.document.course.questions) == 3
    room.bank.use(BankFilter())
    room.add("true-false")
    assert len(window.document.course.questions) == 4


def test_a_question_leads_to_its_screen(window, qtbot):
    window.work.go("questions")
    window.work.questions.select("q0000003")
    [link] = window.work.questions.card.used.links
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.screen_editing.is_open
    assert window.screen_editing.page.screen_id == "s0000003"


def write(room: PublishRoom, file: Path) -> None:
    room.file.setText(str(file))
    room.file.textEdited.emit(str(file))


def test_the_course_is_published_from_its_room(window, qtbot, tmp_path):
    qtbot.mouseClick(window.work.publish_button, Qt.MouseButton.LeftButton)
    room = window.work.publish
    assert room.isVisible()
    room.places.choose(["html"])
    assert room.file.text().endswith("-html.zip")
    write(room, tmp_path / "ici.zip")
    qtbot.mouseClick(room.publish_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(room.progress.deliveries), timeout=60_000)
    assert "ici.zip" in room.progress.deliveries[0].result.text()
    assert zipfile.ZipFile(tmp_path / "ici.zip").testzip() is None


def test_a_format_shows_what_it_heeds_and_forgets_nothing(window):
    window.work.go("publish")
    room = window.work.publish
    form = room.options
    room.form.more_button.click()
    room.places.choose(["scorm2004"])
    assert (form.edition.isVisible(), form.xapi_version.isVisible()) == (True, False)
    form.edition.setCurrentIndex(1)
    form.split.setCurrentIndex(form.split.findData(Split.MODULES))
    assert form.options == Options(split=Split.MODULES, edition=Edition.FOURTH)
    room.places.choose(["xapi"])
    assert (form.edition.isVisible(), form.xapi_version.isVisible()) == (False, True)
    assert form.split.findData(Split.MODULES) == -1
    form.lrs["endpoint"].setText("https://lrs.example.org/xapi")
    form.lrs["key"].setText("clé")
    form.lrs["key"].editingFinished.emit()
    assert form.options == Options(lrs=LrsSettings("https://lrs.example.org/xapi", "clé"))
    room.places.choose(["scorm2004"])
    assert form.options == Options(split=Split.MODULES, edition=Edition.FOURTH)


def test_every_way_to_divide_a_course_says_what_it_costs(window):
    window.work.go("publish")
    form = window.work.publish.options
    for name in FORMATS:
        window.work.publish.places.choose([name])
        for at in range(form.split.count()):
            form.split.setCurrentIndex(at)
            assert len(form.words["split"].text()) > 40, name


def test_modules_are_published_as_packages_from_the_room(window, qtbot, tmp_path):
    window.work.go("publish")
    room = window.work.publish
    room.places.choose(["html"])
    room.options.split.setCurrentIndex(room.options.split.findData(Split.PACKAGES))
    write(room, tmp_path / "ici.zip")
    qtbot.mouseClick(room.publish_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(room.progress.deliveries), timeout=60_000)
    names = ["ici-01-le-debut.zip", "ici-02-la-fin.zip"]
    assert sorted(file.name for file in tmp_path.glob("*.zip")) == names
    assert "ici-01-le-debut.zip" in room.progress.deliveries[0].result.text()


def test_what_the_review_has_found_is_told_before_publishing(window, qtbot):
    window.work.go("publish")
    qtbot.waitUntil(lambda: "1" in window.work.publish.findings.text())
    qtbot.mouseClick(window.work.publish.review_button, Qt.MouseButton.LeftButton)
    assert window.work.room == "review"


@pytest.mark.parametrize(
    ("typed", "room"),
    [("savoir", "plan"), ("sept", "questions"), ("second", "lectures"), ("conclure", "storyboard")],
)
def test_the_finder_leads_to_everything_that_has_a_name(window, qtbot, typed, room):
    window.actions_by_name["find"].trigger()
    [finder] = [each for each in window.findChildren(Finder) if each.isVisible()]
    qtbot.keyClicks(finder.line, typed)
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.work.room == room


def test_a_block_is_found_and_edited(window):
    window.go_to("b0000003")
    assert window.screen_editing.page.column.current == "b0000003"


def test_preferences_are_kept_and_followed(window, qtbot):
    window.actions_by_name["preferences"].trigger()
    [dialog] = window.findChildren(Preferences)
    dialog.author.setText("Ana Luz")
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.spelling.setChecked(False)
    dialog.limit.setText("5:00")
    dialog.accept()
    kept = load_settings()
    assert (kept.author, kept.theme, kept.spelling) == ("Ana Luz", "dark", False)
    assert kept.clip_limit_s == 300.0
    assert QApplication.palette().window().color().lightness() < 128
    window._prefer(Settings(theme="light"))
    window.outline.select("s0000001")
    comments = window.work.storyboard.inspector.comments
    comments.line.setText("Bien")
    comments.line.returnPressed.emit()
    assert window.document.course.screens["s0000001"].comments[0].author == "Ana Luz"
    save_settings(Settings())
    window._prefer(Settings())


def test_the_list_of_shortcuts_can_be_searched_and_copied(window, qtbot):
    window.actions_by_name["shortcuts"].trigger()
    [dialog] = window.findChildren(Shortcuts)
    every = list(shortcuts(window.actions_by_name, Voice("fr")))
    assert len(every) > 30
    assert all(each.text and each.keys for each in every)
    qtbot.keyClicks(dialog.line, "ctrl+k")
    assert dialog.list.topLevelItemCount() == 1
    dialog.copy()
    assert "Ctrl+K" in QGuiApplication.clipboard().text()
