"""Edits of a small course, each with the sentence that tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias

from msgspec.structs import replace as changed

from studio.course.asking_blocks import Stop
from studio.course.blocks import (
    ClipBlock,
    FileBlock,
    ImageBlock,
    QuizBlock,
    TextBlock,
    tag_of_block,
)
from studio.course.bloom import Bloom
from studio.course.conditions import Seen
from studio.course.copying import with_new_identity
from studio.course.edits import insert, move, remove, replace
from studio.course.look import Look, Theme
from studio.course.model import (
    Clip,
    Comment,
    Course,
    Lesson,
    MediaFile,
    Module,
    Navigation,
    Objective,
    Recording,
    Screen,
    ScreenStatus,
    Term,
)
from studio.course.nodes import find
from studio.course.question_types import as_type
from studio.course.questions import Choice, Moment, MultipleChoice, SingleChoice, TrueFalse
from studio.course.shown_blocks import CalloutKind
from tests.block_courses import SHOWN, bank_scenario, done_blocks, shown_blocks, with_all_blocks
from tests.courses import _course as course_of
from tests.questions import OTHER_TYPES

Edit: TypeAlias = Callable[[Course], Course]

FILM = MediaFile(id="f0000001", file="a.mp4", name="Cours.mp4", size=9, mime="video/mp4")
NOTES = MediaFile(id="f0000002", file="b.txt", name="Notes.txt", size=9, mime="text/plain")
PLAN = MediaFile(id="f0000003", file="c.gif", name="Plan.gif", size=9, mime="image/gif")
NEW = "new00001"


def small_course() -> Course:
    course = course_of(FILM, NOTES, "d.vtt", PLAN)
    return changed(
        course, questions={**course.questions, **{each.id: each for each in OTHER_TYPES}}
    )


def with_(id_: str, **fields: Any) -> Edit:
    """Return the edit that changes fields of a node."""
    return lambda course: replace(course, changed(find(course, id_), **fields))


def choice(number: int, **fields: Any) -> Edit:
    """Return the edit that changes one answer to the first question."""

    def edit(course: Course) -> Course:
        question = course.questions["q0000001"]
        assert isinstance(question, SingleChoice)
        choices = list(question.choices)
        choices[number] = changed(choices[number], **fields)
        return replace(course, changed(question, choices=tuple(choices)))

    return edit


def answers(*order: int, more: tuple[Choice, ...] = ()) -> Edit:
    """Return the edit that leaves these answers to the second question, in this order."""

    def edit(course: Course) -> Course:
        question = course.questions["q0000002"]
        assert isinstance(question, MultipleChoice)
        kept = tuple(question.choices[i] for i in order)
        return replace(course, changed(question, choices=kept + more))

    return edit


def several_right(course: Course) -> Course:
    """Let the first question have several right answers."""
    question = course.questions["q0000001"]
    fields = {name: getattr(question, name) for name in question.__struct_fields__}
    return replace(course, MultipleChoice(**fields))


def became(tag: str) -> Edit:
    """Return the edit that makes another type of the third question."""
    return lambda course: replace(course, as_type(course.questions["q0000003"], tag))


def setting(**fields: Any) -> Edit:
    return lambda course: changed(course, **fields)


def rule(**fields: Any) -> Edit:
    return lambda course: changed(course, completion=changed(course.completion, **fields))


def looking(**fields: Any) -> Edit:
    return lambda course: changed(course, look=Look(**fields))


def placed(node: Any, parent: str | None = None, index: int | None = None) -> Edit:
    return lambda course: insert(course, node, parent, index)


def shifted(id_: str, parent: str, index: int | None = None) -> Edit:
    return lambda course: move(course, [id_], parent, index)


def gone(id_: str) -> Edit:
    return lambda course: remove(course, id_)


def after(*edits: Edit) -> Edit:
    def edit(course: Course) -> Course:
        for each in edits:
            course = each(course)
        return course

    return edit


class Case(NamedTuple):
    """An edit, the one sentence that tells it, and what is said of its way back (and before it)."""

    edit: Edit
    said: str
    back: str = ""
    first: Edit | None = None


COMMENT = Comment(
    id=NEW, author="Zoé", written=datetime(2026, 3, 18, 12, tzinfo=UTC), text="À revoir"
)
MODULE = Module(id=NEW, title="Plus loin")
LESSON = Lesson(id=NEW, title="Creuser")
WORDS = {
    "callout": "a callout",
    "quote": "a quote",
    "accordion": "an accordion",
    "tabs": "a set of tabs",
    "process": "a process",
    "scenario": "a scenario",
    "timeline": "a timeline",
    "flashcards": "a set of flashcards",
    "audio": "a sound",
    "reflection": "a reflection",
    "checklist": "a checklist",
    "gate": "a “continue” button",
    "poll": "a poll",
    "discussion": "a discussion",
    "assignment": "an assignment",
    "certificate": "a certificate",
    "embed": "a page of the web",
    "image-hotspots": "an image with points",
    "comparison": "a comparison of two pictures",
}
CASES = {
    # the outline
    "module": Case(
        placed(MODULE, "c0000001"),
        "The module “Plus loin” was added.",
        "The module “Plus loin” was removed.",
    ),
    "module with screens": Case(
        gone("m0000001"),
        "The module “Le début” was removed, with 3 screens.",
        "The module “Le début” was added, with 3 screens.",
    ),
    "module first": Case(
        shifted("m0000002", "c0000001", 0), "The module “La fin” was moved: it now comes first."
    ),
    "module after": Case(
        shifted("m0000001", "c0000001", 2),
        "The module “Le début” was moved: it now stands after “La fin”.",
        first=placed(Module(id="m0000003", title="Tiers"), "c0000001", 1),
    ),
    "module title": Case(
        with_("m0000001", title="L"), "The title of the module was “Le début” and is “L”."
    ),
    "module without title": Case(
        with_("m0000001", title=""),
        "The title of the module was “Le début” and is “untitled module”.",
    ),
    "lesson": Case(
        placed(LESSON, "m0000001"),
        "The lesson “Creuser” was added to “Le début”.",
        "The lesson “Creuser” was removed from “Le début”.",
    ),
    "lesson with screens": Case(
        gone("l0000002"),
        "The lesson “Finir” was removed from “La fin”, with 2 screens.",
        "The lesson “Finir” was added to “La fin”, with 2 screens.",
    ),
    "lesson to another module": Case(
        shifted("l0000002", "m0000001"),
        "The lesson “Finir” was moved from “La fin” to “Le début”.",
        "The lesson “Finir” was moved from “Le début” to “La fin”.",
    ),
    "lesson first": Case(
        shifted("l0000001", "m0000001", 0),
        "The lesson “Débuter” was moved: it now comes first.",
        first=after(placed(LESSON, "m0000001", 0), placed(Lesson(id="l9", title=""), "m0000001")),
    ),
    "lesson after": Case(
        shifted("l0000001", "m0000001", 2),
        "The lesson “Débuter” was moved: it now stands after “untitled lesson”.",
        first=after(placed(LESSON, "m0000001"), placed(Lesson(id="l9", title=""), "m0000001")),
    ),
    "lesson shown": Case(
        with_("l0000002", shown_if=Seen(screen="s0000001")),
        "The lesson “Finir” is now shown under a condition.",
        "The lesson “Finir” is now shown without a condition.",
    ),
    "lesson shown otherwise": Case(
        with_("l0000002", shown_if=Seen(screen="s0000002")),
        "The condition under which the lesson “Finir” is shown was changed.",
        first=with_("l0000002", shown_if=Seen(screen="s0000001")),
    ),
    "lesson open": Case(
        with_("l0000002", open_if=Seen(screen="s0000001")),
        "The lesson “Finir” now opens under a condition.",
        "The lesson “Finir” now opens without a condition.",
    ),
    "lesson open otherwise": Case(
        with_("l0000002", open_if=Seen(screen="s0000002")),
        "The condition under which the lesson “Finir” opens was changed.",
        first=with_("l0000002", open_if=Seen(screen="s0000001")),
    ),
    "lesson title": Case(
        with_("l0000001", title=""),
        "The title of the lesson was “Débuter” and is “untitled lesson”.",
    ),
    "screen": Case(
        placed(Screen(id=NEW, title=" "), "l0000001", 1),
        "The screen “untitled screen” was added to “Débuter”.",
        "The screen “untitled screen” was removed from “Débuter”.",
    ),
    "screen to another lesson": Case(
        shifted("s0000001", "l0000002"),
        "The screen “Bienvenue” was moved from “Débuter” to “Finir”.",
        "The screen “Bienvenue” was moved from “Finir” to “Débuter”.",
    ),
    "screen first": Case(
        shifted("s0000003", "l0000001", 0),
        "The screen “Vérifier” was moved: it now comes first in “Débuter”.",
        "The screen “Vérifier” was moved: it now stands after “Regarder”.",
    ),
    "screen shown": Case(
        with_("s0000005", shown_if=Seen(screen="s0000001")),
        "The screen “Conclure” is now shown under a condition.",
        "The screen “Conclure” is now shown without a condition.",
    ),
    "screen shown otherwise": Case(
        with_("s0000005", shown_if=Seen(screen="s0000002")),
        "The condition under which the screen “Conclure” is shown was changed.",
        first=with_("s0000005", shown_if=Seen(screen="s0000001")),
    ),
    "screen open": Case(
        with_("s0000005", open_if=Seen(screen="s0000001")),
        "The screen “Conclure” now opens under a condition.",
        "The screen “Conclure” now opens without a condition.",
    ),
    "screen open otherwise": Case(
        with_("s0000005", open_if=Seen(screen="s0000002")),
        "The condition under which the screen “Conclure” opens was changed.",
        first=with_("s0000005", open_if=Seen(screen="s0000001")),
    ),
    "screen title": Case(
        with_("s0000001", title="Accueil"),
        "The title of the screen was “Bienvenue” and is “Accueil”.",
    ),
    "screen objectives": Case(
        with_("s0000001", objectives=("o0000001",)),
        "The objectives of the screen “Bienvenue” were changed.",
    ),
    "screen in review": Case(
        with_("s0000001", status=ScreenStatus.IN_REVIEW),
        "The status of the screen “Bienvenue” was draft and is in review.",
        "The status of the screen “Bienvenue” was in review and is draft.",
    ),
    "screen approved": Case(
        with_("s0000001", status=ScreenStatus.APPROVED),
        "The status of the screen “Bienvenue” was draft and is approved.",
    ),
    "script": Case(
        with_("s0000001", script="Bonjour à tous."),
        "The script of the screen “Bienvenue” was changed.",
    ),
    "on screen": Case(
        with_("s0000001", on_screen="Le plan"), "What is to be seen on “Bienvenue” was changed."
    ),
    "notes": Case(
        with_("s0000001", notes="Refaire la courbe."),
        "The notes on the screen “Bienvenue” were changed.",
    ),
    "comments": Case(
        with_("s0000001", comments=(COMMENT,)),
        "The comments on the screen “Bienvenue” were changed.",
    ),
    # blocks
    "text": Case(
        placed(TextBlock(id=NEW, text="Un mot."), "s0000001"),
        "A text was added to “Bienvenue”.",
        "A text was removed from “Bienvenue”.",
    ),
    "image": Case(
        gone("b0000002"),
        "An image was removed from “Bienvenue”.",
        "An image was added to “Bienvenue”.",
    ),
    "clip on a screen": Case(
        gone("b0000004"),
        "The clip “Premier” was removed from “Regarder”.",
        "The clip “Premier” was added to “Regarder”.",
    ),
    "file on a screen": Case(
        gone("b0000003"),
        "The file “Les notes” was removed from “Bienvenue”.",
        "The file “Les notes” was added to “Bienvenue”.",
    ),
    "file by its name": Case(
        placed(FileBlock(id=NEW, media=PLAN.id), "s0000001"),
        "The file “Plan.gif” was added to “Bienvenue”.",
    ),
    "quiz": Case(
        placed(QuizBlock(id=NEW), "s0000001"),
        "A quiz was added to “Bienvenue”.",
        "A quiz was removed from “Bienvenue”.",
    ),
    "quiz with questions": Case(
        gone("b0000005"),
        "A quiz with 3 questions was removed from “Vérifier”.",
        "A quiz with 3 questions was added to “Vérifier”.",
    ),
    "text moved": Case(
        shifted("b0000001", "s0000001", 2), "A text was moved on the screen “Bienvenue”."
    ),
    "image moved": Case(
        shifted("b0000002", "s0000001", 0),
        "An image was moved on the screen “Bienvenue”.",
        first=placed(TextBlock(id=NEW), "s0000001", 0),
    ),
    "file moved": Case(
        shifted("b0000003", "s0000001", 0),
        "The file “Les notes” was moved on the screen “Bienvenue”.",
    ),
    "clip moved": Case(
        shifted("b0000004", "s0000002"),
        "The clip “Premier” was moved on the screen “Regarder”.",
        first=after(
            placed(TextBlock(id=NEW), "s0000002"), placed(TextBlock(id="new00002"), "s0000002")
        ),
    ),
    "quiz moved": Case(
        shifted("b0000005", "s0000003"),
        "A quiz was moved on the screen “Vérifier”.",
        first=after(
            placed(TextBlock(id=NEW), "s0000003"), placed(TextBlock(id="new00002"), "s0000003")
        ),
    ),
    **{
        f"{kind} to another screen": Case(
            shifted(id_, "s0000005"), f"{named} was moved from “{place}” to “Conclure”."
        )
        for kind, id_, named, place in (
            ("text", "b0000001", "A text", "Bienvenue"),
            ("image", "b0000002", "An image", "Bienvenue"),
            ("file", "b0000003", "The file “Les notes”", "Bienvenue"),
            ("clip", "b0000004", "The clip “Premier”", "Regarder"),
            ("quiz", "b0000005", "A quiz", "Vérifier"),
        )
    },
    # kinds that share their sentences
    **{
        f"{tag_of_block(block)} {n}": Case(
            placed(changed(block, id=NEW), "s0000001"),
            f"Added to “Bienvenue”: {WORDS[tag_of_block(block)]}.",
            f"Removed from “Bienvenue”: {WORDS[tag_of_block(block)]}.",
        )
        for n, block in enumerate(
            (*shown_blocks(PLAN.id, FILM.id), *done_blocks(), bank_scenario(PLAN.id))
        )
        if tag_of_block(block) in WORDS
    },
    "quote moved": Case(
        shifted("b0000106", SHOWN, 0),
        "Moved on the screen “Montrer”: a quote.",
        first=with_all_blocks,
    ),
    "quote to another screen": Case(
        shifted("b0000106", "s0000001"),
        "Moved from “Montrer” to “Bienvenue”: a quote.",
        first=with_all_blocks,
    ),
    "quote text": Case(
        with_("b0000106", text="Un sou."),
        "Changed on “Montrer”: a quote (“Text”).",
        first=with_all_blocks,
    ),
    "callout kind": Case(
        with_("b0000200", kind=CalloutKind.TIP),
        "Changed on “Montrer”: a callout (“What it is”).",
        first=with_all_blocks,
    ),
    "accordion sections": Case(
        with_("b0000107", sections=()),
        "Changed on “Montrer”: an accordion (“Sections”).",
        first=with_all_blocks,
    ),
    "scenario scenes": Case(
        with_("b0000130", scenes=()),
        "Changed on “Jouer”: a scenario (“Scenes”).",
        first=with_all_blocks,
    ),
    "scenario counts": Case(
        with_("b0000130", graded=True),
        "Changed on “Jouer”: a scenario (“Counts in the score”).",
        first=with_all_blocks,
    ),
    "text text": Case(with_("b0000001", text="Salut."), "The text of “Bienvenue” was changed."),
    "image media": Case(
        with_("b0000002", media=FILM.id),
        "The image on “Bienvenue” is now “Cours.mp4” (before: “Plan.gif”).",
        "The image on “Bienvenue” is now “Plan.gif” (before: “Cours.mp4”).",
    ),
    "image alternative": Case(
        with_("b0000002", alternative=""),
        "The description of the image on “Bienvenue” was changed.",
    ),
    "image decorative": Case(
        with_("b0000002", decorative=True),
        "The image on “Bienvenue” is now marked as decorative.",
        "The image on “Bienvenue” is no longer marked as decorative.",
    ),
    "image to enlarge": Case(
        with_("b0000002", enlarge=True),
        "The image on “Bienvenue” can now be enlarged.",
        "The image on “Bienvenue” can no longer be enlarged.",
    ),
    "image caption": Case(
        with_("b0000002", caption="Le plan"),
        "The caption of the image on “Bienvenue” was changed.",
    ),
    "clip clip": Case(
        with_("b0000004", clip="k0000002"),
        "“Regarder” now plays the clip “Second” (before: “Premier”).",
    ),
    "file media": Case(
        with_("b0000003", media=PLAN.id),
        "“Bienvenue” now offers the file “Plan.gif” (before: “Notes.txt”).",
    ),
    "file label": Case(
        with_("b0000003", label=""),
        "The label of the file “Notes.txt” on “Bienvenue” was changed.",
    ),
    "quiz graded": Case(
        with_("b0000005", graded=False),
        "The quiz on “Vérifier” no longer counts in the score.",
        "The quiz on “Vérifier” now counts in the score.",
    ),
    "quiz attempts": Case(
        with_("b0000005", attempts=3), "Changed in the quiz on “Vérifier”: “Attempts”."
    ),
    "quiz tags": Case(
        with_("b0000005", tags=("dates",)),
        "Changed in the quiz on “Vérifier”: “Also from the bank, with tags”.",
    ),
    "clip stops": Case(
        with_("b0000004", stops=(Stop(id=NEW, question="q0000001", at_s=1.0),)),
        "Changed in the clip on “Regarder”: “Questions in the clip”.",
    ),
    "quiz question": Case(
        with_("b0000005", questions=("q0000001", "q0000003")),
        "The question “Lesquels sont pairs ?” was taken out of the quiz on “Vérifier”.",
        "The question “Lesquels sont pairs ?” was added to the quiz on “Vérifier”.",
    ),
    "quiz question and bank": Case(
        gone("q0000002"),
        "The question “Lesquels sont pairs ?” was removed from the quiz on “Vérifier” "
        "and from the course.",
        "The question “Lesquels sont pairs ?” was added to the quiz on “Vérifier”.",
    ),
    "quiz question moved": Case(
        with_("b0000005", questions=("q0000003", "q0000001", "q0000002")),
        "The question “Sept est pair.” was moved in the quiz on “Vérifier”.",
    ),
    "another kind of block": Case(
        lambda course: replace(course, QuizBlock(id="b0000001")),
        "On “Bienvenue”, a quiz replaces a text.",
        "On “Bienvenue”, a text replaces a quiz.",
    ),
    "image for file": Case(
        lambda course: replace(course, ImageBlock(id="b0000003", media=PLAN.id)),
        "On “Bienvenue”, an image replaces a file.",
    ),
    "clip for text": Case(
        lambda course: replace(course, ClipBlock(id="b0000001", clip="k0000001")),
        "On “Bienvenue”, a clip replaces a text.",
    ),
    # questions
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
    # the other banks
    "objective": Case(
        placed(Objective(id=NEW, text="")),
        "The objective “objective without text” was added.",
        "The objective “objective without text” was removed.",
    ),
    "objective text": Case(
        with_("o0000001", text="Savoir faire"), "The objective “Savoir faire” was reworded."
    ),
    **{
        f"objective {level.value}": Case(
            with_("o0000001", bloom=level),
            f"The objective “Savoir” now has a level: “{level.value}”.",
            f"The objective “Savoir” no longer has a level (before: “{level.value}”).",
        )
        for level in Bloom
    },
    "objective level": Case(
        with_("o0000001", bloom=Bloom.APPLY),
        "The level of the objective “Savoir” was “create” and is “apply”.",
        first=with_("o0000001", bloom=Bloom.CREATE),
    ),
    "recording": Case(
        placed(Recording(id=NEW, media=FILM.id, title="", duration_s=9.0)),
        "The recording “untitled recording” was added.",
        "The recording “untitled recording” was removed.",
    ),
    "recording title": Case(
        with_("r0000001", title="Cours 1"),
        "The title of the recording was “Cours” and is “Cours 1”.",
    ),
    "recording media": Case(
        with_("r0000001", media=PLAN.id),
        "The file of the recording “Cours” is now “Plan.gif” (before: “Cours.mp4”).",
    ),
    "recording length": Case(
        with_("r0000001", duration_s=63.0),
        "The length of the recording “Cours” went from 0:09 to 1:03.",
    ),
    "recording captions": Case(
        with_("r0000001", captions={}), "The captions of the recording “Cours” were changed."
    ),
    "clip": Case(
        placed(Clip(id=NEW, recording="r0000001", start_s=1.0, end_s=2.0)),
        "The clip “untitled clip” was added.",
        "The clip “untitled clip” was removed.",
    ),
    "clip title": Case(
        with_("k0000001", title=""), "The title of the clip was “Premier” and is “untitled clip”."
    ),
    "clip recording": Case(
        with_("k0000001", recording=NEW),
        "The clip “Premier” is now taken from “Bis” (before: “Cours”).",
        first=placed(Recording(id=NEW, media=FILM.id, title="Bis", duration_s=9.0)),
    ),
    "clip start": Case(
        with_("k0000002", start_s=4.0),
        "The clip “Second” now runs from 0:04 to 0:06 (before: 0:03 to 0:06).",
    ),
    "clip both ends": Case(
        with_("k0000002", start_s=4.0, end_s=184.0),
        "The clip “Second” now runs from 0:04 to 3:04 (before: 0:03 to 0:06).",
    ),
    "clip end": Case(
        with_("k0000002", end_s=6.2),
        "The ends of the clip “Second” were moved by less than a second.",
    ),
    "media": Case(
        placed(MediaFile(id=NEW, file="z.bin", name="", size=0, mime="")),
        "The file “unnamed file” was added.",
        "The file “unnamed file” was removed.",
    ),
    "media name": Case(
        with_(NOTES.id, name="Résumé.txt"), "The file “Notes.txt” is now called “Résumé.txt”."
    ),
    "media content": Case(
        with_(NOTES.id, file="e.txt", size=8, width=3),
        "The content of the file “Notes.txt” was changed.",
    ),
    "media original": Case(
        with_(NOTES.id, original="o.txt"),
        "The original of the file “Notes.txt” is now kept in the course.",
        "The original of the file “Notes.txt” is no longer kept in the course.",
    ),
    "media original with content": Case(
        with_(NOTES.id, file="e.txt", original="o.txt"),
        "The content of the file “Notes.txt” was changed.",
    ),
    # the course's settings
    "course identity": Case(
        with_new_identity,
        "The course has a new identity: platforms take it for another course.",
    ),
    "course title": Case(
        setting(title=""), "The title of the course was “Élan vital” and is “untitled course”."
    ),
    "course language": Case(
        setting(language="en-GB"), "The language of the course was “fr” and is “en-GB”."
    ),
    "audience": Case(setting(audience="Tous"), "The audience of the course was changed."),
    "course description": Case(
        setting(description="Autre."), "The description of the course was changed."
    ),
    "course address": Case(
        setting(base_iri=""),
        "The address with which the xAPI identifiers of the course begin was changed.",
    ),
    "clip limit": Case(
        setting(clip_limit_s=300.0), "The longest length of a clip went from 7:00 to 5:00."
    ),
    "navigation": Case(
        setting(navigation=Navigation.LINEAR),
        "Learners now see the screens one after the other.",
        "Learners may now go to any screen.",
    ),
    "screens to see": Case(
        rule(screens=0.8), "The share of the screens to see went from 100% to 80%."
    ),
    "video to watch": Case(rule(video=0.9), "The share of the video to watch went from 0% to 90%."),
    "quizzes to pass": Case(
        rule(quizzes=True),
        "Each quiz with a pass mark now has to be passed.",
        "The quizzes with a pass mark no longer have to be passed.",
    ),
    "pass mark": Case(rule(pass_mark=0.6), "The pass mark went from 50% to 60%."),
    "no pass mark": Case(
        rule(pass_mark=None),
        "The course no longer has a pass mark (before: 50%).",
        "The course now has a pass mark: 50%.",
    ),
    "failed": Case(
        rule(report_failed=True),
        "A learner below the pass mark without tries left is now reported as failed.",
        "A learner below the pass mark is no longer reported as failed.",
    ),
    # what nothing shows
    "stray": Case(
        lambda course: changed(course, lessons={**course.lessons, NEW: LESSON}),
        "Something was changed that the outline does not show.",
        "Something was changed that the outline does not show.",
    ),
    # the glossary
    "term": Case(
        placed(Term(id=NEW, term="Apport", definition="Ce qu'on paie.")),
        "The term “Apport” was added to the glossary.",
        "The term “Apport” was removed from the glossary.",
    ),
    "term renamed": Case(
        with_(NEW, term=""),
        "The term “Apport” of the glossary is “a term without a name” now.",
        first=placed(Term(id=NEW, term="Apport")),
    ),
    "definition": Case(
        with_(NEW, definition="Ce qu'on paie."),
        "The definition of “Apport” was changed.",
        first=placed(Term(id=NEW, term="Apport")),
    ),
    # the look
    **{
        f"theme {theme.value}": Case(
            looking(theme=theme),
            f"The theme of the course was “Teal” and is “{theme.value.title()}”.",
            f"The theme of the course was “{theme.value.title()}” and is “Teal”.",
        )
        for theme in list(Theme)[1:]
    },
    "accent": Case(
        looking(accent="#123456"),
        "The course now has an accent colour of its own: #123456.",
        "The course no longer has an accent colour of its own (before: #123456).",
    ),
    "other accent": Case(
        looking(accent="#123456"),
        "The accent colour of the course was #654321 and is #123456.",
        first=looking(accent="#654321"),
    ),
    "logo": Case(
        looking(logo=PLAN.id),
        "The logo of the course is now “Plan.gif”.",
        "The course no longer has a logo.",
    ),
}
