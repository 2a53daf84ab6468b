"""Edits: what they change, what they share, what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from studio.course.blocks import QuizBlock, TextBlock
from studio.course.copying import duplicate, with_new_identity
from studio.course.edits import insert, move, remove, replace
from studio.course.ids import is_id, new_id
from studio.course.model import Clip, Course, Lesson, Module, Screen
from studio.course.nodes import MAP_FIELDS, child_ids, find, find_parent, map_of, parent_of
from studio.course.questions import Choice, SingleChoice
from studio.project.format import decode, encode
from tests.course.strategies import courses

PATH = Path("course.json")


def everything(course: Course) -> dict[str, object]:
    """All nodes of a course by id."""
    nodes: dict[str, object] = {}
    for field in MAP_FIELDS:
        nodes |= map_of(course, field)
    nodes |= {block.id: block for screen in course.screens.values() for block in screen.blocks}
    return nodes


def small_course() -> Course:
    screens = [Screen(id=new_id(), title=f"Screen {i}") for i in range(3)]
    lesson = Lesson(id=new_id(), title="Lesson", screens=tuple(s.id for s in screens))
    module = Module(id=new_id(), title="Module", lessons=(lesson.id,))
    return Course(
        id=new_id(),
        title="Course",
        order=(module.id,),
        modules={module.id: module},
        lessons={lesson.id: lesson},
        screens={s.id: s for s in screens},
    )


@st.composite
def edited(draw: st.DrawFn, course: Course) -> Course:
    """One random edit of a course."""
    nodes = list(everything(course))
    placed = [id_ for id_ in nodes if parent_of(course, id_) is not None]
    kind = draw(st.sampled_from(["insert", "remove", "move", "duplicate"]))
    if kind == "insert" or not nodes:
        return insert(course, Module(id=new_id(), title="New"), course.id, draw(st.integers(0, 4)))
    if kind == "remove":
        return remove(course, draw(st.sampled_from(nodes)))
    if kind == "duplicate":
        return duplicate(course, draw(st.sampled_from(nodes)))[0]
    if not placed:
        return course
    id_ = draw(st.sampled_from(placed))
    parent = parent_of(course, id_)
    assert parent is not None
    return move(course, [id_], parent.id, draw(st.integers(0, 4)))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_run_of_edits_leaves_whole_courses_that_undo_and_redo(data: st.DataObject) -> None:
    """Every value on the way can be written, read back equal, and returned to."""
    history = [data.draw(courses())]
    written = [encode(history[0])]
    for _ in range(4):
        history.append(data.draw(edited(history[-1])))
        written.append(encode(history[-1]))
    for course, content in [*zip(history, written, strict=True)][::-1]:
        assert encode(course) == content
        assert decode(content, PATH).course == course


@settings(max_examples=100, deadline=None)
@given(courses(), st.data())
def test_a_replaced_node_leaves_every_other_node_the_same_object(
    course: Course, data: st.DataObject
) -> None:
    nodes = everything(course)
    id_ = data.draw(st.sampled_from(list(nodes)))
    node = nodes[id_]
    after = replace(course, changed(node))  # type: ignore[type-var,arg-type]  # any node
    owner = parent_of(course, id_)
    for other, value in everything(after).items():
        if other not in (id_, owner.id if owner else None):
            assert value is nodes[other]


def test_insert_places_nodes_at_every_level() -> None:
    course = Course(id=new_id(), title="Empty")
    module, lesson = Module(id=new_id(), title="M"), Lesson(id=new_id(), title="L")
    first, second = (Screen(id=new_id(), title=t) for t in "AB")
    block = TextBlock(id=new_id(), text="Hello")
    course = insert(course, module, course.id)
    course = insert(course, lesson, module.id)
    course = insert(course, second, lesson.id)
    course = insert(course, first, lesson.id, 0)
    course = insert(course, block, second.id)
    assert [s.title for s in course.screens_in_order()] == ["A", "B"]
    assert course.screens[second.id].blocks == (block,)


def test_insert_refuses_a_taken_id_a_wrong_parent_and_a_missing_one() -> None:
    course = small_course()
    screen = course.screens_in_order()[0]
    with pytest.raises(ValueError, match="taken"):
        insert(course, screen, course.order[0])
    with pytest.raises(ValueError, match="does not hold"):
        insert(course, Screen(id=new_id(), title="X"), course.order[0])
    with pytest.raises(ValueError, match="needs a parent"):
        insert(course, Module(id=new_id(), title="X"))
    with pytest.raises(KeyError):
        insert(course, Module(id=new_id(), title="X"), "nosuchparent")


def test_move_keeps_the_given_order_and_counts_without_the_moved_ones() -> None:
    course = small_course()
    a, b, c = (s.id for s in course.screens_in_order())
    lesson = next(iter(course.lessons))
    assert child_ids(find_parent(move(course, [a], lesson, 1), lesson)) == (b, a, c)
    assert child_ids(find_parent(move(course, [c, a], lesson, 0), lesson)) == (c, a, b)
    assert child_ids(find_parent(move(course, [a], lesson), lesson)) == (b, c, a)


def test_replace_may_change_the_kind_of_a_block_but_not_of_a_node() -> None:
    course = small_course()
    screen = course.screens_in_order()[0].id
    block = TextBlock(id=new_id(), text="x")
    course = insert(course, block, screen)
    course = replace(course, QuizBlock(id=block.id))
    assert isinstance(find(course, block.id), QuizBlock)
    with pytest.raises(TypeError):
        replace(course, Lesson(id=screen, title="no"))
    with pytest.raises(KeyError):
        replace(course, TextBlock(id=new_id()))


def test_removing_a_module_takes_all_below_it_and_nothing_else() -> None:
    course = small_course()
    kept = small_course()
    module = kept.modules[kept.order[0]]
    both = insert(course, changed(module, lessons=()), course.id)
    after = remove(both, course.order[0])
    assert after.order == (module.id,)
    assert not after.screens
    assert not after.lessons


@settings(max_examples=60, deadline=None)
@given(courses())
def test_removing_a_recording_takes_its_clips_and_the_blocks_that_show_them(course: Course) -> None:
    after = remove(course, next(iter(course.recordings)))
    assert not after.clips
    assert decode(encode(after), PATH).course == after


def test_a_duplicate_asks_questions_of_its_own() -> None:
    choices = tuple(Choice(id=new_id(), text=t) for t in "ab")
    question = SingleChoice(id=new_id(), stem="Which?", choices=choices)
    course = insert(small_course(), question)
    screen = course.screens_in_order()[0].id
    course = insert(course, QuizBlock(id=new_id(), questions=(question.id,)), screen)
    course, copy = duplicate(course, screen)
    [block] = course.screens[copy].blocks
    assert isinstance(block, QuizBlock)
    [asked] = block.questions
    twin = course.questions[asked]
    assert isinstance(twin, SingleChoice)
    assert asked != question.id
    assert not {c.id for c in twin.choices} & {c.id for c in choices}
    assert [s.id for s in course.screens_in_order()][:2] == [screen, copy]


def test_a_copied_course_is_another_course() -> None:
    course = small_course()
    assert with_new_identity(course).id != course.id


def test_ids_can_stand_in_names_files_and_addresses() -> None:
    ids = {new_id() for _ in range(2000)}
    assert len(ids) == 2000
    assert all(is_id(id_) for id_ in ids)
    assert not is_id("Abcdefgh")
    assert not is_id("short")


def test_a_clip_knows_its_length() -> None:
    assert Clip(id=new_id(), recording=new_id(), start_s=10.0, end_s=25.5).duration_s == 15.5
