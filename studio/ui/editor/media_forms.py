"""Pictures and files on a screen: what is shown, and the words that go with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton

from studio.course.blocks import Block, FileBlock, ImageBlock
from studio.course.model import Course, MediaFile
from studio.ui import icons
from studio.ui.editor.form import BlockForm
from studio.ui.editor.still import StillView
from studio.ui.editor.tools import Tools
from studio.ui.fields import LineField
from studio.ui.rich_text import RichText


class ImageForm(BlockForm):
    """A picture, its text alternative or that it needs none, and its caption."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        say = tools.voice.text
        self.picture = StillView("image")
        self.alternative = LineField(say("ui.field.block_alternative"))
        self.alternative.setPlaceholderText(say("ui.alternative_hint"))
        self.decorative = QCheckBox(say("ui.field.block_decorative"))
        self.enlarge = QCheckBox(say("ui.field.block_enlarge"))
        self.caption = RichText(say("ui.field.block_caption"), tools.voice, compact=True)
        self.replace_button = QPushButton(say("ui.other_picture"))
        self.column.addWidget(self.picture)
        self.add("block_alternative", self.alternative)
        row = QHBoxLayout()
        row.addWidget(self.decorative)
        row.addWidget(self.enlarge)
        row.addStretch(1)
        row.addWidget(self.replace_button)
        self.column.addLayout(row)
        self.add("block_caption", self.caption)
        self.setFocusProxy(self.alternative)
        self.alternative.typed.connect(partial(tools.type, id_, "alternative"))
        self.caption.typed.connect(partial(tools.type, id_, "caption"))
        self.decorative.clicked.connect(lambda on: self.change(decorative=on))
        self.enlarge.clicked.connect(lambda on: self.change(enlarge=on))
        self.replace_button.clicked.connect(
            lambda _checked: tools.choosing.picture(lambda media: self.change(media=media))
        )

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show a picture."""
        if not isinstance(block, ImageBlock):
            return
        self.picture.show_image(self.tools.pictures.of_block(course, block))
        self.alternative.show_text(block.alternative)
        self.alternative.setEnabled(editable and not block.decorative)
        self.decorative.setChecked(block.decorative)
        self.enlarge.setChecked(block.enlarge)
        self.caption.show_text(block.caption)
        self.caption.setReadOnly(not editable)
        for button in (self.decorative, self.enlarge, self.replace_button):
            button.setEnabled(editable)


class FileForm(BlockForm):
    """A file to download, and what the learner sees instead of its name."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        say = tools.voice.text
        picture, self.name = QLabel(), QLabel()
        picture.setPixmap(icons.icon("file").pixmap(24, 24))
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.label = LineField(say("ui.field.block_label"))
        self.replace_button = QPushButton(say("ui.other_file"))
        row = QHBoxLayout()
        row.addWidget(picture)
        row.addWidget(self.name, 1)
        row.addWidget(self.replace_button)
        self.column.addLayout(row)
        self.add("block_label", self.label)
        self.setFocusProxy(self.label)
        self.label.typed.connect(partial(tools.type, id_, "label"))
        self.replace_button.clicked.connect(
            lambda _checked: tools.choosing.file(lambda media: self.change(media=media))
        )

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show a file."""
        if not isinstance(block, FileBlock):
            return
        media = course.media[block.media]
        self.name.setText(self._described(media))
        self.label.setPlaceholderText(media.name)
        self.label.show_text(block.label)
        self.label.setEnabled(editable)
        self.replace_button.setEnabled(editable)

    def _described(self, media: MediaFile) -> str:
        return self.tools.voice.text("ui.file_described", name=media.name, size=media.size)
