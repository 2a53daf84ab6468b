"""Where a course can live: a card for each platform, found by its name, chosen by key or mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exporters.platforms import PLAIN, Platform
from studio.i18n import Voice
from studio.ui.pieces import head, said

_CARD_WIDTH = 168
_GAP = 12
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}


class PlaceCard(QPushButton):
    """A platform and what it gets. It is checked while the platform is chosen."""

    chosen = Signal(str, bool)
    """The name of the platform, and whether it comes beside those chosen before."""

    def __init__(self, place: Platform, voice: Voice) -> None:
        super().__init__()
        self.place = place
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.setProperty("place", True)
        title, kind = voice.say(place.title), format_words(place, voice)
        self.setAccessibleName(f"{title}, {kind}")
        self.searched = " ".join((title, kind, place.name, *place.also)).casefold()
        self._mark = QLabel("\u2713", self)
        self._mark.hide()
        self._lay_out(title, kind)
        self.toggled.connect(self._mark.setVisible)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the room that the words take."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the room without which a word would be cut."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def nextCheckState(self) -> None:  # noqa: N802  # Qt's name
        """Leave it to the grid which cards are chosen; tell it of the key or the click."""
        beside = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.chosen.emit(self.place.name, bool(beside))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Take Ctrl+Space, which Qt's buttons don't know."""
        with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and with_control:
            self.chosen.emit(self.place.name, True)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Keep the mark in its corner."""
        super().resizeEvent(event)
        self._mark.adjustSize()
        self._mark.move(self.width() - self._mark.width() - 10, 8)

    def _lay_out(self, title: str, kind: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 24, 12)
        column.setSpacing(2)
        for text, name in ((title, "place-title"), (kind, "place-kind")):
            label = said(text)
            label.setObjectName(name)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self._mark.setObjectName("place-mark")
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class PlaceGrid(QWidget):
    """The cards, as many beside each other as there is room for. Tab goes to one of them."""

    changed = Signal()
    """Other platforms are chosen, or another of them is shown."""

    def __init__(self, places: Iterable[Platform], voice: Voice) -> None:
        super().__init__()
        self.cards = {place.name: PlaceCard(place, voice) for place in places}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self.formats_head = head(voice.text("ui.publish_formats"))
        self.formats_head.setParent(self)
        self._columns = 0
        self._found = list(self.cards.values())
        for card in self.cards.values():
            card.setParent(self)
            card.installEventFilter(self)
            card.chosen.connect(self._choose)
        self.shown = next(iter(self.cards))
        """The platform whose settings are shown: the one that was chosen last."""

    @property
    def chosen(self) -> list[str]:
        """The names of the platforms that are chosen, in the order of the cards."""
        return [name for name, card in self.cards.items() if card.isChecked()]

    def choose(self, names: Iterable[str]) -> None:
        """Choose platforms: the last one is shown. Names that are not here are left out."""
        known = [name for name in names if name in self.cards]
        wanted = known or [self.shown]
        for name, card in self.cards.items():
            card.setChecked(name in wanted)
        self._show(wanted[-1])

    def show_found(self, text: str) -> int:
        """Show the cards that have all words of `text`; return how many there are."""
        words = text.casefold().split()
        self._found = [
            card for card in self.cards.values() if all(word in card.searched for word in words)
        ]
        for card in self.cards.values():
            card.setVisible(card in self._found)
        self._arrange()
        return len(self._found)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Return the width of one card: else the columns of now would never become fewer."""
        return QSize(self._card_width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Use the width."""
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._arrange()

    def eventFilter(self, card: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Move with the arrows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            there = self._beside(card, Qt.Key(event.key())) if isinstance(card, PlaceCard) else None
            if there is not None:
                self._stop_at(there)
                there.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(card, event)

    def _choose(self, name: str, beside: bool) -> None:  # noqa: FBT001  # a signal's
        now = self.chosen
        if not beside:
            self.choose([name])
        elif name not in now:
            self.choose([*now, name])
        elif len(now) > 1:
            self.choose([each for each in now if each != name])

    def _show(self, name: str) -> None:
        self.shown = name
        self._stop_at(self.cards[name])
        self.changed.emit()

    def _beside(self, card: PlaceCard, key: Qt.Key) -> PlaceCard | None:
        """Return the card that a key leads to, itself at an edge; None for another key."""
        if key in _WAYS:
            way, x, y = _WAYS[key], card.x(), card.y()
            beyond = [each for each in self._found if (each.y() - y) * way > 0]
            return min(beyond, key=lambda c: (abs(c.y() - y), abs(c.x() - x)), default=card)
        if key not in _ARROWS:
            return None
        at = self._found.index(card) + _ARROWS[key]
        return self._found[max(0, min(at, len(self._found) - 1))]

    def _stop_at(self, here: PlaceCard) -> None:
        """Let Tab stop at one card only."""
        for card in self.cards.values():
            own = card is here
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own else Qt.FocusPolicy.ClickFocus)

    def _card_width(self) -> int:
        """Return what a card takes at least: the longest word must fit, too."""
        return max(_CARD_WIDTH, *(card.minimumSizeHint().width() for card in self.cards.values()))

    def _fitting(self) -> int:
        return max(1, min(4, (self.width() + _GAP) // (self._card_width() + _GAP)))

    def _place(self, cards: Sequence[PlaceCard], row: int) -> int:
        """Lay cards out from a row on; return the row below them."""
        for at, card in enumerate(cards):
            self._grid.addWidget(card, row + at // self._columns, at % self._columns)
        return row + -(-len(cards) // self._columns)

    def _arrange(self) -> None:
        while self._grid.takeAt(0):
            pass
        self._columns = self._fitting()
        visible = self._found
        plain = [card for card in visible if card.place in PLAIN]
        below = self._place([card for card in visible if card not in plain], 0)
        self.formats_head.setVisible(bool(plain))
        if plain:
            self._grid.addWidget(self.formats_head, below, 0, 1, self._columns)
            self._place(plain, below + 1)
        for column in range(4):
            self._grid.setColumnStretch(column, int(column < self._columns))
            self._grid.setColumnMinimumWidth(column, 0)
        if visible and not any(
            card.focusPolicy() == Qt.FocusPolicy.StrongFocus for card in visible
        ):
            self._stop_at(visible[0])


def format_words(place: Platform, voice: Voice) -> str:
    """Return the format that a platform gets, in words."""
    if not voice.knows(f"ui.publish.{place.format}"):
        return place.format
    words = voice.text(f"ui.publish.{place.format}")
    if place.format != "scorm2004":
        return words
    return f"{words}, {voice.text(f'ui.edition.{place.options.edition.value}')}"
