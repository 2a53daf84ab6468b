"""What an author reads of two versions: each sentence, by a real edit, in both languages."""

from __future__ import annotations

from collections import Counter
from time import perf_counter
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.blocks import Block, BlockBase, ClipBlock, QuizBlock, TextBlock, tag_of_block
from studio.course.change import kind_of
from studio.course.changed_fields import FIELDS
from studio.course.compare import Change, What, compare
from studio.course.copying import duplicate
from studio.course.details import Details
from studio.course.edits import move, remove, replace
from studio.course.ids import new_id
from studio.course.look import Look
from studio.course.model import (
    Clip,
    CompletionRule,
    Course,
    Lesson,
    Module,
    Node,
    Recording,
    Screen,
)
from studio.course.questions import Choice, Question
from studio.i18n import Voice
from studio.messages import Message
from studio.project.format import decode, encode
from tests.block_courses import with_all_blocks
from tests.course.compare_cases import CASES
from tests.course.compare_edits import FILM, NEW, Case, after, gone, placed, shifted, with_
from tests.course.compare_edits import small_course as course
from tests.course.strategies import courses
from tests.course.test_edits import PATH, edited, everything
from tests.questions import OTHER_TYPES

ENGLISH, FRENCH = Voice("en"), Voice("fr")


def english(changes: tuple[Change, ...]) -> list[str]:
    return [ENGLISH.say(change.said) for change in changes]


def versions(case: Case) -> tuple[Course, Course]:
    before = case.first(course()) if case.first else course()
    return before, case.edit(before)


@pytest.mark.parametrize("name", CASES)
def test_an_edit_is_told_in_one_sentence(name):
    case = CASES[name]
    before, then = versions(case)
    assert english(compare(before, then)) == [case.said]
    if case.back:
        assert english(compare(then, before)) == [case.back]


def ids_in(said: Message) -> set[str]:
    inner = (ids_in(param) for param in said.params.values() if isinstance(param, Message))
    return {said.id}.union(*inner)


def test_every_sentence_of_the_catalogue_is_tried_here():
    tried: set[str] = set()
    for case in CASES.values():
        before, then = versions(case)
        for change in (*compare(before, then), *compare(then, before)):
            tried |= ids_in(change.said)
            assert FRENCH.say(change.said)
    untried = set(ENGLISH.entries("compare.")) - tried
    assert {id_ for id_ in untried if not id_.startswith("compare.other.")} == set()


NODES = [kind for kind in Node.__subclasses__() if kind is not Course]


@pytest.mark.parametrize("kind", [*get_args(Block), *get_args(Question), *NODES])
def test_no_kind_of_node_and_no_field_is_forgotten(kind):
    """A new block, question or node must have its sentences; a new field its line."""
    nodes = [*everything(with_all_blocks(course())).values(), *OTHER_TYPES]
    one: Any = next(node for node in nodes if type(node) is kind)
    name = kind_of(one)
    fields = set(kind.__struct_fields__) - {"id"}
    if name == "block":
        assert {each for each in fields if not ENGLISH.knows(f"ui.field.block_{each}")} == set()
    else:
        assert fields <= set(FIELDS[name])
    needed = [f"{name}.added", f"{name}.removed"]
    if issubclass(kind, BlockBase):
        assert ENGLISH.knows(f"compare.word.block.{tag_of_block(one)}")
        needed += [f"{name}.moved", f"{name}.moved_to"]
    elif issubclass(kind, (Module, Lesson, Screen)):
        needed += [f"{name}.moved_first", f"{name}.moved_after", f"untitled.{name}"]
    else:
        needed.append(f"untitled.{name}")
    if name == "question":
        needed.append(f"word.question.{kind.__struct_config__.tag}")
    assert [id_ for id_ in needed if not ENGLISH.knows(f"compare.{id_}")] == []


def test_no_setting_of_a_course_is_forgotten():
    assert set(Course.__struct_fields__) == set(FIELDS["course"])
    assert set(CompletionRule.__struct_fields__) == set(FIELDS["completion"])
    assert set(Look.__struct_fields__) == set(FIELDS["look"])
    assert set(Details.__struct_fields__) == set(FIELDS["details"])
    assert set(Choice.__struct_fields__) - {"id"} == set(FIELDS["choice"])


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (with_("b0000001", text="Salut."), "A text of “Bienvenue” was changed."),
        (with_("q0000002", points=3.0), "A number of “Lesquels sont pairs ?” was changed."),
        (with_("q0000002", shuffle=True), "An option of “Lesquels sont pairs ?” was changed."),
        (with_("r0000001", captions={}), "A setting of “Cours” was changed."),
    ],
)
def test_a_field_without_a_sentence_is_told_by_its_kind(monkeypatch, edit, said):
    for kind in ("block.text", "question", "recording"):
        monkeypatch.setitem(FIELDS, kind, {})
    changes = compare(course(), edit(course()))
    assert english(changes) == [said]
    assert FRENCH.say(changes[0].said)


