"""A storyboard as a workbook of Excel: one line a screen.

A hidden sheet keeps the digest of each text as it was written, so that what an expert has changed
can be told from what has changed in the course meanwhile. No text is ever a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from exporters.office import write_office
from exporters.storyboard_rows import Card, storyboard
from studio.course.model import Course, ScreenStatus
from studio.course.written_fields import (
    BASES_SHEET,
    COLUMN_LABELS,
    COMMENT_FIELD,
    SCREEN_FIELDS,
    digest,
    field_text,
    writable,
)
from studio.i18n import Voice, duration
from studio.jobs import Progress
from studio.messages import message

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_000
"""Characters; a cell of Excel holds 32,767 units of UTF-16, and those of our escapes too."""
_FORMULA = ("=", "+", "-", "@", "\t")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BUILD_SHARE = 0.9


class _Column(NamedTuple):
    """A column: its label, its width in characters, and what it says of a card."""

    label: str
    width: int
    value: Callable[[Card], str | float]


def write_storyboard_xlsx(target: Path, course: Course, voice: Voice, progress: Progress) -> None:
    """Write the storyboard of `course` to `target`, in the words of `voice`.

    Raises:
        OSError: it can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    from openpyxl import Workbook

    progress.say(message("storyboard.step.write", file=target.name))
    book = Workbook()
    sheet, bases = book.active, book.create_sheet(BASES_SHEET)
    assert sheet is not None  # noqa: S101  # a new workbook has one
    sheet.title = voice.text("storyboard.sheet")
    columns = _columns(voice)
    cards = [each for each in storyboard(course, voice) if isinstance(each, Card)]
    _write_head(sheet, columns)
    share = progress.part(0.0, _BUILD_SHARE)
    for row, card in enumerate(cards, 2):
        _write_card(sheet, row, card, columns)
        for key, mark in _marks(card):
            bases.append((key, mark))
        share.at((row - 1) / len(cards))
    _make_usable(sheet, len(cards) + 1, columns, voice)
    bases.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    write_office(target, stream.getvalue(), progress.part(_BUILD_SHARE, 1.0))


def _columns(voice: Voice) -> Sequence[_Column]:
    def label(name: str) -> str:
        return voice.text(f"ui.field.{name}")

    def written(name: str, width: int) -> _Column:
        return _Column(label(name), width, lambda card: field_text(card.screen, name))

    def status(card: Card) -> str:
        return voice.text(f"ui.status.{card.screen.status.value}")

    return (
        _Column(voice.text(COLUMN_LABELS["id"]), 12, lambda card: card.screen.id),
        _Column(label("number"), 8, lambda card: card.number),
        _Column(label("module"), 18, lambda card: card.module),
        _Column(label("lesson"), 18, lambda card: card.lesson),
        written("title", 28),
        _Column(label("kind"), 10, lambda card: card.kind),
        _Column(label("status"), 13, status),
        _Column(voice.text("storyboard.column.minutes"), 12, lambda c: round(c.learner_s / 60, 1)),
        _Column(label("objectives"), 28, lambda card: card.objectives),
        _Column(label("conditions"), 28, lambda card: card.conditions),
        _Column(label("lesson_conditions"), 28, lambda card: card.lesson_conditions),
        written("on_screen", 36),
        written("script", 60),
        _Column(voice.text("storyboard.column.words"), 8, lambda card: card.words),
        _Column(voice.text("storyboard.spoken"), 12, lambda card: duration(card.spoken_s)),
        written("notes", 36),
        _Column(voice.text(COLUMN_LABELS[COMMENT_FIELD]), 36, lambda card: card.comments),
    )


def _marks(card: Card) -> Iterator[tuple[str, str]]:
    """Yield key and digest of each text; one that doesn't fit into a cell can't be edited there."""
    texts = {name: field_text(card.screen, name) for name in SCREEN_FIELDS}
    for name, text in (*texts.items(), (COMMENT_FIELD, card.comments)):
        key = f"{card.screen.id}.{name}"
        if len(_cell_text(text)) <= _LONGEST:
            yield key, digest(key, text)


def _cell_text(text: str) -> str:
    """Return a text as a cell holds it: what looks like one of Excel's escapes is escaped."""
    return _ESCAPED.sub("_x005F_", writable(text))


def _write_head(sheet: Worksheet, columns: Sequence[_Column]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for at, column in enumerate(columns, 1):
        cell = sheet.cell(1, at, column.label)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="14606B")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = column.width


def _write_card(sheet: Worksheet, row: int, card: Card, columns: Sequence[_Column]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    wrapped = Alignment(vertical="top", wrap_text=True)
    for at, column in enumerate(columns, 1):
        value = column.value(card)
        cell = sheet.cell(row, at)
        cell.alignment = wrapped
        if isinstance(value, str):
            _put_text(cell, value)
        else:
            cell.value = value
    id_cell = sheet.cell(row, 1)
    id_cell.font = Font(color="5C5C60", size=8)
    id_cell.fill = PatternFill("solid", fgColor="F0F0EE")


def _put_text(cell: Any, text: str) -> None:  # noqa: ANN401  # openpyxl has no types
    """Put a text into a cell as nothing but text, whatever it begins with."""
    held = _cell_text(text)
    if not held:
        return
    cell.value = held if len(held) <= _LONGEST else held[:_LONGEST] + "…"
    cell.data_type = "s"
    cell.quotePrefix = held.startswith(_FORMULA)


def _make_usable(sheet: Worksheet, last: int, columns: Sequence[_Column], voice: Voice) -> None:
    """Keep the head in sight, let lines be filtered, and offer the statuses as a list."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = "F2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    words = ",".join(voice.text(f"ui.status.{status.value}") for status in ScreenStatus)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    status = [c.label for c in columns].index(voice.text(COLUMN_LABELS["status"])) + 1
    letter = get_column_letter(status)
    choice.add(f"{letter}2:{letter}{last + 200}")
    sheet.add_data_validation(choice)
    sheet.row_dimensions[1].height = 46
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
