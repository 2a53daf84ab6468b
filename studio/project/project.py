"""A course folder: `course.json`, `media`, `captions`, what was published, and caches."""

from __future__ import annotations

from pathlib import Path

from studio.course.model import Course
from studio.messages import error
from studio.project.files import write_file
from studio.project.format import decode, encode
from studio.project.media_store import MediaStore
from studio.project.published import PublishedSlots, load_slots, save_slots, with_course
from studio.project.upgrades import FORMAT

COURSE_FILE = "course.json"
_IGNORED = "# Caches of Coursewright: may be deleted at any time.\n*\n"


class Project:
    """An open course folder. The course itself is a value that the caller holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = MediaStore(folder / "media")
        self.captions = MediaStore(folder / "captions")
        self._older: tuple[int, bytes] | None = None

    @property
    def course_file(self) -> Path:
        """Where the course is written."""
        return self.folder / COURSE_FILE

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
        return course

    def save(self, course: Course) -> None:
        """Write the course, whole or not at all; a file of an older format is kept first.

        Raises:
            OSError: it can't be written; what was there is unchanged.
        """
        if self._older is not None:
            number, data = self._older
            kept = self.folder / "history" / f"course.format-{number}.json"
            kept.parent.mkdir(exist_ok=True)
            write_file(kept, data)
            self._older = None
        write_file(self.course_file, encode(course))

    def slots_for(self, course: Course) -> PublishedSlots:
        """Return the slot numbers for a publication, written down before they are used.

        Raises:
            OSError: new numbers are needed and can't be written.
            StudioError: `published.json` can't be understood.
        """
        path = self.folder / "published.json"
        known = load_slots(path)
        slots = with_course(known, course)
        if slots != known:
            save_slots(path, slots)
        return slots

    def cache(self, name: str) -> Path:
        """Return a folder for files that may be deleted at any time."""
        root = self.folder / ".studio"
        (root / name).mkdir(parents=True, exist_ok=True)
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
    if folder.is_file():
        raise error("course.folder_is_file", folder=str(folder))
    if folder.is_dir() and any(folder.iterdir()):
        raise error("course.folder_not_empty", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    project = Project(folder)
    for name in ("media", "captions"):
        (folder / name).mkdir(exist_ok=True)
    project.save(course)
    return project


def open_project(path: Path) -> Project:
    """Return the project of a course folder, or of the `course.json` inside one."""
    return Project(path.parent if path.name == COURSE_FILE else path)
