"""A course folder: `course.json`, `media`, `captions`, what was published, and caches."""

from __future__ import annotations

import hashlib
from pathlib import Path

from studio.course.model import Course
from studio.messages import StudioError, error, message
from studio.project.files import naming, write_file
from studio.project.format import decode, encode
from studio.project.history import History
from studio.project.media_store import MediaStore
from studio.project.published import PublishedSlots, load_slots, save_slots, with_course
from studio.project.upgrades import FORMAT
from studio.system import flush_folder, long_path

COURSE_FILE = "course.json"
_IGNORED = "# Caches of Coursewright: may be deleted at any time.\n*\n"
_ATTRIBUTES = (
    "# Files are named by their content: git must not change the ends of lines.\n* -text\n"
)


class ChangedOutsideError(StudioError):
    """Another program has changed `course.json` since it was read or written here."""


class Project:
    """An open course folder. The course itself is a value that the caller holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = long_path(folder)
        self.media = MediaStore(self.folder / "media")
        self.captions = MediaStore(self.folder / "captions")
        self.history = History(self.folder / "history")
        self._older: tuple[int, bytes] | None = None
        self._known: set[str] = set()
        """Digests of what the file may hold: what was read or written here, or half written."""

    @property
    def course_file(self) -> Path:
        """Where the course is written."""
        return self.folder / COURSE_FILE

    @property
    def slots_file(self) -> Path:
        """Where the slots of published packages are written."""
        return self.folder / "published.json"

    def load(self) -> Course:
        """Read the course.

        Raises:
            StudioError: there is none, or it can't be understood.
        """
        try:
            data = self.course_file.read_bytes()
        except (FileNotFoundError, NotADirectoryError) as problem:
            raise error("course.none_here", folder=str(self.folder)) from problem
        course, number = decode(data, self.course_file)
        self._older = (number, data) if number < FORMAT else None
        self._known = {_digest(data)}
        return course

    def save(self, course: Course, *, over_changes: bool = False) -> None:
        """Write the course, whole or not at all; a file of an older format is kept first.

        Raises:
            OSError: it can't be written; what was there is unchanged.
            ChangedOutsideError: the file is not what was read or written here last
                (not with `over_changes`).
        """
        if self.changed_outside() and not over_changes:
            raise ChangedOutsideError(message("save.changed_outside", file=str(self.course_file)))
        if self._older is not None:
            number, data = self._older
            kept = self.folder / "history" / f"course.format-{number}.json"
            kept.parent.mkdir(exist_ok=True)
            write_file(kept, data)
            self._older = None
        content = encode(course)
        # A disk may say that a write failed and have done it: that would be no change from outside.
        self._known.add(_digest(content))
        write_file(self.course_file, content)
        self._known = {_digest(content)}

    def changed_outside(self) -> bool:
        """Return whether the file holds something else than what was read or written here last.

        A file that is missing is no change: nothing of anybody's can be overwritten.

        Raises:
            OSError: the disk can't be reached.
        """
        if not self._known:
            return False
        try:
            with naming(self.course_file):
                return _digest(self.course_file.read_bytes()) not in self._known
        except FileNotFoundError:
            return False

    def slots_for(self, course: Course) -> PublishedSlots:
        """Return the slot numbers for a publication, written down before they are used.

        Raises:
            OSError: new numbers are needed and can't be written.
            StudioError: `published.json` can't be understood.
        """
        known = load_slots(self.slots_file)
        slots = with_course(known, course)
        if slots != known:
            save_slots(self.slots_file, slots)
        return slots

    def cache(self, name: str = "") -> Path:
        """Return a folder for files that may be deleted at any time.

        Raises:
            OSError: it can't be made, or the course's folder is gone (it is not made again: a
                disk that was taken away comes back).
        """
        root = self.folder / ".studio"
        root.mkdir(exist_ok=True)
        (root / name).mkdir(exist_ok=True)
        ignored = root / ".gitignore"
        if not ignored.exists():
            ignored.write_text(_IGNORED, encoding="utf-8")
        return root / name


def create_project(folder: Path, course: Course) -> Project:
    """Make a course folder with `course` in it.

    Raises:
        StudioError: the folder holds files already, or is a file.
        OSError: it can't be written.
    """
    check_new_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    project = complete_project(folder)
    project.save(course)
    flush_folder(folder.parent)
    return project


def check_new_folder(folder: Path) -> None:
    """Refuse a place where a new course can't live.

    Raises:
        StudioError: the folder holds files already, or is a file.
    """
    if folder.is_file():
        raise error("course.folder_is_file", folder=str(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise error("course.folder_not_empty", folder=str(folder))


def complete_project(folder: Path) -> Project:
    """Add to a course's folder what each has besides its course, where it is missing.

    Raises:
        OSError: it can't be written.
    """
    for name in ("media", "captions"):
        (folder / name).mkdir(exist_ok=True)
    attributes = folder / ".gitattributes"
    if not attributes.exists():
        write_file(attributes, _ATTRIBUTES.encode())
    return Project(folder)


def open_project(path: Path) -> Project:
    """Return the project of a course folder, or of the `course.json` inside one."""
    return Project(path.parent if path.name == COURSE_FILE else path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
