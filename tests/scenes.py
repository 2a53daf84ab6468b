"""What `python3 dev.py shots` takes pictures of. To add one: a function, and its line in `SCENES`.

A scene is given the window as an author has it, with a course open in the storyboard. It brings
about what is to be seen, and returns the widget to take, or several; dialogs are closed and the
storyboard is shown again before the next one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import numpy as np
from msgspec.structs import replace as changed
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from studio.course.edits import insert
from studio.course.written_fields import digest
from studio.imports.captions import replace_captions
from studio.imports.storyboard_changes import storyboard_changes
from studio.imports.storyboard_found import Found, Said, Written
from studio.jobs import Job
from studio.media.caption_edits import UNWRITTEN
from studio.media.cues import Cue
from studio.messages import message
from studio.project.project import Project
from studio.ui.captions.editor import CaptionEditor
from studio.ui.captions.panel import CaptionsPanel
from studio.ui.lectures.add import AddLecture
from studio.ui.media.picker import MediaPicker
from studio.ui.narration.dialog import NarrationDialog
from studio.ui.questions.bank_filter import BankFilter
from studio.ui.questions.taking import TakeQuestions
from studio.ui.shell.actions import ROOMS
from studio.ui.shell.finder import Finder
from studio.ui.shell.history_dialog import HistoryDialog
from studio.ui.shell.window import MainWindow
from studio.ui.storyboard.changes_dialog import ChangesDialog
from studio.ui.storyboard.conditions import ConditionsDialog
from studio.ui.storyboard.filtering import ScreenFilter
from studio.ui.storyboard.picker import Picker
from tests.block_courses import bank_scenario
from tests.spoken_microphone import SpokenMicrophone

SCRIPT = {
    "fr": "Les banques prêtent rarement quand la mensualité dépasse 35\u00a0% du revenu.",
    "en": "Banks rarely lend when the instalments pass 35 % of what you earn.",
}
CAPTIONS = (
    Cue(0.4, 3.2, "Les banques prêtent rarement\nquand la mensualité dépasse 35 %."),
    Cue(3.2, 3.9, "Pourquoi ? Parce que les impayés montent vite."),
    Cue(3.94, 8.0, "Une ligne si longue qu'aucun écran ne la montre en entier"),
    Cue(7.5, 10.0, "Une,\ndeux,\ntrois lignes."),
    Cue(12.0, 14.0, UNWRITTEN),
    *(Cue(15.0 + 4 * at, 18.5 + 4 * at, f"Il se lit sans peine, n° {at}.") for at in range(40)),
)
Scene = Callable[[MainWindow], QWidget | Sequence[QWidget]]


def work_on(window: MainWindow, language: str) -> None:
    """Do in a fresh course what an author does, so that there is something to see."""
    window.document.checkpoint("Version 1")
    window.editing.add_lesson()
    window.editing.add_screen("text")
    window.editing.add_screen("empty")
    window.outline.select("s0000002")
    inspector = window.work.storyboard.inspector
    inspector.status.setCurrentIndex(1)
    inspector.status.activated.emit(1)
    inspector.texts["script"].setPlainText(SCRIPT[language])
    inspector.comments.line.setText(SCRIPT[language])
    inspector.comments.line.returnPressed.emit()
    wait(1.2)


def wait(seconds: float) -> None:
    """Let the window work."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def room(name: str, window: MainWindow) -> QWidget:
    """Go to a room."""
    window.work.go(name)
    wait(0.3)
    return window


def details(window: MainWindow) -> QWidget:
    """Show what platforms and catalogues are told of the course."""
    window.work.go("plan")
    window.work.plan.ensureWidgetVisible(window.work.plan.details)
    wait(0.1)
    return window


LIST = """Question;Réponse 1;Réponse 2;Réponse 3;Bonne réponse;Niveau
Quelle part du revenu les mensualités peuvent-elles atteindre ?;25 %;35 %;45 %;2;appliquer
L'assurance est-elle comprise ?;Oui;Non;;A;comprendre
Combien font deux et deux ?;Trois;Quatre;;Cinq;
"""


def import_questions(window: MainWindow) -> QWidget:
    """See what was understood of a table that was pasted."""
    window.question_taking.open()
    [dialog] = window.findChildren(TakeQuestions)
    dialog.text.insertPlainText(LIST)
    wait(0.6)
    return dialog


