"""SCORM packages in the test LMS.

A SCORM package must find its API in a page that contains it (SCORM 1.2 RTE 3.3, SCORM 2004 RTE
3.1.2), which browsers allow within one origin alone; so the page of the test LMS is served by the
package's own server, beside it. It holds nothing but the judge and this attempt: a package that
meddles with it can only falsify its own results.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from studio.preview.attempt import Attempt, Record, Recorder
from studio.preview.files import HEADERS, Folder
from studio.preview.loopback import Request, Response
from studio.preview.scorm_manifest import read_scorm
from studio.preview.server import Json, Learner, PackageServer
from studio.resources import asset

_GRACE_S = 1.0
"""How long a launch waits for what a page that is just being left still has to save."""


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """How the test LMS launches a package.

    `mode` is normal, browse or review; `lacks` names optional elements (`cmi.interactions`) that
    the platform is to refuse, as many do.
    """

    learner: Learner = field(default_factory=Learner)
    mode: str = "normal"
    credit: bool = True
    lacks: tuple[str, ...] = ()


class ScormSession(PackageServer):
    """A SCO of a SCORM package in the test LMS: open `url` in a browser, read `attempt`.

    The manifest says which version judges it. `sco` counts the SCOs of `manifest.scos`; each has an
    attempt of its own. Each time that the page is opened is a launch; it finds what the launches
    before it saved. `options` may be replaced between launches. While it is not `connected`, the
    API can save nothing. `changed` is told of each call.

    Raises:
        StudioError: the package can't be opened, or it is no SCORM package.
        IndexError: it has no such SCO.
    """

    def __init__(
        self,
        package: Path,
        sco: int = 0,
        *,
        attempt: Attempt | None = None,
        options: LaunchOptions | None = None,
    ) -> None:
        super().__init__(package)
        try:
            self.manifest = read_scorm(self.package)
            self.sco = self.manifest.scos[sco]
        except BaseException:
            super().close()
            raise
        self.attempt = attempt or Attempt(dialect=self.manifest.dialect)
        self.options = options or LaunchOptions()
        self.connected = True
        self.told: dict[str, str] = {}
        """What the platform itself said of the latest launch, by element."""
        self.changed = threading.Condition()
        self._page = Folder(asset("testlms"))
        self._recorders: dict[str, Recorder] = {}

    @property
    def url(self) -> str:
        """The address of the test LMS's page, which opens the package."""
        return f"{self._server.origin}/{self._token}/lms/{self.manifest.dialect.judge}.html"

    def wait_for(self, condition: Callable[[Attempt], object], timeout_s: float = 10.0) -> Attempt:
        """Wait until `condition` holds for the attempt.

        Raises:
            TimeoutError: it does not hold in time.
        """
        with self.changed:
            if not self.changed.wait_for(lambda: condition(self.attempt), timeout_s):
                raise TimeoutError(f"after {timeout_s} s: {self.attempt}")
        return self.attempt

    def choose(self, sco: int, attempt: Attempt) -> None:
        """Have the next launch open another SCO, or go on with another attempt.

        Raises:
            IndexError: there is no such SCO.
        """
        with self.changed:
            self._end_launch()
            self.sco, self.attempt = self.manifest.scos[sco], attempt

    def close(self) -> None:
        """Stop serving. A session still open counts as never finished."""
        super().close()
        with self.changed:
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
        with self.changed:
            self.changed.wait_for(lambda: not self.attempt.open, _GRACE_S)
            self._end_launch()
            name = str(len(self._recorders) + 1)
            self._recorders[name] = Recorder(self.attempt)
            self.told = self._platform_values()
            return {
                "title": self.sco.title,
                "sco": f"../package/{self.sco.href}",
                "records": f"records/{name}",
                "edition": self.manifest.edition,
                "values": {**self._objectives(), **self.attempt.kept(), **self.told},
                "lacks": self.options.lacks,
                "connected": self.connected,
            }

    def _recorded(self, launch: str, body: bytes) -> Response:
        try:
            records = msgspec.json.decode(body, type=list[Record])
            recorder = self._recorders[launch]
        except (msgspec.DecodeError, KeyError):
            return Response(400, headers=HEADERS)
        with self.changed:
            recorder.take(records)
            self.changed.notify_all()
        return Response(204, headers=HEADERS)

    def _end_launch(self) -> None:
        for recorder in self._recorders.values():
            recorder.end()

    def _objectives(self) -> dict[str, str]:
        ids = enumerate(self.sco.objectives)
        return {f"cmi.objectives.{number}.id": id_ for number, id_ in ids}

    def _platform_values(self) -> dict[str, str]:
        options, sco = self.options, self.sco
        launch = {
            "learner_id": options.learner.id,
            "learner_name": options.learner.name,
            "credit": "credit" if options.credit else "no-credit",
            "mode": options.mode,
            "entry": self.attempt.entry(),
        }
        said = {
            "launch_data": sco.launch_data,
            "passing_score": sco.passing_score,
            "completion_threshold": sco.completion_threshold,
            "max_time_allowed": sco.max_time_allowed,
            "time_limit_action": sco.time_limit_action,
        }
        known = launch | {name: value for name, value in said.items() if value}
        return {self.manifest.dialect.platform[name]: value for name, value in known.items()}


def _json(value: Json) -> Response:
    body = json.dumps(value).encode()
    return Response(200, body, {**HEADERS, "Content-Type": "application/json"})