def test_a_module_is_told_once_with_all_that_came_with_it():
    before = course()
    then, copy = duplicate(before, "m0000001")
    [change] = compare(before, then)
    assert (change.what, change.node) == (What.ADDED, copy)
    assert ENGLISH.say(change.said) == "The module “Le début” was added, with 3 screens."
    assert len(then.questions) == len(before.questions) + 3
    [back] = compare(then, before)
    assert (back.what, back.node) == (What.REMOVED, copy)


def test_a_screen_that_moves_into_a_new_module_is_no_new_screen():
    edit = after(
        placed(Module(id=NEW, title="Plus loin"), "c0000001"),
        placed(Lesson(id="new00002", title="Creuser"), NEW),
        placed(Screen(id="new00003", title="Neuf"), "new00002"),
        shifted("s0000001", "new00002"),
        with_("b0000001", text="Salut."),
    )
    said = [
        "The module “Plus loin” was added, with 1 screen.",
        "The screen “Bienvenue” was moved from “Débuter” to “Creuser”.",
        "The text of “Bienvenue” was changed.",
    ]
    assert english(compare(course(), edit(course()))) == said
    assert english(compare(edit(course()), course())) == [
        "The screen “Bienvenue” was moved from “Creuser” to “Débuter”.",
        "The text of “Bienvenue” was changed.",
        "The module “Plus loin” was removed, with 1 screen.",
    ]


def test_a_lecture_that_was_added_is_told_by_its_screens_and_its_recording():
    edit = after(
        placed(changed(FILM, id="new00004", name="Leçon 2.mp4")),
        placed(Recording(id="new00005", media="new00004", title="Leçon 2", duration_s=60.0)),
        placed(Clip(id="new00006", recording="new00005", start_s=0.0, end_s=30.0, title="Un")),
        placed(Clip(id="new00007", recording="new00005", start_s=30.0, end_s=60.0)),
        placed(Screen(id=NEW, title="Un"), "l0000001"),
        placed(ClipBlock(id="new00008", clip="new00006"), NEW),
        placed(ClipBlock(id="new00009", clip="new00007"), "s0000005"),
    )
    assert english(compare(course(), edit(course()))) == [
        "The screen “Un” was added to “Débuter”.",
        "The clip “untitled clip” was added to “Conclure”.",
        "The recording “Leçon 2” was added.",
    ]


WATCH_CHANGED = (
    "The moment to watch again for the question “Combien mesure le sommet du mont Blanc ?” was "
    "changed."
)


def test_a_removed_recording_takes_blocks_and_clips_along():
    assert english(compare(course(), gone("r0000001")(course()))) == [
        "The clip “Premier” was removed from “Regarder”.",
        "The clip “Second” was removed from “Revoir”.",
        WATCH_CHANGED,
        "The recording “Cours” was removed.",
    ]


def test_a_block_that_leaves_a_removed_screen_is_told_as_moved():
    edit = after(shifted("b0000001", "s0000005", 0), gone("s0000001"))
    assert english(compare(course(), edit(course()))) == [
        "The screen “Bienvenue” was removed from “Débuter”.",
        "A text was moved from “Bienvenue” to “Conclure”.",
    ]


def test_changes_stand_in_the_order_of_the_course_then_of_the_banks_then_of_the_settings():
    edit = after(
        lambda course: changed(course, title="Élan"),
        with_("k0000002", end_s=8.0),
        with_("k0000001", end_s=2.0),
        with_("q0000003", answer=True),
        with_("q0000001", tries=3),
        with_("b0000007", text="Fini."),
        gone("s0000002"),
        with_("b0000001", text="Salut."),
    )
    nodes = [change.node for change in compare(course(), edit(course()))]
    assert nodes == [
        "b0000001",
        "s0000002",
        "b0000007",
        "q0000001",
        "q0000003",
        "k0000001",
        "k0000002",
        "c0000001",
    ]


def test_texts_are_shown_where_they_differ():
    before = with_("b0000001", text="Un. Deux deux. Trois.\n\nQuatre.")(course())
    then = with_("b0000001", text="Un. Deux trois. Trois.\n\nQuatre.")(before)
    [change] = compare(before, then)
    assert (change.before, change.after) == ("Deux deux.", "Deux trois.")
    [gone_text] = compare(before, remove(before, "b0000001"))
    assert (gone_text.before, gone_text.after) == ("Un. Deux deux. Trois. Quatre.", "")