def cutting(window: MainWindow) -> QWidget:
    """Show a recording with a clip over the limit, a stretch that is left out, and a cut chosen."""
    window.work.go("lectures")
    room = window.work.lectures
    while room.cutting.study is None:
        wait(0.05)
    label = message("undo.look")
    window.document.edit(label, lambda now: changed(now, clip_limit_s=2.5))
    room.cutting.drop(4.0, 4.6)
    room.stage.timeline.turn_boundary(1)
    room.stage.go_to(1.2)
    wait(0.5)
    return window


def captions_in_the_room(window: MainWindow) -> QWidget:
    """Edit the captions beside the player."""
    cutting(window)
    window.work.lectures.side.edit_captions("fr")
    window.work.lectures.stage.go_to(1.5)
    wait(0.3)
    return window


def options(format_name: str, window: MainWindow) -> QWidget:
    """Show what can be decided for a format."""
    window.work.go("publish")
    room = window.work.publish
    room.places.choose([format_name])
    room.form.more_button.click()
    wait(0.1)
    room.area.ensureWidgetVisible(room.options)
    wait(0.1)
    return window


def published(window: MainWindow) -> QWidget:
    """Publish for three platforms, and show what to do with the packages."""
    window.work.go("publish")
    room = window.work.publish
    room.places.choose(["moodle", "totara", "web"])
    room.publish()
    while not room.progress.cancel_button.isHidden():
        wait(0.05)
    wait(0.3)
    return window


def publishing(window: MainWindow) -> QWidget:
    """Show a publication in the middle of its work."""
    window.work.go("publish")
    job: Job[None] = Job("packages", message("ui.publishing", title="-"), lambda _: None)
    job.progress.say(message("publish.step.render", n=31))
    job.progress.at(0.62)
    window.publishing.begun.emit(job)
    window.publishing.moved.emit(job)
    wait(0.2)
    return window


def publishing_failed(window: MainWindow) -> QWidget:
    """Publish to a place where nothing can be written."""
    window.work.go("publish")
    room = window.work.publish
    room.places.choose(["moodle"])
    room.file.setText(str(window.document.session.project.folder / "course.json" / "a.zip"))
    room.form.changed.emit()
    room.publish()
    while not room.progress.cancel_button.isHidden():
        wait(0.05)
    wait(0.3)
    return window


def look(window: MainWindow) -> QWidget:
    """Show the look of the course, with a colour of the author's."""
    window.work.go("plan")
    accented = changed(window.document.course.look, accent="#f0a020")
    label = message("undo.look")
    window.document.edit(label, lambda now: changed(now, look=accented))
    window.work.plan.ensureWidgetVisible(window.work.plan.look)
    wait(0.3)
    return window


def table(window: MainWindow) -> QWidget:
    """Show the storyboard as a table."""
    window.work.storyboard.view.setCurrentIndex(1)
    return window


def board(window: MainWindow) -> QWidget:
    """Show the storyboard as cards."""
    window.work.storyboard.view.setCurrentIndex(0)
    return window


def editor(screen: str, window: MainWindow) -> QWidget:
    """Edit a screen."""
    window.screen_editing.open(screen)
    wait(0.6)
    return window


def quiz(window: MainWindow) -> QWidget:
    """Write a question with all that it can have."""
    window.screen_editing.open("s0000003")
    form: Any = window.screen_editing.page.column.frames["b0000005"].form
    form.open("q0000001")
    form.rows["q0000001"].form.more.setChecked(True)
    wait(0.3)
    return window


def quiz_settings(window: MainWindow) -> QWidget:
    """Show how a quiz is taken."""
    shown = quiz(window)
    form: Any = window.screen_editing.page.column.frames["b0000005"].form
    form.open("")
    form.settings.more.setChecked(True)
    wait(0.3)
    return shown


def stops(window: MainWindow) -> QWidget:
    """Put two questions into a clip."""
    window.screen_editing.open("s0000002")
    form: Any = window.screen_editing.page.column.frames["b0000004"].form
    form.stops._put("q0000003")
    window.screen_editing.tools.player._reached_s["b0000004"] = 2.0
    form.stops._put("q0000001")
    wait(0.3)
    return window


