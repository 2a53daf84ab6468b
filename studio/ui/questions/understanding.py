"""What is understood of a list in a course; nothing is shown here, so any thread may do it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from studio.course.model import Course
from studio.imports.questions.found import Found
from studio.imports.questions.read import guessed_format, read_questions, table_of, text_of
from studio.imports.questions.table import Mapping, Table, guessed_mapping, read_table
from studio.imports.questions.table_files import csv_table
from studio.imports.questions.taking import in_bank, remarks
from studio.jobs import in_words
from studio.messages import Message, StudioError


class Asked(NamedTuple):
    """A list as it stands in the dialog; `mapping` holds for a table whose first line is `top`."""

    course: Course
    text: str
    format: str
    sheet: Table | None
    top: tuple[str, ...]
    mapping: Mapping


class Understood(NamedTuple):
    """Questions, the places of those in the bank, what of each is lost, and the table of all."""

    found: Found
    known: frozenset[int]
    told: list[tuple[Message, ...]]
    table: Table | None
    mapping: Mapping


def understood(asked: Asked) -> Understood:
    """Return what is understood; columns are guessed where the author has said nothing of them."""
    table, mapping = asked.sheet, asked.mapping
    if table is None and asked.text.strip():
        named = asked.format or guessed_format(asked.text)
        table = csv_table(asked.text) if named == "table" else None
    if table is None:
        found, mapping = read_questions(asked.text, asked.format), ()
    else:
        if not mapping or top_of(table) != asked.top:
            mapping = guessed_mapping(table)
        found = read_table(table, mapping)
    known, told = in_bank(asked.course, found), remarks(asked.course, found)
    return Understood(found, known, told, table, mapping)


def top_of(table: Table) -> tuple[str, ...]:
    """Return the cells of the first line."""
    return table.rows[0].cells if table.rows else ()


def opened(file: Path) -> tuple[Table | None, str] | StudioError:
    """Return the table of a workbook or the text of another file, or why there is none."""
    try:
        table = table_of(file)
        return table, "" if table else text_of(file)
    except (StudioError, OSError) as problem:
        return in_words(problem)
