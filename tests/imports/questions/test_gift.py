"""Questions in GIFT: all that Moodle documents, what people get wrong, and what was never meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.grading import grade
from studio.course.questions import (
    LongAnswer,
    Matching,
    MultipleChoice,
    Numeric,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.imports.questions.gift import read_gift
from studio.imports.questions.read import text_of


def one(text: str) -> Question:
    found = read_gift(text)
    assert found.problems == ()
    [each] = found.questions
    return each.question


def notes(text: str) -> list[str]:
    return [note.id for each in read_gift(text).questions for note in each.notes]


def problems(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.said.id) for each in read_gift(text).problems]


def choices(question: Question) -> list[tuple[str, bool, str]]:
    assert isinstance(question, SingleChoice | MultipleChoice)
    return [(each.text, each.correct, each.feedback) for each in question.choices]


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Flat.{F}", False), ("Round. {TRUE}", True), ("Ronde.{VRAI}", True), ("x{ false }", False)],
)
def test_true_and_false(text, answer):
    question = one(text)
    assert isinstance(question, TrueFalse)
    assert question.answer is answer


def test_the_first_feedback_of_a_truth_is_for_those_who_are_wrong():
    question = one("Flat.{F#No, round.#Well seen.####See chapter 1.}")
    assert question.feedback_wrong == "No, round.\n\nSee chapter 1."
    assert question.feedback_right == "Well seen.\n\nSee chapter 1."


def test_one_right_answer_with_what_is_said_to_each():
    question = one("::Title::Who?{~Grant#no ~Jefferson\n=no one # yes}")
    assert question.stem == "Who?"
    wanted = [("Grant", False, "no"), ("Jefferson", False, ""), ("no one", True, "yes")]
    assert choices(question) == wanted


def test_weights_make_several_right_answers():
    question = one("Two?{~%-50%No one ~%50%Grant ~%50%Julia}")
    assert isinstance(question, MultipleChoice)
    assert question.partial_credit
    assert [correct for _, correct, _ in choices(question)] == [False, True, True]


def test_a_share_beside_a_right_answer_is_not_kept_and_this_is_said():
    text = "Hard?{~wrong ~%50%half =full}"
    assert isinstance(one(text), SingleChoice)
    assert notes(text) == ["taking.weights"]


def test_short_answers_and_what_is_said_to_all_others():
    text = "Animal?{=Frog#Good! =%50%Cat =%0%*#Wrong}"
    question = one(text)
    assert isinstance(question, ShortText)
    assert (question.accepted, question.feedback_right, question.feedback_wrong) == (
        ("Frog",),
        "Good!",
        "Wrong",
    )
    assert notes(text) == ["taking.partly_right"]


@pytest.mark.parametrize(
    ("answers", "right", "wrong"),
    [
        ("#1822:5", "1826", "1828"),
        ("#3.141..3.142", "3.1415", "3.15"),
        ("# =1822:0#Yes =%50%1822:2", "1822", "1823"),
        ("#3:2~#Wrong", "5", "6"),
        ("#=4 =8", "8", "5"),
        ("#-2,5", "-2.5", "2.5"),
    ],
)
def test_numbers(answers, right, wrong):
    question = one(f"How many? {{{answers}}}")
    assert isinstance(question, Numeric | ShortText)
    assert grade(question, [right]).right
    assert not grade(question, [wrong]).right


def test_pairs_and_what_belongs_to_nothing():
    question = one("Match {=Canada -> Ottawa\n=Italy->Rome = -> Paris}")
    assert isinstance(question, Matching)
    assert [(p.text, p.match) for p in question.pairs] == [("Canada", "Ottawa"), ("Italy", "Rome")]
    assert [each.text for each in question.distractors] == ["Paris"]


def test_a_missing_word_leaves_a_blank():
    assert one("Two plus two equals {=four =4}.").stem == "Two plus two equals _____."
    stem = one("It is on the {~second =fourth} Thursday.").stem
    assert stem == "It is on the _____ Thursday."


def test_an_essay_and_a_description():
    assert isinstance(one("How are you? {}"), LongAnswer)
    assert problems("\nJust a text.\n") == [(2, "taking.description")]


def test_escaped_signs_and_line_ends():
    text = r"Which\: \{a\}?\nNow.{~ \~ \= 2 = \#\= 3 # b\}}"
    question = one(text)
    assert question.stem == "Which: {a}?\\\nNow."
    assert choices(question) == [("~ = 2", False, ""), ("#= 3", True, "b}")]


def test_categories_and_tags_of_comments_become_tags():
    text = "$CATEGORY: $course$/top/Maths/Sums//differences\n\n// a [tag:easy]\n1+1?{#2}\n\n2?{#2}"
    found = read_gift(text)
    tags = [each.question.tags for each in found.questions]
    assert tags == [("Sums/differences", "easy"), ("Sums/differences",)]


def test_a_title_begins_a_question_even_without_a_blank_line():
    found = read_gift("::a::One?{T}\n::b::Two?{F}\n")
    assert [each.line for each in found.questions] == [1, 2]


def test_answers_may_have_blank_lines_and_comments_among_them():
    assert len(choices(one("Who?{\n// the tomb\n~a\n\n=b\n}"))) == 2


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("[html]<p>A <b>bold</b> <i>word</i> &eacute;</p>", "A **bold** *word* é"),
        ("[plain]2 *3* 4 <b>", r"2 \*3\* 4 \<b>"),
        ("[markdown]**x** <b>", "**x** <b>"),
        ("[moodle]a &lt; b", r"a < b"),
        ("Solve $$x^2$$ now", "Solve $x^2$ now"),
        (r"Solve \\(x\=2\\)", "Solve $x=2$"),
        ("[html]Solve \\\\(x\\\\)", "Solve $x$"),
        ("a<br>b", "a\\\nb"),
    ],
)
def test_formats_become_markdown(written, markdown):
    assert one(f"{written}{{T}}").stem == markdown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>Who?",
        '<a href\\="javascript\\:alert(1)">Who?</a>',
        "<img src\\=x onerror\\=alert(1)>Who?",
        "<style>p \\{\\}</style>Who?",
        "<svg/onload\\=alert(1)></svg>Who?",
    ],
)
def test_nothing_that_does_something_survives(hostile):
    for mark in ("", "[html]"):
        stem = one(f"{mark}{hostile}{{T}}").stem
        assert "alert" not in stem
        assert "{" not in stem


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fine?{T}\n\nWho?{~a =b\n\nNext?{T}", [(3, "taking.gift_unclosed")]),
        ("Who? =a}", [(1, "taking.gift_open")]),
        ("A {=a} and {=b}", [(1, "taking.gift_braces")]),
        ("Who?{Grant}", [(1, "taking.gift_signs")]),
        ("Who?{~Grant}", [(1, "taking.too_few_answers")]),
        ("How many?{#many}", [(1, "taking.no_number")]),
        ("{T}", [(1, "taking.no_stem")]),
        ("Match{=a -> b =c}", [(1, "taking.no_pairs")]),
    ],
)
def test_what_is_wrong_is_said_by_line(text, wanted):
    assert problems(text) == wanted


def test_one_bad_question_does_not_take_the_next_with_it():
    found = read_gift("Who?{~a =b\n\nNext?{T}\n\nLast?{F}")
    assert [each.question.stem for each in found.questions] == ["Next?", "Last?"]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("moodle_examples", 43),
        ("questions", 9),
        ("questions_in_category", 4),
        ("questions_encoding_windows-1252", 3),
    ],
)
def test_moodles_own_examples(shared, name, count):
    [file] = (shared / "samples" / "formats" / "gift").glob(f"{name}.*")
    found = read_gift(text_of(file))
    assert found.problems == ()
    assert len(found.questions) == count


WORDS = st.text(
    st.characters(categories=["L", "N", "P", "S"], include_characters=" "), min_size=1, max_size=30
).map(lambda text: " ".join(text.split()))
SAFE = WORDS.filter(lambda text: text.strip("*_ ") != "" and "&" not in text and "<" not in text)


def escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "~=#{}:\\" else sign for sign in text)


@given(stem=SAFE, right=SAFE, wrong=st.lists(SAFE, min_size=1, max_size=4))
def test_what_is_written_with_escapes_is_read_again(stem, right, wrong):
    answers = "".join(f"\n~[plain]{escaped(each)}" for each in wrong)
    question = one(f"::t::[plain]{escaped(stem)} {{{answers}\n=[plain]{escaped(right)}\n}}")
    assert isinstance(question, SingleChoice)
    read = [text for text, _, _ in choices(question)]
    assert [shown(text) for text in (question.stem, *read)] == [
        " ".join(text.split()) for text in (stem, *wrong, right)
    ]


def shown(markdown: str) -> str:
    """Return what learners see of words."""
    from lxml import html

    from studio.course.prose.parser import parser

    page = html.fromstring(f"<div>{parser().render(markdown)}</div>")
    return "".join(str(text) for text in page.itertext()).strip()
