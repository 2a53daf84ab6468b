"""The main window: menus, pages and wiring. What is done in it is done by its features."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import StudioError
from studio.settings import Settings
from studio.ui import icons
from studio.ui.document import Document
from studio.ui.look import choose_theme
from studio.ui.media.importing import MediaImport
from studio.ui.narration.narrating import Narrating
from studio.ui.shell.actions import Actions, Feature, Slots
from studio.ui.shell.asking import Asking
from studio.ui.shell.clipboard import Clipboard
from studio.ui.shell.course_status import CourseStatus
from studio.ui.shell.courses import Courses
from studio.ui.shell.dropping import Dropping
from studio.ui.shell.editing import OutlineEditing
from studio.ui.shell.going import Going
from studio.ui.shell.helping import Helping
from studio.ui.shell.keeping import Keeping
from studio.ui.shell.language import LanguageMenu
from studio.ui.shell.lecturing import Lecturing
from studio.ui.shell.media import Media
from studio.ui.shell.media_picking import MediaPicking
from studio.ui.shell.possible import Possible
from studio.ui.shell.previewing import Previewing
from studio.ui.shell.problems import Problems
from studio.ui.shell.publishing import Publishing
from studio.ui.shell.question_taking import QuestionTaking
from studio.ui.shell.recent_menu import RecentMenu
from studio.ui.shell.screen_editing import ScreenEditing
from studio.ui.shell.trying import Trying
from studio.ui.shell.welcome import Welcome
from studio.ui.shell.window_memory import WindowMemory
from studio.ui.shell.working import Working
from studio.ui.shell.workspace import Workspace
from studio.ui.storyboard.documents import Documents
from studio.ui.storyboard.dropping import FileDropping

NAME = "Coursewright"


class MainWindow(QMainWindow):
    """Opens a course, lets it be planned and storyboarded, publishes it, and keeps all of it."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.setLocale(QLocale(voice.language))
        self.problems = Problems(voice, self)
        self.document = Document(voice, self)
        self.working = Working(voice, self.statusBar())
        self.asking = Asking(voice, self)
        self.courses = Courses(self.document, voice, self.working, self.asking)
        self.publishing = Publishing(self.document, voice, self.working, self.asking)
        self.recent_menu = RecentMenu(voice, self)
        self.language_menu = LanguageMenu(voice, self)
        self.work = Workspace(self.document, voice, self.working, self.asking, self.publishing)
        self.outline = self.work.storyboard.outline
        self.course_status = CourseStatus(voice, self.statusBar(), self.work.reviewing)
        self.counts, self.findings = self.course_status.counts, self.course_status.findings
        self.statusBar().addPermanentWidget(self.publishing.folder_button)
        self._make_editing()
        self._make_features()
        self.actions_by_name = self._actions()
        self._possible = Possible(self.document, self.work, self.actions_by_name, voice)
        self._fill_menus()
        self._make_pages()
        self._connect()
        self.setAcceptDrops(True)
        self.setWindowTitle(NAME)
        self._memory = WindowMemory(self, self.work)
        self._memory.bring_back()
        self._possible.show()

    def _make_editing(self) -> None:
        """Make what edits the outline, screens and media."""
        document, voice, storyboard = self.document, self._voice, self.work.storyboard
        self.editing = OutlineEditing(document, self.outline, voice)
        storyboard.take_edits(self.editing)
        self.importing = MediaImport(document, voice, self.working)
        self.media_picking = MediaPicking(document, voice, self.working, self)
        self.screen_editing = ScreenEditing(
            *(document, voice, self.work, self.editing),
            *(self.importing, self.media_picking.choose),
        )
        self.work.make_tools = lambda: self.screen_editing.tools
        self.work.plan.look.choose_picture = partial(self.media_picking.choose, ("image",))
        self.clipboard = Clipboard(
            document, self.screen_editing, self.working, storyboard.copied_text
        )

    def _make_features(self) -> None:
        """Make the other parts that carry out actions."""
        document, voice = self.document, self._voice
        self.keeping = Keeping(document, voice, self.work.notice, self.work.state, self.courses)
        self.media = Media(document, voice, self.courses, self.keeping)
        self.file_dropping = FileDropping(
            *(self.outline, voice, self.importing, self.media.add_recording, self.open_course)
        )
        self.previewing = Previewing(document, voice, self)
        self.narrating = Narrating(document, voice, self.working, self.outline, self)
        self.trying = Trying(document, voice, self.working, self.previewing, self)
        self.documents = Documents(document, voice, self.working, self.asking)
        self.going = Going(document, voice, self.work, self)
        self.helping = Helping(voice, self.asking, self)
        self.question_taking = QuestionTaking(document, voice, self.work, self.asking, self.working)
        self._dropping = Dropping(document, self.courses, self.media, self.question_taking)
        self.lecturing = Lecturing(document, self.work, self.media)

    def features(self) -> tuple[Feature, ...]:
        """Return the parts that carry out actions. A new one is made above and named here."""
        return (
            self.courses,
            self.editing,
            self.work.storyboard,
            self.screen_editing,
            self.clipboard,
            self.keeping,
            self.media,
            self.media_picking,
            self.documents,
            self.narrating,
            self.previewing,
            self.going,
            self.helping,
            self.lecturing,
            self.question_taking,
            self,
        )

    def slots(self) -> Slots:
        """Return what the window itself does, by the names of the actions."""
        return {"quit": self.close}

    def open_course(self, path: Path) -> None:
        """Show the course of a folder or a pack; one that can't be opened leaves all as it was."""
        self.courses.open(path)

    def show_history(self) -> None:
        """Show the kept versions."""
        self.keeping.show_history()

    def show_finder(self) -> None:
        """Let the author go anywhere by its name."""
        self.going.show_finder()

    def go_to(self, id_: str) -> None:
        """Go to a node of the course."""
        self.going.go_to(id_)

    def show_error(self, problem: StudioError) -> None:
        """Show an error as its sentence, with details to copy."""
        self.problems.show(problem)

    def close_course(self) -> None:
        """Show the first page; the session of the course was ended."""
        self.media_picking.close()
        self.previewing.close()
        self.trying.close()
        self.document.drop()
        self.welcome.show_recent()
        self.pages.setCurrentWidget(self.welcome)
        self.setWindowTitle(NAME)
        self.course_status.clear()
        self.working.say("")
        self._possible.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Take a dropped course, pack or recording."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Open what was dropped, or bring it in."""
        self._dropping.take([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        """Let no edit be lost; stop what runs, if the author agrees, before the window goes."""
        if not self.courses.may_quit():
            event.ignore()
            return
        self._memory.keep()
        self.media_picking.close()
        self.previewing.close()
        self.trying.close()
        self.working.close()
        self.courses.leave()
        self.welcome.stop()
        self.work.close()
        self.document.close()
        event.accept()

    def _actions(self) -> Actions:
        menus = {
            "recent": self.recent_menu,
            "publish": self.publishing.menu,
        }
        actions = Actions(self._voice, self.menuBar(), menus)
        for feature in self.features():
            actions.offer(feature)
        self.going.actions = self.helping.actions = actions
        return actions

    def _fill_menus(self) -> None:
        self.publish_actions = self.publishing.actions
        for name in ("undo", "redo"):
            self.work.add_to_top(self.actions_by_name[name])
        self.work.top.take_find(self.actions_by_name["find"])
        self.work.top.take_preview(self.actions_by_name["preview"])

    def _make_pages(self) -> None:
        self.pages = QStackedWidget()
        self.welcome = Welcome(self._voice, self.language_menu)
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self.work)
        self.setCentralWidget(self.pages)
        self.welcome.chosen.connect(lambda name: self.actions_by_name[name].trigger())
        self.welcome.offer(self.actions_by_name.names())
        self.welcome.show_recent()

    def _connect(self) -> None:
        self.language_menu.chosen.connect(
            lambda: self.working.say(self._voice.text("ui.language_next"))
        )
        for opens in (self.welcome.open_wanted, self.recent_menu.open_wanted):
            opens.connect(self.open_course)
        for source in (
            *(self.document, self.working, self.courses, self.language_menu),
            *(self.file_dropping, self.documents, self.helping),
        ):
            source.failed.connect(self.show_error)
        self.courses.closed.connect(self.close_course)
        self.work.storyboard.here_changed.connect(
            lambda: self.previewing.go_to(self.outline.current_id())
        )
        self.media_picking.go_wanted.connect(self.go_to)
        self.media_picking.recording_replaced.connect(self.media.replace_by)
        self.helping.preferred.connect(self._prefer)
        self.work.storyboard.inspector.narration_wanted.connect(self.narrating.open)
        self.going.block_wanted.connect(self.screen_editing.open)
        self.work.made.connect(self._connect_room)
        self._connect_media()
        self.document.changed.connect(self._show_course)
        self.course_status.review_wanted.connect(lambda: self.work.go("review"))
        for signal in (
            self.document.saving_changed,
            self.work.storyboard.here_changed,
            self.document.stack.indexChanged,
            self.work.room_changed,
        ):
            signal.connect(self._show_possible)

    def _connect_media(self) -> None:
        """Let the storyboard and the lectures bring files in."""
        self.media.clips_alone = lambda: self.work.room == "lectures"
        self.media.begun.connect(lambda: self.work.go("lectures"))
        add_lecture = self.actions_by_name["add_lecture"].trigger
        self.work.storyboard.clips.lecture_wanted.connect(add_lecture)
        offers = self.work.storyboard.adding.offers
        offers.append(("lectures", "lecture", add_lecture))
        for kind in ("file", "image"):
            offers.insert(2, (kind, kind, partial(self.screen_editing.add_screen_of, kind)))

    def recolour(self) -> None:
        """Draw the icons in the colours that the program now has."""
        icons.recolour(self)

    def _prefer(self, settings: Settings) -> None:
        """Take what the user has just chosen; the language waits for the next start."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            choose_theme(application, settings.theme)
            self.recolour()
        self.screen_editing.forget_spelling()

    def _connect_room(self, name: str) -> None:
        """Let a room that was made just now lead elsewhere."""
        if name == "lectures":
            self.lecturing.take(self.work.lectures)
            self.work.lectures.go_wanted.connect(self.screen_editing.open)
        elif name == "questions":
            self.work.questions.offer_import(self.actions_by_name["import_questions"])
            self.work.questions.go_wanted.connect(self.screen_editing.open)
            self.work.questions.preview_wanted.connect(self.previewing.open_question)
        elif name == "publish":
            self.work.publish.review_wanted.connect(lambda: self.work.go("review"))
            self.work.publish.plan_wanted.connect(lambda: self.work.go("plan"))
            self.work.publish.try_wanted.connect(self.trying.open)
            self.work.publish.go_wanted.connect(self.go_to)

    def _show_possible(self) -> None:
        self._possible.show()

    def _show_course(self, before: Course | None, course: Course) -> None:
        anew = before is None
        editable = not self.document.session.read_only
        self.work.show_course(course, editable=editable, anew=anew)
        self.pages.setCurrentWidget(self.work)
        self.setWindowTitle(f"{course.title} \u2013 {NAME}")
        self.course_status.show_course(course, self.outline.length_s)
        if anew:
            self.work.storyboard.board.setFocus()
            self.media.look()
