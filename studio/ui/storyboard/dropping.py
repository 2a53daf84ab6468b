"""Files that are dropped on the storyboard: each becomes what the place makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from studio.course.edits import insert
from studio.course.excerpts import title_of_file
from studio.course.ids import new_id
from studio.course.model import Course, Lesson, MediaFile, Module, Screen
from studio.course.nodes import find
from studio.i18n import Voice
from studio.imports.files import is_recording, kind_of_file, shown_as
from studio.messages import error, message
from studio.names import PACK_SUFFIX
from studio.project.project import COURSE_FILE
from studio.ui.media.importing import MediaImport
from studio.ui.outline import Outline

_CAPTIONS = (".vtt", ".srt")


class FileDropping(QObject):
    """Sorts what was dropped: recordings are split, the rest is shown where it was dropped.

    On a screen, pictures and files become blocks of it; elsewhere each picture becomes a screen,
    and other files one screen together. Whatever was dropped at once is one step to undo, but for
    recordings, each of which is work of its own.
    """

    failed = Signal(object)
    """A `StudioError` to be shown."""

    def __init__(
        self,
        outline: Outline,
        voice: Voice,
        imports: MediaImport,
        add_recording: Callable[[Path], object],
        open_course: Callable[[Path], object],
    ) -> None:
        super().__init__(outline)
        self._outline = outline
        self._voice = voice
        self._imports = imports
        self._add_recording = add_recording
        self._open_course = open_course
        outline.course_model.files_dropped.connect(self.drop)

    def drop(self, sources: Sequence[Path | QImage], node: str, place: int) -> None:
        """Take what was dropped on a node ("": the course), or in it at `place` (-1: on it)."""
        paths = [each for each in sources if isinstance(each, Path)]
        if paths and _is_course(paths[0]):
            self._open_course(paths[0])
            return
        captions = [path for path in paths if path.suffix.lower() in _CAPTIONS]
        recordings = [path for path in paths if path not in captions and is_recording(path)]
        rest = [each for each in sources if each not in (*captions, *recordings)]
        if rest:
            self._bring_in(rest, node, place)
        for recording in recordings:
            self._add_recording(recording)
        if captions:
            self.failed.emit(error("drop.captions", file=captions[0].name))

    def _bring_in(self, sources: Sequence[Path | QImage], node: str, place: int) -> None:
        made: list[str] = []

        def edit(course: Course, entries: list[MediaFile]) -> Course:
            made.clear()
            course, ids = self._shown(course, entries, node, place)
            made.extend(ids)
            return course

        label = message("undo.add_media", n=len(sources))
        self._imports.bring_in(sources, edit, label, lambda: self._outline.select(*made))

    def _shown(
        self, course: Course, entries: Sequence[MediaFile], node: str, place: int
    ) -> tuple[Course, list[str]]:
        """Show entries at a place of the course; return the screens that show them, too."""
        if node in course.screens and place < 0:
            for block in map(shown_as, entries):
                course = insert(course, block, node)
            return course, [node]
        course, lesson, at = self._lesson(course, node, place)
        screens = _screens(entries)
        for screen in reversed(screens):
            course = insert(course, screen, lesson, at)
        return course, [screen.id for screen in screens]

    def _lesson(self, course: Course, node: str, place: int) -> tuple[Course, str, int]:
        """Return the lesson that takes new screens, made if there is none, and the place in it."""
        try:
            found = find(course, node)
        except KeyError:  # the course itself, or what was deleted meanwhile
            found = None
        if isinstance(found, Lesson):
            return course, found.id, len(found.screens) if place < 0 else place
        if not isinstance(found, Module):
            course, found = self._module(course, place)
        if not found.lessons:
            lesson = Lesson(id=new_id(), title=self._voice.text("ui.new_lesson"))
            return insert(course, lesson, found.id), lesson.id, 0
        before = found.lessons[place - 1 if 0 < place <= len(found.lessons) else -1]
        return course, before, len(course.lessons[before].screens)

    def _module(self, course: Course, place: int) -> tuple[Course, Module]:
        if not course.order:
            module = Module(id=new_id(), title=self._voice.text("ui.new_module"))
            return insert(course, module, course.id), module
        at = place - 1 if 0 < place <= len(course.order) else -1
        return course, course.modules[course.order[at]]


def _screens(entries: Sequence[MediaFile]) -> list[Screen]:
    """Return a screen for each picture, and one for all other files together."""
    pictures = [entry for entry in entries if kind_of_file(entry) == "image"]
    others = [entry for entry in entries if kind_of_file(entry) != "image"]
    groups = [*([entry] for entry in pictures), *([others] if others else [])]
    return [
        Screen(id=new_id(), title=title_of_file(group[0].name), blocks=tuple(map(shown_as, group)))
        for group in groups
    ]


def _is_course(path: Path) -> bool:
    """Return whether a course or a pack was dropped, to be opened."""
    return (path / COURSE_FILE).is_file() or path.suffix == PACK_SUFFIX or path.name == COURSE_FILE
