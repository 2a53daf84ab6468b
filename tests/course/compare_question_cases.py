"""Edits of questions, each with the sentence that tells it."""

from __future__ import annotations

from studio.course.bloom import Bloom
from studio.course.edits import replace
from studio.course.questions import Choice, Moment, TrueFalse
from tests.course.compare_edits import (
    NEW,
    PLAN,
    Case,
    answers,
    became,
    choice,
    placed,
    several_right,
    with_,
)

QUESTIONS: dict[str, Case] = {
    "question": Case(
        placed(TrueFalse(id=NEW, stem="**", answer=True)),
        "The question “**” was added.",
        "The question “**” was removed.",
    ),
    "question without stem": Case(
        placed(TrueFalse(id=NEW, stem="", answer=True)),
        "The question “question without wording” was added.",
    ),
    "question type": Case(
        several_right,
        "The type of the question “Combien font deux et deux ?” was “single choice” "
        "and is “multiple choice”.",
        "The type of the question “Combien font deux et deux ?” was “multiple choice” "
        "and is “single choice”.",
    ),
    "question to true or false": Case(
        lambda course: replace(
            course, TrueFalse(id="q0000002", stem="Lesquels sont pairs ?", points=2.0, answer=True)
        ),
        "The type of the question “Lesquels sont pairs ?” was “multiple choice” "
        "and is “true or false”.",
    ),
    **{
        f"question to {tag}": Case(
            became(tag),
            f"The type of the question “Sept est pair.” was “true or false” and is {word}.",
        )
        for tag, word in [
            ("numeric", "“number”"),
            ("short-text", "“short text”"),
            ("ordering", "“ordering”"),
            ("matching", "“matching”"),
            ("categorise", "“categories”"),
            ("fill-blanks", "“fill in the blanks”"),
            ("hotspot", "“picture zones”"),
            ("likert", "“survey”"),
            ("long-answer", "“long answer”"),
        ]
    },
    "question right answer": Case(
        with_("qnumeric1", tolerance=2.0),
        "What is right in answer to the question “Combien mesure le sommet du mont Blanc ?” "
        "was changed.",
    ),
    "question unit": Case(
        with_("qnumeric1", unit="km"),
        "The unit of the question “Combien mesure le sommet du mont Blanc ?” was changed.",
    ),
    "question picture": Case(
        with_("q0000003", picture=PLAN.id),
        "The picture of the question “Sept est pair.” was changed.",
    ),
    "question picture text": Case(
        with_("q0000003", picture_text="Le plan"),
        "The description of the picture of the question “Sept est pair.” was changed.",
    ),
    "question watch": Case(
        with_("q0000003", watch=Moment(clip="k0000001")),
        "The moment to watch again for the question “Sept est pair.” was changed.",
    ),
    "question level": Case(
        with_("q0000003", bloom=Bloom.APPLY),
        "The question “Sept est pair.” now has a level: “apply”.",
        "The question “Sept est pair.” no longer has a level (before: “apply”).",
    ),
    "question level, another": Case(
        with_("q0000003", bloom=Bloom.CREATE),
        "The level of the question “Sept est pair.” went from “apply” to “create”.",
        first=with_("q0000003", bloom=Bloom.APPLY),
    ),
    "question tags": Case(
        with_("q0000003", tags=("pairs",)),
        "The tags of the question “Sept est pair.” were changed.",
    ),
    "choice picture": Case(
        choice(0, picture=PLAN.id),
        "The picture of the answer “Trois” to the question “Combien font deux et deux ?” was "
        "changed.",
    ),
    "choice picture text": Case(
        choice(0, picture_text="Le plan"),
        "The description of the picture of the answer “Trois” to the question “Combien font deux "
        "et deux ?” was changed.",
    ),
    "question parts": Case(
        with_("qmatching1", distractors=()),
        "What the question “À chaque pays sa capitale.” offers to learners was changed.",
    ),
    "question choose": Case(
        with_("qblanks01", choose=True),
        "The blanks of the question “Complétez.” are now filled from a list.",
        "The blanks of the question “Complétez.” are now filled by typing.",
    ),
    "question text": Case(
        with_("qblanks01", text="[[Rien]]"),
        "The text with blanks of the question “Complétez.” was changed.",
    ),
    "question model": Case(
        with_("qlonganswer", model_answer=""),
        "The model answer to the question “Pourquoi comparer plusieurs offres ?” was changed.",
    ),
    "question criteria": Case(
        with_("qlonganswer", criteria=()),
        "The criteria of the question “Pourquoi comparer plusieurs offres ?” were changed.",
    ),
    "question leniency": Case(
        with_("qshorttext", typos=False),
        "How strictly answers to the question “Qui a écrit Les Misérables ?” are read was changed.",
    ),
    "question stem": Case(
        with_("q0000003", stem="Huit est pair."),
        "The wording of the question “Huit est pair.” was changed.",
    ),
    "question points": Case(
        with_("q0000003", points=1.5),
        "The points of the question “Sept est pair.” went from 1 to 1.5.",
    ),
    "question tries": Case(
        with_("q0000003", tries=0),
        "The number of tries at the question “Sept est pair.” went from 1 to unlimited.",
    ),
    "question hint": Case(
        with_("q0000003", hint="Comptez."),
        "The hint of the question “Sept est pair.” was changed.",
    ),
    "question right": Case(
        with_("q0000003", feedback_right="Oui."),
        "The feedback for a right answer to the question “Sept est pair.” was changed.",
    ),
    "question wrong": Case(
        with_("q0000003", feedback_wrong="Non."),
        "The feedback for a wrong answer to the question “Sept est pair.” was changed.",
    ),
    "question objectives": Case(
        with_("q0000003", objectives=("o0000001",)),
        "The objectives of the question “Sept est pair.” were changed.",
    ),
    "question shuffle": Case(
        with_("q0000002", shuffle=True),
        "The answers to the question “Lesquels sont pairs ?” are now shuffled.",
        "The answers to the question “Lesquels sont pairs ?” are no longer shuffled.",
    ),
    "question partial": Case(
        with_("q0000002", partial_credit=True),
        "The question “Lesquels sont pairs ?” now gives points for answers that are partly right.",
        "The question “Lesquels sont pairs ?” no longer gives points for answers that are partly "
        "right.",
    ),
    "question answer": Case(
        with_("q0000003", answer=True),
        "The right answer to the question “Sept est pair.” is now “true”.",
        "The right answer to the question “Sept est pair.” is now “false”.",
    ),
    "choice": Case(
        answers(0, 1, 2, more=(Choice(id=NEW, text=""),)),
        "The answer “answer without text” was added to the question “Lesquels sont pairs ?”.",
        "The answer “answer without text” was removed from the question “Lesquels sont pairs ?”.",
    ),
    "choice moved": Case(
        answers(2, 0, 1), "The answer “Huit” to the question “Lesquels sont pairs ?” was moved."
    ),
    "choice text": Case(
        choice(0, text="**Cinq**"),
        "The answer “Cinq” to the question “Combien font deux et deux ?” was reworded.",
    ),
    "choice correct": Case(
        choice(0, correct=True),
        "The answer “Trois” to the question “Combien font deux et deux ?” now counts as right.",
        "The answer “Trois” to the question “Combien font deux et deux ?” now counts as wrong.",
    ),
    "choice feedback": Case(
        choice(0, feedback=""),
        "The feedback for the answer “Trois” to the question “Combien font deux et deux ?” "
        "was changed.",
    ),
}