def scenario(window: MainWindow) -> QWidget:
    """Write a scenario."""
    label = message("undo.content")
    picture = next(id_ for id_, e in window.document.course.media.items() if "image" in e.mime)
    block = bank_scenario(picture)
    window.document.edit(label, lambda now: insert(now, changed(block, graded=True), "s0000005"))
    window.screen_editing.open("s0000005")
    form: Any = window.screen_editing.page.column.frames[block.id].form
    form.scenes.open("u0000102")
    window.screen_editing.page.column.ensureWidgetVisible(form.scenes.rows["u0000102"].fields)
    wait(0.3)
    return window


def asked(name: str, window: MainWindow) -> QWidget:
    """Show the questions: one that was answered, several, the coverage, a moment, or a pool."""
    window.work.go("questions")
    room: Any = window.work.questions
    ids = list(window.document.course.questions)
    room.bank.use(BankFilter())
    room.select("q0000001")
    room.trying.start_over()
    room.show_try(shown=name == "answered" or room._wide)
    if name == "answered":
        room.trying.view.fill(["a0000001"])
        room.trying.check()
    if name in ("several", "pool"):
        room.list.choose(*ids)
    if name == "filtered":
        room.show_only(BankFilter(type=frozenset({"numeric", "single-choice"})))
    room.show_view("coverage" if name == "coverage" else "bank")
    opens: dict[str, Callable[[], object]] = {
        "video": room.ask_in_video,
        "pool": partial(room.ask_in_quiz, draws=True),
    }
    if name in opens:
        opens[name]()
    wait(0.6)
    shown = [each for each in room.findChildren(QDialog) if each.isVisible()]
    return shown[-1] if shown else window


def completion(window: MainWindow) -> QWidget:
    """Show in the plan when the course is completed."""
    shown = room("plan", window)
    window.work.plan.ensureWidgetVisible(window.work.plan.completion)
    return shown


def block_list(window: MainWindow) -> QWidget:
    """Ask for a block."""
    page = window.screen_editing.page
    page.ask_for_block()
    wait(0.1)
    return page.findChildren(QDialog)[-1]


def filtered(window: MainWindow) -> QWidget:
    """Show only some screens, several of them selected, and the clips of the lectures."""
    storyboard = window.work.storyboard
    storyboard.left.setCurrentIndex(1)
    window.outline.select("s0000002", "s0000003", "s0000004")
    storyboard.filter.use(ScreenFilter(kind=frozenset({"clip", "quiz"})))
    wait(0.1)
    return window


def unfiltered(window: MainWindow) -> QWidget:
    """Show all screens again."""
    window.work.storyboard.filter.clear()
    window.work.storyboard.left.setCurrentIndex(0)
    window.outline.select("s0000002")
    wait(0.1)
    return window


def picker(window: MainWindow) -> QWidget:
    """Ask for a new screen."""
    window.work.storyboard.pick_new()
    wait(0.1)
    return window.findChildren(Picker)[-1]


def find(window: MainWindow) -> QWidget:
    """Ask where to go."""
    window.show_finder()
    wait(0.1)
    return window.findChildren(Finder)[-1]


def media(window: MainWindow) -> QWidget:
    """All media of the course."""
    window.media_picking.look_over()
    [picker] = window.findChildren(MediaPicker)
    wait(0.5)
    return picker


def came_back(window: MainWindow) -> QWidget:
    """Show what a document would change: a title, and a script that was changed here too."""
    course = window.document.course
    found = Found("Élan vital.docx", "Ana", datetime(2026, 3, 1, tzinfo=UTC), list(course.screens))
    title = "s0000001.title"
    found.written[title] = Written("Bienvenue à tous", digest(title, "Bienvenue"))
    found.written["s0000002.script"] = Written("Les banques prêtent rarement.", "0")
    found.comments.append(Said("s0000003", "Ana", found.when, "Trop facile ?"))
    changes = storyboard_changes(course, found)
    dialog = ChangesDialog(course, changes, window.document._voice, window)
    dialog.list.setCurrentItem(dialog._items[1])
    dialog.show()
    wait(0.1)
    return dialog


def conditions(window: MainWindow) -> QWidget:
    """Ask when a screen is shown and open."""
    window.outline.select("s0000004")
    window.work.storyboard.inspector.conditions.button.click()
    [dialog] = window.findChildren(ConditionsDialog)
    dialog.below_button.click()
    dialog.skip_button.click()
    dialog.forms["open_if"].add_button.click()
    wait(0.1)
    return dialog


