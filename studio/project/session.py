"""A course that is open for editing: its value, its lock, its saver, its history.

The session decides what is written and when; it knows nothing of undo or windows. Whoever edits
hands over each new value with `submit`. A session without the lock is read-only.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.course.model import Course
from studio.messages import StudioError, error, message
from studio.project.lock import SIGN_OF_LIFE_S, FolderLock, HeldError, take_lock
from studio.project.project import ChangedOutsideError, Project, open_project
from studio.project.saver import Pace, Saver, SaveState
from studio.project.unused import clear_leftovers
from studio.project.versions import Version, VersionKind

_PACE = Pace()


class Session:
    """An open course. `told` is called on another thread when `state` or `problem` changes."""

    def __init__(
        self,
        project: Project,
        course: Course,
        lock: FolderLock | None,
        *,
        held: HeldError | None = None,
        told: Callable[[], None] = lambda: None,
        pace: Pace = _PACE,
    ) -> None:
        self.project = project
        self.lock = lock
        self.held = held
        """Who holds the course where it is not we."""
        self.course = course
        """The course as it is now, on disk or not yet."""
        self._lost: StudioError | None = None
        self._ticks_per_sign = max(1, round(SIGN_OF_LIFE_S / pace.tick))
        self._ticks = 0
        self._told = told
        self._writing = threading.Lock()
        self._saver = Saver(course, self._write, told=told, tick=self._tick, pace=pace)
        if lock is not None:
            self._saver.then(lambda: clear_leftovers(project))
            self.keep(VersionKind.START)

    @property
    def read_only(self) -> bool:
        """Whether nothing may be edited here."""
        return self.lock is None or self._lost is not None

    @property
    def state(self) -> SaveState:
        """How the course in memory stands to the one on disk."""
        return self._saver.state

    @property
    def problem(self) -> StudioError | None:
        """What keeps the course from being written; None while all is well."""
        return self._lost or self._saver.problem

    def submit(self, course: Course) -> None:
        """Take the course's new value; it is on disk within two seconds. Returns at once.

        After the lock was lost, it is only kept in memory.
        """
        if course is self.course:
            return
        if self.lock is None:
            raise RuntimeError("a read-only session takes no edits")
        self.course = course
        self._saver.submit(course)

    def keep(self, kind: VersionKind, name: str = "") -> None:
        """Keep the course as it is now in the history, once it is on disk. Returns at once."""
        course = self.course
        self._saver.then(lambda: self.project.history.keep(course, kind, name))

    def flush(self, timeout_s: float = 30.0) -> bool:
        """Write now what is not on disk; return whether all of it is."""
        return self._saver.flush(timeout_s)

    def close(self, timeout_s: float = 30.0) -> bool:
        """Write, end the thread and give the lock back; return whether all edits are on disk."""
        written = self._saver.close(timeout_s)
        if self.lock is not None:
            self.lock.release()
        return written

    def take_theirs(self) -> Course:
        """Go on with the course as somebody else has written it; ours stays in the history.

        Raises:
            StudioError: theirs can't be understood.
            OSError: the history can't be written.
        """
        with self._writing:
            ours = self.course
            theirs = Project(self.project.folder).load()
            self.project.history.keep(ours, VersionKind.REPLACED)
            self.project.history.keep(theirs, VersionKind.START)
            theirs = self.project.load()
        self.course = theirs
        self._saver.settled(theirs, theirs)
        return theirs

    def keep_mine(self) -> None:
        """Go on with the course as it is here; both are in the history then, readable or not.

        Raises:
            OSError: it can't be written.
        """
        with self._writing:
            ours = self.course
            self._keep_theirs()
            self.project.history.keep(ours, VersionKind.CHECKPOINT)
            self.project.save(ours, over_changes=True)
        self._saver.settled(ours, self.course)

    def keep_both(self, folder: Path) -> Project:
        """Go on with the course as it is here; theirs becomes a course of its own in `folder`.

        Raises:
            StudioError: `folder` is not empty, or theirs can't be understood.
            OSError: it can't be written.
        """
        from studio.project.copies import save_copy

        theirs = Project(self.project.folder).load()
        other = save_copy(self.project, theirs, folder)
        self.keep_mine()
        return other

    def _keep_theirs(self) -> None:
        try:
            theirs = Project(self.project.folder).load()
        except StudioError:
            self.project.history.keep_unreadable(self.project.course_file.read_bytes())
        else:
            self.project.history.keep(theirs, VersionKind.REPLACED)

    def _write(self, course: Course) -> None:
        if self._lost is not None:
            raise self._lost
        with self._writing:
            self.project.save(course)

    def _tick(self) -> None:
        """Look whether the file and the lock are still ours."""
        if self.lock is None or self._lost is not None:
            return
        self._ticks += 1
        if self._ticks % self._ticks_per_sign == 0 and not self.lock.renew():
            self._lost = error("lock.lost", folder=str(self.project.folder))
            self._told()
            return
        if self.state is not SaveState.CHANGED_OUTSIDE and self._changed_outside():
            said = message("save.changed_outside", file=str(self.project.course_file))
            self._saver.changed_outside(ChangedOutsideError(said))

    def _changed_outside(self) -> bool:
        try:
            with self._writing:
                return self.project.changed_outside()
        except OSError:
            return False  # the next write says so, and what it could not write is kept


def open_session(
    path: Path,
    *,
    told: Callable[[], None] = lambda: None,
    take_over: bool = False,
    pace: Pace = _PACE,
) -> Session:
    """Open the course of a folder for editing, or read-only if somebody else holds it.

    A folder that can't be written is opened read-only, too.

    Raises:
        StudioError: there is no course, or it can't be understood.
        OSError: it can't be read.
    """
    project = open_project(path)
    lock, held = None, None
    course = project.load()
    try:
        lock = take_lock(project.cache(), take_over=take_over)
        course = project.load()
    except HeldError as problem:
        held = problem
    except OSError:  # it can't be written: it can still be read
        lock = None
    return Session(project, course, lock, held=held, told=told, pace=pace)


def open_from_history(path: Path, version: Version) -> None:
    """Put a kept version in the place of a `course.json` that can't be understood.

    The broken file stays in the history.

    Raises:
        StudioError: the version can't be understood either.
        OSError: it can't be written.
    """
    project = open_project(path)
    course = project.history.load(version)
    if project.course_file.exists():
        project.history.keep_unreadable(project.course_file.read_bytes())
    project.save(course)


@contextmanager
def alone_on(path: Path, *, even_read_only: bool = False) -> Iterator[tuple[Project, Course]]:
    """Give a course folder and its course, with nobody else writing to it meanwhile.

    With `even_read_only` a folder that can't be written is given, too.

    Raises:
        HeldError: somebody else has the course open.
        StudioError: there is no course, or it can't be understood.
        OSError: it can't be read, or not be written.
    """
    project = open_project(path)
    project.load()
    try:
        lock = take_lock(project.cache())
    except OSError:
        if not even_read_only:
            raise
        lock = None
    try:
        yield project, project.load()
    finally:
        if lock is not None:
            lock.release()
