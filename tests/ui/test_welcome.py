"""The first page: the last courses as cards, by mouse and by keys, and the doors beside them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage

from studio.course.model import Course
from studio.i18n import LANGUAGES, Voice
from studio.project.project import create_project
from studio.project.recent import remember_course, remembered_courses
from studio.ui.shell.recent_card import remove_place
from studio.ui.shell.recent_model import RECENT, Recent
from studio.ui.shell.window import MainWindow
from tests.courses import small_course

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def folders(tmp_path) -> list[Path]:
    """Four remembered courses: a good one, one without screens, a broken one, a missing one."""
    project, course = small_course(tmp_path)
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#00ff00"))
    [image] = (media for media in course.media.values() if media.mime == "image/gif")
    file = str(project.media.path(image.file))
    picture.save(file, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    made = [project.folder]
    for name in ("Neuf", "Cassé", "Parti"):
        made.append(tmp_path / f"{name}.course")
        create_project(made[-1], Course(id="c0000002", title=f"Le cours {name}"))
    (made[2] / "course.json").write_text("{", "utf-8")
    for folder in reversed(made):
        remember_course(folder)
    shutil.rmtree(made[3])
    return made


@pytest.fixture
def shown(qtbot):
    """Show windows that are closed at the end."""
    windows = []

    def show(language: str = "fr", width: int = 1440) -> MainWindow:
        window = MainWindow(Voice(language))
        qtbot.addWidget(window)
        window.resize(width, 900)
        window.show()
        windows.append(window)
        return window

    yield show
    for window in windows:
        window.close()


def cards(window: MainWindow) -> list[Recent]:
    model = window.welcome.recent.recent
    return [model.index(row).data(RECENT) for row in range(model.rowCount())]


def wait_for_all(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: all(card.glance or card.problem for card in cards(window)))


@pytest.fixture
def window(folders, shown, qtbot):
    made = shown()
    wait_for_all(made, qtbot)
    return made


def test_the_last_courses_in_their_order_with_what_they_hold(window, folders):
    assert [card.folder for card in cards(window)] == [each.resolve() for each in folders]
    assert [card.title for card in cards(window)] == [
        *("Élan vital", "Le cours Neuf", "Cassé", "Parti"),
    ]
    voice = Voice("fr")
    assert [card.state(voice) for card in cards(window)] == [
        "5 écrans · modifié à l\u2019instant",
        "0 écran · modifié à l\u2019instant",
        "Ce cours est illisible.",
        "Ce dossier est introuvable.",
    ]


def test_nothing_is_read_before_the_window_is_there(folders, qtbot):
    window = MainWindow(Voice("en"))
    qtbot.addWidget(window)
    window.show()
    assert not any(card.glance or card.problem for card in cards(window))
    wait_for_all(window, qtbot)
    window.close()


def test_a_window_that_starts_with_a_course_reads_no_other(folders, shown, qtbot):
    window = shown()
    window.open_course(folders[0])
    qtbot.waitUntil(lambda: window.document.is_open)
    qtbot.wait(50)
    assert not any(card.glance for card in cards(window))


def test_the_picture_of_the_first_screen_arrives_and_is_kept(window, folders, qtbot):
    qtbot.waitUntil(lambda: cards(window)[0].picture is not None)
    [kept] = (folders[0] / ".studio" / "pictures").glob("*.jpg")
    assert QImage(str(kept)).pixelColor(10, 10).green() > 240
    view = window.welcome.recent
    place = view.visualRect(view.recent.index(0))
    seen = view.viewport().grab(place).toImage().pixelColor(150, 60)
    assert seen.green() > 240
    assert seen.red() < 20
    assert cards(window)[1].picture is None


def test_a_missing_course_is_removed_by_its_cross(window, folders, qtbot):
    view = window.welcome.recent
    cross = remove_place(view.visualRect(view.recent.index(3))).center()
    with qtbot.assertNotEmitted(view.open_wanted):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert remembered_courses() == [each.resolve() for each in folders[:3]]
    assert len(cards(window)) == 3


def test_a_card_is_opened_by_a_click(window, folders, qtbot):
    view = window.welcome.recent
    place = view.visualRect(view.recent.index(1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.document.course.title == "Le cours Neuf"


def test_everything_by_keys(window, folders, qtbot):
    view = window.welcome.recent
    view.setFocus()
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().row() == 2
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert folders[2].resolve() not in remembered_courses()
    assert folders[2].is_dir()
    view.setCurrentIndex(view.recent.index(2))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert window.document.course.title == "Le cours Neuf"


def test_the_menu_of_a_card_opens_and_removes(window, folders, qtbot):
    view = window.welcome.recent
    opens, removes = view.menu_of(view.recent.index(3)).actions()
    assert [opens.text(), removes.text()] == ["Ouvrir", "Retirer de la liste"]
    removes.trigger()
    assert folders[3].resolve() not in remembered_courses()
    with qtbot.waitSignal(view.open_wanted) as wanted:
        view.menu_of(view.recent.index(0)).actions()[0].trigger()
    assert wanted.args == [folders[0].resolve()]


def test_a_card_is_spoken_with_all_that_it_shows(window, folders):
    model = window.welcome.recent.recent
    assert model.index(0).data(ACCESSIBLE) == (
        f"Élan vital. 5 écrans · modifié à l\u2019instant {folders[0].resolve()}"
    )
    assert "introuvable" in model.index(3).data(ACCESSIBLE)
    assert window.welcome.recent.accessibleName() == "Cours récents"


@pytest.mark.parametrize(("width", "columns"), [(1024, 2), (1440, 3)])
def test_the_cards_wrap_with_the_width(folders, shown, qtbot, width, columns):
    window = shown(width=width)
    view = window.welcome.recent
    wait_for_all(window, qtbot)
    tops = [view.visualRect(view.recent.index(row)).top() for row in range(4)]
    assert tops.count(tops[0]) == columns
    for row in range(4):
        place = view.visualRect(view.recent.index(row))
        assert view.viewport().rect().adjusted(0, 0, 0, 900).contains(place)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == columns


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_what_to_do_first(shown, language):
    welcome = shown(language).welcome
    assert welcome.nothing.isVisible()
    assert not welcome.recent.isVisible()
    assert welcome.buttons["new"].text().casefold() in welcome.nothing.text().casefold()


def test_the_last_card_removed_leaves_the_words_of_an_empty_list(tmp_path, shown, qtbot):
    remember_course(tmp_path / "Parti.course")
    window = shown()
    wait_for_all(window, qtbot)
    window.welcome.recent.forget(window.welcome.recent.recent.index(0))
    assert window.welcome.nothing.isVisible()


def test_a_link_is_shown_only_if_there_is_something_behind_it(shown, qtbot):
    window = shown()
    welcome, there = window.welcome, window.actions_by_name.names()
    for name in ("shortcuts", "help", "about"):
        assert welcome.buttons[name].isVisible() == (name in there)
    welcome.offer({"shortcuts"})
    assert welcome.buttons["shortcuts"].isVisible()
    welcome.chosen.disconnect()
    with qtbot.waitSignal(welcome.chosen) as chosen:
        welcome.buttons["shortcuts"].click()
    assert chosen.args == ["shortcuts"]


def test_the_page_names_the_language_and_lets_it_be_changed(shown):
    window = shown()
    language = window.welcome.buttons["language"]
    assert language.text() == "Français"
    assert language.accessibleName() == "Langue"
    assert language.menu() is window.language_menu


def test_a_course_that_was_closed_is_on_the_first_page(folders, shown, qtbot):
    window = shown()
    window.open_course(folders[1])
    window.courses.close()
    wait_for_all(window, qtbot)
    assert cards(window)[0].title == "Le cours Neuf"
    assert window.welcome.recent.indexAt(QPoint(40, 40)).row() == 0
