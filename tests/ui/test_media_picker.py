"""The media picker: everything there is, where it is in use, and what can be done with it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from studio.course.blocks import ImageBlock
from studio.course.edits import insert, replace
from studio.course.model import MediaFile
from studio.i18n import Voice
from studio.messages import message
from studio.ui.media.picker import MediaPicker
from tests.imports.pictures_of import photo, saved
from tests.real_media.films import Film, make, noise, steady

PLAN, NOTES, FILM = "Plan du site.gif", "Notes d'été.txt", "plain.mp4"
LABEL = message("undo.content")


@pytest.fixture
def picker(window):
    window.actions_by_name["media"].trigger()
    [made] = window.findChildren(MediaPicker)
    return made


def choosing(qtbot, window, *kinds: str) -> MediaPicker:
    given = (window.document, Voice("fr"), window.working, window)
    made = MediaPicker(*given, kinds=kinds, choose=True)
    made.open()
    return made


def names(picker) -> list[str]:
    return [picker.rows.index(row, 0).data() for row in range(picker.rows.rowCount())]


def id_of(window, name: str) -> str:
    media = window.document.course.media.values()
    return next(str(entry.id) for entry in media if entry.name == name)


def go_to(picker, window, name: str) -> None:
    picker.select(id_of(window, name))
    assert picker.current().entry.name == name


def click(qtbot, picker, name: str) -> None:
    qtbot.mouseClick(picker.buttons[name], Qt.MouseButton.LeftButton)


def add_unused(window, **fields) -> MediaFile:
    entry = MediaFile(
        **{"id": "f0000099", "file": "x.bin", "name": "Reste.bin", "size": 5, "mime": "", **fields}
    )
    window.document.edit(LABEL, lambda now: insert(now, entry))
    return entry


def test_all_media_are_there_with_their_places(window, picker):
    assert set(names(picker)) == {PLAN, NOTES, FILM}
    go_to(picker, window, PLAN)
    assert [link.text() for link in picker.details.links] == ["Bienvenue"]
    row = picker.view.currentIndex().row()
    assert [picker.rows.index(row, at).data() for at in (1, 4)] == ["Image", "Bienvenue"]
    go_to(picker, window, FILM)
    assert [link.text() for link in picker.details.links] == ["Regarder", "Revoir"]


def test_the_model_keeps_qts_rules(window, picker, qtbot):
    QAbstractItemModelTester(picker.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(picker.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    add_unused(window)
    picker.line.setText("reste")
    assert names(picker) == ["Reste.bin"]
    window.document.stack.undo()
    window.document.stack.redo()
    picker.line.setText("bienvenue")
    assert set(names(picker)) == {PLAN, NOTES}


def test_filters(window, picker):
    add_unused(window)
    picker.kind.setCurrentIndex(picker.kind.findData("image"))
    assert names(picker) == [PLAN]
    picker.kind.setCurrentIndex(0)
    picker.unused.setChecked(True)
    assert names(picker) == ["Reste.bin"]
    picker.line.setText("nichts")
    assert picker.empty.isVisible()
    assert picker.empty.text() == Voice("fr").text("ui.media.none_found")


def test_an_alternative_text_is_written_where_it_lives(window, picker, qtbot):
    second = ImageBlock(id="b0000099", media=id_of(window, PLAN), alternative="Autre")
    window.document.edit(LABEL, lambda now: insert(now, second, "s0000005"))
    go_to(picker, window, PLAN)
    assert {id_: field.text() for id_, field in picker.details.fields.items()} == {
        "b0000002": "Le plan du site",
        "b0000099": "Autre",
    }
    field = picker.details.fields["b0000099"]
    field.end(False)
    qtbot.keyClicks(field, " texte")
    course = window.document.course
    assert course.screens["s0000005"].blocks[-1].alternative == "Autre texte"
    assert course.screens["s0000001"].blocks[1].alternative == "Le plan du site"
    assert picker.details.fields["b0000099"] is field
    while window.document.stack.index() > 1:
        window.document.stack.undo()
    assert field.text() == "Autre"


def test_going_to_a_screen(window, picker, qtbot):
    go_to(picker, window, PLAN)
    qtbot.mouseClick(picker.details.links[0], Qt.MouseButton.LeftButton)
    assert window.outline.current_id() == "s0000001"
    go_to(picker, window, FILM)
    qtbot.keyClick(picker.view, Qt.Key.Key_Return)
    assert window.outline.current_id() == "s0000002"
    assert picker.isVisible()


def test_the_logo_is_a_use_that_one_can_go_to(window, picker, qtbot):
    logo = add_unused(window, name="Logo.gif", mime="image/gif", file="Logo.gif")
    go_to(picker, window, "Logo.gif")
    assert picker.details.links == []
    look = changed(window.document.course.look, logo=logo.id)
    window.document.edit(LABEL, lambda now: changed(now, look=look))
    row = picker.view.currentIndex().row()
    assert picker.rows.index(row, 4).data() == "Logo du cours"
    assert [link.text() for link in picker.details.links] == ["Logo du cours"]
    said = {label.text() for label in picker.details.findChildren(QLabel)}
    assert Voice("fr").text("ui.media.uses", n=1) in said
    qtbot.mouseClick(picker.details.links[0], Qt.MouseButton.LeftButton)
    assert window.work.room == "plan"
    assert window.focusWidget() is window.work.plan.look.logo_button
    window.work.go("storyboard")
    qtbot.keyClick(picker.view, Qt.Key.Key_Return)
    assert window.work.room == "plan"
    window.document.stack.undo()
    assert picker.details.links == []


def test_a_picture_of_a_question_is_a_use_at_once(window, picker):
    picture = add_unused(window, name="Neuf.gif", mime="image/gif", file="Neuf.gif")
    go_to(picker, window, "Neuf.gif")
    question = changed(window.document.course.questions["q0000001"], picture=picture.id)
    window.document.edit(LABEL, lambda now: replace(now, question))
    assert len(picker.details.links) == 1


def test_adding_goes_to_what_came(window, picker, qtbot, tmp_path, monkeypatch):
    file = saved(photo(40, 30), tmp_path / "Neuf.png")
    monkeypatch.setattr(picker.asking, "files", lambda _: [file])
    click(qtbot, picker, "add")
    qtbot.waitUntil(lambda: "Neuf.png" in names(picker), timeout=20_000)
    assert picker.current().entry.name == "Neuf.png"
    assert picker.current().unused
    window.document.stack.undo()
    assert "Neuf.png" not in names(picker)


def test_dropping_and_pasting_add(window, picker, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(saved(photo(40, 30), tmp_path / "Posé.png")))])
    event = QDropEvent(
        *(QPointF(QPoint(9, 9)), Qt.DropAction.CopyAction, data),
        *(Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier),
    )
    picker.dropEvent(event)
    qtbot.waitUntil(lambda: "Posé.png" in names(picker), timeout=20_000)
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(0)
    QGuiApplication.clipboard().setImage(image)
    picker._paste()
    qtbot.waitUntil(lambda: "Image collée.png" in names(picker), timeout=20_000)


def test_replacing_changes_every_place_at_once(window, picker, qtbot, tmp_path, monkeypatch):
    go_to(picker, window, PLAN)
    id_, screens = picker.current().entry.id, window.document.course.screens
    file = saved(photo(40, 30), tmp_path / "Neuf.png")
    monkeypatch.setattr(picker.asking, "file", lambda _: file)
    click(qtbot, picker, "replace")
    qtbot.waitUntil(lambda: picker.current().entry.name == "Neuf.png", timeout=20_000)
    assert picker.current().entry.id == id_
    assert window.document.course.screens is screens
    assert window.document.stack.undoText() == f"Remplacer «\u00a0{PLAN}\u00a0» partout"


def test_a_shorter_recording_keeps_the_clips_that_it_has(
    window, picker, qtbot, tmp_path, monkeypatch
):
    go_to(picker, window, FILM)
    file = make(tmp_path / "court.mp4", Film(ticks=steady(5.0), sound=noise(5.0)))
    monkeypatch.setattr(picker.asking, "file", lambda _: file)
    click(qtbot, picker, "replace")
    qtbot.waitUntil(lambda: window.document.course.recordings["r0000001"].duration_s < 5.1)
    ends = [clip.end_s for clip in window.document.course.clips.values()]
    assert max(ends) == window.document.course.recordings["r0000001"].duration_s


def test_what_is_no_recording_does_not_come(window, picker, qtbot, tmp_path, monkeypatch):
    before = window.document.course
    go_to(picker, window, FILM)
    text = tmp_path / "Notes d'été.txt"
    monkeypatch.setattr(picker.asking, "file", lambda _: text)
    with qtbot.waitSignal(window.working.failed, timeout=20_000):
        click(qtbot, picker, "replace")
    assert window.document.course is before


def test_unused_media_go_and_come_back(window, picker, qtbot):
    assert not picker.buttons["remove_unused"].isEnabled()
    entry = add_unused(window)
    click(qtbot, picker, "remove_unused")
    assert entry.id not in window.document.course.media
    assert len(window.document.course.media) == 3
    window.document.stack.undo()
    assert entry.id in window.document.course.media


def test_choosing_by_keys(window, qtbot):
    picker = choosing(qtbot, window, "image")
    assert names(picker) == [PLAN]
    assert picker.view.hasFocus() or picker.focusWidget() is picker.view
    with qtbot.waitSignal(picker.chosen) as caught:
        qtbot.keyClick(picker.view, Qt.Key.Key_Return)
    assert caught.args == [id_of(window, PLAN)]
    assert not picker.isVisible()


def test_choosing_by_mouse_and_none(window, qtbot):
    picker = choosing(qtbot, window, "file")
    with qtbot.waitSignal(picker.chosen) as caught:
        click(qtbot, picker, "choose")
    assert caught.args == [id_of(window, NOTES)]
    other = choosing(qtbot, window, "file")
    chosen: list[str] = []
    other.chosen.connect(chosen.append)
    click(qtbot, other, "cancel")
    assert not chosen


def test_an_empty_course_says_what_to_do(window, picker):
    def emptied(now):
        screens = {k: changed(s, blocks=()) for k, s in now.screens.items()}
        return changed(now, screens=screens, clips={}, recordings={}, media={})

    window.document.edit(LABEL, emptied)
    assert picker.empty.isVisible()
    assert picker.empty.text() == Voice("fr").text("ui.media.none")
    assert not picker.details.links
    assert picker.buttons["add"].isEnabled()
    assert not picker.buttons["replace"].isEnabled()


def test_everything_that_takes_keys_has_a_name(window, picker):
    go_to(picker, window, PLAN)
    for widget in picker.findChildren(QWidget):
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ours = not widget.objectName().startswith("qt_") and not isinstance(widget, QLabel)
        if takes_keys and ours and widget.isVisible() and not isinstance(widget, QScrollArea):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), widget


def test_it_goes_with_the_course(window, picker):
    window.courses.close()
    assert not picker.isVisible()


def test_one_that_was_opened_anew_goes_with_the_course_too(window, picker, qtbot):
    gone: list[bool] = []
    picker.destroyed.connect(lambda: gone.append(True))
    window.media_picking.look_over()
    qtbot.waitUntil(lambda: bool(gone))
    [other] = window.findChildren(MediaPicker)
    window.courses.close()
    assert not other.isVisible()


def test_pictures_come_later(window, picker, qtbot):
    go_to(picker, window, FILM)
    qtbot.waitUntil(lambda: not picker.details.picture.pixmap().isNull(), timeout=20_000)


def test_by_tab_the_details_come_behind_the_table(window, picker, qtbot):
    go_to(picker, window, PLAN)
    qtbot.waitUntil(picker.details.links[0].isVisible)
    order: list[QWidget] = []
    at = picker.view
    while len(order) < 4:
        at = at.nextInFocusChain()
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
            order.append(at)
    field = picker.details.fields["b0000002"]
    assert order[:2] == [picker.details.links[0], field]
    assert order[-1] in picker.buttons.values()
