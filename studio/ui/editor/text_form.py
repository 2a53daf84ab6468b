"""A text: written as the learner will read it."""

from __future__ import annotations

from functools import partial

from studio.course.blocks import Block, TextBlock
from studio.course.model import Course
from studio.ui.editor.form import BlockForm
from studio.ui.editor.tools import Tools
from studio.ui.rich_text import RichText


class TextForm(BlockForm):
    """Rich text; "/" in an empty paragraph asks for another block."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        self.text = RichText(tools.voice.text("ui.field.block_text"), tools.voice)
        self.text.setPlaceholderText(tools.voice.text("ui.write_here"))
        self.column.addWidget(self.text)
        self.setFocusProxy(self.text)
        self.text.typed.connect(partial(tools.type, id_, "text"))
        self.text.slash_typed.connect(self.slash_typed)
        self.text.left_upwards.connect(self.left_upwards)
        self.text.left_downwards.connect(self.left_downwards)
        self.text.pictures_given.connect(self.pictures_given)

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show a text."""
        if isinstance(block, TextBlock):
            self.text.show_text(block.text)
            self.text.setReadOnly(not editable)
            self.tools.spell(self.text, course.language)

    def refuse_slash(self) -> None:
        """Let the slash stand in the text."""
        self.text.setFocus()
        self.text.insert_text("/")
