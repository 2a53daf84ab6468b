"""How a clip is drawn in its list: title and length, and below why it is cut where it ends."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.i18n import Voice, duration
from studio.ui import icons
from studio.ui.look import is_dark

ROW = Qt.ItemDataRole.UserRole
"""The clip of a line, as a `ClipRow`."""

Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _SECOND = 52, 22
_MARGIN, _TOP = 10, 6
_ICON, _GAP = 14, 4
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class _Inks(NamedTuple):
    """The colours of a line."""

    title: QColor
    quiet: QColor
    amber: QColor
    ground: QColor
    accent: QColor


class ClipDelegate(QStyledItemDelegate):
    """Draws one clip, and places the field in which its title is typed."""

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt's
        """Return the room for two lines."""
        del index
        return QSize(option.rect.width(), _HEIGHT)

    def updateEditorGeometry(  # noqa: N802  # Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let a title be typed where it stands."""
        del index
        editor.setGeometry(option.rect.adjusted(2, 2, -2, _SECOND + _TOP - _HEIGHT + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the clip."""
        row, inks = index.data(ROW), _inks(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if _is_chosen(option):
            painter.setPen(inks.accent if self._list.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(inks.ground)
            painter.drawRoundedRect(option.rect.adjusted(2, 1, -2, -1), 6, 6)
        inner = option.rect.adjusted(_MARGIN, _TOP, -_MARGIN, -_TOP)
        self._paint_title(painter, inner, row, inks)
        marks = _paint_marks(painter, inner.adjusted(0, _SECOND, 0, 0), row, inks.quiet)
        below = inner.adjusted(0, _SECOND, -marks, 0)
        if row.too_long:
            _write(painter, below, self._voice.text("ui.clip_too_long"), inks.amber, _font(12))
        else:
            _write(painter, below, row.why, inks.quiet, _font(12))
        painter.restore()

    def _paint_title(self, painter: QPainter, place: QRect, row: Any, inks: _Inks) -> None:  # noqa: ANN401  # a `ClipRow`
        """Draw the number and the title of a clip, and its length at the end of the line."""
        length = duration(row.length_s)
        ink, font = (inks.amber, _font(13, bold=True)) if row.too_long else (inks.title, _font(13))
        taken = _write(painter, place, length, ink, font, _RIGHT)
        title = f"{row.number}  {row.title or self._voice.text('ui.untitled')}"
        line = place.adjusted(0, 0, -taken - _MARGIN, 0)
        _write(painter, line, title, inks.title, _font(13, bold=True))


def _paint_marks(painter: QPainter, place: QRect, row: Any, ink: QColor) -> int:  # noqa: ANN401  # a `ClipRow`
    """Draw whether a screen shows a clip, and its end is pinned; return the width that takes."""
    names = [name for name, on in (("storyboard", row.shown_on), ("pin", row.pinned)) if on]
    for at, name in enumerate(names, 1):
        left = place.right() - at * (_ICON + _GAP)
        icons.paint(painter, name, ink, QRectF(left, place.top() + 1, _ICON, _ICON))
    return len(names) * (_ICON + _GAP)


def _write(
    painter: QPainter,
    place: QRect,
    text: str,
    ink: QColor,
    font: QFont,
    side: Qt.AlignmentFlag = _LEFT,
) -> int:
    """Write one line, elided, and return its width."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(place, side | Qt.AlignmentFlag.AlignTop, shown)
    return metrics.horizontalAdvance(shown)


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def _inks(option: QStyleOptionViewItem) -> _Inks:
    palette = option.palette
    dark, accent = is_dark(palette), palette.color(QPalette.ColorRole.Highlight)
    return _Inks(
        title=accent if _is_chosen(option) else palette.color(QPalette.ColorRole.Text),
        quiet=palette.color(QPalette.ColorRole.PlaceholderText),
        amber=QColor("#ffcf70" if dark else "#8a5a00"),
        ground=QColor("#23464b" if dark else "#e1eff1"),
        accent=accent,
    )


def _is_chosen(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)
