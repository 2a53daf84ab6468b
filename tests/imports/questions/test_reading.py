"""Lists as people have them: plain text, Aiken, tables of all kinds; and what is no list at all."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from studio.course.bloom import Bloom
from studio.course.model import Course, Objective
from studio.course.questions import (
    LongAnswer,
    MultipleChoice,
    Numeric,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.imports.questions.found import FORMATS, Found
from studio.imports.questions.read import read_questions, read_questions_file
from studio.imports.questions.table import guessed_mapping, read_table
from studio.imports.questions.table_files import csv_table
from studio.imports.questions.taking import in_bank, remarks, taken
from studio.messages import StudioError
from tests.lines import Run, runner


def only(found: Found) -> Question:
    """Return the one question that a list holds, without a problem."""
    assert found.problems == ()
    [each] = found.questions
    return each.question


def answers(question: Question) -> list[tuple[str, bool]]:
    assert isinstance(question, (SingleChoice, MultipleChoice))
    return [(choice.text, choice.correct) for choice in question.choices]


PARIS = [("Lyon", False), ("Paris", True), ("Nice", False)]


@pytest.mark.parametrize(
    "text",
    [
        "1. Capitale ?\na) Lyon\n*b) Paris\nc) Nice",
        "1) Capitale ?\nA. Lyon\nB. Paris\nC. Nice\nRéponse : B",
        "Question 1 : Capitale ?\na. Lyon\nb. Paris\nc. Nice\nAnswer: b",
        "Capitale ?\n- Lyon\n- Paris *\n- Nice",
        "Capitale ?\n- Lyon\n- Paris ✓\n- Nice",
        "1. Capitale ?\n( ) Lyon\n(x) Paris\n( ) Nice",
        "1. Capitale ?\n[ ] Lyon\n[x] Paris\n[ ] Nice",
        "1. Capitale ?\r\na) Lyon\r\n*b) Paris\r\nc) Nice\r\n",
        "1. Capitale ?\na) Lyon\nb) Paris\nc) Nice\nBonne réponse : Paris",
    ],
)
def test_one_right_answer_however_it_is_marked(text):
    question = only(read_questions(text))
    assert question.stem == "Capitale ?"
    assert answers(question) == PARIS


def test_several_right_answers_and_what_is_said_of_them():
    text = "1. Pairs ?\n*a) Deux\nb) Trois\n*c) Quatre\nExplication : ils se divisent par deux."
    question = only(read_questions(text))
    assert isinstance(question, MultipleChoice)
    assert [right for _, right in answers(question)] == [True, False, True]
    assert question.feedback_right == "ils se divisent par deux."


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1. Trois est pair. Vrai ou faux ?\nRéponse : faux", False),
        ("1. Two is even. True or false?\nAnswer: true", True),
        ("1. Deux est pair.\na) Vrai *\nb) Faux", True),
        ("1. Deux est pair.\nVrai *\nFaux", True),
        ("1. Three is even.\nTrue\n*False", False),
    ],
)
def test_true_and_false(text, right):
    question = only(read_questions(text, "text"))
    assert isinstance(question, TrueFalse)
    assert question.answer is right


def test_what_has_no_answers_is_open_and_says_so():
    found = read_questions("1. Que pensez-vous de la règle des 35 % ?\n\n2. Et du notaire ?\n")
    assert [type(each.question) for each in found.questions] == [LongAnswer, LongAnswer]
    assert all(each.notes for each in found.questions)


def test_aiken_with_all_that_is_wrong_by_its_line():
    text = (
        "What is blue?\nA. The sky\nB. Milk\nANSWER: A\n\n"
        "No answers\nA) One\nANSWER: A\n\n"
        "Not finished\nA) One\nB) Two\n"
    )
    found = read_questions(text, "aiken")
    assert [each.question.stem for each in found.questions] == ["What is blue?"]
    assert [(each.line, each.said.id) for each in found.problems] == [
        (6, "taking.aiken_too_few"),
        (10, "taking.aiken_no_key"),
    ]


def test_the_samples_of_aiken(shared):
    folder = shared / "samples" / "formats" / "aiken"
    good = read_questions_file(folder / "questions.aiken.txt")
    assert good.format == "aiken"
    assert good.questions
    assert good.problems == ()
    bad = read_questions_file(folder / "aiken_errors.txt", "aiken")
    assert {each.question.stem for each in bad.questions} >= {"A good question"}
    assert [each.line for each in bad.problems][:3] == [1, 5, 14]


HEADS_FR = (
    "Question{0}Réponse 1{0}Réponse 2{0}Bonne réponse{0}Points{0}Étiquettes{0}Niveau de Bloom"
)
HEADS_EN = "Question{0}Option A{0}Option B{0}Correct answer{0}Points{0}Tags{0}Bloom level"


@pytest.mark.parametrize("heads", [HEADS_FR, HEADS_EN], ids=["fr", "en"])
@pytest.mark.parametrize("sign", [";", ",", "\t"], ids=["semicolon", "comma", "tab"])
def test_tables_of_both_languages_and_all_signs(heads, sign):
    row = "Combien ?{0}Un{0}Deux{0}2{0}3{0}calcul{0}3".replace("{0}", sign)
    question = only(read_questions(f"{heads.format(sign)}\n{row}\n"))
    assert answers(question) == [("Un", False), ("Deux", True)]
    assert (question.points, question.tags, question.bloom) == (3.0, ("calcul",), Bloom.APPLY)


@pytest.mark.parametrize("right", ["Deux", "B", "b", "2", "Réponse 2"])
def test_the_right_answer_by_text_letter_or_number(right):
    text = f"Question;Réponse 1;Réponse 2;Bonne réponse\nCombien ?;Un;Deux;{right}\n"
    found = read_questions(text)
    assert answers(found.questions[0].question)[1] == ("Deux", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_of_text_in_every_encoding(tmp_path, encoding):
    file = tmp_path / "liste d'été.csv"
    text = 'Question;Réponse 1;Réponse 2;Bonne réponse\n"L\'été ;\nchaud ?";Oui, très;Non;A\n'
    file.write_bytes(text.encode(encoding))
    question = only(read_questions_file(file))
    assert question.stem == "L'été ;\nchaud ?"
    assert ("Oui, très", True) in answers(question)


def sheet(folder: Path, rows: list[list[Any]], merged: str = "") -> Path:
    book = Workbook()
    book.active.title = "Vide"
    page = book.create_sheet("Questions")
    for row in rows:
        page.append(row)
    if merged:
        page.merge_cells(merged)
    file = folder / "Questions d'été.xlsx"
    book.save(file)
    return file


def test_a_workbook_with_numbers_truths_and_a_merged_head(tmp_path):
    rows: list[list[Any]] = [
        ["Banque de questions", None, None, None],
        ["Question", "Réponse 1", "Réponse 2", "Bonne réponse"],
        ["Combien ?", 1, 2.5, 2],
        [None, None, None, None],
        ["Deux est pair.", True, False, "TRUE"],
    ]
    found = read_questions_file(sheet(tmp_path, rows, merged="A1:D1"))
    assert found.format == "table"
    assert [each.line for each in found.questions] == [3, 5]
    assert answers(found.questions[0].question) == [("1", False), ("2.5", True)]
    truth = found.questions[1].question
    assert isinstance(truth, TrueFalse)
    assert truth.answer is True


def test_a_workbook_that_is_none_says_so(tmp_path):
    file = tmp_path / "faux.xlsx"
    file.write_bytes(b"PK no zip")
    with pytest.raises(StudioError) as refused:
        read_questions_file(file)
    assert refused.value.message.id == "taking.no_workbook"
    old = tmp_path / "ancien.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(StudioError) as refused:
        read_questions_file(old)
    assert refused.value.message.id == "taking.not_xlsx"


def test_a_workbook_with_entities_or_that_swells_is_refused(tmp_path):
    file = sheet(tmp_path, [["Question", "Réponse 1"], ["a", "b"]])
    for name, data in (
        ("xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'),
        ("xl/media/big.xml", b"<a>" + b" " * 80_000_000 + b"</a>"),
    ):
        hostile = tmp_path / f"hostile-{len(data)}.xlsx"
        with zipfile.ZipFile(file) as good, zipfile.ZipFile(hostile, "w", 8) as bad:
            for entry in good.namelist():
                if entry != name:
                    bad.writestr(entry, good.read(entry))
            bad.writestr(name, data)
        with pytest.raises(StudioError):
            read_questions_file(hostile)


def test_columns_are_what_the_author_says():
    table = csv_table("a;b;c\nCombien ?;Un;Deux\n")
    assert len(guessed_mapping(table)) == 3
    found = read_table(table, ("question", "right_text", "answer"))
    assert ("Un", True) in answers(found.questions[-1].question)


def test_objectives_are_linked_by_their_words_and_unknown_ones_said():
    text = (
        "Question;Réponse 1;Réponse 2;Bonne réponse;Objectif\n"
        "Un ?;Oui;Non;A;Estimer un BUDGET\nDeux ?;Oui;Non;A;Inconnu\n"
    )
    goal = Objective(id="o0000001", text="estimer un budget")
    course = Course(id="c0000001", title="", objectives={goal.id: goal})
    found = read_questions(text)
    after = taken(found, range(2))(course)
    first, second = after.questions.values()
    assert first.objectives == ("o0000001",)
    assert second.objectives == ()
    assert remarks(course, found)[0] == ()
    assert [each.id for each in remarks(course, found)[1]] == ["taking.objective_unknown"]
    assert after.objectives is course.objectives
    assert in_bank(after, found) == frozenset({0, 1})


def test_what_stands_twice_in_a_list_is_taken_once():
    found = read_questions("1. Oui ?\n*a) Oui\nb) Non\n\n2. Oui ?\n*a) Oui\nb) Non\n")
    assert in_bank(Course(id="c0000001", title=""), found) == frozenset({1})


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    text=st.text(st.sampled_from("ab1?.:;,\t\n*()[]{}=~#%\\-|\"'→✓ÀA"), max_size=400),
    format_=st.sampled_from(("", *FORMATS)),
)
def test_any_text_is_read_without_a_complaint_of_the_program(text, format_):
    found = read_questions(text, format_)
    lines = text.count("\n") + text.count("\r") + 2
    begun = [each.line for each in found.questions] + [each.line for each in found.problems]
    assert all(1 <= line <= lines for line in begun)


@pytest.mark.parametrize(
    "piece", ["a", "*", "{", "=", "::", "1. ", "\\", "~%", '"', ";", "A) ", "-> "]
)
def test_the_time_grows_with_the_text_alone(piece):
    """What repeats one sign a hundred thousand times is read as fast as a book."""
    for format_ in FORMATS:
        read_questions(piece * 100_000, format_)
        read_questions(f"{piece}\n" * 20_000, format_)


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


def test_the_command_line_takes_what_is_new_and_tells_what_is_not_understood(run, tmp_path):
    course, file = tmp_path / "Été.course", tmp_path / "liste.gift"
    run("new", course, "--title", "Été", "--language", "fr")
    file.write_text("Deux ? {=2 ~3}\n\nSans fin {=oui\n", "utf-8")
    shown = run("import", course, file, "--dry-run", "--json")
    assert (shown.status, len(shown.data["questions"])) == (1, 1)
    assert not any(each["taken"] for each in shown.data["questions"])
    first = run("import", course, file, "--json")
    assert first.status == 1
    assert first.data["problems"][0]["line"] == 3
    assert [each["taken"] for each in first.data["questions"]] == [True]
    file.write_text("Deux ? {=2 ~3}\n\nTrois ? {=3 ~4}\n", "utf-8")
    again = run("import", course, file, "--json")
    assert again.status == 0
    assert [each["taken"] for each in again.data["questions"]] == [False, True]


def test_the_command_line_is_told_the_columns(run, tmp_path):
    course, file = tmp_path / "a.course", tmp_path / "liste.csv"
    run("new", course, "--title", "A")
    file.write_text("x;y;z\nCombien ?;Un;Deux\n", "utf-8")
    assert run("import", course, file, "--columns", "question=A,right_text=B,answer=C").status == 0
    assert run("import", course, file, "--columns", "nothing=A").status == 2


def test_numbers_and_words_without_choices():
    number = only(read_questions("Question;Bonne réponse;Type\nCombien ?;3,5;numérique\n"))
    assert isinstance(number, Numeric)
    assert number.value == 3.5
    word = only(read_questions("Question;Bonne réponse;Type\nQui ?;Moi;texte court\n"))
    assert isinstance(word, ShortText)
    assert word.accepted == ("Moi",)