def test_titles_that_differ_at_their_end_show_it():
    before = with_("s0000001", title="Un titre " * 12)(course())
    [change] = compare(before, with_("s0000001", title="Un titre " * 12 + "bis")(before))
    assert change.said.params["was"] == change.said.params["now"]
    assert change.after.endswith("titre bis")
    assert change.before.endswith("titre")


def test_a_question_that_moves_to_another_quiz_is_told_at_both():
    edit = after(
        placed(QuizBlock(id=NEW, questions=()), "s0000005"),
        with_("b0000005", questions=("q0000001", "q0000003")),
        with_(NEW, questions=("q0000002",)),
    )
    before = placed(QuizBlock(id=NEW), "s0000005")(course())
    assert english(compare(before, edit(course()))) == [
        "The question “Lesquels sont pairs ?” was taken out of the quiz on “Vérifier”.",
        "The question “Lesquels sont pairs ?” was added to the quiz on “Conclure”.",
    ]


@settings(max_examples=25, deadline=None)
@given(courses(), courses())
def test_courses_that_have_nothing_in_common_are_compared_too(one: Course, other: Course) -> None:
    changes = compare(one, other)
    assert changes[-1].node == other.id
    assert {c.what for c in changes} <= {What.ADDED, What.REMOVED, What.CHANGED}


def long_course(screens: int, a_lesson: int = 50) -> Course:
    pages = [
        Screen(id=new_id(), title=f"{i}", blocks=(TextBlock(id=new_id(), text="Hello."),))
        for i in range(screens)
    ]
    lessons = [
        Lesson(id=new_id(), title=f"{i}", screens=tuple(s.id for s in pages[i : i + a_lesson]))
        for i in range(0, screens, a_lesson)
    ]
    module = Module(id=new_id(), title="All", lessons=tuple(lesson.id for lesson in lessons))
    return Course(
        id=new_id(),
        title="Long",
        order=(module.id,),
        modules={module.id: module},
        lessons={lesson.id: lesson for lesson in lessons},
        screens={page.id: page for page in pages},
    )


@pytest.mark.parametrize(("at", "to"), [(0, None), (49, 0), (25, 3), (3, 25)])
def test_one_moved_screen_is_one_change(at, to):
    before = long_course(50)
    [lesson] = before.lessons.values()
    id_ = lesson.screens[at]
    changes = compare(before, move(before, [id_], lesson.id, to))
    assert [(change.what, change.node) for change in changes] == [(What.MOVED, id_)]


def test_a_large_course_with_one_edit_is_compared_quickly():
    before = long_course(5000)
    screen = before.screens_in_order()[2500]
    then = replace(before, changed(screen, title="New"))
    times = []
    for _ in range(5):
        start = perf_counter()
        [change] = compare(before, then)
        times.append(perf_counter() - start)
    assert change.node == screen.id
    assert min(times) < 0.1  # it takes about 0.01


def turned(what: What) -> What:
    return {What.ADDED: What.REMOVED, What.REMOVED: What.ADDED}.get(what, what)


@st.composite
def rewritten(draw: st.DrawFn, course: Course) -> Course:
    """One random edit of fields that hold text, a number, a choice or a list."""
    texts = ("title", "text", "stem", "name", "label", "alternative", "caption", "address", "term")
    nodes = everything(course).values()
    fields = [(node, name) for node in nodes for name in texts if hasattr(node, name)]
    if not fields:
        return course
    node: Any
    node, field = draw(st.sampled_from(fields))
    return replace(course, changed(node, **{field: draw(st.text(max_size=200))}))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_there_is_something_to_tell_whenever_two_versions_differ(data: st.DataObject) -> None:
    before = then = data.draw(courses())
    for _ in range(data.draw(st.integers(0, 4))):
        then = data.draw(edited(then) if data.draw(st.booleans()) else rewritten(then))
    changes, back = compare(before, then), compare(then, before)
    assert bool(changes) == (before != then)
    assert Counter(turned(change.what) for change in back) == Counter(c.what for c in changes)
    for change in (*changes, *back):
        for voice in (ENGLISH, FRENCH):
            assert voice.say(change.said)
    assert compare(before, before) == ()
    assert compare(before, decode(encode(before), PATH).course) == ()
    assert Counter(map(str, compare(decode(encode(before), PATH).course, then))) == Counter(
        map(str, changes)
    )
