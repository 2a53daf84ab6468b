"""What the forms of the screen editor share: the document, its words, and edits of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace as changed
from PySide6.QtWidgets import QLabel, QWidget

from studio.course.blocks import BlockBase
from studio.course.change import name_of
from studio.course.edits import replace
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.questions import QuestionBase
from studio.i18n import Voice
from studio.messages import Message, message
from studio.settings import present_settings
from studio.spelling import Spelling
from studio.ui.document import Document
from studio.ui.editor.clip_player import ClipPlayer
from studio.ui.rich_text import RichText
from studio.ui.undo import Typing

if TYPE_CHECKING:
    from studio.ui.editor.choosing import Choosing
    from studio.ui.storyboard.pictures import CardPictures


class Tools:
    """Carries out edits of blocks, questions and clips: each is one step of undo."""

    def __init__(
        self, document: Document, voice: Voice, choosing: Choosing, pictures: CardPictures
    ) -> None:
        self.document = document
        self.voice = voice
        self.choosing = choosing
        self.pictures = pictures
        self.player = ClipPlayer(document)
        self._language = ""
        self._spelling: Spelling | None = None

    def change(self, id_: str, typing: Typing | None = None, **fields: object) -> None:
        """Give fields of a block, a question or a clip other values."""

        def edit(now: Course) -> Course:
            node: Any = find(now, id_)
            return replace(now, changed(node, **fields))

        self.document.edit(self._label(id_), edit, typing)

    def type(self, id_: str, field: str, before: str, after: str) -> None:
        """Take what was typed in a field."""
        self.change(id_, Typing(id_, field, before, after), **{field: after})

    def spell(self, field: RichText, language: str) -> None:
        """Have the spelling of a text in the language of the course checked, if that is wanted."""
        if language != self._language:
            self._language = language
            self._spelling = Spelling(language) if present_settings().spelling else None
        field.set_spelling(self._spelling)

    def forget_spelling(self) -> None:
        """Ask anew whether the spelling is to be checked, and by which dictionary."""
        self._language = ""

    def labelled(self, id_: str, field: QWidget) -> QLabel:
        """Return a label above `field` that says `ui.field.` and `id_`, and leads to it."""
        label = QLabel(self.voice.text(f"ui.field.{id_}"))
        label.setProperty("field", True)
        label.setBuddy(field)
        return label

    def _label(self, id_: str) -> Message:
        node = find(self.document.course, id_)
        if isinstance(node, (BlockBase, QuestionBase)):
            return message("undo.content")
        return message("undo.change", title=name_of(node))
