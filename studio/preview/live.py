"""Live preview: the learner's page of a course as it now is, in the system's browser.

The page asks again and again what has changed (`poll`), and is answered when something has: it
then loads itself anew, or goes to the screen that the author went to. How a course is rendered is
handed in: the preview knows no format.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from studio.course.model import Course
from studio.i18n import Voice
from studio.jobs import Cancelled, in_words
from studio.messages import StudioError
from studio.preview.closing import Closing
from studio.preview.files import HEADERS, media_type, sent
from studio.preview.loopback import Loopback, Request, Response
from studio.preview.making import Making, OnDemand

PAGE = "index.html"
Files: TypeAlias = Mapping[str, "bytes | Path | OnDemand"]
Render: TypeAlias = Callable[[Course], Files]
"""Gives the files of a course's page by their paths. Called by one thread at a time."""

_HEADERS = {**HEADERS, "Cross-Origin-Resource-Policy": "same-origin"}
_POLL_S = 20.0
"""How long a question of the page waits for an answer."""
_QUIET_S = 0.15
_LATEST_S = 1.0
"""An edit shows when nothing was edited for a moment, and at the latest after this time."""
_SHARES = 20
"""In how many steps the progress of a cut is told."""


class LivePreview(Closing):
    """Serves one course until it is closed. Edits are handed over with `show`, from any thread."""

    def __init__(self, render: Render, course: Course, voice: Voice) -> None:
        self._render = render
        self._voice = voice
        self._token = secrets.token_urlsafe(16)
        self._state = threading.Condition()
        self._rendering = threading.Lock()
        self._course = course
        self._edited_s = self._first_edit_s = 0.0
        self._rendered: tuple[Course | None, Files] = (None, {})
        self._version = 0
        self._screen, self._went = "", 0
        self._changes = self._polls = 0
        self._closed = False
        self._making = Making(self._tell)
        self._server = Loopback(self._answer)

    def address(self, screen: str = "") -> str:
        """Return the address to open in a browser, at a screen or at the beginning."""
        place = f"#{screen}" if screen else ""
        return f"{self._server.origin}/{self._token}/{PAGE}{place}"

    def show(self, course: Course) -> None:
        """Show the course as it is now. Returns at once."""
        with self._state:
            now = time.monotonic()
            if self._rendered[0] is self._course:
                self._first_edit_s = now
            self._course, self._edited_s = course, now
            self._tell()

    def go_to(self, screen: str) -> None:
        """Have the pages that are open show a screen."""
        with self._state:
            self._screen, self._went = screen, self._went + 1
            self._tell()

    def close(self) -> None:
        """Tell the pages that it is over, stop what is made, free the port. May be called twice."""
        with self._state:
            self._closed = True
            self._tell()
            self._state.wait_for(lambda: not self._polls, _QUIET_S)
        self._making.close()
        self._making.wait(5.0)
        self._server.close()

    def _tell(self) -> None:
        with self._state:
            self._changes += 1
            self._state.notify_all()

    def _answer(self, request: Request) -> Response:
        token, _, path = request.path[1:].partition("/")
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return Response(404, headers=_HEADERS)
        if request.method != "GET":
            return Response(405, headers={**_HEADERS, "Allow": "GET, HEAD"})
        if path == "poll":
            return self._polled(dict(request.query).get("known", ""))
        return self._file(path, request)

    def _file(self, path: str, request: Request) -> Response:
        went = self._went
        version, files = self._current()
        source = files.get(path)
        if source is None:
            return Response(404, headers=_HEADERS)
        if path == PAGE and isinstance(source, bytes):
            known = b'<html data-version="%d" data-went="%d"' % (version, went)
            source = source.replace(b"<html", known, 1)
        if isinstance(source, bytes):
            return Response(200, source, {**_HEADERS, "Content-Type": media_type(path)})
        return sent(source, request) if isinstance(source, Path) else self._made(source, request)

    def _made(self, wanted: OnDemand, request: Request) -> Response:
        if wanted.target.exists():
            return sent(wanted.target, request)
        try:
            return sent(self._making.file(wanted), request)
        except Cancelled:
            return Response(503, headers=_HEADERS)
        except StudioError as problem:
            text = self._voice.say(problem.message).encode()
            return Response(500, text, {**_HEADERS, "Content-Type": "text/plain; charset=utf-8"})

    def _current(self) -> tuple[int, Files]:
        """Return the files of the course as it is now, and the number of their version."""
        with self._rendering:
            course = self._course
            if course is not self._rendered[0]:
                files = self._render(course)
                if files != self._rendered[1]:
                    self._version += 1
                self._rendered = (course, files)
            return self._version, self._rendered[1]

    def _polled(self, known: str) -> Response:
        """Answer when something is otherwise than the page knows, or after a while."""
        with self._state:
            self._polls += 1
        try:
            body = json.dumps(self._awaited(known), ensure_ascii=False).encode()
        finally:
            with self._state:
                self._polls -= 1
                self._state.notify_all()
        return Response(200, body, {**_HEADERS, "Content-Type": "application/json"})

    def _awaited(self, known: str) -> dict[str, Any]:
        deadline = time.monotonic() + _POLL_S
        while True:
            seen = self._changes
            self._wait_for_quiet()
            news = self._news()
            mark = str(hash(json.dumps(news, sort_keys=True)))
            left = deadline - time.monotonic()
            if mark != known or self._closed or left <= 0:
                return {**news, "mark": mark}
            with self._state:
                self._state.wait_for(lambda: self._changes != seen, left)  # noqa: B023  # at once

    def _wait_for_quiet(self) -> None:
        with self._state:
            while not self._closed and self._rendered[0] is not self._course:
                due = min(self._edited_s + _QUIET_S, self._first_edit_s + _LATEST_S)
                left = due - time.monotonic()
                if left <= 0:
                    return
                self._state.wait(left)

    def _news(self) -> dict[str, Any]:
        say = self._voice.text
        try:
            version, files = self._current()
            problem = ""
        except Exception as failure:  # noqa: BLE001  # the edge: any failure becomes words
            version, files = self._version, self._rendered[1]
            problem = self._voice.say(in_words(failure).message)
        return {
            "version": version,
            "screen": self._screen,
            "went": self._went,
            "ended": self._closed,
            "problem": problem,
            "notes": self._notes(files),
            "words": {"ended": say("preview.live.ended"), "language": self._voice.language},
        }

    def _notes(self, files: Files) -> dict[str, str]:
        """Return what there is to say of files that are made, or could not be, by their paths."""
        notes = {}
        for path, source in files.items():
            if isinstance(source, (bytes, Path)):
                continue
            job, failed = self._making.under_way(source), self._making.problems.get(source.target)
            if job is not None:
                share = int(job.progress.fraction * _SHARES) / _SHARES
                notes[path] = self._voice.text("preview.live.cutting", clip=job.title, share=share)
            elif failed is not None:
                notes[path] = self._voice.say(failed.message)
        return notes
