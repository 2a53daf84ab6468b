"""The frame around a block: the handle that moves it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from studio.course.blocks import Block
from studio.course.model import Course
from studio.i18n import Voice
from studio.ui import icons
from studio.ui.editor.form import BlockForm

BLOCK = "application/x-coursewright-block"
"""The id of a block that is dragged."""

_KEYS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Slash: "add",
}


class Handle(QToolButton):
    """Takes the focus for the block as a whole; dragged, it moves the block."""

    key = Signal(str)
    """`up`, `down`, `enter` or `add`."""

    def __init__(self, id_: str) -> None:
        super().__init__()
        self._id = id_
        self._pressed_at = QPoint()
        self.setIcon(icons.icon("drag"))
        self.setAutoRaise(True)
        self.setFixedSize(24, 28)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Remember where a drag would begin."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        """Drag the block."""
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and far >= QApplication.startDragDistance():
            data = QMimeData()
            data.setData(BLOCK, QByteArray(self._id.encode()))
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.MoveAction)
            self.setDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Tell the keys that lead elsewhere."""
        name = _KEYS.get(Qt.Key(event.key()))
        if name is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.key.emit(name)
        else:
            super().keyPressEvent(event)


class BlockFrame(QFrame):
    """One block of the column."""

    add_wanted = Signal()
    """The author wants the list of blocks, for a block below this one."""
    done = Signal(str)
    """`duplicate`, `delete`, `up` or `down` was chosen from the menu."""

    def __init__(self, id_: str, form: BlockForm, voice: Voice) -> None:
        super().__init__()
        self.id = id_
        self.form = form
        self._voice = voice
        self.setObjectName("block")
        self.handle = Handle(id_)
        self.menu_button = QToolButton()
        self.menu_button.setIcon(icons.icon("more"))
        self.menu_button.setAutoRaise(True)
        self.menu_button.setFixedSize(28, 28)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 8, 4, 8)
        row.setSpacing(4)
        row.addWidget(self.handle, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.addWidget(form)
        row.addLayout(column, 1)
        row.addWidget(self.menu_button, alignment=Qt.AlignmentFlag.AlignTop)
        self.setTabOrder(self.handle, form)

    def show_block(
        self, course: Course, block: Block, number: int, total: int, *, editable: bool
    ) -> None:
        """Show the block as it is now, the `number`th of `total`."""
        kind = self._voice.text(f"ui.recipe.{block.__struct_config__.tag}")
        name = self._voice.text("ui.block_number", kind=kind, number=number, total=total)
        self.handle.setAccessibleName(name)
        self.handle.setToolTip(self._voice.text("ui.block_handle", name=name))
        self.menu_button.setAccessibleName(self._voice.text("ui.more_of", name=name))
        self.menu_button.setEnabled(editable)
        self.form.show_block(course, block, editable=editable)

    def mark(self, *, current: bool) -> None:
        """Show whether the author is in this block."""
        if self.property("current") != current:
            self.setProperty("current", current)
            self.style().unpolish(self)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        """Let Escape lead from the form to the block as a whole."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and not self.handle.hasFocus()
        ):
            self.handle.setFocus()
            return True
        return super().event(event)

    def _menu(self) -> QMenu:
        say = self._voice.text
        menu = QMenu(self)
        add = menu.addAction(icons.icon("add"), say("ui.add_below"))
        add.triggered.connect(lambda _checked: self.add_wanted.emit())
        menu.addSeparator()
        for name, icon, said in (
            ("up", "up", "ui.move_up"),
            ("down", "down", "ui.move_down"),
            ("duplicate", "duplicate", "ui.duplicate"),
            ("delete", "delete", "ui.delete"),
        ):
            action = menu.addAction(icons.icon(icon), say(said))
            action.triggered.connect(lambda _checked, name=name: self.done.emit(name))
        return menu
