"""What a card shows: its picture or kind, its length, title, status, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.course.asking import count_asked
from studio.course.conditional import conditions_of
from studio.course.model import Course, Screen, ScreenStatus
from studio.i18n import Voice, duration
from studio.ui import icons
from studio.ui.course_model import CourseModel
from studio.ui.kinds import kind_of
from studio.ui.storyboard.pictures import CardPictures
from studio.ui.words import is_right_to_left, open_comments

_TINTS = {
    "clip": ("#34566b", "#6c86a0", "#ffffff"),
    "text": ("#efe7d8", "#f7f2e4", "#4a4333"),
    "image": ("#dfe6f2", "#edf1f8", "#33415c"),
    "quiz": ("#d5e8e0", "#e9f4ef", "#23493c"),
    "file": ("#e5dff0", "#f2eef8", "#43365c"),
    "empty": ("#e6e6e4", "#f1f1ef", "#4a4a46"),
}
"""By kind the colours of the picture's place from one corner to the other, and of its icon."""
_OTHER_TINT = ("#dcecee", "#eef5f6", "#1f4a52")
"""Those of all other kinds."""
_STATUS = {
    ScreenStatus.DRAFT: ("#e9e9e7", "#4a4a46"),
    ScreenStatus.IN_REVIEW: ("#dcecee", "#14606b"),
    ScreenStatus.APPROVED: ("#dff0e0", "#2c6b35"),
}
_AMBER = ("#fdf0d0", "#6b4a00")
_PAD = 8
_RADIUS = 8.0
_KEPT = 240
"""How many cards are kept as they were drawn: several boards full."""


