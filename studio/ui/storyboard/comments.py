"""Comments on a screen: said, answered, resolved."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.course.edits import replace
from studio.course.ids import new_id
from studio.course.model import Comment, Course, Reply, Screen
from studio.i18n import Voice
from studio.messages import message
from studio.ui.document import Document
from studio.ui.fields import LineField


class Comments(QWidget):
    """Lists the comments of the screen that is shown, with a line to say something."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._screen = ""
        self._shown: tuple[Comment, ...] = ()
        self._cards: list[QWidget] = []
        self.line = LineField(voice.text("ui.new_comment"))
        self.line.setPlaceholderText(voice.text("ui.new_comment"))
        self.line.returnPressed.connect(self._say)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.line)

    def show_screen(self, screen: Screen) -> None:
        """Show the comments of a screen."""
        if (self._screen, self._shown) == (screen.id, screen.comments):
            return
        if self._screen != screen.id:
            self.line.clear()
        self._screen, self._shown = screen.id, screen.comments
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [self._card(comment) for comment in screen.comments]
        for at, card in enumerate(self._cards):
            self._column.insertWidget(at, card)

    def _card(self, comment: Comment) -> QWidget:
        card = QFrame()
        card.setObjectName("comment")
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 6, 8, 6)
        column.addWidget(self._said(comment))
        for reply in comment.replies:
            column.addWidget(self._said(reply))
        row = QHBoxLayout()
        id_ = "ui.reopen" if comment.resolved else "ui.resolve"
        row.addWidget(self._button(id_, lambda: self._resolve(comment)))
        row.addWidget(self._button("ui.reply", lambda: self._reply(comment)))
        row.addWidget(self._button("ui.delete_comment", lambda: self._delete(comment)))
        row.addStretch(1)
        column.addLayout(row)
        card.setEnabled(not self._document.session.read_only)
        return card

    def _said(self, comment: Comment | Reply) -> QLabel:
        when = self._voice.text("ui.moment", time=comment.written.timestamp())
        label = QLabel(f"{comment.author}, {when}\n{comment.text}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _button(self, id_: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._voice.text(id_))
        button.setProperty("link", True)
        button.clicked.connect(lambda _checked: do())
        return button

    def _say(self) -> None:
        text = self.line.text().strip()
        if text:
            new = Comment(id=new_id(), author=_author(), written=_now(), text=text)
            self.line.clear()
            self._edit("undo.comment", lambda comments: (*comments, new))

    def _reply(self, comment: Comment) -> None:
        """Take what stands in the line as the answer; with an empty line, ask for one."""
        text = self.line.text().strip()
        if not text:
            self.line.setFocus()
            return
        reply = Reply(author=_author(), written=_now(), text=text)
        self.line.clear()
        self._put(changed(comment, replies=(*comment.replies, reply)))

    def _resolve(self, comment: Comment) -> None:
        self._put(changed(comment, resolved=not comment.resolved))

    def _delete(self, comment: Comment) -> None:
        self._edit("undo.comment", lambda all_: tuple(c for c in all_ if c.id != comment.id))

    def _put(self, new: Comment) -> None:
        self._edit("undo.comment", lambda all_: tuple(new if c.id == new.id else c for c in all_))

    def _edit(self, id_: str, change: Callable[[tuple[Comment, ...]], tuple[Comment, ...]]) -> None:
        screen = self._screen

        def edit(now: Course) -> Course:
            node = now.screens[screen]
            return replace(now, changed(node, comments=change(node.comments)))

        title = self._document.course.screens[screen].title
        self._document.edit(message(id_, title=title), edit)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _author() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "?"