def history(window: MainWindow) -> QWidget:
    """Look at the first version."""
    window.show_history()
    dialog = window.findChildren(HistoryDialog)[-1]
    dialog.versions.setCurrentRow(dialog.versions.count() - 1)
    wait(0.1)
    return dialog


def dialog(action: str, window: MainWindow) -> QWidget:
    """Open a dialog by its action."""
    window.actions_by_name[action].trigger()
    wait(0.1)
    return [each for each in window.findChildren(QDialog) if each.isVisible()][-1]


def narration(window: MainWindow) -> QWidget:
    """Be in the middle of a narration; the microphone is one that hums."""
    hum = (np.sin(np.arange(48_000) / 40) * 6000).astype("<i2").tobytes()
    window.outline.select("s0000002")
    window.narrating.microphone = microphone = SpokenMicrophone()
    shown = dialog("record_narration", window)
    assert isinstance(shown, NarrationDialog)
    shown.record_button.click()
    microphone.speak(hum)
    wait(0.1)
    return shown


def add_lecture(window: MainWindow) -> QWidget:
    """Ask for a lecture."""
    form = AddLecture(window.document._voice, window.asking, 420.0, window)
    form.open()
    wait(0.1)
    return form


def captions(window: MainWindow) -> Sequence[QWidget]:
    """Edit captions of which some are hard to read: wide, narrow, and how many there are."""
    document, voice = window.document, window.document._voice
    step = replace_captions(document.session.project, "r0000001", "fr", CAPTIONS)
    document.edit(message("undo.captions.text", title="Cours"), step)
    panel = CaptionsPanel(document, voice, window.working, window.asking)
    panel.show_recording(document.course, "r0000001")
    editors = [CaptionEditor(document, voice) for _ in range(2)]
    for editor, width in zip(editors, (760, 380), strict=True):
        editor.resize(width, 600)
        editor.show_recording(document.course, "r0000001", "fr")
        editor.show_at(4.0)
        editor.select(1)
    panel.resize(300, 200)
    return [panel, *editors]


def menus(window: MainWindow) -> Sequence[QWidget]:
    """Open each menu of the menu bar."""
    opened = [action.menu() for action in window.menuBar().actions()]
    shown = [menu for menu in opened if isinstance(menu, QWidget)]
    for menu in shown:
        menu.adjustSize()
    return shown


def changed_outside(window: MainWindow) -> QWidget:
    """Have somebody else write to the course."""
    other = Project(window.document.session.project.folder)
    other.save(changed(other.load(), title="Élan vital (Git)"))
    wait(2.5)
    return window


def welcome(window: MainWindow) -> QWidget:
    """Close the course."""
    window.courses.leave()
    window.close_course()
    wait(0.1)
    return window


SCENES: Mapping[str, Scene] = {
    "table": table,
    "storyboard": board,
    "filtered": filtered,
    "unfiltered": unfiltered,
    "editor": partial(editor, "s0000001"),
    "editor-clip": partial(editor, "s0000002"),
    "editor-stops": stops,
    "editor-scenario": scenario,
    "editor-quiz": quiz,
    "editor-quiz-settings": quiz_settings,
    "editor-blocks": block_list,
    **{name: partial(room, name) for name in ROOMS if name != "storyboard"},
    **{
        f"questions-{name}": partial(asked, name)
        for name in ("answered", "filtered", "several", "coverage", "video", "pool")
    },
    "completion": completion,
    "look": look,
    "details": details,
    "import-questions": import_questions,
    "lectures-cut": cutting,
    "lectures-captions": captions_in_the_room,
    "publish-scorm2004": partial(options, "scorm2004"),
    "publish-running": publishing,
    "publish-failed": publishing_failed,
    "publish-done": published,
    "publish-xapi": partial(options, "xapi"),
    "media": media,
    "find": find,
    "picker": picker,
    "storyboard-changes": came_back,
    "conditions": conditions,
    "history": history,
    "preferences": partial(dialog, "preferences"),
    "narration": narration,
    "shortcuts": partial(dialog, "shortcuts"),
    "add-lecture": add_lecture,
    "captions": captions,
    "menu": menus,
    # These two change what the others need.
    "changed-outside": changed_outside,
    "welcome": welcome,
}
"""The scenes by the names of their pictures, in the order in which they are taken."""
