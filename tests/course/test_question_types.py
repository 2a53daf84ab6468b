"""Questions that become another type, and edits of their answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.choices import (
    with_choice,
    with_choice_moved,
    with_new_choice,
    with_right,
    without_choice,
)
from studio.course.grading import grade, right_answer
from studio.course.question_types import QUESTION_TYPES, as_type, new_question, tag_of
from studio.course.questions import (
    MultipleChoice,
    Numeric,
    Question,
    QuestionBase,
    ShortText,
    SingleChoice,
)
from tests.course.strategies import questions

WRITTEN_BY_THE_AUTHOR = {
    "numeric",
    "short-text",
    "categorise",
    "fill-blanks",
    "hotspot",
    "likert",
    "long-answer",
}
"""Types whose right answer nobody else can make up."""
TAGS = st.sampled_from(list(QUESTION_TYPES))


@pytest.mark.parametrize("tag", QUESTION_TYPES)
def test_a_new_question_can_be_answered_rightly(tag):
    question = new_question(tag)
    assert tag_of(question) == tag
    if tag not in WRITTEN_BY_THE_AUTHOR:
        assert grade(question, right_answer(question)).right


@given(questions(), TAGS)
def test_what_both_types_have_is_kept(question: Question, tag: str):
    other = as_type(question, tag)
    assert tag_of(other) == tag
    for field in QuestionBase.__struct_fields__:
        assert getattr(other, field) == getattr(question, field)
    assert as_type(other, tag) is other


@given(questions())
def test_answers_survive_a_change_between_the_types_that_have_any(question: Question):
    if isinstance(question, (SingleChoice, MultipleChoice)):
        there = as_type(question, "multiple-choice")
        back = as_type(there, "single-choice")
        assert isinstance(back, SingleChoice)
        texts = [(choice.id, choice.text, choice.feedback) for choice in question.choices]
        assert [(choice.id, choice.text, choice.feedback) for choice in back.choices] == texts
        assert sum(choice.correct for choice in back.choices) <= 1


@given(questions(), st.data())
def test_edits_of_answers_touch_the_others_not(question: Question, data: st.DataObject):
    if not isinstance(question, (SingleChoice, MultipleChoice)):
        return
    chosen = data.draw(st.sampled_from(question.choices))
    others = [choice for choice in question.choices if choice is not chosen]
    written = with_choice(question, chosen.id, text="x")
    assert [c for c in written.choices if c.id != chosen.id] == others
    assert list(without_choice(question, chosen.id).choices) == others
    longer, new = with_new_choice(question, chosen.id)
    at = question.choices.index(chosen)
    assert longer.choices[at] is chosen
    assert longer.choices[at + 1].id == new
    assert without_choice(longer, new) == question
    by = data.draw(st.integers(-3, 3))
    moved = with_choice_moved(question, chosen.id, by)
    assert [choice for choice in moved.choices if choice is not chosen] == others
    assert moved.choices[max(0, min(len(others), at + by))] is chosen


def test_a_single_choice_has_one_right_answer_and_a_multiple_choice_any_number():
    single = as_type(new_question("single-choice"), "single-choice")
    assert isinstance(single, SingleChoice)
    last = single.choices[-1].id
    assert right_answer(with_right(single, last)) == (last,)
    several = as_type(single, "multiple-choice")
    assert isinstance(several, MultipleChoice)
    both = with_right(several, last)
    assert right_answer(both) == (single.choices[0].id, last)
    assert right_answer(with_right(both, last, right=False)) == (single.choices[0].id,)


def test_typed_answers_become_choices_and_come_back():
    text = ShortText(id="q0000001", stem="?", accepted=("12,5 km", "la suite"))
    number = as_type(text, "numeric")
    assert isinstance(number, Numeric)
    assert number.value is None
    choices = as_type(text, "multiple-choice")
    assert isinstance(choices, MultipleChoice)
    assert [choice.text for choice in choices.choices] == ["12,5 km", "la suite"]
    assert as_type(choices, "short-text") == text
    weighed = Numeric(id="q0000001", stem="?", value=12.5, unit="kg")
    single = as_type(as_type(weighed, "short-text"), "single-choice")
    assert isinstance(single, SingleChoice)
    assert single.choices[0].text == "12.5 kg"
