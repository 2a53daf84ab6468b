"""The shell: actions and their keys, work under way, errors, preferences, and ways to go."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from studio.course.edits import insert
from studio.course.model import Term
from studio.i18n import Voice
from studio.messages import error, message
from studio.settings import Settings, author, load_settings, present_settings, settings_file
from studio.ui.app import _catch_everything
from studio.ui.look import choose_theme
from studio.ui.shell.finder import Finder
from studio.ui.shell.finder_ranking import Index
from studio.ui.shell.job_list import JobList
from studio.ui.shell.mnemonics import plain, with_mnemonics
from studio.ui.shell.preferences import Preferences
from studio.ui.shell.shortcuts import Shortcuts
from studio.ui.shell.window import MainWindow
from tests.courses import small_course

TITLE = message("ui.publishing", title="X")


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.full)])
def language(request) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path) -> Path:
    return small_course(tmp_path)[0].folder


@pytest.fixture
def window(qtbot, language):
    made = MainWindow(Voice(language))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()


def waiting_for(gate: threading.Event):
    """Return work that goes on until it may end, or is cancelled."""

    def work(progress):
        while not gate.wait(0.01):
            progress.at(0.5)
        return "done"

    return work


@given(st.lists(st.text("abcé &", min_size=1, max_size=8), max_size=8))
def test_no_two_entries_of_a_menu_have_the_same_letter(texts):
    marked = with_mnemonics(texts)
    assert [plain(text) for text in marked] == [plain(text) for text in texts]
    letters = [text.split("&")[1][0].replace("é", "e") for text in marked if "&" in text]
    assert len(letters) == len(set(letters))


def test_every_action_is_carried_out_and_has_a_way_by_keys(window):
    actions = window.actions_by_name
    assert actions.unoffered() == []
    for menu_action in window.menuBar().actions():
        entries = [each for each in menu_action.menu().actions() if not each.isSeparator()]
        letters = [
            each.text().split("&")[1][0].casefold() for each in entries if "&" in each.text()
        ]
        assert len(letters) == len(set(letters)), menu_action.text()
        for each in entries:
            assert "&" in each.text() or not each.shortcut().isEmpty(), each.text()


def test_no_two_actions_share_a_shortcut(window):
    keys: dict[str, str] = {}
    for name in window.actions_by_name.names():
        for shortcut in window.actions_by_name[name].shortcuts():
            text = shortcut.toString(QKeySequence.SequenceFormat.PortableText)
            assert text not in keys, (name, keys.get(text), text)
            keys[text] = name


def test_work_on_a_course_is_not_stopped_unasked(
    window, language, folder, tmp_path, monkeypatch, qtbot
):
    other = small_course(tmp_path / "other")[0].folder
    asked: list[str] = []

    def answering(choice: int):
        def answer(text: str, _: object) -> int:
            asked.append(text)
            return choice

        return answer

    window.open_course(folder)
    gate = threading.Event()
    job = window.working.start(f"{folder} film", TITLE, waiting_for(gate), print)
    monkeypatch.setattr(window.asking, "choice", answering(1))
    window.open_course(other)
    assert window.document.session.project.folder == folder
    assert not window.close()
    assert not job.progress.cancelled
    assert len(asked) == 2
    assert all(Voice(language).say(TITLE) in text for text in asked)
    monkeypatch.setattr(window.asking, "choice", answering(0))
    window.open_course(other)
    assert window.document.session.project.folder == other
    qtbot.waitUntil(lambda: not window.working.busy)
    assert window.close()
    assert len(asked) == 3


def test_work_elsewhere_goes_on_when_another_course_is_opened(
    window, folder, tmp_path, monkeypatch, qtbot
):
    other = small_course(tmp_path / "other")[0].folder
    monkeypatch.setattr(window.asking, "choice", lambda *_: pytest.fail("asked"))
    window.open_course(folder)
    gate = threading.Event()
    results: list[object] = []
    window.working.start(str(tmp_path / "packet.zip"), TITLE, waiting_for(gate), results.append)
    window.open_course(other)
    assert window.document.session.project.folder == other
    gate.set()
    qtbot.waitUntil(lambda: results == ["done"])


def test_several_pieces_of_work_run_at_once(window, qtbot):
    gate = threading.Event()
    results: list[object] = []
    working = window.working
    for target in ("one", "two", "three"):
        working.start(target, TITLE, waiting_for(gate), results.append)
    qtbot.waitUntil(lambda: working.bar.value() == 50)
    assert working.list_button.isVisible()
    assert "3" in working.list_button.text()
    working.list_button.click()
    [listed] = window.findChildren(JobList)
    assert len(listed.cancel_buttons) == 3
    with qtbot.waitSignal(working.running.ended):
        listed.cancel_buttons[0].click()
    gate.set()
    qtbot.waitUntil(lambda: not working.busy)
    assert results == ["done", "done"]
    assert not working.bar.isVisible()


def test_two_pieces_of_work_never_write_to_one_place(window, qtbot):
    gate = threading.Event()
    window.working.start("here", TITLE, waiting_for(gate), lambda _: None)
    window.working.start("here", TITLE, waiting_for(gate), lambda _: None)
    [box] = window.findChildren(QMessageBox)
    assert box.text()
    box.close()
    gate.set()
    qtbot.waitUntil(lambda: not window.working.busy)


def test_what_was_for_one_course_never_comes_into_another(
    window, folder, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr(window.asking, "choice", lambda *_: 0)
    gate = threading.Event()
    done: list[object] = []
    window.open_course(folder)
    window.working.start(str(folder / "lecture"), TITLE, waiting_for(gate), done.append)
    other, _ = small_course(tmp_path / "other")
    window.open_course(other.folder)
    gate.set()
    qtbot.waitUntil(lambda: not window.working.busy)
    assert not done


def test_an_unforeseen_error_is_told_once_and_loses_nothing(window, folder, qtbot, monkeypatch):
    window.open_course(folder)
    window.editing.retitle("s0000001", "Accueil")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    _catch_everything(window)
    for number in range(50):
        sys.excepthook(ValueError, ValueError(f"number {number}"), None)
    [box] = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
    assert "49" in box.informativeText()
    copy = window._voice.text("ui.copy_details")
    [button] = [each for each in box.findChildren(QPushButton) if each.text() == copy]
    button.click()
    copied = QGuiApplication.clipboard().text()
    assert "number 0" in copied
    assert "number 49" in copied
    assert box.isVisible()
    box.close()
    assert window.document.course.screens["s0000001"].title == "Accueil"
    qtbot.waitUntil(lambda: not [b for b in window.findChildren(QMessageBox) if b.isVisible()])
    window.show_error(error("media.empty", file="x"))
    [again] = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
    assert not again.informativeText()
    again.close()


def test_preferences_are_kept(window, qtbot):
    window.actions_by_name["preferences"].trigger()
    [dialog] = window.findChildren(Preferences)
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.author.setText("Camille")
    dialog.spelling.setChecked(False)
    dialog.limit.setText("5:30")
    dialog.accept()
    kept = load_settings()
    assert (kept.theme, kept.author, kept.spelling) == ("dark", "Camille", False)
    assert kept.clip_limit_s == 330.0
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert application.palette().color(QPalette.ColorRole.Window).lightness() < 128
    choose_theme(application, "light")
    assert application.palette().color(QPalette.ColorRole.Window).lightness() > 128
    choose_theme(application, "system")


def test_settings_of_earlier_programs_open_and_broken_ones_are_a_sentence():
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('{"language": "fr", "later": 1}', "utf-8")
    assert load_settings() == Settings(language="fr")
    assert author(load_settings())
    settings_file().write_text('{"theme": "pink"}', "utf-8")
    with pytest.raises(Exception, match=r"settings\.broken"):
        load_settings()
    assert present_settings() == Settings()


def test_the_list_of_shortcuts_has_them_all_and_is_searched_and_copied(window, qtbot):
    window.actions_by_name["shortcuts"].trigger()
    [dialog] = window.findChildren(Shortcuts)
    dialog.copy_button.click()
    text = QGuiApplication.clipboard().text()
    native = QKeySequence.SequenceFormat.NativeText
    for name, said in window.actions_by_name.names().items():
        keys = window.actions_by_name[name].shortcut().toString(native)
        if keys:
            assert f"{said.rstrip('…')}\t{keys}" in text
    dialog.line.setText("Ctrl+K")
    shown = dialog.list.topLevelItem(0)
    assert dialog.list.topLevelItemCount() == 1
    assert shown.childCount() == 1
    assert shown.child(0).text(1) == "Ctrl+K"
    dialog.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("prêt", "Prêt immobilier"),
        ("PRET", "Prêt immobilier"),
        ("immo", "Prêt immobilier"),
        ("taux", "Taux fixe"),
        ("fixe ta", "Taux fixe"),
        ("d'abord", "Tout d\u2019abord"),
    ],
)
def test_what_begins_with_what_was_typed_comes_first(typed, first):
    names = ["Les taux", "Taux fixe", "Apprêt", "Prêt immobilier", "Tout d\u2019abord"]
    best = Index(names).best(typed, 3)
    assert names[best[0]] == first


def test_what_was_taken_lately_comes_first_among_equals():
    names = ["Leçon un", "Leçon deux", "Leçon trois"]
    assert Index(names, recent=[2]).best("lecon", 3) == [2, 0, 1]
    assert Index(names, recent=[1]).best("", 3) == [1, 0, 2]
    assert Index(names).best("nothing", 3) == []


def test_the_finder_works_without_a_course(window, qtbot):
    window.show_finder()
    [finder] = window.findChildren(Finder)
    said = plain(window._voice.text("ui.about"))
    qtbot.keyClicks(finder.line, said[:6])
    assert said in finder.found.item(0).text()
    qtbot.keyClicks(finder.line, "zzzz")
    assert finder.found.count() <= 1
    finder.close()


@pytest.mark.parametrize(
    ("id_", "room"),
    [
        ("q0000002", "questions"),
        ("k0000002", "lectures"),
        ("r0000001", "lectures"),
        ("o0000001", "plan"),
        ("t0000001", "plan"),
        ("l0000002", "storyboard"),
        ("b0000007", "storyboard"),
    ],
)
def test_all_that_has_a_name_is_gone_to(window, folder, id_, room):
    window.open_course(folder)
    window.go_to(id_)
    assert window.work.room == room
    if room == "questions":
        assert window.work.questions.current_id() == id_
    if room == "lectures":
        assert window.work.lectures.current_id() == "r0000001"
    if id_.startswith("b"):
        assert window.outline.current_id() == "s0000005"
    if room == "plan":
        assert window.focusWidget().text() in ("Savoir", "Site")


def test_a_term_of_the_glossary_is_found_by_its_name(window, folder, qtbot):
    window.open_course(folder)
    term = Term(id="t0000002", term="Amortissement", definition="Ce que l'on rend.")
    window.document.edit(message("undo.add_term"), lambda now: insert(now, term))
    window.show_finder()
    [finder] = window.findChildren(Finder)
    qtbot.keyClicks(finder.line, "amortis")
    assert "Amortissement" in finder.found.item(0).text()
    assert "lossa" in finder.found.item(0).text()
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert window.focusWidget() is window.work.plan.glossary.rows["t0000002"].term


def test_a_dialog_that_is_open_stops_nothing(window, folder, qtbot):
    window.open_course(folder)
    window.actions_by_name["about"].trigger()
    fired = []
    QTimer.singleShot(0, lambda: fired.append(True))
    qtbot.waitUntil(lambda: bool(fired))
    for box in window.findChildren(QMessageBox):
        box.close()
