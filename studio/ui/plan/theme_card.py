"""A theme as a card: a small page in its real colours, letters and corners, half of it dark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from exporters.theme import Values, accent_shades, read_theme
from studio.course.look import Look
from studio.i18n import Voice
from studio.messages import message

_SIZE = QSize(150, 132)
_PAGE = QRectF(6, 6, 138, 92)
_PILL = 12.0


class ThemeCard(QAbstractButton):
    """One theme to choose, shown with the author's accent."""

    def __init__(self, look: Look, voice: Voice) -> None:
        super().__init__()
        self.theme = look.theme
        self.look = look
        self.setText(voice.say(message(f"compare.word.theme.{look.theme.value}")))
        self.setToolTip(voice.say(message(f"ui.theme_words.{look.theme.value}")))
        self.setAccessibleDescription(self.toolTip())
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(_SIZE)

    def show_look(self, look: Look) -> None:
        """Show the theme with the accent of `look`."""
        self.look = Look(theme=self.theme, accent=look.accent)
        self.setChecked(look.theme is self.theme)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        """Paint the page, a frame around it where it is chosen, and the theme's name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        styles = read_theme(self.theme)
        light, dark = accent_shades(self.look)
        middle = _PAGE.center().x()
        for values, left, right in (
            ({**styles.light, **light}, _PAGE.left(), middle),
            ({**styles.dark, **dark}, middle, _PAGE.right()),
        ):
            painter.save()
            painter.setClipRect(QRectF(QPointF(left, 0), QPointF(right, _SIZE.height())))
            _paint_page(painter, values, left)
            painter.restore()
        self._paint_frame(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        palette = self.palette()
        chosen = self.isChecked() or self.hasFocus()
        colour = palette.highlight().color() if chosen else palette.mid().color()
        painter.setPen(QPen(colour, 3 if self.isChecked() else 1.5 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(_PAGE.adjusted(-3, -3, 3, 3), 6, 6)
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(palette.windowText().color())
        below = QRectF(0, _PAGE.bottom() + 6, _SIZE.width(), 24)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())


def _paint_page(painter: QPainter, values: Values, left: float) -> None:
    painter.fillRect(_PAGE, QColor(values["ground"]))
    painter.setFont(_font(values["head-face"], values["face"], 19, int(values["head-weight"])))
    painter.setPen(QColor(values["text"]))
    painter.drawText(QPointF(left + 9, 33), "Aa")
    painter.setFont(_font(values["face"], values["face"], 9, 400))
    painter.drawText(QPointF(left + 9, 49), "abc def")
    painter.setPen(QColor(values["quiet"]))
    painter.drawText(QPointF(left + 9, 61), "ghi jkl")
    button = QPainterPath()
    radius = min(float(values["radius-small"].removesuffix("px")) * 0.7, _PILL / 2 + 3)
    button.addRoundedRect(QRectF(left + 9, 70, 50, 18), radius, radius)
    painter.fillPath(button, QColor(values["accent"]))
    painter.setPen(QPen(QColor(values["on-accent"]), 1.6))
    painter.drawLine(QPointF(left + 24, 79), QPointF(left + 44, 79))


def _font(face: str, other: str, pixels: int, weight: int) -> QFont:
    """Return the first face of a list of CSS that this system has."""
    names = other if face == "inherit" else face
    font = QFont()
    families = [name.strip().strip('"') for name in names.split(",")]
    font.setFamilies([name for name in families if name not in ("system-ui", "ui-rounded")])
    if families[-1] == "serif":
        font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    return font
