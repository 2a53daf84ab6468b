"""Courses as files: new, opened, copied, packed, and left with nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.course.ids import new_id
from studio.course.model import Course
from studio.i18n import Voice
from studio.jobs import Job, Progress, in_words
from studio.messages import StudioError, message
from studio.names import PACK_SUFFIX
from studio.project.copies import save_copy
from studio.project.pack import Packed, pack
from studio.project.project import Project, create_project, open_project
from studio.project.recent import remember_course
from studio.project.session import open_from_history, open_session
from studio.project.unpack import unpack
from studio.settings import present_settings
from studio.ui.document import Document
from studio.ui.shell.actions import Slots
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working


class Courses(QObject):
    """Opens courses into the document and writes them to other places."""

    failed = Signal(object)
    """A `StudioError` to be shown."""
    closed = Signal()
    """No course is to be shown any more."""

    def __init__(self, document: Document, voice: Voice, working: Working, asking: Asking) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self.working = working
        self.asking = asking

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {
            "new": self.new,
            "open": self.choose,
            "open_pack": self.choose_pack,
            "sample": self.open_sample,
            "save_copy": self.save_copy,
            "pack": self.pack,
            "close_course": self.close,
        }

    def new(self, title: str = "") -> bool:
        """Make a course where the author wants it, and open it; return whether it is there."""
        proposed = title or self._voice.text("ui.new_course_title")
        folder = self.asking.new_course_folder(Path.home() / "x", proposed)
        if folder is None:
            return False
        course = Course(
            id=new_id(),
            title=folder.stem,
            language=self._voice.language,
            clip_limit_s=present_settings().clip_limit_s,
        )
        try:
            create_project(folder, course)
        except (StudioError, OSError) as problem:
            self.failed.emit(in_words(problem))
            return False
        self.open(folder)
        return self._is_open_here(folder)

    def open_sample(self) -> None:
        """Make the sample course where the author wants it, and open it."""
        from studio.imports.sample import make_sample

        title = self._voice.text("ui.sample_title")
        folder = self.asking.new_course_folder(Path.home() / "x", title)
        if folder is None:
            return
        self.working.start(
            str(folder),
            message("ui.making_sample"),
            lambda progress: make_sample(folder, ffmpeg=None, progress=progress, title=title),
            lambda _: self.open(folder),
        )

    def choose(self) -> None:
        """Open a course that the author chooses."""
        folder = self.asking.course_folder()
        if folder:
            self.open(folder)

    def choose_pack(self) -> None:
        """Unpack a file that the author chooses, and open its course."""
        pattern = f"Coursewright (*{PACK_SUFFIX})"
        file = self.asking.file(self._voice.text("ui.choose_pack"), pattern)
        if file:
            self.open(file)

    def open(self, path: Path, *, take_over: bool = False, leave_unsaved: bool = False) -> None:
        """Show the course of a folder or of a pack; on a failure all stays as it was."""
        if path.suffix == PACK_SUFFIX and path.is_file():
            self._unpack(path)
            return
        if self._is_open_here(path):
            return
        if not (leave_unsaved or self.may_leave()):
            return
        try:
            session = open_session(path, told=self._document.told, take_over=take_over)
        except (StudioError, OSError) as problem:
            self._offer_history(path, in_words(problem))
            return
        self.leave()
        self._document.take(session)
        remember_course(session.project.folder)

    def may_leave(self) -> bool:
        """Ask before work on the open course is stopped or edits are lost."""
        if not self._document.is_open:
            return True
        jobs = self.working.jobs_on(self._document.session.project.folder)
        return self._may_stop(jobs) and self._may_lose_edits()

    def may_quit(self) -> bool:
        """Ask before any work at all is stopped or edits are lost."""
        return self._may_stop(self.working.running.jobs) and self._may_lose_edits()

    def _may_stop(self, jobs: Sequence[Job[Any]]) -> bool:
        going = [job for job in jobs if not (job.ended or job.progress.cancelled)]
        if not going:
            return True
        tasks = "\n".join(f"• {self._voice.say(job.title)}" for job in going)
        text = self._voice.text("ui.stop_tasks", n=len(going), tasks=tasks)
        names = ("ui.choice.stop", "ui.choice.go_on")
        return self.asking.choice(text, [self._voice.text(name) for name in names]) == 0

    def _may_lose_edits(self) -> bool:
        """Write what is not on disk; if that fails, let the author choose."""
        if not self._document.is_open or self._document.session.flush(5.0):
            return True
        problem = self._document.session.problem
        sentence = self._voice.say(problem.message) if problem else ""
        text = self._voice.text("ui.leave_unsaved", reason=sentence)
        names = ("ui.choice.leave", "ui.choice.stay")
        return self.asking.choice(text, [self._voice.text(name) for name in names]) == 0

    def leave(self) -> None:
        """Close the session of the open course, and stop what would still change it."""
        if self._document.is_open:
            self._document.leaving.emit()
            self.working.cancel_on(self._document.session.project.folder)
            self._document.session.close(5.0)

    def close(self) -> None:
        """Leave the open course for the first page."""
        if self.may_leave():
            self.leave()
            self.closed.emit()

    def save_copy(self) -> None:
        """Write a copy as a course of its own."""
        session, course = self._document.session, self._document.course
        folder = self.asking.new_course_folder(session.project.folder, course.title)
        if folder is None:
            return

        def work(progress: Progress) -> Project:
            return save_copy(session.project, course, folder, progress)

        title = message("ui.saving_copy", folder=folder.name)
        self.working.start(str(folder), title, work, lambda copy: self._said("copied", copy.folder))

    def pack(self) -> None:
        """Write the course with all that it needs into one file."""
        session, course = self._document.session, self._document.course
        proposed = session.project.folder.with_suffix(PACK_SUFFIX)
        pattern = f"Coursewright (*{PACK_SUFFIX})"
        target = self.asking.new_file(self._voice.text("ui.choose_pack_file"), proposed, pattern)
        if target is None:
            return
        names = ("ui.choice.with_history", "ui.choice.without_history", "ui.cancel")
        question = self._voice.text("ui.pack_history")
        chosen = self.asking.choice(question, [self._voice.text(name) for name in names])
        if chosen not in (0, 1):
            return

        def work(progress: Progress) -> Packed:
            return pack(
                session.project, course, target, with_history=chosen == 0, progress=progress
            )

        title = message("ui.packing", file=target.name)
        self.working.start(str(target), title, work, lambda done: self._said("packed", done.file))

    def _is_open_here(self, path: Path) -> bool:
        if not self._document.is_open or self._document.session.read_only:
            return False
        return (
            open_project(path).folder.resolve() == self._document.session.project.folder.resolve()
        )

    def _unpack(self, file: Path) -> None:
        folder = self.asking.new_course_folder(file, file.stem)
        if folder is None:
            return
        self.working.start(
            str(folder),
            message("ui.unpacking", file=file.name),
            lambda progress: unpack(file, folder, progress),
            lambda project: self.open(project.folder),
        )

    def _said(self, what: str, path: Path) -> None:
        self.working.say(self._voice.text(f"ui.{what}", path=str(path)))

    def _offer_history(self, path: Path, problem: StudioError) -> None:
        """Show why a course can't be opened, with its newest version that can."""
        versions = open_project(path).history.versions()
        if not versions or problem.message.id == "course.newer_format":
            self.failed.emit(problem)
            return
        newest = versions[0]
        text = self._voice.text(
            "ui.offer_history",
            reason=self._voice.say(problem.message),
            time=newest.head.time.timestamp(),
        )
        names = ("ui.choice.open_version", "ui.cancel")
        if self.asking.choice(text, [self._voice.text(name) for name in names]) != 0:
            return
        try:
            open_from_history(path, newest)
        except (StudioError, OSError) as again:
            self.failed.emit(in_words(again))
            return
        self.open(path)
