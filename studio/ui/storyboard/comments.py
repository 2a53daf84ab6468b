"""Comments on a screen: said, answered, resolved."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import UTC, datetime

from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.course.edits import replace
from studio.course.ids import new_id
from studio.course.model import Comment, Course, Reply, Screen
from studio.i18n import Voice, ago
from studio.messages import message
from studio.settings import author, present_settings
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
        self._unfolded = False
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
            self._unfolded = False
        self._screen, self._shown = screen.id, screen.comments
        self._show_cards()

    def _show_cards(self) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        done = [comment for comment in self._shown if comment.resolved]
        self._cards = [self._card(comment) for comment in self._shown if not comment.resolved]
        if done:
            fold = self._button("", self._unfold)
            id_ = "ui.fold_resolved" if self._unfolded else "ui.unfold_resolved"
            fold.setText(self._voice.text(id_, n=len(done)))
            self._cards.append(fold)
            if self._unfolded:
                self._cards += [self._card(comment) for comment in done]
        for at, card in enumerate(self._cards):
            self._column.insertWidget(at, card)

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._show_cards()

    def _card(self, comment: Comment) -> QWidget:
        card = QFrame()
        card.setObjectName("comment")
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        self._add_said(column, comment)
        for reply in comment.replies:
            self._add_said(column, reply)
        answer = LineField(self._voice.text("ui.reply_to", name=comment.author))
        answer.setPlaceholderText(answer.accessibleName())
        answer.returnPressed.connect(lambda: self._reply(comment, answer.text()))
        answer.hide()
        row = QHBoxLayout()
        id_ = "ui.reopen" if comment.resolved else "ui.resolve"
        row.addWidget(self._button("ui.reply", lambda: _show_and_go(answer)))
        row.addWidget(self._button(id_, lambda: self._resolve(comment)))
        row.addWidget(self._button("ui.delete_comment", lambda: self._delete(comment)))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(answer)
        card.setEnabled(not self._document.session.read_only)
        return card

    def _add_said(self, column: QVBoxLayout, said: Comment | Reply) -> None:
        when = ago(said.written.timestamp(), self._voice)
        author = html.escape(said.author)
        head = QLabel(f"<b>{author}</b>&nbsp; {html.escape(when)}")
        head.setToolTip(self._voice.text("ui.moment", time=said.written.timestamp()))
        text = QLabel(said.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (head, text):
            label.setWordWrap(True)
            column.addWidget(label)

    def _button(self, id_: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(self._voice.text(id_) if id_ else "")
        button.setProperty("link", True)
        button.clicked.connect(lambda _checked: do())
        return button

    def _say(self) -> None:
        text = self.line.text().strip()
        if text:
            new = Comment(id=new_id(), author=author(present_settings()), written=_now(), text=text)
            self.line.clear()
            self._edit("undo.comment", lambda comments: (*comments, new))

    def _reply(self, comment: Comment, text: str) -> None:
        if text.strip():
            reply = Reply(author=author(present_settings()), written=_now(), text=text.strip())
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


def _show_and_go(field: LineField) -> None:
    field.show()
    field.setFocus()
