"""Packages opened in the browser: plain, in the SCORM 1.2 test LMS, and as xAPI activities.

Each opened package has a server of its own, on a port of its own, that serves nothing else: so
another package, or the studio, is another origin for its scripts. A SCORM package must find its
`API` in a page that contains it (RTE 3.3, finding the API), which browsers allow within one origin
alone; so the page of the test LMS is served by the package's own server, beside it. It holds
nothing but the judge and this attempt: a package that meddles with it can only falsify its own
results. An xAPI package talks over HTTP and needs no such page; its LRS is another origin.

Every path begins with a token, so that a page elsewhere can't guess it.
"""

from __future__ import annotations

import json
import secrets
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from studio.preview.attempt import Attempt, Record, Recorder
from studio.preview.closing import Closing
from studio.preview.files import HEADERS, Folder
from studio.preview.loopback import Loopback, Request, Response
from studio.preview.lrs import Lrs
from studio.preview.package import Activity, Unpacked, read_scorm12, read_tincan
from studio.resources import asset

_GRACE_S = 1.0
"""How long a launch waits for what a page that is just being left still has to save."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Learner:
    """Who learns. The name is written family name first, as SCORM does."""

    id: str = "learner-1"
    name: str = "Learner, Test"


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """How the test LMS launches a package.

    `mode` is normal, browse or review; `lacks` names optional elements (`cmi.interactions`) that
    the platform is to refuse, as many do.
    """

    learner: Learner = Learner()
    mode: str = "normal"
    credit: bool = True
    lacks: tuple[str, ...] = ()


class PackageServer(Closing):
    """Serves one package, a folder or a zip file, until it is closed.

    Raises:
        StudioError: the zip file can't be opened.
    """

    def __init__(self, package: Path) -> None:
        self.package = Unpacked(package)
        self._token = secrets.token_urlsafe(16)
        self._files = Folder(self.package.folder)
        self._server = Loopback(self._answer)

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        return self.page("index.html")

    def page(self, href: str) -> str:
        """Return the address of one of the package's pages."""
        root = f"{self._server.origin}/{self._token}/package/"
        return root + quote(href, safe="/%?&=#;:@!$'()*+,~")

    def close(self) -> None:
        """Stop serving and remove what was unpacked."""
        self._server.close()
        self.package.close()

    def _answer(self, request: Request) -> Response:
        token, _, path = request.path[1:].partition("/")
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return Response(404, headers=HEADERS)
        place, _, rest = path.partition("/")
        return self._routed(place, rest, request)

    def _routed(self, place: str, path: str, request: Request) -> Response:
        if place == "package":
            return self._files.answer(path, request)
        return Response(404, headers=HEADERS)


