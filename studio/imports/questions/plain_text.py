"""Questions as people type them: numbered or not, answers below, the right one marked or named."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.blanks import blanks
from studio.course.readings import numbers
from studio.imports.questions.drafts import Answer, Draft, points_of, question_of
from studio.imports.questions.found import (
    LONGEST_TEXT,
    Found,
    FoundQuestion,
    Problem,
    found_of,
)
from studio.imports.questions.keys import split_words
from studio.imports.questions.labels import bloom_named, type_named
from studio.imports.questions.plain_lines import (
    STAR,
    Said,
    answers_in,
    named,
    offers_truth,
    question_start,
    with_points,
)
from studio.imports.questions.wording import lines_of
from studio.messages import message


def read_plain_text(text: str) -> Found:
    """Return the questions of a text without any format."""
    return found_of((gathered.question() for gathered in _gathered(text)), "text")


class _Gathered:
    """A question while its lines are read."""

    def __init__(self, line: int, stem: str, *, numbered: bool) -> None:
        self.gap = False
        self.numbered = numbered
        self._draft = Draft(line, [stem] if stem else [])
        self._answers: list[Said] = []
        self._more: list[list[str]] = []
        """The lines that each answer goes on with."""
        self._feedbacks: dict[int, str] = {}
        """What is explained below the answers so far, by their count."""
        self._named = False

    @property
    def is_told(self) -> bool:
        """Whether all that belongs to the question can have been said."""
        return bool(self._answers) or self._named or self._draft.type == "true-false"

    def add(self, number: int, line: str) -> bool:
        """Take a line; return whether it belongs to this question."""
        told, answers = named(line), answers_in(line)
        if told:
            self._tell(*told, number)
        elif answers:
            self._answers += answers
            self._more += [[] for _ in answers]
        elif offers_truth(line):
            self._draft.type = "true-false"
        elif not self.is_told:
            self._draft.said += [""] * self.gap + [line]
        elif self.gap or self._named or not self._more:
            return False
        else:
            self._more[-1].append(line)
        self.gap = False
        return True

    def question(self) -> FoundQuestion | Problem:
        """Return the question that the lines make, or why they make none."""
        draft = self._draft
        stem, points = with_points(draft.stem[:LONGEST_TEXT])
        if points:
            draft.said, draft.points = [stem], points_of(points)
        if not (self.is_told or self.numbered or blanks(stem) or stem.endswith("?")):
            return Problem(draft.line, message("taking.no_answers"))
        self._take_answers()
        if not self.is_told and not blanks(stem):
            draft.notes.append(message("taking.open"))
        return question_of(draft)

    def _tell(self, field: str, text: str, number: int) -> None:
        """Take what a line says of a field by its name."""
        draft = self._draft
        self._named = self._named or field != "right_feedback" or not self._answers
        match field:
            case "right":
                draft.key = f"{draft.key}, {text}" if draft.key else text
                draft.key_line = number
            case "right_feedback":
                self._feedbacks[len(self._answers)] = text
            case "wrong_feedback":
                draft.wrong = text
            case "hint":
                draft.hint = text
            case "tags":
                draft.tags = tuple(dict.fromkeys(split_words(text.replace(",", ";"))))
            case "objective":
                draft.objectives = (text,) if text else ()
            case "bloom":
                draft.bloom = bloom_named(text)
            case "type":
                draft.type = type_named(text)
            case "points":
                draft.points = points_of(next(iter(numbers(text)), 0.0))

    def _take_answers(self) -> None:
        """Make answers of the lines: one explanation is of the whole, several are of each answer.

        A star is a mere bullet where all answers have one.
        """
        stars = all(said.bullet == STAR for said in self._answers)
        each = self._feedbacks if len(self._feedbacks) > 1 else {}
        for count, (said, more) in enumerate(zip(self._answers, self._more, strict=True), 1):
            right = said.right or (said.bullet == STAR and not stars)
            text = "\n".join([said.text, *more])
            self._draft.answers.append(Answer(text, right, each.get(count, ""), said.label))
        if not each:
            for told in self._feedbacks.values():
                self._draft.right = told
                self._draft.wrong = self._draft.wrong or told


def _gathered(text: str) -> Iterator[_Gathered]:
    here: _Gathered | None = None
    for number, raw in enumerate(lines_of(text), 1):
        line = " ".join(raw.split())
        if not line:
            if here is not None:
                here.gap = True
            continue
        start = question_start(line) if len(line) <= LONGEST_TEXT else None
        if here is not None and start is None and here.add(number, line):
            continue
        if here is not None:
            yield here
        here = _Gathered(number, line if start is None else start, numbered=start is not None)
    if here is not None:
        yield here
