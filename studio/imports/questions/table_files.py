"""Tables as files: CSV as programs write it, and workbooks of Excel. Both are not trusted."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from studio.imports.office_parts import office_parts
from studio.imports.questions.found import LONGEST_TEXT, MOST_QUESTIONS
from studio.imports.questions.table import Row, Table
from studio.messages import StudioError, error

_DELIMITERS = ";,\t|"
_SAMPLE_ROWS = 50
_MOST_ROWS = MOST_QUESTIONS * 5
_MOST_COLUMNS = 60
_LARGEST_XML = 60_000_000
"""Bytes of all parts of a workbook; 10,000 questions take some five million."""


def csv_table(text: str) -> Table:
    """Return a table of CSV, whatever sign stands between its columns.

    What can't be read as CSV ends the table: a quote that is never closed takes the rest.
    """
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return Table(tuple(islice(_rows(text, delimiter_of(text)), _MOST_ROWS)))


def delimiter_of(text: str) -> str:
    """Return the sign that divides the lines into most equal numbers of columns."""
    return max(_DELIMITERS, key=lambda sign: _evenness(text, sign))


def is_table(text: str) -> bool:
    """Return whether a text reads like CSV: several lines, all of the same count of columns."""
    share, columns = _evenness(text, delimiter_of(text))
    return share > 0.8 and columns > 2


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """Return the share of lines that have the commonest count of columns, and this count."""
    counts = Counter(len(row.cells) for row in islice(_rows(text, delimiter), _SAMPLE_ROWS))
    counts.pop(1, None)
    if not counts:
        return 0.0, 0
    columns, count = counts.most_common(1)[0]
    return count / sum(counts.values()), columns


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            cells = None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield Row(line, tuple(cells[:_MOST_COLUMNS]))
        line = reader.line_num + 1


def xlsx_table(file: Path) -> Table:
    """Return the first sheet of a workbook that holds something: what its cells show.

    Raises:
        StudioError: it is no workbook of Excel, can't be trusted, or is encrypted.
        OSError: it can't be read.
    """
    from openpyxl import load_workbook

    try:
        parts = office_parts(file)
    except StudioError as problem:
        raise error("taking.no_workbook", file=file.name) from problem
    if sum(map(len, parts.values())) > _LARGEST_XML:
        raise error("taking.no_workbook", file=file.name)
    try:
        book = load_workbook(file, keep_links=False, data_only=True)
    except Exception as problem:  # openpyxl raises whatever it stumbles over
        raise error("taking.no_workbook", file=file.name) from problem
    tables = (Table(tuple(_sheet_rows(sheet))) for sheet in book.worksheets)
    return next((table for table in tables if table.rows), Table(()))


def _sheet_rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401  # openpyxl has no types
    last = min(sheet.max_row, _MOST_ROWS)
    across = _across(sheet)
    columns = min(sheet.max_column, _MOST_COLUMNS)
    for number, row in enumerate(sheet.iter_rows(max_row=last, max_col=columns), 1):
        cells = [_shown(cell.value) for cell in row]
        for first, end in across.get(number, ()):
            cells[first:end] = [cells[first]] * len(cells[first:end])
        if any(cell.strip() for cell in cells):
            yield Row(number, tuple(cells))


def _across(sheet: Any) -> dict[int, list[tuple[int, int]]]:  # noqa: ANN401  # as above
    """Return the places of cells that are merged across columns, by the number of their row."""
    found: dict[int, list[tuple[int, int]]] = {}
    for merged in islice(sheet.merged_cells.ranges, _MOST_ROWS):
        if merged.max_col > merged.min_col:
            found.setdefault(merged.min_row, []).append((merged.min_col - 1, merged.max_col))
    return found


def _shown(value: object) -> str:
    """Return what stands in a cell, as an author sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)[: LONGEST_TEXT + 1]
