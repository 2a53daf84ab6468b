"""The open course in the window: one value, one undo stack, one session that saves it.

Nothing else changes the course. Views listen to `changed` and compare the old value with the new
one by identity.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QUndoStack

from studio.course.model import Course
from studio.i18n import Voice
from studio.jobs import in_words
from studio.messages import Message, message
from studio.project.session import Session
from studio.project.unused import Emptied, StoredFile, bring_back, empty, unused_files
from studio.project.versions import Version, VersionKind
from studio.ui.undo import EditStep, SideStep, Typing

_STEPS = 2000
"""More steps back than anybody takes; a step of a course of 1,000 screens is about 40 kB."""


class Document(QObject):
    """A course that is edited here."""

    changed = Signal(object, object)
    """The course before (None: another course) and after."""
    leaving = Signal()
    """The course is about to be closed: what is half typed is to be put into it now."""
    saving_changed = Signal()
    failed = Signal(object)
    """A `StudioError` to be shown."""
    _told = Signal()

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._session: Session | None = None
        self._shown: Course | None = None
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_STEPS)
        # The saver tells on its own thread: what it emits is queued for this one.
        self._told.connect(self.saving_changed, Qt.ConnectionType.QueuedConnection)

    @property
    def session(self) -> Session:
        """The session of the open course."""
        if self._session is None:
            raise RuntimeError("no course is open")
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether there is a course."""
        return self._session is not None

    @property
    def course(self) -> Course:
        """The course as it is now."""
        return self.session.course

    def told(self) -> None:
        """Take word from the session, on any thread, that its state has changed."""
        self._told.emit()

    def take(self, session: Session) -> None:
        """Show the course of another session; undo begins anew."""
        self._session, self._shown = session, None
        self.stack.clear()
        self._show(session.course)

    def drop(self) -> None:
        """Have no course any more; its session was closed."""
        self._session, self._shown = None, None
        self.stack.clear()

    def close(self) -> None:
        """Let go of all steps: nothing can be undone any more.

        A step and the document name each other, so Python may free both at once, in any order; and
        Qt frees the steps of its stack, too. A step must not be left to the two of them.
        """
        self.stack.clear()

    def edit(
        self, label: Message, edit: Callable[[Course], Course], typing: Typing | None = None
    ) -> bool:
        """Apply an edit to the course as it now is; return whether it changed anything."""
        before = self.course
        if self.session.read_only:
            return False
        after = edit(before)
        if after is before or after == before:
            return False
        self.stack.push(EditStep(self._voice.say(label), before, after, self._show, typing))
        return True

    def checkpoint(self, name: str = "") -> None:
        """Keep the course as it is now in the history, with or without a name."""
        if not self.session.read_only:
            self.session.keep(VersionKind.CHECKPOINT, name)

    def bring_back(self, version: Version) -> None:
        """Make the course again what it was in a kept version: an edit like any other.

        Raises:
            StudioError: the version is damaged.
        """
        earlier = self.session.project.history.load(version)
        self.session.keep(VersionKind.REPLACED)
        label = message("undo.bring_back", time=version.head.time.timestamp())
        self.edit(label, lambda _: earlier)

    def took_theirs(self, before: Course, theirs: Course) -> None:
        """Show what somebody else has written in place of ours; undo brings ours back."""
        label = self._voice.text("undo.take_theirs")
        self.stack.push(EditStep(label, before, theirs, self._show))

    def unused_files(self) -> list[StoredFile]:
        """Return the files that nothing needs: not the course, nor undo, redo or the history.

        Raises:
            OSError: the folder can't be read.
        """
        return unused_files(self.session.project, [self.course, *self._values()])

    def empty(self, files: list[StoredFile]) -> None:
        """Put unused files out of the course; undo brings them back."""
        project = self.session.project
        emptied: list[Emptied] = []

        def do() -> None:
            emptied.append(empty(project, files))

        def undo() -> None:
            while emptied:
                bring_back(project, emptied.pop())

        label = self._voice.text("undo.empty", n=len(files))
        self.stack.push(SideStep(label, self._safely(do), self._safely(undo)))

    def _values(self) -> list[Course]:
        steps = (self.stack.command(at) for at in range(self.stack.count()))
        return [
            c for step in steps if isinstance(step, EditStep) for c in (step.before, step.after)
        ]

    def _safely(self, work: Callable[[], None]) -> Callable[[], None]:
        def safe() -> None:
            try:
                work()
            except OSError as problem:
                self.failed.emit(in_words(problem))

        return safe

    def _show(self, course: Course) -> None:
        before, self._shown = self._shown, course
        self.session.submit(course)
        self.changed.emit(before, course)
        self.saving_changed.emit()