class ScormSession(PackageServer):
    """A SCORM 1.2 package in the test LMS: open `url` in a browser, read `attempt`.

    Each time that the page is opened is a launch; it finds what the launches before it saved.
    `options` may be replaced between launches.

    Raises:
        StudioError: the package can't be opened, or it is no SCORM 1.2 package.
    """

    def __init__(
        self,
        package: Path,
        *,
        attempt: Attempt | None = None,
        options: LaunchOptions | None = None,
    ) -> None:
        super().__init__(package)
        try:
            self.sco = read_scorm12(self.package)
        except BaseException:
            super().close()
            raise
        self.attempt = attempt or Attempt()
        self.options = options or LaunchOptions()
        self._page = Folder(asset("testlms"))
        self._changed = threading.Condition()
        self._recorders: dict[str, Recorder] = {}

    @property
    def url(self) -> str:
        """The address of the test LMS's page, which opens the package."""
        return f"{self._server.origin}/{self._token}/lms/scorm12.html"

    def wait_for(self, condition: Callable[[Attempt], object], timeout_s: float = 10.0) -> Attempt:
        """Wait until `condition` holds for the attempt.

        Raises:
            TimeoutError: it does not hold in time.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: condition(self.attempt), timeout_s):
                raise TimeoutError(f"after {timeout_s} s: {self.attempt}")
        return self.attempt

    def close(self) -> None:
        """Stop serving. A session still open counts as never finished."""
        super().close()
        with self._changed:
            self._end_launch()

    def _routed(self, place: str, path: str, request: Request) -> Response:
        if place != "lms":
            return super()._routed(place, path, request)
        if request.method == "POST" and path == "launch":
            return _json(self._launched())
        if request.method == "POST" and path.startswith("records/"):
            return self._recorded(path.removeprefix("records/"), request.body)
        return self._page.answer(path, request)

    def _launched(self) -> Json:
        with self._changed:
            self._changed.wait_for(lambda: not self.attempt.open, _GRACE_S)
            self._end_launch()
            name = str(len(self._recorders) + 1)
            self._recorders[name] = Recorder(self.attempt)
            return {
                "title": self.sco.title,
                "sco": f"../package/{self.sco.href}",
                "records": f"records/{name}",
                "values": {**self.attempt.kept(), **self._platform_values()},
                "lacks": self.options.lacks,
            }

    def _recorded(self, launch: str, body: bytes) -> Response:
        try:
            records = msgspec.json.decode(body, type=list[Record])
            recorder = self._recorders[launch]
        except (msgspec.DecodeError, KeyError):
            return Response(400, headers=HEADERS)
        with self._changed:
            recorder.take(records)
            self._changed.notify_all()
        return Response(204, headers=HEADERS)

    def _end_launch(self) -> None:
        for recorder in self._recorders.values():
            recorder.end()

    def _platform_values(self) -> dict[str, str]:
        options = self.options
        return {
            "cmi.core.student_id": options.learner.id,
            "cmi.core.student_name": options.learner.name,
            "cmi.core.credit": "credit" if options.credit else "no-credit",
            "cmi.core.lesson_mode": options.mode,
            "cmi.core.entry": self.attempt.entry(),
            "cmi.launch_data": self.sco.launch_data,
            "cmi.student_data.mastery_score": self.sco.mastery_score,
            "cmi.student_data.max_time_allowed": self.sco.max_time_allowed,
            "cmi.student_data.time_limit_action": self.sco.time_limit_action,
        }


class XapiSession(PackageServer):
    """An xAPI package launched by query string against a strict LRS of its own.

    Raises:
        StudioError: the package can't be opened, or it has no `tincan.xml`.
    """

    def __init__(self, package: Path, *, actor: Json | None = None) -> None:
        super().__init__(package)
        try:
            self.activity = read_tincan(self.package)
        except BaseException:
            super().close()
            raise
        self.lrs = Lrs()
        self.actor = actor or xapi_actor(Learner())
        self.registration = str(uuid.uuid4())

    @property
    def url(self) -> str:
        """The address that launches the activity: the same learner and registration each time."""
        page = self.page(self.activity.href)
        return launch_url(page, self.lrs, self.actor, self.registration, self.activity)

    def close(self) -> None:
        """Stop serving, and the LRS with it."""
        super().close()
        self.lrs.close()


def xapi_actor(learner: Learner) -> Json:
    """Return a learner as an xAPI agent, known by an account."""
    account = {"homePage": "https://lms.example.org", "name": learner.id}
    return {"objectType": "Agent", "name": learner.name, "account": account}


def launch_url(
    page: str, lrs: Lrs, actor: Mapping[str, Any], registration: str, activity: Activity
) -> str:
    """Return the launch address of an activity, with the five parameters that LMSs agree on."""
    query = {
        "endpoint": lrs.endpoint,
        "auth": lrs.auth,
        "actor": json.dumps(actor),
        "registration": registration,
        "activity_id": activity.id,
    }
    return with_query(page, query)


def with_query(page: str, query: Mapping[str, str]) -> str:
    """Return an address with a query added to the one that it may have, before its fragment."""
    address, hash_, fragment = page.partition("#")
    added = urlencode(query, quote_via=quote)
    return f"{address}{'&' if '?' in address else '?'}{added}{hash_}{fragment}"


def _json(value: Json) -> Response:
    body = json.dumps(value).encode()
    return Response(200, body, {**HEADERS, "Content-Type": "application/json"})
