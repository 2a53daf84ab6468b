"""A cmi5 package launched by an LMS of its own, with a strict LRS (8).

The package, the LRS and the `fetch` URL are three origins, as with most platforms.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from studio.preview.cmi5_gate import Cmi5Gate
from studio.preview.cmi5_launch import Launch
from studio.preview.cmi5_registration import Registration
from studio.preview.cmi5_rules import breach
from studio.preview.cmi5_structure import read_cmi5
from studio.preview.cmi5_terms import LAUNCH_DATA, PREFERENCES
from studio.preview.files import HEADERS
from studio.preview.loopback import Loopback, Request, Response
from studio.preview.lrs import Lrs
from studio.preview.server import Json, Learner, PackageServer, with_query, xapi_actor
from studio.preview.statement_store import Statement
from studio.preview.violations import Violation

_GRACE_S = 1.0
"""How long a launch waits for what a page that is just being left still has to say."""
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type, Accept",
    "Cache-Control": "no-store",
}


class Cmi5Session(PackageServer):
    """A cmi5 package in a strict LMS: one learner, one registration, a session for each launch.

    Opening `url` in a browser launches the first AU, each time anew; `launch` launches any.

    Raises:
        StudioError: the package can't be opened, or it has no course structure to launch.
    """

    def __init__(self, package: Path, *, actor: Json | None = None) -> None:
        super().__init__(package)
        try:
            self.structure = read_cmi5(self.package)
        except BaseException:
            super().close()
            raise
        self.actor = actor or xapi_actor(Learner())
        self._registration = Registration(self.structure, self.actor)
        self._gate = Cmi5Gate(self._registration, self._record)
        self.lrs = Lrs(gate=self._gate)
        self.lrs.violations += self.structure.problems
        self._fetches: dict[str, Launch] = {}
        self._fetch_server = Loopback(self._fetch)
        self._record(self._registration.satisfied())

    @property
    def url(self) -> str:
        """The address that launches the first AU whenever it is opened."""
        return f"{self._server.origin}/{self._token}/launch/0"

    @property
    def registration(self) -> str:
        """The learner's registration, a UUID."""
        return self._registration.id

    @property
    def launches(self) -> list[Launch]:
        """The launches so far, with how far each has come."""
        return self._registration.launches

    @property
    def statements(self) -> list[Statement]:
        """Every statement of the AUs and of the LMS, the oldest first."""
        return self.lrs.statements

    @property
    def violations(self) -> list[Violation]:
        """What breaks a rule of xAPI or of cmi5."""
        return self.lrs.violations

    @property
    def open(self) -> bool:
        """Whether an AU has begun its session and not ended it."""
        return any(launch.open for launch in self.launches)

    @property
    def course_satisfied(self) -> bool:
        """Whether the learner has met the moveOn criteria of every AU."""
        return self._registration.is_satisfied()

    def au_satisfied(self, au_index: int) -> bool:
        """Return whether the learner has met the moveOn criteria of an AU."""
        return self._registration.is_satisfied(self._registration.aus[au_index])

    def launch(self, au_index: int = 0, mode: str = "Normal") -> str:
        """Launch an AU and return its address, good for one session; the one before is over.

        Raises:
            IndexError: there is no such AU.
            ValueError: the mode is not Normal, Browse or Review.
        """
        with self.lrs.changed:
            self.lrs.changed.wait_for(lambda: not self.open, _GRACE_S)
            self._end()
            token = b64encode(f"au:{secrets.token_urlsafe(16)}".encode()).decode()
            launch = self._registration.begin(au_index, mode, token)
            page = self.page(launch.terms.au.href)
            self._write_launch_data(launch)
            self._record([self._registration.launched(launch, page)])
            launch.url = with_query(page, self._parameters(launch))
            return launch.url

    def enroll(self) -> None:
        """End what is under way and register the learner anew, as if there had been nothing."""
        with self.lrs.changed:
            self._end()
            self._registration = Registration(self.structure, self.actor)
            self._gate.registration = self._registration
            self._record(self._registration.satisfied())

    def set_preferences(self, language: str, audio: str = "on") -> None:
        """Set the learner's preferences: languages in their order with commas, `on` or `off`."""
        told = {"languagePreference": language, "audioPreference": audio}
        place = {"agent": json.dumps(self.actor), "profileId": PREFERENCES}
        self.lrs.write("agents/profile", place, told)

    def wait_for(self, condition: Callable[[Cmi5Session], object], timeout_s: float = 10.0) -> None:
        """Wait until `condition` holds.

        Raises:
            TimeoutError: it does not hold in time.
        """
        self.lrs.wait_for(lambda _: condition(self), timeout_s)

    def close(self) -> None:
        """Stop serving, and the LRS with it. A session still open counts as abandoned."""
        super().close()
        self._fetch_server.close()
        self.lrs.close()
        with self.lrs.changed:
            self._end()

    def _routed(self, place: str, path: str, request: Request) -> Response:
        counts = {"launch": len(self._registration.aus), "returned": len(self.launches)}
        if path not in map(str, range(counts.get(place, 0))):
            return super()._routed(place, path, request)
        if place == "launch":
            return Response(302, headers={**HEADERS, "Location": self.launch(int(path))})
        return self._returned(self.launches[int(path)])

    def _returned(self, launch: Launch) -> Response:
        with self.lrs.changed:
            launch.returned = True
            self.lrs.changed.notify_all()
        title = escape(self.structure.course.title)
        page = f'<!doctype html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>'
        return Response(200, page.encode(), {**HEADERS, "Content-Type": "text/html"})

    def _fetch(self, request: Request) -> Response:
        """Answer the `fetch` URL: the token once, then an error (8.2)."""
        launch = self._fetches.get(request.path)
        if launch is None:
            return Response(404, headers=_CORS)
        if request.method == "OPTIONS":
            return Response(204, headers=_CORS)
        if not self.lrs.connected:
            return Response(503, headers=_CORS)
        with self.lrs.changed:
            if request.method != "POST":
                self.lrs.violations.append(breach("8.2.1.0-2", "fetch", request.method))
                return Response(405, headers={**_CORS, "Allow": "POST"})
            told = _told(launch)
            launch.fetched = True
        headers = {**_CORS, "Content-Type": "application/json"}
        return Response(200, json.dumps(told).encode(), headers)

    def _parameters(self, launch: Launch) -> dict[str, str]:
        path = f"/fetch/{secrets.token_urlsafe(16)}"
        self._fetches[path] = launch
        return {
            "endpoint": self.lrs.endpoint,
            "fetch": f"{self._fetch_server.origin}{path}",
            "actor": json.dumps(self.actor),
            "registration": self.registration,
            "activityId": launch.terms.activity_id,
        }

    def _write_launch_data(self, launch: Launch) -> None:
        number = len(self.launches) - 1
        address = f"{self._server.origin}/{self._token}/returned/{number}"
        place = {
            "activityId": launch.terms.activity_id,
            "agent": json.dumps(self.actor),
            "registration": self.registration,
            "stateId": LAUNCH_DATA,
        }
        self.lrs.write("activities/state", place, launch.terms.launch_data(address))

    def _record(self, statements: Iterable[Statement]) -> None:
        for statement in statements:
            self.lrs.record(statement)

    def _end(self) -> None:
        statements, found = self._registration.end()
        self._record(statements)
        self.lrs.violations += found


def _told(launch: Launch) -> dict[str, str]:
    """Return what the `fetch` URL answers (8.2.2, 8.2.3)."""
    if launch.fetched:
        return {"error-code": "1", "error-text": "The token was fetched already."}
    if launch.over:
        return {"error-code": "2", "error-text": "The session is over."}
    return {"auth-token": launch.token}
