"""What is said to an answer: the verdict, what the author says to it, and the right answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from studio.course.excerpts import plain
from studio.course.grading import Grade
from studio.i18n import Voice
from studio.ui.pieces import quiet
from studio.ui.rich_text.shown import ShownText


class Told(QFrame):
    """A box in the colour of the verdict."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.setObjectName("told")
        self.verdict = QLabel()
        self.verdict.setProperty("strong", True)
        self.verdict.setWordWrap(True)
        self.words = ""
        """All that is said, in plain words."""
        self._texts = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.verdict)
        column.addLayout(self._texts)
        self.hide()

    def tell(self, verdict: str, sign: str, texts: Sequence[str] = (), ends: str = "") -> None:
        """Say a verdict (`sign`: right, partly, wrong or ""), Markdown texts, and plain `ends`."""
        self.forget()
        self.words = " ".join([verdict, *map(plain, texts), *ends.splitlines()])
        self.verdict.setText(verdict)
        for text in texts:
            self._texts.addWidget(ShownText(self._voice, text))
        for line in ends.splitlines():
            self._texts.addWidget(quiet(line))
        self.setProperty("mark", sign)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(self.words)
        self.show()

    def forget(self) -> None:
        """Say nothing any more."""
        self.hide()
        self.words = ""
        while (item := self._texts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def verdict_of(result: Grade, *, more: bool) -> tuple[str, str]:
    """Return the id of the page's word for a grade, and its sign; `more`: it may be tried again."""
    if result.right is None:
        return "noted", ""
    if result.right:
        return "right", "right"
    if result.share > 0:
        return "partly", "partly"
    return "not_yet" if more else "wrong", "wrong"
