"""Reading a storyboard back from a workbook of Excel, by the ids in its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from studio.course.ids import is_id
from studio.course.written_fields import BASES_SHEET, COLUMN_LABELS, COMMENT_FIELD, SCREEN_FIELDS
from studio.i18n import LANGUAGES, Voice
from studio.imports.office_parts import last_hand, moment_of, office_parts, xml_tree
from studio.imports.storyboard_found import Found, NewScreen, Said, Written
from studio.messages import error, message

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_LINES = 10_000
_MOST_COLUMNS = 40
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_THREADS, _PERSONS = "xl/threadedComments/", "xl/persons/"
_THREAD_NOTE = "[Threaded comment]"
"""How the note begins that Excel leaves for older versions, which can't show threads."""

_Line: TypeAlias = "dict[str, Any]"
"""The cells of a line by the names of their columns."""


def read_storyboard_xlsx(file: Path) -> Found:
    """Return what a workbook says of the screens that are named in it.

    Raises:
        StudioError: it is no workbook of Excel, can't be trusted, or is encrypted.
        OSError: it can't be read.
    """
    parts = office_parts(file)
    book = _book(file)
    found = Found(file.name, *last_hand(file, parts))
    bases = _bases(book)
    screens: dict[int, str] = {}
    at = ""
    for number, line in _lines(file, book):
        id_ = _text(line["id"]).strip()
        if is_id(id_):
            at = screens[number] = id_
            if found.meet(id_):
                _take(found, id_, line, bases)
        elif at and not id_:
            _take_new(found, at, line)
    for row, said_by, date, text in (*_notes(book), *_threads(file, parts)):
        if row in screens and text.strip():
            at_time = moment_of(date) or found.when
            author = said_by or found.author
            found.comments.append(Said(screens[row], author, at_time, text.strip()))
    return found


def _book(file: Path) -> Workbook:
    from openpyxl import load_workbook

    try:
        return load_workbook(file, keep_links=False)
    except Exception as problem:  # openpyxl raises whatever it stumbles over
        raise error("storyboard.damaged", file=str(file), details=repr(problem)) from problem


def _bases(book: Workbook) -> dict[str, str]:
    if BASES_SHEET not in book.sheetnames:
        return {}
    sheet = book[BASES_SHEET]
    last = min(sheet.max_row, _MOST_LINES * len(COLUMN_LABELS))
    rows = sheet.iter_rows(max_row=last, max_col=2, values_only=True)
    return {str(key): str(mark) for key, mark in rows if key and mark}


def _lines(file: Path, book: Workbook) -> Iterator[tuple[int, _Line]]:
    """Yield number and cells of each line below the heads of the first sheet that has them."""
    names = _names()
    for sheet in book.worksheets:
        last = min(sheet.max_row, _MOST_LINES)
        rows = sheet.iter_rows(max_row=last, max_col=min(sheet.max_column, _MOST_COLUMNS))
        columns: dict[int, str] = {}
        for number, row in enumerate(rows, 1):
            if "id" in columns.values():
                yield number, {name: row[at] for at, name in columns.items()}
            else:
                words = [" ".join(_text(cell).split()).casefold() for cell in row]
                columns = {at: names[word] for at, word in enumerate(words) if word in names}
        if "id" in columns.values():
            return
    raise error("storyboard.no_head", file=str(file))


def _names() -> dict[str, str]:
    """Return the names of columns by their heads in each language of the interface."""
    voices = [Voice(language) for language in LANGUAGES]
    return {
        voice.text(label).casefold(): name
        for voice in voices
        for name, label in COLUMN_LABELS.items()
    }


def _take(found: Found, id_: str, line: _Line, bases: dict[str, str]) -> None:
    """Take what a line says of its screen; a text that did not fit into a cell has no base."""
    for name in (*SCREEN_FIELDS, COMMENT_FIELD):
        key = f"{id_}.{name}"
        if name not in line or (bases and key not in bases and f"{id_}.title" in bases):
            continue
        if line[name].data_type in ("f", "e"):
            found.told.append(message("storyboard.told.formula", cell=line[name].coordinate))
            continue
        found.written[key] = Written(_text(line[name]), bases.get(key, ""))


def _take_new(found: Found, after: str, line: _Line) -> None:
    fields = {
        name: _text(line[name])
        for name in SCREEN_FIELDS
        if name != "status" and name in line and line[name].data_type not in ("f", "e")
    }
    if any(text.strip() for text in fields.values()):
        found.new_screens.append(NewScreen(after, fields))


def _text(cell: Any) -> str:  # noqa: ANN401  # openpyxl has no types
    """Return what stands in a cell as text, whatever Excel has made of it."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), str(value))


def _notes(book: Workbook) -> Iterator[tuple[int, str, str, str]]:
    """Yield row, author, date ("" for notes) and text of the notes at cells."""
    for sheet in book.worksheets:
        last = min(sheet.max_row, _MOST_LINES)
        for row in sheet.iter_rows(max_row=last, max_col=min(sheet.max_column, _MOST_COLUMNS)):
            for cell in row:
                note = cell.comment
                if note is not None and not str(note.text).startswith(_THREAD_NOTE):
                    author = str(note.author or "")
                    yield cell.row, author, "", str(note.text).removeprefix(f"{author}:")


def _threads(file: Path, parts: dict[str, bytes]) -> Iterator[tuple[int, str, str, str]]:
    """Yield row, author, date and text of the comments that today's Excel writes."""
    names: dict[str, str] = {}
    for part in sorted(each for each in parts if each.startswith(_PERSONS)):
        for person in xml_tree(file, parts[part]).iter("{*}person"):
            names[person.get("id", "")] = person.get("displayName", "")
    for part in sorted(each for each in parts if each.startswith(_THREADS)):
        for comment in xml_tree(file, parts[part]).iter("{*}threadedComment"):
            row = re.sub(r"\D", "", comment.get("ref", "")) or "0"
            text = comment.findtext("{*}text") or ""
            author = names.get(comment.get("personId", ""), "")
            yield int(row), author, comment.get("dT", ""), text
