"""A list of questions, whatever its format: from a file or from what was pasted."""

from __future__ import annotations

import re
from pathlib import Path

from studio.imports.questions.aiken import read_aiken
from studio.imports.questions.found import LARGEST, Found
from studio.imports.questions.gift import read_gift
from studio.imports.questions.plain_text import read_plain_text
from studio.imports.questions.table import Mapping, Table, head_of, read_table
from studio.imports.questions.table_files import csv_table, is_table, xlsx_table
from studio.messages import error

SUFFIXES = (".gift", ".txt", ".csv", ".tsv", ".xlsx", ".md")
_TABLES = frozenset({".csv", ".tsv"})
_GIFT = re.compile(
    r"^\s*::[^\n:]{0,300}::|^\$CATEGORY:|(?<!\\)\{\s*(?:[~=#}]|T\b|F\b|TRUE\b|FALSE\b)",
    re.MULTILINE,
)
_AIKEN_KEY = re.compile(r"^ANSWER: ?[A-Z]\s*$", re.MULTILINE)
_AIKEN_ANSWER = re.compile(r"^[A-Z][.)]", re.MULTILINE)
_SAMPLE = 100_000
"""Characters by which the format is guessed."""


def read_questions(text: str, format_: str = "", mapping: Mapping | None = None) -> Found:
    """Return what was understood of a text in one of `FORMATS`; "" is the one it seems to be."""
    text = text[:LARGEST]
    match format_ or guessed_format(text):
        case "gift":
            return read_gift(text)
        case "aiken":
            return read_aiken(text)
        case "table":
            return read_table(csv_table(text), mapping)
        case _:
            return read_plain_text(text)


def guessed_format(text: str) -> str:
    """Return which of `FORMATS` a text seems to be in."""
    sample = text[:_SAMPLE]
    if _AIKEN_KEY.search(sample) and _AIKEN_ANSWER.search(sample):
        return "aiken"
    if is_table(sample) and (head_of(csv_table(sample)) >= 0 or "\t" in sample):
        return "table"
    if _GIFT.search(sample):
        return "gift"
    return "table" if is_table(sample) and not _looks_asked(sample) else "text"


def text_of(file: Path) -> str:
    """Return the text of a file, in whatever encoding programs write.

    Raises:
        StudioError: it is far too large.
        OSError: it can't be read.
    """
    _check_size(file)
    data = file.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def table_of(file: Path) -> Table | None:
    """Return the table of a workbook; None for files of text.

    Raises:
        StudioError: it is no sound workbook of Excel, or far too large.
        OSError: it can't be read.
    """
    if file.suffix.lower() not in (".xlsx", ".xls", ".xlsm"):
        return None
    _check_size(file)
    if file.suffix.lower() != ".xlsx":
        raise error("taking.not_xlsx", file=file.name)
    return xlsx_table(file)


def format_of(file: Path, text: str) -> str:
    """Return which of `FORMATS` a file of text seems to be in, by its name and its text."""
    return format_named(file) or guessed_format(text)


def format_named(file: Path) -> str:
    """Return which of `FORMATS` the name of a file of text tells; "" if it could be any."""
    suffix = file.suffix.lower()
    if suffix == ".gift":
        return "gift"
    return "table" if suffix in _TABLES else ""


def read_questions_file(file: Path, format_: str = "", mapping: Mapping | None = None) -> Found:
    """Return what was understood of a file.

    Raises:
        StudioError: it is far too large, or no sound workbook.
        OSError: it can't be read.
    """
    table = table_of(file)
    if table is not None:
        return read_table(table, mapping)
    text = text_of(file)
    return read_questions(text, format_ or format_of(file, text), mapping)


def _check_size(file: Path) -> None:
    if file.stat().st_size > LARGEST:
        raise error("taking.too_large", file=file.name, most=LARGEST)


def _looks_asked(text: str) -> bool:
    """Return whether the lines are those of plain text: numbered, with letters before answers."""
    return re.search(r"^\s*(?:[a-dA-D1-9][.)]|[-*•]) ", text, re.MULTILINE) is not None
