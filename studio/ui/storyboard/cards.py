"""What a card shows: its picture or kind, its length, title, status, and what is missing."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.model import Screen, ScreenStatus
from studio.i18n import Voice, duration
from studio.ui import icons
from studio.ui.course_model import CourseModel
from studio.ui.storyboard.pictures import CardPictures

_TINTS = {
    "clip": "#3d5a73",
    "text": "#b59f7a",
    "image": "#7a8fb5",
    "quiz": "#5f9c8c",
    "file": "#8d7ab5",
    "empty": "#9a9a9a",
}
_STATUS = {
    ScreenStatus.DRAFT: ("#e9e9e7", "#4a4a46"),
    ScreenStatus.IN_REVIEW: ("#dcecee", "#14606b"),
    ScreenStatus.APPROVED: ("#dff0e0", "#2c6b35"),
}
_KINDS: tuple[tuple[type[Block], str], ...] = (
    (ClipBlock, "clip"),
    (QuizBlock, "quiz"),
    (ImageBlock, "image"),
    (FileBlock, "file"),
    (TextBlock, "text"),
)
_PAD = 8
_RADIUS = 8.0


def kind_of(screen: Screen) -> str:
    """Return the kind of content that a screen is mostly: the first of clip, quiz, image..."""
    for kind, name in _KINDS:
        if any(isinstance(block, kind) for block in screen.blocks):
            return name
    return "empty"


class CardDelegate(QStyledItemDelegate):
    """Draws the card of a screen."""

    def __init__(self, voice: Voice, pictures: CardPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._pictures = pictures
        self.flagged: frozenset[str] = frozenset()
        """The ids of screens that the review has something to say about."""

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
        frame: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, option, frame)
        top = QRect(frame.left(), frame.top(), frame.width(), picture_height(frame.size()))
        self._paint_picture(painter, model, node, top)
        self._paint_length(painter, model.row_at(index).length_s, node, top)
        if node.id in self.flagged:
            self._paint_flag(painter, top)
        self._paint_words(painter, option, node, frame, top.bottom())
        painter.restore()

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
        self, painter: QPainter, model: CourseModel, screen: Screen, place: QRect
    ) -> None:
        inner = QRectF(place).adjusted(2, 2, -2, 0)
        shape = QPainterPath()
        shape.addRoundedRect(inner, _RADIUS - 2, _RADIUS - 2)
        painter.setClipPath(shape)
        kind = kind_of(screen)
        painter.fillRect(inner, QColor(_TINTS[kind]))
        picture = self._pictures.picture(model.course, screen)
        if picture is not None:
            scale = max(inner.width() / picture.width(), inner.height() / picture.height())
            width, height = inner.width() / scale, inner.height() / scale
            cut = QRectF(
                (picture.width() - width) / 2, (picture.height() - height) / 2, width, height
            )
            painter.drawImage(inner, picture, cut)
        else:
            middle = inner.center()
            side = min(32.0, inner.height() / 2)
            square = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            icons.paint(painter, kind, QColor("#ffffff"), square)
        painter.setClipping(False)

    def _paint_length(
        self, painter: QPainter, length_s: float, screen: Screen, place: QRect
    ) -> None:
        questions = sum(len(b.questions) for b in screen.blocks if isinstance(b, QuizBlock))
        text = (
            self._voice.text("ui.card_questions", n=questions) if questions else duration(length_s)
        )
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

    def _paint_flag(self, painter: QPainter, place: QRect) -> None:
        flag = QRectF(place.right() - 26, place.top() + 8, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#fdf0d0"))
        painter.drawRoundedRect(flag, 4, 4)
        icons.paint(painter, "warning", QColor("#8a5a00"), flag.adjusted(3, 3, -3, -3))

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        screen: Screen,
        frame: QRect,
        top: int,
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
        open_comments = sum(not comment.resolved for comment in screen.comments)
        if open_comments:
            text = self._voice.text("ui.card_comments", n=open_comments)
            if at.x() + self._badge_width(painter, text) > line.right():
                text = str(open_comments)
            self._paint_badge(painter, at, text, "#fdf0d0", "#6b4a00")

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
    return right if _is_right_to_left(text) else Qt.AlignmentFlag.AlignLeft


def _is_right_to_left(text: str) -> bool:
    import unicodedata

    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)
