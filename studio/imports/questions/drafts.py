"""What a list says of a question, made into one of a type that fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from studio.course.blanks import blanks, pieces
from studio.course.bloom import Bloom
from studio.course.ids import new_id
from studio.course.question_types import as_type
from studio.course.questions import (
    Choice,
    FillBlanks,
    Item,
    Likert,
    LongAnswer,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Pair,
    Question,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.course.readings import numbers
from studio.imports.questions.found import (
    LONGEST_TEXT,
    MOST_ANSWERS,
    FoundQuestion,
    Problem,
)
from studio.imports.questions.keys import answers_meant, split_words, truth
from studio.imports.questions.wording import of_author
from studio.messages import Message, message

_MOST_POINTS = 1000.0
_LONG = 80
"""Characters of a right answer that nobody can be asked to type as it stands."""
_PAIR = re.compile(r"\s*(?:->|=>|→|⇒|=)\s*")


class Answer(NamedTuple):
    """An answer as it is offered; `label` is what the key may call it."""

    text: str
    right: bool = False
    feedback: str = ""
    label: str = ""


@dataclass
class Draft:
    """What was read of a question that begins in `line`; "" and None: nothing was said.

    `key` names the right answers by letters, numbers or their texts. `type` is the tag of a type.
    """

    line: int
    said: list[str] = field(default_factory=list)
    """The lines of the stem."""
    answers: list[Answer] = field(default_factory=list)
    key: str = ""
    key_line: int = 0
    type: str = ""
    right: str = ""
    wrong: str = ""
    hint: str = ""
    points: float | None = None
    tags: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    bloom: Bloom | None = None
    notes: list[Message] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """What is asked."""
        return "\n".join(self.said).strip()

    def texts(self) -> list[str]:
        """Return all that is said in it."""
        said = [text for answer in self.answers for text in (answer.text, answer.feedback)]
        return [self.stem, self.key, self.right, self.wrong, self.hint, *said]


def question_of(draft: Draft) -> FoundQuestion | Problem:
    """Return the question of a draft, or why there is none."""
    if not draft.stem:
        return Problem(draft.line, message("taking.no_stem"))
    if max(map(len, draft.texts())) > LONGEST_TEXT:
        return Problem(draft.line, message("taking.text_too_long", most=LONGEST_TEXT))
    if len(draft.answers) > MOST_ANSWERS:
        return Problem(draft.line, message("taking.too_many_answers", most=MOST_ANSWERS))
    made = _made(draft)
    if isinstance(made, Message):
        return Problem(draft.line, made)
    return FoundQuestion(made, draft.line, tuple(draft.notes), draft.objectives)


def choice_question(common: dict[str, Any], choices: Sequence[Choice]) -> Question:
    """Return a question with one right answer or with several, by how many are right."""
    right = sum(choice.correct for choice in choices)
    kind = MultipleChoice if right > 1 else SingleChoice
    return kind(**common, choices=tuple(choices))


def points_of(value: float) -> float | None:
    """Return points that a question can have; None for others."""
    return value if 0 < value <= _MOST_POINTS else None


def _made(draft: Draft) -> Question | Message:
    """Return the question, or a sentence that says why there is none."""
    makers = {
        "single-choice": _choices,
        "multiple-choice": _choices,
        "true-false": _true_false,
        "numeric": _numeric,
        "short-text": _short_text,
        "ordering": _ordering,
        "matching": _matching,
        "fill-blanks": _fill_blanks,
        "likert": _likert,
        "long-answer": _long_answer,
    }
    kind = draft.type if draft.type in makers else _likely(draft)
    return makers[kind](draft)


def _likely(draft: Draft) -> str:
    """Return the type that what was said makes most likely."""
    truths = [truth(answer.text) for answer in draft.answers]
    if truth(draft.key) is not None and (not draft.answers or None not in truths):
        return "true-false"
    if len(truths) == 2 and set(truths) == {True, False}:
        return "true-false"
    if len(draft.answers) > 1:
        return "single-choice"
    if blanks(draft.stem):
        return "fill-blanks"
    said = draft.key or "".join(answer.text for answer in draft.answers)
    if not said or len(said) > _LONG:
        return "long-answer"
    return "short-text" if number_range(said)[0] is None else "numeric"


def _common(draft: Draft) -> dict[str, Any]:
    return {
        "id": new_id(),
        "stem": of_author(draft.stem),
        "points": draft.points or 1.0,
        "hint": of_author(draft.hint),
        "feedback_right": of_author(draft.right),
        "feedback_wrong": of_author(draft.wrong),
        "bloom": draft.bloom,
        "tags": draft.tags,
    }


def _choices(draft: Draft) -> Question | Message:
    if len(draft.answers) < 2:
        return message("taking.too_few_answers")
    marked = _marked(draft)
    choices = [
        Choice(
            id=new_id(),
            text=of_author(answer.text),
            correct=at in marked,
            feedback=of_author(answer.feedback),
        )
        for at, answer in enumerate(draft.answers)
    ]
    if not marked:
        draft.notes.append(message("taking.none_right"))
    made = choice_question(_common(draft), choices)
    if draft.type == "single-choice" and len(marked) > 1:
        draft.notes.append(message("taking.several_right"))
    return as_type(made, "multiple-choice") if draft.type == "multiple-choice" else made


def _marked(draft: Draft) -> set[int]:
    """Return the places of the right answers."""
    marked = {at for at, answer in enumerate(draft.answers) if answer.right}
    if not draft.key:
        return marked
    texts = [answer.text for answer in draft.answers]
    meant = answers_meant(draft.key, texts, [answer.label for answer in draft.answers])
    if meant is None:
        draft.notes.append(message("taking.key_unknown", key=draft.key))
        return marked
    return marked | meant


def _true_false(draft: Draft) -> Question | Message:
    said = truth(draft.key)
    marked = [] if said is not None else sorted(_marked(draft))
    told = (truth(draft.answers[at].text) for at in marked)
    answer = said if said is not None else next(told, None)
    if answer is None:
        draft.notes = [message("taking.truth_unknown")]
    return TrueFalse(**_common(draft), answer=answer is not False)


def _numeric(draft: Draft) -> Question | Message:
    said = draft.key or (draft.answers[0].text if draft.answers else "")
    value, tolerance, upper = number_range(said)
    if value is None:
        return message("taking.no_number", text=said)
    common = _common(draft)
    return Numeric(**common, value=value, tolerance=tolerance, upper=upper)


def number_range(said: str) -> tuple[float | None, float, float | None]:
    """Return value, tolerance and upper end of what a list calls a right number.

    `42`, `3.14 ± 0.01`, `3.14:0.01`, `3..4`; there is no value in anything else.
    """
    low, dots, high = said.partition("..")
    if dots:
        ends = (numbers(low), numbers(high))
        return (ends[0][0], 0.0, ends[1][0]) if all(ends) else (None, 0.0, None)
    value, mark, around = re.sub(r"±|\+/-|\+-", ":", said).partition(":")
    read, width = numbers(value), numbers(around)
    if not read or (mark and not width):
        return None, 0.0, None
    return read[0], abs(width[0]) if width else 0.0, None


def _short_text(draft: Draft) -> Question | Message:
    said = [draft.key] if draft.key else [answer.text for answer in draft.answers]
    accepted = tuple(dict.fromkeys(word for each in said for word in split_words(each)))
    if not accepted:
        draft.notes.append(message("taking.none_right"))
    return ShortText(**_common(draft), accepted=accepted)


def _ordering(draft: Draft) -> Question | Message:
    if len(draft.answers) < 2:
        return message("taking.too_few_answers")
    return Ordering(**_common(draft), items=_items(draft))


def _likert(draft: Draft) -> Question | Message:
    if not draft.answers:
        return message("taking.no_answers")
    return Likert(**_common(draft), statements=_items(draft))


def _items(draft: Draft) -> tuple[Item, ...]:
    return tuple(Item(id=new_id(), text=of_author(answer.text)) for answer in draft.answers)


def _matching(draft: Draft) -> Question | Message:
    halves = [_PAIR.split(answer.text, maxsplit=1) for answer in draft.answers]
    pairs = [
        Pair(id=new_id(), text=of_author(half[0]), match=of_author(half[1]))
        for half in halves
        if len(half) == 2
    ]
    if len(pairs) < max(2, len(halves)):
        return message("taking.no_pairs")
    return Matching(**_common(draft), pairs=tuple(pairs))


def _fill_blanks(draft: Draft) -> Question | Message:
    if not blanks(draft.stem):
        return message("taking.no_blanks")
    instruction, text = _apart(draft.stem)
    if not instruction:
        draft.notes.append(message("taking.no_instruction"))
    common = {**_common(draft), "stem": of_author(instruction)}
    return FillBlanks(**common, text=of_author(text))


def _apart(stem: str) -> tuple[str, str]:
    """Return the instruction before a text with blanks, and this text."""
    before = next(pieces(stem))
    head, colon, _ = before.rpartition("\n") if "\n" in before else before.rpartition(":")
    end = len(head) + len(colon)
    return (head.strip(), stem[end:].strip()) if head else ("", stem)


def _long_answer(draft: Draft) -> Question | Message:
    model = draft.key or "\n\n".join(answer.text for answer in draft.answers)
    return LongAnswer(**_common(draft), model_answer=of_author(model))
