"""A question where it is asked: a line that opens its form, and the menu that adds another one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from studio.course.change import name_of
from studio.course.model import Course
from studio.course.question_types import QUESTION_TYPES, tag_of
from studio.course.questions import Question
from studio.ui import icons
from studio.ui.editor.question_form import QuestionForm
from studio.ui.editor.tools import Tools


class QuestionRow(QFrame):
    """One question: a line that opens and closes its form.

    Where questions stand in an `ordered` list it can be moved there.
    """

    toggled = Signal(bool)
    moved = Signal(int)
    duplicate_wanted = Signal()
    removed = Signal()

    def __init__(self, id_: str, tools: Tools, *, ordered: bool = True) -> None:
        super().__init__()
        self.id = id_
        self._tools = tools
        self._ordered = ordered
        self._editable = False
        self.setObjectName("question")
        self.form: QuestionForm | None = None
        self.head = QToolButton()
        self.head.setCheckable(True)
        self.head.setArrowType(Qt.ArrowType.RightArrow)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.menu_button = QToolButton()
        self.menu_button.setIcon(icons.icon("more"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._menu())
        self.kind = QLabel()
        line = QHBoxLayout()
        line.addWidget(self.head)
        line.addWidget(self.kind)
        line.addStretch(1)
        line.addWidget(self.menu_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 4, 8, 8)
        self.column.addLayout(line)
        self.head.clicked.connect(self.toggled)

    def show_question(
        self, course: Course, question: Question, number: int, *, editable: bool
    ) -> None:
        """Show the question as it is now."""
        self._editable = editable
        say = self._tools.voice.text
        kind = say(f"ui.question.{tag_of(question)}")
        name = f"{number}. {self._tools.voice.words(name_of(question))}"
        self.head.setText(name.replace("&", "&&"))
        self.head.setAccessibleName(f"{name}, {kind}")
        self.head.setToolTip(kind)
        self.kind.setPixmap(icons.icon(tag_of(question)).pixmap(16))
        self.kind.setToolTip(kind)
        self.menu_button.setAccessibleName(say("ui.more_of", name=name))
        self.menu_button.setEnabled(editable)
        if self.form is not None:
            self.form.show_question(course, question, editable=editable)

    def show_form(self, course: Course, question: Question) -> None:
        """Make the form when it is first needed, and show the question in it."""
        if self.form is None:
            self.form = QuestionForm(self.id, self._tools)
            self.column.addWidget(self.form)
            self.setFocusProxy(self.form)
        self.form.show_question(course, question, editable=self._editable)
        self.form.show()

    def unfold(self, *, shown: bool) -> None:
        """Show that the form is open or closed, and close it."""
        self.head.setChecked(shown)
        self.head.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        if self.form is not None:
            self.form.setVisible(shown)

    def _menu(self) -> QMenu:
        say = self._tools.voice.text
        menu = QMenu(self)
        in_order = (
            ("up", "ui.move_up", lambda: self.moved.emit(-1)),
            ("down", "ui.move_down", lambda: self.moved.emit(1)),
            ("duplicate", "ui.duplicate", self.duplicate_wanted.emit),
        )
        out = ("delete", "ui.question_out", self.removed.emit)
        for icon, said, do in (*(in_order if self._ordered else ()), out):
            action = menu.addAction(icons.icon(icon), say(said))
            action.triggered.connect(lambda _checked, do=do: do())
        return menu


def question_menu(
    parent: QWidget, tools: Tools, new: Callable[[str], object], known: Callable[[str], None]
) -> QMenu:
    """Return a menu that adds a question: `new` makes one of a type, `known` takes one's id."""
    say = tools.voice.text
    menu = QMenu(parent)
    for tag in QUESTION_TYPES:
        action = menu.addAction(icons.icon(tag), say(f"ui.question.{tag}"))
        action.triggered.connect(lambda _checked, tag=tag: new(tag))
    menu.addSeparator()
    from_bank = menu.addAction(icons.icon("questions"), say("ui.question_from_bank"))
    from_bank.triggered.connect(lambda _checked: tools.choosing.question(known))
    return menu
