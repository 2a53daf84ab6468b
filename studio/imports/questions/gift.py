"""GIFT, the format of Moodle for questions in a text file.

As described in Moodle's documentation ("GIFT format"): the answers stand in braces, `=` before a
right one and `~` before a wrong one, `#` before what is said to those who give it.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from studio.course.ids import new_id
from studio.course.questions import (
    Choice,
    LongAnswer,
    Matching,
    MultipleChoice,
    Numeric,
    Pair,
    Question,
    ShortText,
    TrueFalse,
    Wording,
)
from studio.imports.questions.drafts import choice_question, number_range
from studio.imports.questions.found import (
    LONGEST_TEXT,
    MOST_ANSWERS,
    Found,
    FoundQuestion,
    Problem,
    found_of,
)
from studio.imports.questions.gift_blocks import Chunk, chunks, freed
from studio.imports.questions.keys import truth
from studio.imports.questions.wording import BLANK, of_anything, of_html, of_plain
from studio.messages import Message, message

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]", re.IGNORECASE)
_ANSWERS = re.compile(r"[~=][^~=]*")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,5})?)%")
_ENDED = (".", "?", "!", ":", "…")
_JUST_SIGNS = re.compile(r"[\W_]*")


class _Answer(NamedTuple):
    """An answer: `weight` is its share of the points in percent, None where only a sign says it."""

    sign: str
    weight: float | None
    text: str
    feedback: str

    @property
    def share(self) -> float:
        """Its share of the points, in percent."""
        return (100.0 if self.sign == "=" else 0.0) if self.weight is None else self.weight


class _Asked(NamedTuple):
    """What stands around the answers, as Markdown, with what is said whatever the answer is."""

    stem: str
    general: str
    mark: str
    tags: tuple[str, ...]

    def common(self, right: str = "", wrong: str = "") -> dict[str, Any]:
        """Return the fields of all types."""
        return {
            "id": new_id(),
            "stem": self.stem,
            "feedback_right": _joined(self.words(right), self.general),
            "feedback_wrong": _joined(self.words(wrong), self.general),
            "tags": self.tags,
        }

    def words(self, held: str) -> str:
        """Return a part of the answers as Markdown: in its own format, or in that of the stem."""
        return _words(held, self.mark)


def read_gift(text: str) -> Found:
    """Return the questions of a text in GIFT; the names of its categories become tags."""
    return found_of(map(_question, chunks(text)), "gift")


def _question(chunk: Chunk) -> FoundQuestion | Problem:
    if len(chunk.text) > LONGEST_TEXT:
        return Problem(chunk.line, message("taking.text_too_long", most=LONGEST_TEXT))
    notes: list[Message] = []
    made = _made(chunk, notes)
    if isinstance(made, Message):
        return Problem(chunk.line, made)
    return FoundQuestion(made, chunk.line, tuple(notes))


def _made(chunk: Chunk, notes: list[Message]) -> Question | Message:
    """Return the question, or a sentence that says why there is none."""
    body = _TITLE.sub("", chunk.text, count=1) if _TITLE.match(chunk.text) else chunk.text
    before, opening, rest = body.partition("{")
    inside, closing, behind = rest.partition("}")
    if not opening:
        return message("taking.gift_open" if "}" in body else "taking.description")
    if not closing:
        return message("taking.gift_unclosed")
    if "{" in inside or "{" in behind or "}" in behind:
        return message("taking.gift_braces")
    mark = _mark_of(before)
    answers, _, general = inside.partition("####")
    stem = _stem(before, behind, mark)
    if not stem:
        return message("taking.no_stem")
    asked = _Asked(stem, _words(general, mark), mark, chunk.tags)
    return _of_answers(asked, answers.strip(), notes)


def _of_answers(asked: _Asked, inside: str, notes: list[Message]) -> Question | Message:
    if not inside:
        return LongAnswer(**asked.common())
    said, _, feedbacks = inside.partition("#")
    if truth(said) is not None and not inside.startswith("#"):
        wrong, _, right = feedbacks.partition("#")
        return TrueFalse(**asked.common(right, wrong), answer=truth(said) is True)
    if inside.startswith("#"):
        return _numeric(asked, inside[1:].strip(), notes)
    if inside[0] not in "~=":
        return message("taking.gift_signs")
    answers = _answers(inside)
    if len(answers) > MOST_ANSWERS:
        return message("taking.too_many_answers", most=MOST_ANSWERS)
    if all(answer.sign == "=" for answer in answers):
        if any("->" in answer.text for answer in answers):
            return _matching(asked, answers)
        return _short_text(asked, answers, notes)
    return _choices(asked, answers, notes)


def _answers(inside: str) -> list[_Answer]:
    return [_answer(found[0]) for found in _ANSWERS.finditer(inside)]


def _answer(source: str) -> _Answer:
    said, _, feedback = source[1:].partition("#")
    weight = _WEIGHT.match(said)
    text = said[weight.end() :] if weight else said
    return _Answer(source[0], float(weight[1]) if weight else None, text, feedback)


def _choices(asked: _Asked, answers: list[_Answer], notes: list[Message]) -> Question | Message:
    if len(answers) < 2:
        return message("taking.too_few_answers")
    shares = [answer.share for answer in answers if answer.share > 0]
    several = len(shares) > 1 and max(shares) < 100
    least = 0.0 if several else 99.9
    choices = [
        Choice(
            id=new_id(),
            text=asked.words(answer.text),
            correct=answer.share > least,
            feedback=asked.words(answer.feedback),
        )
        for answer in answers
    ]
    if len(set(shares)) > 1:
        notes.append(message("taking.weights"))
    if not any(choice.correct for choice in choices):
        notes.append(message("taking.none_right"))
    if not several:
        return choice_question(asked.common(), choices)
    return MultipleChoice(**asked.common(), choices=tuple(choices), partial_credit=True)


def _short_text(asked: _Asked, answers: list[_Answer], notes: list[Message]) -> Question:
    """Take what is wholly right; what is said to any other answer (`*`) is said to wrong ones."""
    texts = {answer: " ".join(freed(_unmarked(answer.text)).split()) for answer in answers}
    right = [a for a in answers if a.share >= 99.9 and texts[a] not in ("", "*")]
    others = [a for a in answers if a not in right]
    if any(texts[answer] != "*" for answer in others):
        notes.append(message("taking.partly_right"))
    if not right:
        notes.append(message("taking.none_right"))
    wrong = next((answer.feedback for answer in others if texts[answer] == "*"), "")
    common = asked.common(_first_feedback(right), wrong)
    return ShortText(**common, accepted=tuple(dict.fromkeys(texts[answer] for answer in right)))


def _matching(asked: _Asked, answers: list[_Answer]) -> Question | Message:
    halves = [answer.text.partition("->") for answer in answers]
    if not all(arrow for _, arrow, _ in halves):
        return message("taking.no_pairs")
    said = [(asked.words(left), asked.words(right)) for left, _, right in halves]
    pairs = tuple(Pair(id=new_id(), text=one, match=other) for one, other in said if one)
    alone = tuple(Wording(id=new_id(), text=other) for one, other in said if not one and other)
    if len(pairs) < 2:
        return message("taking.no_pairs")
    return Matching(**asked.common(), pairs=pairs, distractors=alone)


def _numeric(asked: _Asked, inside: str, notes: list[Message]) -> Question | Message:
    answers = _answers(inside) if inside[:1] in ("~", "=") else _lone_number(inside)
    right = [answer for answer in answers if answer.sign == "=" and answer.share >= 99.9]
    if not right:
        return message("taking.no_number", text=freed(inside))
    ranges = [number_range(freed(answer.text)) for answer in right]
    if any(value is None for value, _, _ in ranges):
        return message("taking.no_number", text=freed(right[0].text))
    if len(right) < sum(answer.sign == "=" for answer in answers):
        notes.append(message("taking.partly_right"))
    wrong = next((answer.feedback for answer in answers if answer.sign == "~"), "")
    common = asked.common(_first_feedback(right), wrong)
    if len(right) > 1 and all(not around and upper is None for _, around, upper in ranges):
        return ShortText(**common, accepted=tuple(freed(answer.text) for answer in right))
    if len(right) > 1:
        notes.append(message("taking.several_numbers"))
    value, tolerance, upper = ranges[0]
    return Numeric(**common, value=value, tolerance=tolerance, upper=upper)


def _lone_number(inside: str) -> list[_Answer]:
    """Return the number that stands without a sign; `~` begins what is said to wrong ones."""
    said, _, others = inside.partition("~")
    return [_answer(f"={said}"), *(_answers(f"~{others}") if others else ())]


def _first_feedback(answers: list[_Answer]) -> str:
    return next((answer.feedback for answer in answers if answer.feedback.strip()), "")


def _stem(before: str, behind: str, mark: str) -> str:
    """Return the stem, with a blank where a word is missing."""
    start = _words(before, mark)
    if _JUST_SIGNS.fullmatch(behind):
        end = behind.strip(' ";\n\t')
        return f"{start} {BLANK}{end}" if end and start and not start.endswith(_ENDED) else start
    end = _words(behind, mark)
    return f"{start} {BLANK}{'' if end[:1] in '.,;:?!)' else ' '}{end}".strip()


def _mark_of(held: str) -> str:
    mark = _FORMAT.match(held)
    return mark[1].lower() if mark else "moodle"


def _unmarked(held: str) -> str:
    return _FORMAT.sub("", held, count=1)


def _words(held: str, mark: str) -> str:
    """Return a part of a question as Markdown, in its own format or else in the one given."""
    own = _FORMAT.match(held)
    bare = _unmarked(held) if own else held
    match own[1].lower() if own else mark:
        case "html":
            return of_html(freed(bare))
        case "markdown":
            return freed(bare)
        case "plain":
            return of_plain(freed(bare.replace("\n", " ")))
        case _:
            return of_anything(freed(bare.replace("\n", " ")))


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)
