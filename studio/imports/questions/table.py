"""Questions in a table, one a line: which column holds what, and what each line asks.

A line without a question goes on with the answers of the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from studio.course.readings import numbers
from studio.imports.questions.drafts import Answer, Draft, points_of, question_of
from studio.imports.questions.found import Found, found_of
from studio.imports.questions.keys import answers_meant, folded, split_words
from studio.imports.questions.labels import (
    bloom_named,
    field_named,
    is_numbered,
    is_wrong,
    type_named,
)
from studio.messages import message

Mapping: TypeAlias = "tuple[str, ...]"
"""What each column holds: one of `studio.imports.questions.labels.FIELDS`; "" for nothing."""

_YES = frozenset({"x", "✓", "✔", "1", "oui", "yes", "vrai", "true", "o", "y", "*"})
_NO = frozenset({"", "0", "-", "non", "no", "faux", "false", "n"})
_SEPARATED = re.compile(r"\s*(?:\n|\||;)\s*")
_STARRED = re.compile(r"\s*\*\s*(\S.*)|(.*\S)\s+\*\s*", re.DOTALL)
_HEAD_AMONG = 10
"""In how many lines from the top the heads are looked for."""


class Row(NamedTuple):
    """A line of a table: where it begins in the file or the sheet (from 1), and its cells."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """Lines of a table; those that are wholly empty are left out."""

    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """The count of columns."""
        return max((len(row.cells) for row in self.rows), default=0)


def head_of(table: Table) -> int:
    """Return the place of the line with the heads of the columns; -1 if there is none."""
    for at, row in enumerate(table.rows[:_HEAD_AMONG]):
        fields = {field_named(cell) for cell in row.cells if cell.strip()}
        if "question" in fields and len(fields - {""}) > 1:
            return at
    return -1


def guessed_mapping(table: Table) -> Mapping:
    """Return what the columns seem to hold, by their heads or else by their order."""
    at = head_of(table)
    if at < 0:
        return _by_order(table)
    heads = table.rows[at].cells
    fields = [field_named(head) for head in heads]
    if any(is_numbered(head) for head in heads) and "right" not in fields:
        fields = [
            "right" if field == "answer" and not is_numbered(head) else field
            for head, field in zip(heads, fields, strict=True)
        ]
    answers = [head for head in heads if field_named(head) == "answer"]
    if answers and all(is_wrong(head) for head in answers):
        fields = ["right_text" if field == "right" else field for field in fields]
    return _each_once(fields, table.width)


def read_table(table: Table, mapping: Mapping | None = None) -> Found:
    """Return the questions of a table, by the mapping that is given or seems likely."""
    mapping = mapping or guessed_mapping(table)
    return found_of(map(question_of, _drafts(table, mapping)), "table")


def _each_once(fields: Sequence[str], width: int) -> Mapping:
    """Return the fields, of which answers alone may have several columns."""
    seen: set[str] = set()
    kept = []
    for field in [*fields, *[""] * (width - len(fields))]:
        kept.append("" if field in seen and field != "answer" else field)
        seen.add(field)
    return tuple(kept)


def _by_order(table: Table) -> Mapping:
    """Take the first column for the question, and the last for the key if it reads like one."""
    width = table.width
    if width < 3:
        return ("question", "right")[:width]
    keys = [row.cells[-1].strip() for row in table.rows if len(row.cells) == width]
    is_key = keys and all(re.fullmatch(r"[A-Ha-h]|\d{1,2}", key) for key in keys if key)
    return ("question", *["answer"] * (width - 2), "right" if is_key else "answer")


def _drafts(table: Table, mapping: Mapping) -> Iterator[Draft]:
    group: list[Row] = []
    for row in table.rows[head_of(table) + 1 :]:
        is_new = bool(_first(row, mapping, "question"))
        if group and is_new:
            yield _draft(group, mapping)
            group = []
        group.append(row)
    if group:
        yield _draft(group, mapping)


def _first(row: Row, mapping: Mapping, field: str) -> str:
    """Return what stands in the column of a field; "" if no column has it."""
    return next(iter(_all(row, mapping, field)), "")


def _all(row: Row, mapping: Mapping, field: str) -> list[str]:
    pairs = zip(row.cells, mapping, strict=False)
    return [cell.strip() for cell, name in pairs if name == field]


def _draft(group: Sequence[Row], mapping: Mapping) -> Draft:
    """Return what the lines of one question say."""
    first = group[0]
    draft = Draft(
        first.line,
        [_first(first, mapping, "question")],
        right=_first(first, mapping, "right_feedback"),
        wrong=_first(first, mapping, "wrong_feedback"),
        hint=_first(first, mapping, "hint"),
        tags=_words(_first(first, mapping, "tags")),
        objectives=tuple(filter(None, _SEPARATED.split(_first(first, mapping, "objective")))),
    )
    if "wrong_feedback" not in mapping:
        draft.wrong = draft.right
    _take_words(draft, first, mapping)
    if len(group) > 1:
        _take_long(draft, group, mapping)
    else:
        _take_wide(draft, first, mapping)
    return draft


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(split_words(text.replace(",", ";"))))


def _take_words(draft: Draft, row: Row, mapping: Mapping) -> None:
    """Take type, level and points; a word that means none of them is noted."""
    said = {field: _first(row, mapping, field) for field in ("type", "bloom", "points")}
    draft.type = type_named(said["type"])
    draft.bloom = bloom_named(said["bloom"])
    draft.points = points_of(next(iter(numbers(said["points"])), 0.0))
    read = {"type": draft.type, "bloom": draft.bloom, "points": draft.points}
    for field, text in said.items():
        if text and not read[field]:
            draft.notes.append(message(f"taking.{field}_unknown", text=text))


def _take_long(draft: Draft, group: Sequence[Row], mapping: Mapping) -> None:
    """Take answers that stand below each other, with a mark beside those that are right."""
    flags = [folded(_first(row, mapping, "right")) for row in group]
    marked = "right" in mapping and all(flag in _YES | _NO for flag in flags)
    for row, flag in zip(group, flags, strict=True):
        for text in filter(None, _all(row, mapping, "answer")):
            draft.answers.append(_answer(text, right=marked and flag in _YES))
    if not marked:
        draft.key = next((key for key in (_first(r, mapping, "right") for r in group) if key), "")


def _take_wide(draft: Draft, row: Row, mapping: Mapping) -> None:
    """Take answers that stand beside each other, or in one cell with a sign between them.

    Letters and numbers of the key count the columns, empty ones as well.
    """
    cells = _all(row, mapping, "answer")
    if mapping.count("answer") == 1 and cells:
        cells = [each for each in _SEPARATED.split(cells[0]) if each]
    draft.key = _first(row, mapping, "right")
    texts = [_answer(cell).text for cell in cells]
    meant = answers_meant(draft.key, texts) if draft.key and "" in texts else None
    for at, answer in enumerate(map(_answer, cells)):
        if answer.text:
            draft.answers.append(answer._replace(right=answer.right or at in (meant or ())))
    draft.key = "" if meant else draft.key
    own = _first(row, mapping, "right_text")
    if own:
        draft.answers.insert(0, Answer(own, right=True))
    if len(draft.answers) == 1 and not draft.key:
        draft.key = draft.answers.pop().text


def _answer(cell: str, *, right: bool = False) -> Answer:
    """Return an answer; a star before or behind it marks it as right."""
    starred = _STARRED.fullmatch(cell)
    if starred and not cell.strip().startswith("**"):
        return Answer((starred[1] or starred[2]).strip(), right=True)
    return Answer(cell.strip(), right)
