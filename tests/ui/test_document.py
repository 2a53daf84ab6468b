"""Editing: undo of everything, typing by words, and a value that is always the one on disk."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace as changed

from studio.course.edits import insert, move, remove, replace
from studio.course.ids import new_id
from studio.course.model import Course, Lesson, Module, Screen
from studio.i18n import Voice
from studio.imports.relink import relink
from studio.jobs import Progress
from studio.messages import message
from studio.project.media_check import quick_check
from studio.project.project import create_project, open_project
from studio.project.saver import Pace
from studio.project.session import open_session
from studio.ui.document import Document
from studio.ui.undo import Typing
from tests.courses import small_course

PATIENT = Pace(quiet=3600, latest=3600, retry=3600, tick=3600)
LABEL = message("undo.empty", n=1)


@pytest.fixture
def document(tmp_path, qapp):
    project, _ = small_course(tmp_path)
    document = Document(Voice("en"))
    session = open_session(project.folder, told=document.told, pace=PATIENT)
    document.take(session)
    yield document
    session.close()
    document.close()


def retitled(document: Document, id_: str, title: str) -> bool:
    def edit(course: Course) -> Course:
        return replace(course, changed(course.screens[id_], title=title))

    return document.edit(LABEL, edit)


def type_title(document: Document, text: str) -> None:
    """Type into the title of a screen, letter by letter, as its field does."""
    for letter in text:
        before = document.course.screens["s0000001"]
        after = changed(before, title=before.title + letter)
        typing = Typing(before.id, "title", before.title, after.title)
        document.edit(LABEL, partial(replace, node=after), typing)


def test_an_edit_can_be_undone_and_redone(document):
    first = document.course
    assert retitled(document, "s0000001", "Accueil")
    second = document.course
    document.stack.undo()
    assert document.course is first
    document.stack.redo()
    assert document.course is second
    assert document.session.flush()
    assert open_project(document.session.project.folder).load() == second


def test_an_edit_that_changes_nothing_is_no_step(document):
    assert not document.edit(LABEL, lambda course: course)
    assert not retitled(document, "s0000001", document.course.screens["s0000001"].title)
    assert document.stack.count() == 0


def test_listeners_see_before_and_after(document):
    seen = []
    document.changed.connect(lambda *values: seen.append(values))
    first = document.course
    retitled(document, "s0000001", "Accueil")
    document.stack.undo()
    assert [(a is first, b is first) for a, b in seen] == [(True, False), (False, True)]


def test_typing_is_undone_by_words(document):
    type_title(document, " et à tous")
    assert document.course.screens["s0000001"].title == "Bienvenue et à tous"
    titles = []
    while document.stack.canUndo():
        document.stack.undo()
        titles.append(document.course.screens["s0000001"].title)
    assert titles == ["Bienvenue et à ", "Bienvenue et ", "Bienvenue ", "Bienvenue"]


def test_a_pause_ends_a_step(document, monkeypatch):
    now = [0.0]
    monkeypatch.setattr("studio.ui.undo.time.monotonic", lambda: now[0])
    type_title(document, "ab")
    now[0] += 5
    type_title(document, "cd")
    document.stack.undo()
    assert document.course.screens["s0000001"].title == "Bienvenueab"


def test_typing_elsewhere_is_another_step(document):
    type_title(document, "x")
    retitled(document, "s0000002", "y")
    type_title(document, "z")
    assert document.stack.count() == 3


def test_typing_back_to_the_start_leaves_no_step(document):
    type_title(document, "x")
    before = document.course.screens["s0000001"]
    back = changed(before, title=before.title[:-1])
    typing = Typing(before.id, "title", before.title, back.title)
    document.edit(LABEL, lambda course: replace(course, back), typing)
    assert not document.stack.canUndo()


def test_typing_while_an_import_runs_then_undoing_both_gives_back_the_start(document):
    first = document.course
    lesson = Lesson(id=new_id(), title="Importée")

    def imported(now: Course) -> Course:  # what the import returns when it is done
        return insert(now, lesson, "m0000001")

    type_title(document, " !")
    document.edit(LABEL, imported)
    type_title(document, "?")
    assert lesson.id in document.course.lessons
    while document.stack.canUndo():
        document.stack.undo()
    assert document.course == first


def test_bringing_a_version_back_can_be_undone(document):
    document.checkpoint("Avant")
    before = document.course
    document.edit(LABEL, lambda course: remove(course, "m0000001"))
    without = document.course
    assert document.session.flush()
    version = document.session.project.history.versions()[0]
    document.bring_back(version)
    assert document.course == before
    document.stack.undo()
    assert document.course is without
    assert document.session.flush()
    titles = [each.head.screens for each in document.session.project.history.versions()]
    assert len(without.screens) in titles


def test_unused_media_can_be_emptied_and_that_can_be_undone(document, tmp_path):
    entry = next(e for e in document.course.media.values() if e.name == "Notes d'été.txt")
    new = tmp_path / "autre.txt"
    new.write_text("autre", "utf-8")
    document.session.flush()
    for version in document.session.project.history.versions():
        version.file.unlink()
    project = document.session.project
    edit = relink(project, document.course, entry.id, new, Progress())
    document.edit(LABEL, edit)
    assert document.unused_files() == []  # undo may need it
    document.stack.clear()
    [unused] = document.unused_files()
    document.empty([unused])
    assert not project.media.has(entry.file)
    document.stack.undo()
    assert project.media.has(entry.file)
    document.stack.redo()
    assert not project.media.has(entry.file)
    assert quick_check(project, document.course) == []


def test_a_read_only_course_takes_no_edits(document, qapp):
    second = Document(Voice("fr"))
    session = open_session(document.session.project.folder)
    second.take(session)
    assert not retitled(second, "s0000001", "Non")
    assert second.stack.count() == 0
    session.close()


def test_theirs_can_be_undone(document):
    folder = document.session.project.folder
    document.session.flush()
    other = open_project(folder)
    other.save(changed(other.load(), title="De Git"))
    mine = document.course
    theirs = document.session.take_theirs()
    document.took_theirs(mine, theirs)
    assert document.course.title == "De Git"
    document.stack.undo()
    assert document.course is mine
    assert document.session.flush()
    assert open_project(folder).load() == mine


class Editing(RuleBasedStateMachine):
    """Edits, undo, redo, save, reload, bring back: memory and disk always agree."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile
        from pathlib import Path

        self.home = tempfile.TemporaryDirectory()
        self.folder = Path(self.home.name) / "Élan.course"
        module = Module(id="m0000001", title="M", lessons=("l0000001",))
        lesson = Lesson(id="l0000001", title="L")
        create_project(
            self.folder,
            Course(
                id="c0000001",
                title="T",
                order=(module.id,),
                modules={module.id: module},
                lessons={lesson.id: lesson},
            ),
        )
        self.added = 0
        self.document = Document(Voice("en"))
        self.open()
        self.past = [self.document.course]
        self.future: list[Course] = []

    def open(self) -> None:
        self.document.take(open_session(self.folder, pace=PATIENT))

    def teardown(self) -> None:
        self.document.session.close()
        self.document.close()
        self.home.cleanup()

    def edited(self, edit) -> None:
        if self.document.edit(LABEL, edit):
            self.past.append(self.document.course)
            self.future.clear()

    @rule(title=st.text(max_size=5), at=st.integers(0, 5))
    def add(self, title, at):
        # Not by chance: the choices of an example have to mean the same when it is run again.
        self.added += 1
        screen = Screen(id=f"s{self.added:07d}", title=title)
        self.edited(lambda course: insert(course, screen, "l0000001", at))

    @precondition(lambda self: self.document.course.screens)
    @rule(data=st.data(), title=st.text(max_size=5))
    def rename(self, data, title):
        id_ = data.draw(st.sampled_from(sorted(self.document.course.screens)))
        self.edited(lambda now: replace(now, changed(now.screens[id_], title=title)))

    @precondition(lambda self: self.document.course.screens)
    @rule(data=st.data(), at=st.integers(0, 5))
    def move(self, data, at):
        id_ = data.draw(st.sampled_from(sorted(self.document.course.screens)))
        self.edited(lambda now: move(now, [id_], "l0000001", at))

    @precondition(lambda self: self.document.course.screens)
    @rule(data=st.data())
    def remove(self, data):
        id_ = data.draw(st.sampled_from(sorted(self.document.course.screens)))
        self.edited(lambda now: remove(now, id_))

    @rule()
    def undo(self):
        self.document.stack.undo()
        if len(self.past) > 1:
            self.future.append(self.past.pop())

    @rule()
    def redo(self):
        self.document.stack.redo()
        if self.future:
            self.past.append(self.future.pop())

    @rule(name=st.sampled_from(["", "Nommée"]))
    def keep(self, name):
        self.document.checkpoint(name)

    @rule()
    def save(self):
        assert self.document.session.flush()
        assert open_project(self.folder).load() == self.document.course

    @rule()
    def reload(self):
        assert self.document.session.close()
        self.open()
        assert self.document.course == self.past[-1]
        self.past, self.future = [self.document.course], []

    @rule(data=st.data())
    def bring_back(self, data):
        assert self.document.session.flush()
        versions = self.document.session.project.history.versions()
        version = data.draw(st.sampled_from(versions))
        before = self.document.course
        self.document.bring_back(version)
        if self.document.course is not before:
            self.past.append(self.document.course)
            self.future.clear()
        assert self.document.session.project.history.load(version) == self.document.course

    @invariant()
    def the_value_is_the_expected_one(self):
        assert self.document.course == self.past[-1]
        assert self.document.stack.canUndo() == (len(self.past) > 1)
        assert self.document.stack.canRedo() == bool(self.future)


TestEditing = pytest.mark.usefixtures("qapp")(Editing.TestCase)
TestEditing.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
