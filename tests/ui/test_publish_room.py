"""The room of publishing: platforms found and chosen, several at once, cancelled, kept."""

from __future__ import annotations

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from studio.jobs import State
from studio.messages import message
from studio.project.publishing import load_settings


@pytest.fixture
def room(window):
    window.work.go("publish")
    return window.work.publish


def test_platforms_are_found_by_any_of_their_names(room, qtbot):
    qtbot.keyClicks(room.search, "edulib")
    shown = [name for name, card in room.places.cards.items() if card.isVisible()]
    assert shown == ["openedx"]
    room.search.setText("zzz")
    assert room.none_found.isVisible()


def test_arrows_move_and_space_chooses(room, qtbot):
    room.places.cards["moodle"].setFocus()
    qtbot.keyClick(room.places.cards["moodle"], Qt.Key.Key_Right)
    there = QApplication.focusWidget()
    assert there is room.places.cards["fun"]
    qtbot.keyClick(there, Qt.Key.Key_Space)
    assert room.places.chosen == ["fun"]
    assert "FUN" in room.form.head.text()
    qtbot.keyClick(
        room.places.cards["moodle"], Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier
    )
    assert room.places.chosen == ["moodle", "fun"]


def test_several_platforms_get_what_they_share_once(room, window, qtbot, monkeypatch):
    room.places.choose(["moodle", "web", "totara"])
    assert room.counts.text() == "3 plateformes\u00a0: 2 paquets"
    qtbot.mouseClick(room.publish_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(room.progress.deliveries) == 2, timeout=60_000)
    first, second = room.progress.deliveries
    assert first.file.name.endswith("-scorm12.zip")
    assert second.file.name.endswith("-html.zip")
    assert set(first.steps) == {"moodle", "totara"}
    first.copy_steps("moodle")
    assert first.file.name in QGuiApplication.clipboard().text()
    addresses: dict[str, QUrl] = {}
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.setdefault("lms", url))
    first.try_button.click()
    qtbot.waitUntil(lambda: "lms" in addresses)
    assert addresses["lms"].host() == "127.0.0.1"
    kept = load_settings(window.document.session.project)
    assert set(kept.chosen) == {"moodle", "totara", "web"}


def test_a_cancel_in_the_middle_leaves_no_file(room, window, qtbot, tmp_path, monkeypatch):
    def slow(*_, progress):
        while True:
            progress.at(0.5)
            yield from ()

    monkeypatch.setattr("exporters.batch.deliver", slow)
    before = set(tmp_path.rglob("*.zip"))
    room.publish()
    qtbot.waitUntil(lambda: room.progress.bar.value() == 50)
    assert not room.publish_button.isEnabled()
    with qtbot.waitSignal(window.publishing.ended) as ended:
        room.progress.cancel_button.click()
    assert ended.args[0].state is State.CANCELLED
    assert set(tmp_path.rglob("*.zip")) == before
    assert room.publish_button.isEnabled()


def test_the_reason_stands_where_the_packages_would(room, window, qtbot, tmp_path):
    (tmp_path / "notes.txt").write_bytes(b"")
    room.file.selectAll()
    qtbot.keyClicks(room.file, str(tmp_path / "notes.txt" / "cours.zip"))
    with qtbot.waitSignal(window.publishing.ended) as ended:
        room.publish()
    assert ended.args[0].state is State.FAILED
    assert "notes.txt" in room.progress.step.text()
    assert room.progress.step.isVisible()
    assert room.publish_button.isEnabled()


def test_a_narrow_room_has_fewer_columns_and_no_word_cut(room):
    for width in (900, 450):
        room.area.setFixedWidth(width)
        QApplication.processEvents()
        assert room.area.horizontalScrollBar().maximum() == 0
    for card in room.places.cards.values():
        assert card.width() >= card.minimumSizeHint().width()


def test_what_will_be_reported_is_said_before(room):
    room.places.choose(["moodle"])
    assert any("SCORM 1.2" in line for line in room.before.words())
    room.places.choose(["web"])
    assert len(room.before.words()) == 2


def test_what_is_chosen_is_kept_without_publishing(window, qtbot):
    project = window.document.session.project
    room = window.work.publish
    room.places.choose(["docebo"])
    room.places.changed.emit()
    qtbot.waitUntil(lambda: load_settings(project).chosen == ("docebo",))
    room.places.choose(["ilias"])
    room.places.changed.emit()
    window.close()
    assert load_settings(project).chosen == ("ilias",)


def test_a_package_that_would_be_replaced_is_said_before(room, tmp_path):
    there = tmp_path / "there.zip"
    there.write_bytes(b"")
    room.file.setText(str(there))
    assert room.form.replaces.isVisible()
    room.file.setText(str(tmp_path / ("long" * 100 + ".zip")))
    assert not room.form.replaces.isVisible()


def test_a_warning_leads_to_its_place(room, window, qtbot):
    screen = window.document.course.screens_in_order()[0]
    untitled = changed(screen, title="")
    window.document.edit(
        message("undo.look"),
        lambda now: changed(now, screens={**now.screens, screen.id: untitled}),
    )
    room.publish()
    qtbot.waitUntil(lambda: bool(room.progress.deliveries), timeout=60_000)
    links = [each for each in room.progress.deliveries[0].warnings if screen.id in each.text()]
    with qtbot.waitSignal(room.go_wanted) as gone:
        links[0].linkActivated.emit(screen.id)
    assert gone.args == [screen.id]
    assert window.work.room_of("publish").isHidden()


def test_arrows_walk_over_the_heading_between_platforms_and_formats(window, room, qtbot):
    places = room.places
    last_row = max(card.y() for name, card in places.cards.items() if name == "web")
    above = max(
        (card for card in places.cards.values() if card.y() == last_row), key=lambda each: each.x()
    )
    above.setFocus()
    below = places._beside(above, Qt.Key.Key_Down)
    assert below.y() > above.y()
    assert below.x() == above.x()
    assert places._beside(below, Qt.Key.Key_Up) is above
