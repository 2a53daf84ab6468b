"""A key pressed in a long text, until the course has its Markdown."""

from __future__ import annotations

from itertools import cycle

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from studio.i18n import Voice
from studio.spelling import Spelling
from studio.ui.rich_text import RichText
from tests.bench.measure import report, timed

_PARAGRAPH = (
    "Une banque **prête rarement** quand la mensualité dépasse 35 % de ce que l\u2019on gagne, "
    "[assurance comprise](https://example.org/regle) : c\u2019est la *règle*, $m \\le 0{,}35 r$."
)
_LIST = "- le loyer\n- les charges, `eau` comprise\n  - l\u2019électricité\n- les assurances"
_TABLE = "| Poste | Part |\n| --- | --: |\n| Loyer | 35 % |\n| Épargne | 10 % |"


def long_text() -> str:
    """Return a text of about 2,000 words with everything in it."""
    pieces = [f"## Partie\n\n{_PARAGRAPH}\n\n{_PARAGRAPH}\n\n{_LIST}\n\n{_TABLE}"] * 23
    return "\n\n".join(pieces)


def main() -> None:
    """Print the figures."""
    application = QApplication.instance() or QApplication([])
    text = long_text()
    rich, plain = RichText("Texte", Voice("fr")), QPlainTextEdit()
    rich.set_spelling(Spelling("fr"))
    told: list[str] = []
    rich.typed.connect(lambda _, after: told.append(after))
    rich.show_text(text)
    plain.setPlainText(text)
    for edit in (rich, plain):
        edit.resize(800, 600)
        edit.show()
        _go_to_middle(edit)
        application.processEvents()
    letters = cycle((Qt.Key.Key_E, Qt.Key.Key_Space, Qt.Key.Key_A))

    def press(edit: QTextEdit | QPlainTextEdit) -> None:
        QTest.keyClick(edit, next(letters))

    measured, against = timed(lambda: press(rich), lambda: press(plain), runs=60)
    words = len(text.split())
    report(f"a key in {words:,} words", measured, "QPlainTextEdit", against, "under 16 ms")
    texts = [cycle((text.replace("rarement", "souvent", 1), text)) for _ in range(2)]
    shown, against = timed(
        lambda: rich.show_text(next(texts[0])), lambda: plain.setPlainText(next(texts[1])), runs=20
    )
    report("undoing a word in it", shown, "QPlainTextEdit.setPlainText", against, "under 50 ms")


def _go_to_middle(edit: QTextEdit | QPlainTextEdit) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
