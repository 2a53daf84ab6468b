"""The list of questions: stem, type, objective and points of each, drawn and not built."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.questions.bank_model import ROW, BankModel, BankRow

_AROUND = 9
_BETWEEN = 4
_CHIP_PAD = 6
_MOST_LINES = 2
_SMALL = 11
_ICON = 14
_Index = QModelIndex | QPersistentModelIndex


class BankView(QListView):
    """Lists questions; several can be selected."""

    chosen = Signal()
    """Another question is the current one, or others are selected."""

    def __init__(self, model: BankModel, voice: Voice) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(BankDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setAccessibleName(voice.text("ui.questions_head"))
        self.setObjectName("bank")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._bank = model
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    def current_id(self) -> str:
        """Return the id of the current question; "" for none."""
        row = self.currentIndex().data(ROW)
        return row.id if isinstance(row, BankRow) else ""

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected questions, from top to bottom."""
        places = sorted(index.row() for index in self.selectedIndexes())
        ids = self._bank.ids
        return [ids[place] for place in places]

    def choose(self, *ids: str) -> None:
        """Select questions, and make the first the current one."""
        places = [at for id_ in ids if (at := self._bank.place_of(id_)) >= 0]
        if not places:
            return
        selection = self.selectionModel()
        flag = selection.SelectionFlag
        selection.setCurrentIndex(self._bank.index(places[0]), flag.ClearAndSelect)
        for place in places[1:]:
            selection.select(self._bank.index(place), flag.Select)
        self.scrollTo(self._bank.index(places[0]))


class BankDelegate(QStyledItemDelegate):
    """Draws a row: the stem in two lines at most, below it its type, objective and points."""

    def __init__(self, view: BankView) -> None:
        super().__init__(view)
        self._view = view
        self._width = 0
        self._lines: dict[str, int] = {}
        """How many lines each title takes at this width."""
        self._measure(view.font())

    def sizeHint(  # noqa: N802  # Qt's name
        self, option: QStyleOptionViewItem, index: _Index
    ) -> QSize:
        """Return the height of a row: that of one line or of two, and of what is below."""
        row: BankRow = index.data(ROW)
        if option.font != self._font:
            self._measure(option.font)
        width = self._view.viewport().width() - 2 * _AROUND
        if width != self._width:
            self._width = width
            self._lines.clear()
        if row.title not in self._lines:
            wide = self._bold.horizontalAdvance(row.title) > width
            self._lines[row.title] = _MOST_LINES if wide else 1
        lines = self._lines[row.title] * self._bold.lineSpacing()
        return QSize(width, lines + self._below)

    def _measure(self, font: QFont) -> None:
        """Learn how high lines are: asked for each of thousands of rows, it has to be known."""
        bold, small = _fonts(font)
        self._font, self._bold = QFont(font), QFontMetrics(bold)
        self._below = QFontMetrics(small).height() + 4 + _BETWEEN + 2 * _AROUND
        self._lines.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        row: BankRow = index.data(ROW)
        box, palette = option.rect, option.palette
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, selected=selected)
        bold, small = _fonts(option.font)
        inner = box.adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        painter.setFont(bold)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        _paint_lines(painter, bold, row.title, inner)
        painter.setFont(small)
        high = QFontMetrics(small).height() + 4
        foot = QRect(inner.left(), inner.bottom() + 1 - high, inner.width(), high)
        self._paint_foot(painter, option, row, foot)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, selected: bool
    ) -> None:
        accent = option.palette.color(QPalette.ColorRole.Highlight)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(accent)
            ground.setAlpha(36 if selected else 14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        elif not selected:
            line = option.palette.color(QPalette.ColorRole.PlaceholderText)
            line.setAlpha(50)
            painter.setPen(QPen(line, 1))
            painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_foot(
        self, painter: QPainter, option: QStyleOptionViewItem, row: BankRow, place: QRect
    ) -> None:
        """Draw the chip of the type, what the question serves, and what it is worth."""
        metrics, quiet = painter.fontMetrics(), QPalette.ColorRole.PlaceholderText
        ink = option.palette.color(quiet)
        wide = metrics.horizontalAdvance(row.kind) + 2 * _CHIP_PAD + _ICON + 4
        chip = QRect(place.left(), place.top(), wide, place.height())
        ground = QColor(ink)
        ground.setAlpha(36)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, 4, 4)
        glyph = QRectF(chip.left() + _CHIP_PAD, chip.center().y() - _ICON / 2 + 1, _ICON, _ICON)
        icons.paint(painter, row.icon, ink, glyph)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(
            chip.adjusted(_CHIP_PAD + _ICON + 4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.kind
        )
        painter.setPen(ink)
        end = metrics.horizontalAdvance(row.points)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.points
        )
        room = place.adjusted(wide + 8, 0, -end - 10, 0)
        said = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)


def _fonts(font: QFont) -> tuple[QFont, QFont]:
    """Return the fonts of the stem and of what stands below it."""
    bold, small = QFont(font), QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    small.setPixelSize(_SMALL)
    return bold, small


def _paint_lines(painter: QPainter, font: QFont, text: str, place: QRect) -> None:
    """Draw a text in two lines at most; the second one ends in dots where there is more."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics = QFontMetrics(font)
    layout.beginLayout()
    for number in range(_MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(place.width())
        at, length = line.textStart(), line.textLength()
        last = number == _MOST_LINES - 1
        said = text[at:] if last else text[at : at + length]
        said = metrics.elidedText(said.strip(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(
            place.left(), place.top() + metrics.ascent() + number * metrics.lineSpacing(), said
        )
    layout.endLayout()
