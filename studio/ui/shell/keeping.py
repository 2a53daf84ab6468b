"""What the author is told of the saving: where the course stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

from studio.course.model import Course
from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import message
from studio.project.copies import save_elsewhere
from studio.project.media_check import Damage, MediaProblem
from studio.project.project import Project
from studio.project.saver import SaveState
from studio.ui.document import Document
from studio.ui.shell.actions import Slots
from studio.ui.shell.courses import Courses
from studio.ui.shell.notice import Choice, NoticeBar


class Keeping(QObject):
    """Shows the state of the saving, and a notice where the author has to choose."""

    def __init__(
        self,
        document: Document,
        voice: Voice,
        notice: NoticeBar,
        state: QLabel,
        courses: Courses,
    ) -> None:
        super().__init__(notice)
        self._document = document
        self._voice = voice
        self._notice = notice
        self._state = state
        self._courses = courses
        self._working = courses.working
        self._asking = courses.asking
        self.media_problems: list[MediaProblem] = []
        document.saving_changed.connect(self.show)

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {
            "checkpoint": self.keep_version,
            "name_version": self.name_version,
            "history": self.show_history,
        }

    def keep_version(self) -> None:
        """Keep the course as it is in the history."""
        self._document.checkpoint()
        self._working.say(self._voice.text("ui.kept"))

    def name_version(self) -> None:
        """Keep the course as it is under a name."""
        say = self._voice.text
        name = self._asking.name(say("ui.name_version"), say("ui.version_name"))
        if name:
            self._document.checkpoint(name)
            self._working.say(say("ui.kept_as", name=name))

    def show_history(self) -> None:
        """Show the kept versions."""
        from studio.ui.shell.history_dialog import HistoryDialog

        self._document.session.flush(2.0)
        dialog = HistoryDialog(self._document, self._voice, self._notice.window())
        dialog.failed.connect(self._document.failed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show(self) -> None:
        """Say how the course stands to the one on disk."""
        if not self._document.is_open:
            return
        session = self._document.session
        state = "read_only" if session.read_only else session.state.value
        self._state.setText(self._voice.text(f"ui.state.{state}"))
        told = self._told()
        if told is None:
            self._notice.clear()
        else:
            self._notice.tell(*told)

    def _told(self) -> tuple[str, tuple[Choice, ...]] | None:
        session = self._document.session
        if session.held is not None:
            again = self._choice(
                "take_over" if session.held.dead else "try_again", self._open_again
            )
            return self._voice.say(session.held.message), (again, self._copy_choice())
        if session.read_only and session.problem is None:
            folder = str(session.project.folder)
            return self._voice.text("ui.read_only", folder=folder), (self._copy_choice(),)
        if session.problem is not None:
            return self._voice.say(session.problem.message), self._ways_out()
        return self._told_of_media()

    def _ways_out(self) -> tuple[Choice, ...]:
        if self._document.session.state is SaveState.CHANGED_OUTSIDE:
            return (
                self._choice("take_theirs", self.take_theirs),
                self._choice("keep_mine", self.keep_mine),
                self._choice("keep_both", self.keep_both),
            )
        return (self._choice("save_elsewhere", self.save_elsewhere),)

    def _told_of_media(self) -> tuple[str, tuple[Choice, ...]] | None:
        problems = [each for each in self.media_problems if not each.is_original]
        if not problems:
            return None
        first = problems[0]
        id_ = "ui.media_missing" if first.damage is Damage.MISSING else "ui.media_changed"
        text = self._voice.text(id_, n=len(problems), name=first.name)
        can_be_found = first.node in self._document.course.media
        choices = (self._choice("find_media", self.find_media),) if can_be_found else ()
        return text, choices

    def take_theirs(self) -> None:
        """Go on with what somebody else has written."""
        session, before = self._document.session, self._document.course
        self._working.start(
            str(session.project.folder),
            message("ui.taking_theirs"),
            lambda _: session.take_theirs(),
            lambda theirs: self._document.took_theirs(before, theirs),
        )

    def keep_mine(self) -> None:
        """Go on with what is here."""
        session = self._document.session
        self._working.start(
            str(session.project.folder),
            message("ui.keeping_mine"),
            lambda _: session.keep_mine(),
            lambda _: self.show(),
        )

    def keep_both(self) -> None:
        """Go on with what is here; theirs becomes a course beside this one."""
        session = self._document.session
        folder = self._asking.new_course_folder(session.project.folder, session.course.title)
        if folder is None:
            return
        self._working.start(
            str(session.project.folder),
            message("ui.keeping_both"),
            lambda _: session.keep_both(folder),
            self._said_where,
        )

    def save_elsewhere(self) -> None:
        """Write the course to another place and go on there."""
        session = self._document.session
        folder = self._asking.new_course_folder(Path.home(), session.course.title)
        if folder is None:
            return

        def work(progress: Progress) -> Project:
            return save_elsewhere(session.project, session.course, folder, progress)

        self._working.start(
            str(folder),
            message("ui.saving_elsewhere", folder=str(folder)),
            work,
            lambda project: self._courses.open(project.folder, leave_unsaved=True),
        )

    def find_media(self) -> None:
        """Have the author point at a file that is missing, and bring it in again."""
        from studio.imports.relink import relink

        problem = next(each for each in self.media_problems if not each.is_original)
        source = self._asking.file(self._voice.text("ui.find_media_title", name=problem.name))
        if source is None:
            return
        session, course = self._document.session, self._document.course
        self._working.start(
            f"{session.project.folder} {problem.file}",
            message("ui.bringing_in", name=problem.name),
            lambda progress: relink(session.project, course, problem.node, source, progress),
            lambda edit: self._media_found(problem, edit),
        )

    def _media_found(self, problem: MediaProblem, edit: Callable[[Course], Course]) -> None:
        self._document.edit(message("undo.find_media", name=problem.name), edit)
        self.media_problems = [each for each in self.media_problems if each.file != problem.file]
        self.show()

    def _said_where(self, other: Project) -> None:
        self._working.say(self._voice.text("ui.theirs_is_in", folder=str(other.folder)))
        self.show()

    def _open_again(self) -> None:
        held = self._document.session.held
        folder = self._document.session.project.folder
        self._courses.open(folder, take_over=held is not None and held.dead)

    def _copy_choice(self) -> Choice:
        return self._choice("save_copy", self._courses.save_copy)

    def _choice(self, name: str, do: Callable[[], object]) -> Choice:
        return Choice(self._voice.text(f"ui.choice.{name}"), do)
