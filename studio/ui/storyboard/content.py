"""What a learner meets on a screen, block by block, in a few words each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from studio.course.asking import count_asked
from studio.course.block_texts import block_texts
from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.change import name_of
from studio.course.excerpts import plain, shortened
from studio.course.model import Course, Screen
from studio.i18n import Voice
from studio.ui import icons
from studio.ui.kinds import block_kind

_LONGEST = 34


class Content(QWidget):
    """Lists the blocks of a screen; a click opens the screen editor at one."""

    block_wanted = Signal(str)
    """The id of a block that is to be edited."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._shown: list[tuple[str, str, str]] = []
        self.lines: dict[str, QPushButton] = {}
        self._nothing = QLabel(voice.text("ui.content_nothing"))
        self._nothing.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._nothing)

    def show_screen(self, course: Course, screen: Screen) -> None:
        """Show a screen's blocks, or what an edit has made of them."""
        shown = [(b.id, block_kind(b), self._words(course, b)) for b in screen.blocks]
        if shown == self._shown:
            return
        self._shown = shown
        for line in self.lines.values():
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = {id_: self._line(id_, kind, words) for id_, kind, words in shown}
        for line in self.lines.values():
            self._column.addWidget(line)
        self._nothing.setVisible(not shown)

    def _line(self, id_: str, kind: str, words: str) -> QPushButton:
        short = shortened(words, _LONGEST).replace("&", "&&")
        line = QPushButton(icons.icon(kind), short)
        line.setProperty("line", True)
        said = f"{self._voice.text(f'ui.kind.{kind}')}, {words}"
        line.setAccessibleName(said)
        line.setToolTip(said)
        line.clicked.connect(partial(self.block_wanted.emit, id_))
        return line

    def _words(self, course: Course, block: Block) -> str:
        match block:
            case TextBlock():
                words = plain(block.text).strip()
            case ImageBlock():
                words = block.alternative or course.media[block.media].name
            case ClipBlock():
                words = self._voice.words(name_of(course.clips[block.clip]))
            case FileBlock():
                words = block.label or course.media[block.media].name
            case QuizBlock():
                words = self._voice.text("ui.card_questions", n=count_asked(course, block))
            case _:
                words = plain(" ".join(block_texts(block))).strip()
        return words or self._voice.text("ui.empty_text")
