"""The list of what can be put on a screen, with a line to search it by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from studio.i18n import Voice
from studio.ui import icons
from studio.ui.editor.recipes import RECIPES, Recipe
from studio.ui.shell.finder_ranking import folded

_NAME = Qt.ItemDataRole.UserRole


class RecipeList(QWidget):
    """Kinds of blocks in groups; typing narrows the list, Enter takes one.

    What a kind is for is told by its tooltip, which keeps the list short, and is searched, too.
    """

    chosen = Signal(str)
    """The name of a recipe."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        say = voice.text
        self.line = QLineEdit()
        self.line.setAccessibleName(say("ui.find_block"))
        self.line.setPlaceholderText(say("ui.find_block"))
        self.line.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(say("ui.blocks"))
        self.list.setIconSize(QSize(20, 20))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._fill)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self._fill("")

    def begin(self) -> None:
        """Wait for what is typed; Enter takes the first recipe."""
        self.line.setFocus()
        self.list.setCurrentRow(1)

    def names(self) -> list[str]:
        """Return the names of the recipes that are shown."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [name for item in items if (name := item.data(_NAME))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Let arrows and Enter in the line work on the list below it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        at = self.list.currentRow() + by
        while 0 <= at < self.list.count():
            if self.list.item(at).data(_NAME):
                self.list.setCurrentRow(at)
                return
            at += by

    def _fill(self, text: str) -> None:
        self.list.clear()
        words, group = folded(text).split(), ""
        for recipe in RECIPES:
            said = [self._voice.text(f"ui.recipe{part}.{recipe.name}") for part in ("", "_hint")]
            if all(word in folded(" ".join(said)) for word in words):
                if recipe.group != group:
                    group = recipe.group
                    self._add_heading(group)
                self._add(recipe, said)
        self.list.setCurrentRow(1 if words else -1)

    def _add_heading(self, group: str) -> None:
        item = QListWidgetItem(self._voice.text(f"ui.recipes.{group}"), self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        # It can't be chosen, but it has to be read: not in the grey of what is switched off.
        item.setForeground(self.list.palette().placeholderText())

    def _add(self, recipe: Recipe, said: list[str]) -> None:
        name, hint = said
        item = QListWidgetItem(icons.icon(recipe.icon), name, self.list)
        item.setToolTip(hint)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, hint)
        item.setData(_NAME, recipe.name)

    def _take(self, item: QListWidgetItem | None) -> None:
        name = item.data(_NAME) if item is not None else None
        if name:
            self.chosen.emit(name)
