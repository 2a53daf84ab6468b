"""How a clip is drawn in its list: title and length, and below why it is cut where it ends."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.i18n import Voice, duration
from studio.ui import icons
from studio.ui.look import is_dark

_ROW = Qt.ItemDataRole.UserRole
_HEIGHT, _TITLE, _WHY = 52, 22, 18
_MARGIN, _TOP = 10, 6
_ICON = 14
Index = QModelIndex | QPersistentModelIndex


class ClipDelegate(QStyledItemDelegate):
    """Draws one clip, and places the field in which its title is typed."""

    def __init__(self, voice: Voice, parent: QWidget) -> None:
        super().__init__(parent)
        self._voice = voice

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt's
        """Return the room for two lines."""
        del index
        return QSize(option.rect.width(), _HEIGHT)  # type: ignore[attr-defined]  # not in the stub

    def updateEditorGeometry(  # noqa: N802  # Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Type a title where it stands."""
        del index
        area = option.rect  # type: ignore[attr-defined]  # not in the stub
        editor.setGeometry(area.adjusted(2, 2, -2, -_WHY))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the clip."""
        area: QRect = option.rect  # type: ignore[attr-defined]  # not in the stub
        palette: QPalette = option.palette  # type: ignore[attr-defined]  # not in the stub
        state = option.state  # type: ignore[attr-defined]  # not in the stub
        row = index.data(_ROW)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            self._paint_ground(painter, area, palette, focused=self._has_focus())
        inner = area.adjusted(_MARGIN, _TOP, -_MARGIN, -_TOP)
        accent = palette.color(QPalette.ColorRole.Highlight)
        ink = accent if chosen else palette.color(QPalette.ColorRole.Text)
        amber = QColor("#ffcf70" if is_dark(palette) else "#8a5a00")
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        length = f"{duration(row.length_s)}{' !' if row.too_long else ''}"
        right = self._write(
            painter, inner, length, amber if row.too_long else ink, bold=row.too_long
        )
        title = row.title or self._voice.text("ui.untitled")
        line = inner.adjusted(0, 0, -right - 8, 0)
        self._write(painter, line, f"{row.number}  {title}", ink, bold=True, leading=True)
        self._paint_marks(painter, inner, row.pinned, bool(row.shown_on), quiet)
        below = inner.adjusted(0, _TITLE, -2 * (_ICON + 4), 0)
        why = self._voice.text("ui.clip_too_long") if row.too_long else row.why
        self._write(painter, below, why, amber if row.too_long else quiet, leading=True, small=True)
        painter.restore()

    def _has_focus(self) -> bool:
        parent = self.parent()
        return isinstance(parent, QWidget) and parent.hasFocus()

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRect, palette: QPalette, *, focused: bool) -> None:
        accent = palette.color(QPalette.ColorRole.Highlight)
        painter.setPen(accent if focused else Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#23464b" if is_dark(palette) else "#e1eff1"))
        painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 6, 6)

    @staticmethod
    def _paint_marks(
        painter: QPainter,
        inner: QRect,
        pinned: bool,  # noqa: FBT001  # drawn or not
        shown: bool,  # noqa: FBT001  # drawn or not
        ink: QColor,
    ) -> None:
        """Draw at the end of the second line whether its end is pinned, and a screen shows it."""
        left = inner.right() - _ICON
        for name, drawn in (("storyboard", shown), ("pin", pinned)):
            if drawn:
                place = QRect(left, inner.top() + _TITLE + 2, _ICON, _ICON)
                icons.paint(painter, name, ink, place.toRectF())
                left -= _ICON + 4

    @staticmethod
    def _write(
        painter: QPainter,
        place: QRect,
        text: str,
        ink: QColor,
        *,
        bold: bool = False,
        leading: bool = False,
        small: bool = False,
    ) -> int:
        """Write one line, elided, and return its width."""
        font = QFont(painter.font())
        font.setBold(bold)
        font.setPixelSize(12 if small else 13)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.save()
        painter.setFont(font)
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignLeft if leading else Qt.AlignmentFlag.AlignRight
        painter.drawText(place, side | Qt.AlignmentFlag.AlignTop, shown)
        painter.restore()
        return metrics.horizontalAdvance(shown)
