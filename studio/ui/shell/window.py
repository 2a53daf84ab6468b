"""The main window: it puts the pages, the menus and the status bar together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QMessageBox, QPushButton, QStackedWidget

from studio.course.model import Course
from studio.i18n import Voice, duration
from studio.messages import StudioError
from studio.names import PACK_SUFFIX
from studio.project.project import COURSE_FILE
from studio.project.recent import recent_courses
from studio.review.findings import Level
from studio.system import config_folder
from studio.ui import icons
from studio.ui.document import Document
from studio.ui.shell.actions import Actions, Needs
from studio.ui.shell.asking import Asking
from studio.ui.shell.clipboard import Clipboard
from studio.ui.shell.courses import Courses
from studio.ui.shell.editing import SCREEN_KINDS, OutlineEditing
from studio.ui.shell.finder import Finder, commands, places
from studio.ui.shell.history_dialog import HistoryDialog
from studio.ui.shell.keeping import Keeping
from studio.ui.shell.language import LanguageMenu
from studio.ui.shell.media import Media
from studio.ui.shell.publishing import FORMATS, Publishing
from studio.ui.shell.welcome import Welcome
from studio.ui.shell.working import Working
from studio.ui.shell.workspace import Workspace


class MainWindow(QMainWindow):
    """Opens a course, lets it be planned and storyboarded, publishes it, and keeps all of it."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.document = Document(voice, self)
        self.working = Working(voice, self.statusBar())
        self.asking = Asking(voice, self)
        self.recent_menu, self.publish_menu = QMenu(self), QMenu(self)
        self.language_menu = LanguageMenu(voice, self)
        self.courses = Courses(self.document, voice, self.working, self.asking)
        self.publishing = Publishing(self.document, voice, self.working, self.asking)
        self.statusBar().addPermanentWidget(self.publishing.folder_button)
        self.work = Workspace(self.document, voice, self.publish_menu)
        self.outline = self.work.storyboard.outline
        self.editing = OutlineEditing(self.document, self.outline, voice)
        self.work.storyboard.take_edits(self.editing)
        self.clipboard = Clipboard(
            *(self.document, self.editing, self.working, self.work.storyboard.copied_text)
        )
        self.keeping = Keeping(
            *(self.document, voice, self.work.notice, self.work.state, self.courses)
        )
        self.media = Media(self.document, voice, self.working, self.asking, self.keeping)
        self.actions_by_name = Actions(
            *(voice, self.menuBar(), self._slots()),
            {
                "recent": self.recent_menu,
                "publish": self.publish_menu,
                "language": self.language_menu,
            },
        )
        self._fill_menus()
        self._make_pages()
        self._connect()
        self.setAcceptDrops(True)
        self.setWindowTitle("Coursewright")
        self._remember = QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)
        self._take_shape()
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

    def show_finder(self) -> None:
        """Let the author go anywhere by its name."""
        found = commands(self.actions_by_name.all(), self._voice)
        if self.document.is_open:
            found = [*places(self.document.course, self._voice, self.go_to), *found]
        finder = Finder(self._voice, found, self)
        finder.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = self.mapToGlobal(self.rect().topLeft())
        finder.move(corner.x() + (self.width() - finder.width()) // 2, corner.y() + 80)
        finder.show()
        finder.line.setFocus()

    def go_to(self, id_: str) -> None:
        """Go to a module, lesson or screen of the storyboard."""
        self.work.go("storyboard")
        self.outline.select(id_)
        self.work.storyboard.board.scrollTo(self.outline.course_model.index_of(id_))

    def show_error(self, problem: StudioError) -> None:
        """Show an error as its sentence, with details to copy."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(self._voice.say(problem.message))
        box.setDetailedText(problem.details)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def close_course(self) -> None:
        """Show the first page; the session of the course was ended."""
        self.document.drop()
        self.welcome.show_recent()
        self.pages.setCurrentWidget(self.welcome)
        self.setWindowTitle("Coursewright")
        self.counts.clear()
        self.findings.hide()
        self.working.say("")
        self._show_what_can_be_done()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take a dropped course, pack or recording."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Open the course or the pack that was dropped; anything else is taken as a recording."""
        path = Path(event.mimeData().urls()[0].toLocalFile())
        if path.is_dir() or path.suffix == PACK_SUFFIX or path.name == COURSE_FILE:
            self.open_course(path)
        elif self.document.is_open and not self.document.session.read_only:
            self.media.add_recording(path)
        else:
            self._begin_with(path)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Let no edit be lost; stop what runs before the window goes."""
        if not self.courses.may_leave():
            event.ignore()
            return
        self._remember.setValue("geometry", self.saveGeometry())
        self._remember.setValue("splitter", self.work.storyboard.splitter.saveState())
        self.working.close()
        self.courses.leave()
        self.work.close()
        event.accept()

    def _slots(self) -> Mapping[str, Callable[[], object]]:
        """Return what each action does, by its name."""
        return {
            "new": self.courses.new,
            "from_recording": self._from_recording,
            "open": self.courses.choose,
            "open_pack": self.courses.choose_pack,
            "sample": self.courses.open_sample,
            "checkpoint": self._checkpoint,
            "name_version": self._name_version,
            "history": self.show_history,
            "save_copy": self.courses.save_copy,
            "pack": self.courses.pack,
            "close_course": self._leave_course,
            "quit": self.close,
            "undo": self.document.stack.undo,
            "redo": self.document.stack.redo,
            "cut": self.clipboard.cut,
            "copy": self.clipboard.copy,
            "paste": self.clipboard.paste,
            "rename": self.work.storyboard.rename,
            "duplicate": self.editing.duplicate,
            "delete": self.editing.delete,
            "move_up": lambda: self.editing.move(-1),
            "move_down": lambda: self.editing.move(1),
            "add_any": self.work.storyboard.pick_new,
            "add_text": lambda: self.editing.add_screen("text"),
            "add_empty": lambda: self.editing.add_screen("empty"),
            "add_lesson": self.editing.add_lesson,
            "add_module": self.editing.add_module,
            "add_lecture": self.media.add_lecture,
            "check_media": self.media.check_all,
            "empty_unused": self.media.empty_unused,
            "find": self.show_finder,
        }

    def _fill_menus(self) -> None:
        self.recent_menu.aboutToShow.connect(self._list_recent)
        self.publish_actions = [self._publish_action(name) for name in FORMATS]
        self.publish_actions[0].setShortcut("Ctrl+Shift+P")
        for kind in SCREEN_KINDS:
            self.actions_by_name[f"add_{kind}"].setIcon(icons.icon(kind))
        for name in ("undo", "redo", "find"):
            self.work.add_to_top(self.actions_by_name[name], name)

    def _publish_action(self, format_name: str) -> QAction:
        action = self.publish_menu.addAction(self._voice.text(f"ui.format.{format_name}"))
        action.triggered.connect(lambda _checked: self.publishing.choose(format_name))
        return action

    def _make_pages(self) -> None:
        self.pages = QStackedWidget()
        self.welcome = Welcome(self._voice)
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self.work)
        self.setCentralWidget(self.pages)
        self.welcome.chosen.connect(lambda name: self.actions_by_name[name].trigger())
        self.welcome.open_wanted.connect(self.open_course)
        self.welcome.show_recent()
        self.findings = QPushButton(self._voice.text("ui.to_review", n=0))
        self.findings.setProperty("link", True)
        self.findings.clicked.connect(lambda _checked: self.work.go("review"))
        self.statusBar().addPermanentWidget(self.findings)
        self.findings.hide()
        self.counts = QLabel()
        self.statusBar().addPermanentWidget(self.counts)

    def _take_shape(self) -> None:
        """Take the size and the place that the window had last."""
        self.resize(1280, 800)
        geometry, splitter = self._remember.value("geometry"), self._remember.value("splitter")
        if geometry is not None:
            self.restoreGeometry(geometry)
        if splitter is not None:
            self.work.storyboard.splitter.restoreState(splitter)

    def _connect(self) -> None:
        self.language_menu.chosen.connect(
            lambda: self.working.say(self._voice.text("ui.language_next"))
        )
        for source in (self.document, self.working, self.courses, self.language_menu):
            source.failed.connect(self.show_error)
        add_lecture = self.actions_by_name["add_lecture"].trigger
        self.work.storyboard.clips.lecture_wanted.connect(add_lecture)
        self.work.storyboard.adding.offers.append(("lectures", "lecture", add_lecture))
        self.document.changed.connect(self._show_course)
        self.work.reviewing.changed.connect(self._count_findings)
        self.work.review.go_wanted.connect(self._go_to_finding)
        for signal in (
            self.document.saving_changed,
            self.working.changed,
            self.work.storyboard.here_changed,
            self.document.stack.indexChanged,
        ):
            signal.connect(self._show_what_can_be_done)

    def _show_course(self, before: Course | None, course: Course) -> None:
        anew = before is None
        editable = not self.document.session.read_only
        self.work.show_course(course, editable=editable, anew=anew)
        self.pages.setCurrentWidget(self.work)
        self.setWindowTitle(f"{course.title} \u2013 Coursewright")
        say = self._voice.text
        parts = [
            say("ui.modules", n=len(course.modules)),
            say("ui.lessons", n=len(course.lessons)),
            say("ui.screens", n=len(course.screens)),
            say("ui.learner_time", length=duration(self.outline.length_s)),
        ]
        self.counts.setText(" \u00b7 ".join(parts))
        if anew:
            self.media.look()

    def _show_what_can_be_done(self) -> None:
        given = {Needs.NOTHING}
        if self.document.is_open:
            editable, idle = not self.document.session.read_only, not self.working.busy
            here = bool(self.outline.current_id())
            given |= {Needs.COURSE}
            given |= {Needs.EDITABLE} if editable else set()
            given |= {Needs.SELECTION} if editable and here else set()
            given |= {Needs.IDLE} if idle else set()
            given |= {Needs.IDLE_EDITABLE} if idle and editable else set()
        self.actions_by_name.enable(given)
        self.work.publish_button.setEnabled(Needs.IDLE in given)
        stack = self.document.stack
        self._show_undo("undo", possible=stack.canUndo(), label=stack.undoText())
        self._show_undo("redo", possible=stack.canRedo(), label=stack.redoText())

    def _show_undo(self, name: str, *, possible: bool, label: str) -> None:
        action = self.actions_by_name[name]
        text = self._voice.text(f"ui.{name}")
        action.setIconText(text.replace("&", ""))
        action.setText(self._voice.text("ui.step", name=text, label=label) if label else text)
        action.setEnabled(action.isEnabled() and possible)

    def _count_findings(self) -> None:
        serious = [each for each in self.work.reviewing.findings if each.level is not Level.HINT]
        self.findings.setText(self._voice.text("ui.to_review", n=len(serious)))
        self.findings.setVisible(bool(serious))

    def _go_to_finding(self, id_: str) -> None:
        if id_:
            self.go_to(id_)
        else:
            self.work.go("plan")

    def _list_recent(self) -> None:
        menu = self.recent_menu
        menu.clear()
        for folder in recent_courses():
            action = menu.addAction(f"{folder.stem}  \u2013  {folder.parent}")
            action.triggered.connect(lambda _checked, folder=folder: self.open_course(folder))
        if menu.isEmpty():
            menu.addAction(self._voice.text("ui.no_recent")).setEnabled(False)

    def _leave_course(self) -> None:
        if self.courses.may_leave():
            self.courses.leave()
            self.close_course()

    def _from_recording(self) -> None:
        recording = self.media.choose_recording()
        if recording:
            self._begin_with(recording)

    def _begin_with(self, recording: Path) -> None:
        """Make a course for a recording, and bring it in."""
        if self.courses.new(recording.stem):
            self.media.add_recording(recording)

    def _checkpoint(self) -> None:
        self.document.checkpoint()
        self.working.say(self._voice.text("ui.kept"))

    def _name_version(self) -> None:
        say = self._voice.text
        name = self.asking.name(say("ui.name_version"), say("ui.version_name"))
        if name:
            self.document.checkpoint(name)
            self.working.say(say("ui.kept_as", name=name))
