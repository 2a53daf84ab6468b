"""Previews without a window: of a course that is written elsewhere, or of a package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import StudioError, error
from studio.project.project import COURSE_FILE, Project, open_project

if TYPE_CHECKING:
    from studio.preview.live import LivePreview

_LOOK_S = 0.5
"""How often the course's file is looked at."""


class Preview:
    """What is previewed: its address, and the work that it takes until it is over."""

    def __init__(self, address: str, watch: CourseWatch | None = None) -> None:
        self.address = address
        self._watch = watch

    def serve(self, progress: Progress) -> None:
        """Go on until the progress is cancelled."""
        import time

        while not progress.cancelled:
            time.sleep(_LOOK_S)
            if self._watch:
                self._watch.look()


class CourseWatch:
    """Shows what others write into a course's folder."""

    def __init__(self, project: Project, preview: LivePreview) -> None:
        self._project = project
        self._preview = preview
        self._seen = self._stamp()

    def look(self) -> None:
        """Show the course if its file is another one; one that is half written comes later."""
        stamp = self._stamp()
        if stamp == self._seen:
            return
        self._seen = stamp
        try:
            self._preview.show(self._project.load())
        except (StudioError, OSError):
            return

    def _stamp(self) -> tuple[int, int, int]:
        try:
            found = self._project.course_file.stat()
        except OSError:
            return 0, 0, 0
        return found.st_mtime_ns, found.st_size, found.st_ino


@contextmanager
def opened(path: Path, voice: Voice) -> Iterator[Preview]:
    """Serve the course of a folder, or a package in the test LMS, while the block runs.

    Raises:
        StudioError: there is neither, or it can't be opened.
    """
    if path.is_dir() or path.name == COURSE_FILE:
        with _course(open_project(path), voice) as preview:
            yield preview
    elif path.is_file():
        from studio.preview.test_lms import TestLms

        with TestLms(path, voice) as lms:
            yield Preview(lms.url)
    else:
        raise error("cli.nothing_to_preview", path=str(path))


@contextmanager
def _course(project: Project, voice: Voice) -> Iterator[Preview]:
    from exporters.live import LiveRender
    from studio.preview.live import LivePreview

    course = project.load()
    render = LiveRender(project)
    try:
        with LivePreview(render, course, voice) as live:
            yield Preview(live.address(), CourseWatch(project, live))
    finally:
        render.close()
