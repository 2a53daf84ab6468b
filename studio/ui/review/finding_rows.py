"""The findings as rows: a badge, a sentence, a place, and what can be done, drawn as needed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from studio.i18n import Voice
from studio.review.findings import Finding, Level
from studio.review.places import Places
from studio.ui.review.tints import draw_badge, level_tint, line_colour

_HEIGHT = 72
_GAP = 6
_INSET = 16
_BUTTON = 28
_LINES = 3
_PLACE = Qt.ItemDataRole.UserRole + 1
_SAID = Qt.ItemDataRole.UserRole + 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class FindingList(QTreeWidget):
    """Lists findings; Enter or a double click goes to the place of one, the space bar mends it."""

    go_wanted = Signal()
    fix_wanted = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.can_fix = True
        """Whether the course may be changed."""
        self.setObjectName("findings")
        self.setAccessibleName(voice.text("ui.findings"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(3 * (_HEIGHT + _GAP))
        self.setItemDelegate(_Rows(voice, self))
        self.itemActivated.connect(lambda *_: self.go_wanted.emit())

    def show_findings(self, findings: Sequence[Finding], places: Places) -> None:
        """Show other findings; the place in the list is kept."""
        here = self.currentItem()
        at = self.indexOfTopLevelItem(here) if here else 0
        self.clear()
        self.addTopLevelItems([self._item(each, places) for each in findings])
        if findings:
            self.setCurrentItem(self.topLevelItem(min(at, len(findings) - 1)))  # type: ignore[arg-type]  # it is there

    def current(self) -> Finding | None:
        """Return the finding that the author is at."""
        item = self.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Mend by the space bar."""
        if event.key() == Qt.Key.Key_Space:
            self.fix_wanted.emit()
            return
        super().keyPressEvent(event)

    def _item(self, found: Finding, places: Places) -> QTreeWidgetItem:
        level = self._voice.text(f"review.level.{found.level.value}")
        said = self._voice.say(found.said)
        place = self._voice.text("cli.check_place", place=places.said(found.node))
        item = QTreeWidgetItem([f"{level} \u2013 {said} \u2013 {place}"])
        item.setToolTip(0, f"{said}\n{place}")
        item.setData(0, Qt.ItemDataRole.UserRole, found)
        item.setData(0, _PLACE, place)
        item.setData(0, _SAID, said)
        return item


class _Rows(QStyledItemDelegate):
    """Draws a finding, and tells when its "fix" or its "go to" is clicked."""

    def __init__(self, voice: Voice, rows: FindingList) -> None:
        super().__init__(rows)
        self._voice = voice
        self._rows = rows

    def sizeHint(self, _: QStyleOptionViewItem, __: _Index) -> QSize:  # noqa: N802
        """Return the size of any row."""
        return QSize(200, _HEIGHT + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        found: Finding = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setFont(option.font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self._rows.window().palette()  # the style sheet gives rows another ground
        self._draw_card(painter, option, palette)
        card = _card(option)
        width = self._badge_width(painter)
        badge = QRectF(card.left() + _INSET, card.center().y() - 11, width, 22)
        level = self._voice.text(f"review.level.{found.level.value}")
        draw_badge(painter, badge, level, level_tint(found.level, palette))
        fix, go = self._buttons(option, found)
        words = QRectF(badge.right() + 12, card.top() + 2, 0, card.height() - 4)
        words.setRight((fix if not fix.isEmpty() else go).left() - 12)
        _draw_words(painter, words, index, palette)
        self._draw_buttons(painter, fix, go, found, palette)
        painter.restore()

    def editorEvent(self, event: QEvent, model, option, index) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001, N802
        """Take a click on what can be done."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            fix, go = self._buttons(option, index.data(Qt.ItemDataRole.UserRole))
            if fix.contains(event.position()):
                self._rows.fix_wanted.emit()
                return True
            if go.contains(event.position()):
                self._rows.go_wanted.emit()
                return True
        return super().editorEvent(event, model, option, index)

    def _draw_card(
        self, painter: QPainter, option: QStyleOptionViewItem, palette: QPalette
    ) -> None:
        selected = option.state & QStyle.StateFlag.State_Selected
        edge = line_colour(palette)
        if selected:
            edge = palette.color(QPalette.ColorRole.Highlight)
        painter.setPen(edge)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(_card(option), 8, 8)
        if selected and self._rows.hasFocus():
            painter.drawRoundedRect(_card(option).adjusted(1, 1, -1, -1), 7, 7)

    def _draw_buttons(
        self, painter: QPainter, fix: QRectF, go: QRectF, found: Finding, palette: QPalette
    ) -> None:
        painter.setPen(palette.color(QPalette.ColorRole.Highlight))
        painter.drawText(go, Qt.AlignmentFlag.AlignCenter, self._go_text())
        if fix.isEmpty() or found.fix_said is None:
            return
        edge = QColor(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(fix, 6, 6)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(fix, Qt.AlignmentFlag.AlignCenter, self._voice.say(found.fix_said))

    def _buttons(self, option: QStyleOptionViewItem, found: Finding) -> tuple[QRectF, QRectF]:
        """Return the places of "fix" (empty where there is none) and of "go to"."""
        metrics = QFontMetricsF(option.font)
        card = _card(option)
        top = card.center().y() - _BUTTON / 2
        width = metrics.horizontalAdvance(self._go_text()) + 16
        go = QRectF(card.right() - 8 - width, top, width, _BUTTON)
        if found.fix_said is None or not self._rows.can_fix:
            return QRectF(), go
        width = metrics.horizontalAdvance(self._voice.say(found.fix_said)) + 24
        return QRectF(go.left() - 8 - width, top, width, _BUTTON), go

    def _badge_width(self, painter: QPainter) -> float:
        words = [self._voice.text(f"review.level.{level.value}") for level in Level]
        return max(painter.fontMetrics().horizontalAdvance(word) for word in words) + 20.0

    def _go_text(self) -> str:
        return self._voice.text("ui.go_there") + " \u2192"


def _card(option: QStyleOptionViewItem) -> QRectF:
    rect: QRectF = QRectF(option.rect)
    return rect.adjusted(1, 0.5, -1, -_GAP + 0.5)


def _draw_words(painter: QPainter, place: QRectF, index: _Index, palette: QPalette) -> None:
    """Draw the sentence on as many lines as there is room for, and the place below it."""
    metrics = QFontMetricsF(painter.font())
    said: str = index.data(_SAID)
    line = metrics.lineSpacing()
    wrapped = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    lines = round(metrics.boundingRect(place, wrapped, said).height() / line)
    if lines > _LINES:
        lines = _LINES
        width = place.width() * (_LINES - 0.2)  # what wrapping leaves free is lost
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, width)
    top = place.center().y() - (lines + 1) * line / 2 - 1
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.drawText(QRectF(place.left(), top, place.width(), lines * line + 1), wrapped, said)
    painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
    where = metrics.elidedText(index.data(_PLACE), Qt.TextElideMode.ElideMiddle, place.width())
    below = QRectF(place.left(), top + lines * line + 2, place.width(), line)
    painter.drawText(below, _LEFT, where)
