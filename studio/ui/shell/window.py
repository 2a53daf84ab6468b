"""The main window: it puts the page, the menus and the status bar together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import StudioError
from studio.project.recent import recent_courses
from studio.ui.document import Document
from studio.ui.shell.actions import Actions, Needs
from studio.ui.shell.asking import Asking
from studio.ui.shell.course_page import CoursePage
from studio.ui.shell.courses import Courses
from studio.ui.shell.editing import OutlineEditing
from studio.ui.shell.history_dialog import HistoryDialog
from studio.ui.shell.keeping import Keeping
from studio.ui.shell.media import Media
from studio.ui.shell.publishing import FORMATS, Publishing
from studio.ui.shell.working import Working


class MainWindow(QMainWindow):
    """Opens a course, lets its outline be edited, publishes it, and keeps all that is done."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.document = Document(voice, self)
        self.working = Working(voice, self.statusBar())
        self.asking = Asking(voice, self)
        self.recent_menu, self.publish_menu = QMenu(self), QMenu(self)
        self.courses = Courses(self.document, voice, self.working, self.asking)
        self.publishing = Publishing(self.document, voice, self.working, self.asking)
        self.statusBar().addPermanentWidget(self.publishing.folder_button)
        self.course_page = CoursePage(voice, self.publish_menu)
        self.editing = OutlineEditing(self.document, self.course_page.outline)
        self.keeping = Keeping(
            *(self.document, voice, self.course_page.notice, self.course_page.state, self.courses)
        )
        self.media = Media(self.document, voice, self.working, self.asking, self.keeping)
        self.actions_by_name = Actions(
            *(voice, self.menuBar(), self._slots()),
            {"recent": self.recent_menu, "publish": self.publish_menu},
        )
        self.recent_menu.aboutToShow.connect(self._list_recent)
        self.publish_actions = [self._publish_action(name) for name in FORMATS]
        self.publish_actions[0].setShortcut("Ctrl+Shift+P")
        self._make_pages()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(960, 640)
        self.setWindowTitle("Coursewright")
        self._show_what_can_be_done()

    def open_course(self, path: Path) -> None:
        """Show the course of a folder or a pack; one that can't be opened leaves all as it was."""
        self.courses.open(path)

    def show_history(self) -> None:
        """Show the kept versions."""
        self.document.session.flush(2.0)
        dialog = HistoryDialog(self.document, self._voice, self)
        dialog.failed.connect(self.show_error)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_error(self, problem: StudioError) -> None:
        """Show an error as its sentence, with details to copy."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self._voice.say(problem.message))
        box.setDetailedText(problem.details)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take a dropped course folder or pack."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Open what was dropped."""
        self.open_course(Path(event.mimeData().urls()[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Let no edit be lost; stop what runs before the window goes."""
        if not self.courses.may_leave():
            event.ignore()
            return
        self.working.close()
        self.courses.leave()
        event.accept()

    def _slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what each action does, by its name."""
        return {
            "new": self.courses.new,
            "open": self.courses.choose,
            "open_pack": self.courses.choose_pack,
            "checkpoint": self._checkpoint,
            "name_version": self._name_version,
            "history": self.show_history,
            "save_copy": self.courses.save_copy,
            "pack": self.courses.pack,
            "quit": self.close,
            "undo": self.document.stack.undo,
            "redo": self.document.stack.redo,
            "rename": self.editing.rename,
            "duplicate": self.editing.duplicate,
            "delete": self.editing.delete,
            "move_up": lambda: self.editing.move(-1),
            "move_down": lambda: self.editing.move(1),
            "rename_course": self._rename_course,
            "add_lecture": self.media.add_lecture,
            "check_media": self.media.check_all,
            "empty_unused": self.media.empty_unused,
        }

    def _publish_action(self, format_name: str) -> QAction:
        action = self.publish_menu.addAction(self._voice.text(f"ui.format.{format_name}"))
        action.triggered.connect(lambda _checked: self.publishing.choose(format_name))
        return action

    def _make_pages(self) -> None:
        self.pages = QStackedWidget()
        self.empty_page = self._make_empty_page()
        self.pages.addWidget(self.empty_page)
        self.pages.addWidget(self.course_page)
        self.setCentralWidget(self.pages)

    def _make_empty_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said = QLabel(self._voice.text("ui.empty"))
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(said)
        layout.addSpacing(12)
        for name in ("open", "new"):
            button = QPushButton(self._voice.text(f"ui.{name}"))
            button.setProperty("main", name == "open")
            button.clicked.connect(self.actions_by_name[name].trigger)
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
        return page

    def _connect(self) -> None:
        for source in (self.document, self.working, self.courses):
            source.failed.connect(self.show_error)
        self.document.changed.connect(self._show_course)
        for signal in (
            self.document.saving_changed,
            self.working.changed,
            self.course_page.outline.selection_changed,
            self.document.stack.indexChanged,
        ):
            signal.connect(self._show_what_can_be_done)

    def _show_course(self, before: Course | None, course: Course) -> None:
        anew = before is None
        editable = not self.document.session.read_only
        self.course_page.show_course(course, editable=editable, anew=anew)
        self.pages.setCurrentWidget(self.course_page)
        self.setWindowTitle(f"{course.title} \u2013 Coursewright")
        if anew:
            self.media.look()

    def _show_what_can_be_done(self) -> None:
        given = {Needs.NOTHING}
        if self.document.is_open:
            editable, idle = not self.document.session.read_only, not self.working.busy
            here = bool(self.course_page.outline.current_id())
            given |= {Needs.COURSE}
            given |= {Needs.EDITABLE} if editable else set()
            given |= {Needs.SELECTION} if editable and here else set()
            given |= {Needs.IDLE} if idle else set()
            given |= {Needs.IDLE_EDITABLE} if idle and editable else set()
        self.actions_by_name.enable(given)
        self.course_page.publish_button.setEnabled(Needs.IDLE in given)
        stack = self.document.stack
        self._show_undo("undo", possible=stack.canUndo(), label=stack.undoText())
        self._show_undo("redo", possible=stack.canRedo(), label=stack.redoText())

    def _show_undo(self, name: str, *, possible: bool, label: str) -> None:
        action = self.actions_by_name[name]
        text = self._voice.text(f"ui.{name}")
        action.setText(self._voice.text("ui.step", name=text, label=label) if label else text)
        action.setEnabled(action.isEnabled() and possible)

    def _list_recent(self) -> None:
        menu = self.recent_menu
        menu.clear()
        for folder in recent_courses():
            action = menu.addAction(f"{folder.stem}  \u2013  {folder.parent}")
            action.triggered.connect(lambda _checked, folder=folder: self.open_course(folder))
        if menu.isEmpty():
            menu.addAction(self._voice.text("ui.no_recent")).setEnabled(False)

    def _checkpoint(self) -> None:
        self.document.checkpoint()
        self.working.say(self._voice.text("ui.kept"))

    def _name_version(self) -> None:
        say = self._voice.text
        name = self.asking.name(say("ui.name_version"), say("ui.version_name"))
        if name:
            self.document.checkpoint(name)
            self.working.say(say("ui.kept_as", name=name))

    def _rename_course(self) -> None:
        say = self._voice.text
        title = self.document.course.title
        self.editing.rename_course(
            self.asking.name(say("ui.rename_course"), say("ui.course_title"), title)
        )
