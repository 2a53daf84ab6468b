"""What a learner meets on a screen, block by block, as far as it is made of words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.edits import replace
from studio.course.model import Course, Screen
from studio.i18n import Voice
from studio.messages import message
from studio.ui import icons
from studio.ui.document import Document
from studio.ui.fields import LineField, TextField
from studio.ui.kinds import block_kind
from studio.ui.undo import Typing

_TEXT_HEIGHT = 110


class Content(QWidget):
    """Shows the blocks of a screen; texts and what describes pictures can be written."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._kinds: list[type] = []
        self._ids: list[str] = []
        self._shown: list[Callable[[Block], None]] = []
        self._fields: dict[tuple[int, str], LineField | TextField | QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_screen(self, screen: Screen) -> None:
        """Show a screen's blocks, or what an edit has made of them."""
        kinds = [type(block) for block in screen.blocks]
        if kinds != self._kinds:
            self._kinds = kinds
            self._build(screen)
        self._ids = [block.id for block in screen.blocks]
        editable = not self._document.session.read_only
        for show, block in zip(self._shown, screen.blocks, strict=True):
            show(block)
        for field in self._fields.values():
            field.setEnabled(editable)

    @property
    def fields(self) -> dict[tuple[str, str], LineField | TextField | QCheckBox]:
        """The fields by the ids of their blocks and what they hold."""
        return {(self._ids[at], name): field for (at, name), field in self._fields.items()}

    def _build(self, screen: Screen) -> None:
        while item := self._column.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fields.clear()
        self._shown = [self._add(at, block) for at, block in enumerate(screen.blocks)]

    def _add(self, at: int, block: Block) -> Callable[[Block], None]:
        """Add the fields of a block and return how they show it."""
        match block:
            case TextBlock():
                return self._add_texts(at, {"text": TextField})
            case ImageBlock():
                return self._add_image(at)
            case _:
                label = self._add_line(block_kind(block))
                return lambda now: label.setText(self._words(now))

    def _add_line(self, kind: str) -> QLabel:
        """Add a line with the icon of a kind, and return the label for its words."""
        line, icon, label = QWidget(), QLabel(), QLabel()
        icon.setPixmap(icons.icon(kind).pixmap(16, 16))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        self._column.addWidget(line)
        return label

    def _add_texts(
        self, at: int, kinds: dict[str, type[LineField | TextField]]
    ) -> Callable[[Block], None]:
        fields: dict[str, LineField | TextField] = {}
        for name, kind in kinds.items():
            said = self._voice.text(f"ui.field.block_{name}")
            field = kind(said)
            if isinstance(field, TextField):
                field.setFixedHeight(_TEXT_HEIGHT)
            label = QLabel(said)
            label.setProperty("field", True)
            label.setBuddy(field)
            field.typed.connect(partial(self._type, at, name))
            self._column.addWidget(label)
            self._column.addWidget(field)
            self._fields[at, name] = fields[name] = field

        def show(block: Block) -> None:
            for name, field in fields.items():
                field.show_text(getattr(block, name))

        return show

    def _add_image(self, at: int) -> Callable[[Block], None]:
        name = self._add_line("image")
        show_texts = self._add_texts(at, {"alternative": LineField, "caption": LineField})
        show_tick = self._add_tick(at)

        def show(block: Block) -> None:
            if isinstance(block, ImageBlock):
                name.setText(self._document.course.media[block.media].name)
            show_texts(block)
            show_tick(block)

        return show

    def _add_tick(self, at: int) -> Callable[[Block], None]:
        tick = QCheckBox(self._voice.text("ui.field.block_decorative"))
        tick.clicked.connect(lambda on: self._change(self._ids[at], None, decorative=on))
        self._column.addWidget(tick)
        self._fields[at, "decorative"] = tick
        return lambda block: tick.setChecked(getattr(block, "decorative", False))

    def _words(self, block: Block) -> str:
        """Return in words what a block shows that can't be written here."""
        course = self._document.course
        match block:
            case ClipBlock():
                return self._voice.text("ui.content_clip", title=course.clips[block.clip].title)
            case FileBlock():
                name = block.label or course.media[block.media].name
                return self._voice.text("ui.content_file", name=name)
            case QuizBlock():
                return self._voice.text("ui.content_quiz", n=len(block.questions))
            case _:
                return ""

    def _type(self, at: int, field: str, before: str, after: str) -> None:
        id_ = self._ids[at]
        self._change(id_, Typing(id_, field, before, after), **{field: after})

    def _change(self, id_: str, typing: Typing | None, **fields: object) -> None:
        def edit(now: Course) -> Course:
            blocks = (b for screen in now.screens.values() for b in screen.blocks)
            block = next(b for b in blocks if b.id == id_)
            return replace(now, changed(block, **fields))

        self._document.edit(message("undo.content"), edit, typing)
