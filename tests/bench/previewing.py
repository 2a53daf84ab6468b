"""The live preview of 1,000 screens: from an edit to the page that shows it."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from exporters.freeze import assemble, media_shown
from exporters.live import LiveRender
from exporters.publication import Slots
from exporters.render import render_screen
from tests.bench.courses import large_course, large_project, retitled
from tests.bench.measure import report, timed


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home:
        course = large_course()
        project = large_project(Path(home) / "1000.course", course)
        render, numbers = LiveRender(project), count()
        media = dict.fromkeys(media_shown(course), project.folder)
        publication = assemble(course, {}, media, Slots({}, {}))
        screens = course.screens_in_order()[:100]

        def edit() -> None:
            render(retitled(course, next(numbers)))

        def some() -> None:
            for screen in screens:
                render_screen(publication, screen, "")

        measured, against = timed(edit, some)
        render.close()
    report("an edit in 1,000 screens, rendered", measured, "100 screens", against, "under 100 ms")
