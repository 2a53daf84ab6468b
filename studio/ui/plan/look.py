"""The look of the course: a theme, the author's own colour and logo."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from exporters.theme import accent_shades, read_theme
from studio.course.colours import contrast
from studio.course.look import Look, Theme
from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.fields import is_undo
from studio.ui.pieces import button, quiet
from studio.ui.plan.theme_card import ThemeCard

ChoosePicture = Callable[[Callable[[str], None]], object]
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
_LOGO_HEIGHT = 32


class _ColourLine(QLineEdit):
    """A colour as it is written; undo is the course's."""

    def event(self, event: object) -> bool:
        """Leave undo and redo to the window."""
        return False if is_undo(event) else super().event(event)  # type: ignore[arg-type]  # a QEvent


class LookForm(QWidget):
    """Edits the look; each choice is one step of undo."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self.choose_picture: ChoosePicture | None = None
        """Asks the author for a picture of the course's media."""
        say = voice.text
        self.cards = {theme: ThemeCard(Look(theme=theme), voice) for theme in Theme}
        self._group = QButtonGroup(self)
        self.colour = _ColourLine()
        self.colour.setAccessibleName(say("ui.field.accent"))
        self.colour.setPlaceholderText(say("ui.accent_hint"))
        self.colour.setMaximumWidth(140)
        self.colour_button = button(say("ui.choose_colour"), self._ask_colour)
        self.no_colour_button = button(
            say("ui.no_accent"), lambda: self._change(accent=None), kind="link"
        )
        self.said = quiet()
        self.logo = QLabel()
        self.logo_button = button(say("ui.choose_logo"), self._ask_logo)
        self.no_logo_button = button(
            say("ui.no_logo"), lambda: self._change(logo=None), kind="link"
        )
        self._lay_out()
        self._group.idClicked.connect(lambda at: self._change(theme=list(Theme)[at]))
        self.colour.editingFinished.connect(self._take_colour)

    def show_course(self, course: Course) -> None:
        """Show the look of a course."""
        look = course.look
        for card in self.cards.values():
            card.show_look(look)
        self.colour.setText(look.accent or "")
        self.no_colour_button.setVisible(look.accent is not None)
        self.said.setText(self._contrast_said(look))
        self._show_logo(course)

    def _show_logo(self, course: Course) -> None:
        logo = course.look.logo and course.media[course.look.logo]
        self.no_logo_button.setVisible(bool(logo))
        self.logo.setVisible(bool(logo))
        if logo:
            # Its name stands for a file that is missing or damaged: Review says what is wrong.
            picture = QPixmap(str(self._document.session.project.media.folder / logo.file))
            self.logo.setText(logo.name)
            if not picture.isNull():
                smooth = Qt.TransformationMode.SmoothTransformation
                self.logo.setPixmap(picture.scaledToHeight(_LOGO_HEIGHT, smooth))
            self.logo.setAccessibleName(logo.name)

    def _contrast_said(self, look: Look) -> str:
        """Return how the accent reads, and which shades stand in for it where it does not."""
        said = []
        styles = read_theme(look.theme)
        pages = zip(
            ("light", "dark"), (styles.light, styles.dark), accent_shades(look), strict=True
        )
        for page, theme, shades in pages:
            shade = shades["accent"]
            ratio = contrast(shade, theme["ground"])
            kept = look.accent in (None, shade)
            id_ = f"ui.accent_{page}" if kept else f"ui.accent_{page}_changed"
            said.append(self._voice.say(message(id_, ratio=ratio, shade=shade)))
        return " ".join(said)

    def _take_colour(self) -> None:
        written = self.colour.text().strip()
        found = _COLOUR.fullmatch(written)
        if found:
            self._change(accent=f"#{found[1].lower()}")
        elif not written:
            self._change(accent=None)
        else:
            self.said.setText(self._voice.text("ui.accent_wrong"))

    def _ask_colour(self) -> None:
        look = self._document.course.look
        now = look.accent or accent_shades(look)[0]["accent"]
        chosen = QColorDialog.getColor(QColor(now), self, self._voice.text("ui.field.accent"))
        if chosen.isValid():
            self._change(accent=chosen.name())

    def _ask_logo(self) -> None:
        if self.choose_picture:
            self.choose_picture(lambda media: self._change(logo=media))

    def _change(self, **fields: object) -> None:
        def edit(now: Course) -> Course:
            return changed(now, look=changed(now.look, **fields))

        self._document.edit(message("undo.look"), edit)

    def _lay_out(self) -> None:
        say = self._voice.text
        cards = QHBoxLayout()
        cards.setSpacing(8)
        for at, card in enumerate(self.cards.values()):
            self._group.addButton(card, at)
            cards.addWidget(card)
        cards.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(cards)
        column.addWidget(self._labelled(say("ui.field.accent"), self.colour))
        column.addLayout(_row(self.colour, self.colour_button, self.no_colour_button))
        column.addWidget(self.said)
        column.addWidget(self._labelled(say("ui.field.logo"), self.logo_button))
        column.addLayout(_row(self.logo, self.logo_button, self.no_logo_button))

    def _labelled(self, text: str, field: QWidget) -> QLabel:
        label = quiet(text)
        label.setBuddy(field)
        return label


def _row(*widgets: QLineEdit | QPushButton | QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
