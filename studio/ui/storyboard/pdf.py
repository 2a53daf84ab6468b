"""A storyboard as PDF: Qt shapes its text, in every script and in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from exporters.storyboard_rows import Card, Heading, Pictures, facts, storyboard
from studio.course.excerpts import plain
from studio.course.model import Course
from studio.course.written_fields import BLOCK_FIELD, writable
from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import error, message
from studio.project.files import write_file

_MARGIN_MM = 18.0
_FOOT = 20.0
_GAP = 12.0
"""Points between two cards."""
_DPI = 72
"""One unit of our drawing is a point; text is vectors, so it costs no sharpness."""
_PICTURE_WIDTH = 220
_LABEL_WIDTH = 96
_STYLE = """
td { padding: 4px; } p { margin: 0; }
.label { color: #5c5c60; font-size: 8pt; } .head { color: #14606b; font-size: 12pt; }
h1 { color: #14606b; font-size: 22pt; } h2 { color: #14606b; font-size: 15pt; margin: 8px 0 4px; }
h3 { color: #14606b; font-size: 12pt; margin: 4px 0; }
"""


class _Piece(NamedTuple):
    """What is drawn in one go; a heading goes with what comes behind it."""

    document: QTextDocument
    is_heading: bool = False

    @property
    def height(self) -> float:
        return self.document.size().height()


def write_storyboard_pdf(
    target: Path, course: Course, voice: Voice, pictures: Pictures, progress: Progress
) -> None:
    """Write the storyboard of `course` to `target`, in the words of `voice`.

    Raises:
        StudioError: there is no screen.
        OSError: it can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    if not course.screens_in_order():
        raise error("storyboard.no_screens", title=course.title)
    progress.say(message("storyboard.step.write", file=target.name))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(writable(course.title))
    writer.setCreator("Coursewright")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    paper = _Paper(writer)
    total = len(course.screens) + 1
    try:
        for done, group in enumerate(_groups(_pieces(course, voice, pictures, writer)), 1):
            paper.put(group)
            progress.at(min(0.99, done / total))
    finally:
        # Also where the work was cancelled: Qt crashes on a writer that goes while it is drawn on.
        paper.end()
    write_file(target, bytes(buffer.data().data()))
    progress.at(1.0)


class _Paper:
    """Puts pieces below each other, and begins a page where the next one does not fit."""

    def __init__(self, writer: QPdfWriter) -> None:
        self._writer = writer
        self._painter = QPainter(writer)
        self._width = float(writer.width())
        self._height = float(writer.height()) - _FOOT
        self._y = 0.0
        self._page = 1
        self._number()

    def put(self, pieces: list[_Piece]) -> None:
        """Draw pieces that belong on one page; one that is longer than a page goes over several."""
        needed = sum(piece.height + _GAP for piece in pieces) - _GAP
        if self._y > 0 and self._y + needed > self._height:
            self._turn()
        for piece in pieces:
            if self._y + piece.height > self._height:
                self._put_long(piece)
            else:
                self._draw(piece.document, 0.0, piece.height)
                self._y += piece.height + _GAP

    def end(self) -> None:
        """Finish the last page."""
        self._painter.end()

    def _put_long(self, piece: _Piece) -> None:
        """Draw a piece page by page; Qt lets no line be cut by a page's end."""
        if self._y > 0:
            self._turn()
        piece.document.setPageSize(QSizeF(self._width, self._height))
        pages = piece.document.pageCount()
        for page in range(pages):
            if page:
                self._turn()
            self._draw(piece.document, page * self._height, self._height)
        used = QRectF(piece.document.documentLayout().blockBoundingRect(piece.document.lastBlock()))
        self._y = used.bottom() - (pages - 1) * self._height + _GAP

    def _draw(self, document: QTextDocument, top: float, height: float) -> None:
        self._painter.save()
        self._painter.translate(0.0, self._y - top)
        document.drawContents(self._painter, QRectF(0.0, top, self._width, height))
        self._painter.restore()

    def _turn(self) -> None:
        self._writer.newPage()
        self._page += 1
        self._y = 0.0
        self._number()

    def _number(self) -> None:
        self._painter.setFont(_font(8.0))
        foot = QRectF(0.0, self._height, self._width, _FOOT)
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        self._painter.drawText(foot, alignment, str(self._page))


def _groups(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    """Yield headings with the card behind them; a heading never ends a page."""
    group: list[_Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.is_heading:
            yield group
            group = []
    if group:
        yield group


def _pieces(
    course: Course, voice: Voice, pictures: Pictures, writer: QPdfWriter
) -> Iterator[_Piece]:
    lines = "".join(_lines(line) for line in facts(course, voice))
    yield _Piece(_document(f"<h1>{_inline(course.title)}</h1>{lines}", writer, None))
    for entry in storyboard(course, voice):
        if isinstance(entry, Heading):
            tag = f"h{entry.level + 1}"
            text = f"<{tag}>{entry.number}  {_inline(entry.text)}</{tag}>"
            text += "".join(map(_lines, entry.conditions))
            yield _Piece(_document(text, writer, None), is_heading=True)
        else:
            jpeg = pictures(entry.screen)
            picture = QImage.fromData(jpeg) if jpeg else None
            yield _Piece(_document(_card(entry, picture), writer, picture))


def _card(card: Card, picture: QImage | None) -> str:
    title, *others = card.fields
    rows = [_row(card.number, f'<b class="head">{_inline(title.text)}</b>', "#e1eff1")]
    if picture is not None:
        width = min(picture.width(), _PICTURE_WIDTH)
        rows.append(_row("", f'<img src="picture" width="{width}">'))
    for field in others:
        is_block = field.key.endswith(f".{BLOCK_FIELD}")
        text = plain(field.text) if is_block else field.text
        if text.strip():
            rows.append(_row(field.label, _lines(text)))
    style = 'width="100%" border="0" cellspacing="0" cellpadding="4"'
    return f"<table {style}>{''.join(rows)}</table>"


def _row(label: str, content: str, fill: str = "#ffffff") -> str:
    head = f'<td width="{_LABEL_WIDTH}" bgcolor="{fill}">'
    head += f'<span class="label">{escape(label)}</span></td>'
    return f'<tr>{head}<td bgcolor="{fill}">{content}</td></tr>'


def _lines(text: str) -> str:
    return "".join(f"<p>{_inline(line)}</p>" for line in writable(text).split("\n"))


def _inline(text: str) -> str:
    return escape(writable(text).replace("\n", " ").replace("\t", "    ")) or "&nbsp;"


def _document(html: str, writer: QPdfWriter, picture: QImage | None) -> QTextDocument:
    document = QTextDocument()
    document.setUseDesignMetrics(True)  # letters are set for paper, not for the pixels of a screen
    document.setDefaultFont(_font(9.5))
    document.setDocumentMargin(0.0)
    document.documentLayout().setPaintDevice(writer)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultStyleSheet(_STYLE)
    if picture is not None:
        kind = int(QTextDocument.ResourceType.ImageResource.value)
        document.addResource(kind, QUrl("picture"), picture)
    document.setHtml(html)
    document.setTextWidth(float(writer.width()))
    return document


def _font(points: float) -> QFont:
    font = QFont()
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