class CardDelegate(QStyledItemDelegate):
    """Draws the card of a screen."""

    def __init__(self, voice: Voice, pictures: CardPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._pictures = pictures
        self._drawn: dict[str, tuple[object, QPixmap]] = {}

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one card into the rectangle of `option`."""
        model = index.model()
        node = model.row_at(index).node if isinstance(model, CourseModel) else None
        if not isinstance(node, Screen) or not isinstance(model, CourseModel):
            return
        length = self._length(model.course, node, model.row_at(index).length_s)
        drawn = self._card(option, model, node, length)
        painter.drawPixmap(option.rect.topLeft(), drawn)

    def updateEditorGeometry(  # noqa: N802  # Qt's name
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Put the field for a title where the title stands."""
        place: QRect = option.rect
        if isinstance(index.data(Qt.ItemDataRole.DecorationRole), QIcon):
            top = place.top() + picture_height(place.size()) + 1
            editor.setGeometry(place.left() + 3, top, place.width() - 6, 30)
        else:
            editor.setGeometry(place.left(), place.bottom() - 30, min(place.width(), 400), 30)

    def _card(
        self, option: QStyleOptionViewItem, model: CourseModel, screen: Screen, length: str
    ) -> QPixmap:
        """Return the picture of a card, as it was drawn before if it is still the same."""
        labels = list(dict.fromkeys(lack.label for lack in model.words.lacks.get(screen.id, ())))
        picture = self._pictures.picture(model.course, screen)
        size, ratio = option.rect.size(), option.widget.devicePixelRatioF()
        marks = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        stamp = (
            *(screen, length, labels, option.state & marks, size.width(), size.height(), ratio),
            *(option.palette.cacheKey(), None if picture is None else picture.cacheKey()),
        )
        kept = self._drawn.pop(screen.id, None)
        if kept is None or kept[0] != stamp:
            pixels = QPixmap(size * ratio)
            pixels.setDevicePixelRatio(ratio)
            pixels.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixels)
            self._draw(painter, option, screen, picture, length, labels)
            painter.end()
            kept = (stamp, pixels)
        self._drawn[screen.id] = kept
        if len(self._drawn) > _KEPT:
            del self._drawn[next(iter(self._drawn))]
        return kept[1]

    def _draw(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        screen: Screen,
        picture: QImage | None,
        length: str,
        labels: list[str],
    ) -> None:
        frame = QRect(QPoint(0, 0), option.rect.size())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        self._paint_frame(painter, option, frame)
        top = QRect(0, 0, frame.width(), picture_height(frame.size()))
        self._paint_picture(painter, screen, picture, top)
        self._paint_length(painter, length, top)
        self._paint_words(painter, option, screen, frame, top.bottom(), labels)

    def sizeHint(  # noqa: N802  # Qt's name
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return the size of a card."""
        del option, index
        return QSize(180, 160)

    def _paint_frame(self, painter: QPainter, option: QStyleOptionViewItem, frame: QRect) -> None:
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        line = palette.color(QPalette.ColorRole.Highlight)
        if not (selected or focused):
            line = palette.color(QPalette.ColorRole.Text)
            line.setAlpha(50)
        pen = QPen(line, 2.5 if selected else 1.0)
        if focused and not selected:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _paint_picture(
        self, painter: QPainter, screen: Screen, picture: QImage | None, place: QRect
    ) -> None:
        inner = QRectF(place).adjusted(2, 2, -2, 0)
        shape = QPainterPath()
        shape.addRoundedRect(inner, _RADIUS - 2, _RADIUS - 2)
        painter.setClipPath(shape)
        kind = kind_of(screen)
        ground = QLinearGradient(inner.topLeft(), inner.bottomRight())
        start, end, ink = _TINTS.get(kind, _OTHER_TINT)
        ground.setColorAt(0, QColor(start))
        ground.setColorAt(1, QColor(end))
        painter.fillRect(inner, ground)
        if picture is not None:
            scale = max(inner.width() / picture.width(), inner.height() / picture.height())
            width, height = inner.width() / scale, inner.height() / scale
            cut = QRectF(
                (picture.width() - width) / 2, (picture.height() - height) / 2, width, height
            )
            painter.drawImage(inner, picture, cut)
        marks = [kind, *(["conditional"] if conditions_of(screen) else [])]
        ink = "#ffffff" if picture is not None else ink
        for number, mark in enumerate(marks):
            corner = QRectF(place.right() - 28 - 24 * number, place.top() + 7, 20, 20)
            if picture is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(20, 20, 20, 170))
                painter.drawRoundedRect(corner, 4, 4)
            icons.paint(painter, mark, QColor(ink), corner.adjusted(2, 2, -2, -2))
        painter.setClipping(False)

    def _length(self, course: Course, screen: Screen, length_s: float) -> str:
        """Return how many questions a screen asks, or else how long a learner needs for it."""
        questions = sum(count_asked(course, block) for block in screen.blocks)
        return (
            self._voice.text("ui.card_questions", n=questions) if questions else duration(length_s)
        )

    def _paint_length(self, painter: QPainter, text: str, place: QRect) -> None:
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(text) + 10
        label = QRectF(place.left() + _PAD, place.bottom() - 22, width, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 20, 20, 200))
        painter.drawRoundedRect(label, 4, 4)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        screen: Screen,
        frame: QRect,
        top: int,
        labels: list[str],
    ) -> None:
        palette: QPalette = option.palette
        font = QFont(painter.font())
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        line = QRectF(frame.left() + _PAD, top + 4, frame.width() - 2 * _PAD, 20)
        title = screen.title or self._voice.text("ui.untitled")
        shown = painter.fontMetrics().elidedText(
            title, Qt.TextElideMode.ElideRight, int(line.width())
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | _start(title), shown)
        status = self._voice.text(f"ui.status.{screen.status.value}")
        at = QPointF(line.left(), line.bottom() + 4)
        at = self._paint_badge(painter, at, status, *_STATUS[screen.status])
        comments = open_comments(screen)
        if comments:
            labels = [self._voice.text("ui.card_comments", n=comments), *labels]
        for number, words in enumerate(labels):
            label = words
            left, more = line.right() - at.x(), len(labels) - number
            if number == 0 and comments and self._badge_width(painter, label) > left - 28:
                label = str(comments)
            room = left if more == 1 else left - self._badge_width(painter, f"+{more - 1}") - 6
            if self._badge_width(painter, label) > room:
                said = self._voice.text("ui.card_more", n=more)
                self._paint_badge(painter, at, said, *_AMBER)
                break
            at = self._paint_badge(painter, at, label, *_AMBER)

    def _badge_width(self, painter: QPainter, text: str) -> float:
        """Take the font of badges and return how wide one with this text is."""
        font = QFont(painter.font())
        font.setPixelSize(11)
        font.setBold(False)
        painter.setFont(font)
        return painter.fontMetrics().horizontalAdvance(text) + 12.0

    def _paint_badge(
        self, painter: QPainter, at: QPointF, text: str, ground: str, ink: str
    ) -> QPointF:
        """Draw a small label and return where the next one begins."""
        place = QRectF(at.x(), at.y(), self._badge_width(painter, text), 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return QPointF(place.right() + 6, at.y())


def picture_height(card: QSize) -> int:
    """Return how much of a card's height its picture takes: the rest is for two lines of words."""
    return card.height() - 58


def _start(text: str) -> Qt.AlignmentFlag:
    """Return where a title begins: at the right for Arabic, Hebrew and their like."""
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return right if is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
