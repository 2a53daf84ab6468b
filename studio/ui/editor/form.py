"""What every form of a block is: it shows a block and turns what the author does into edits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.course.blocks import Block
from studio.course.model import Course
from studio.ui.editor.tools import Tools


class BlockForm(QWidget):
    """Edits one block, which it shows as far as it can as the learner will see it."""

    slash_typed = Signal()
    """The author wants the list of blocks in place of this empty one."""
    left_upwards = Signal()
    left_downwards = Signal()
    """The cursor has left the form."""
    pictures_given = Signal(object)
    """Pictures or files (`list[Path | QImage]`) that are to become blocks below this one."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__()
        self.id = id_
        self.tools = tools
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show a block, or what an edit has made of it."""
        raise NotImplementedError

    def refuse_slash(self) -> None:
        """Take back that a slash was typed for the list of blocks: it was meant as such."""

    def change(self, **fields: object) -> None:
        """Give fields of the block other values."""
        self.tools.change(self.id, None, **fields)

    def add(self, field: str, widget: QWidget) -> None:
        """Put a widget below the others, with its label above it."""
        self.column.addWidget(self.tools.labelled(field, widget))
        self.column.addWidget(widget)
