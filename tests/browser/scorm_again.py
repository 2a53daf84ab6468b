"""Another platform: a page with scorm-again, an LMS run time by other authors."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.preview.files import HEADERS, Folder
from studio.preview.loopback import Request, Response
from studio.preview.scorm_dialects import SCORM12
from studio.preview.scorm_manifest import read_scorm
from studio.preview.server import PackageServer

SCRIPTS = Path(__file__).parents[1] / "node_modules" / "scorm-again" / "dist"

PAGE = """<!doctype html>
<meta charset="utf-8"><title>scorm-again</title><link rel="icon" href="data:,">
<style>html, body, iframe { border: 0; height: 100%; margin: 0; width: 100%; }</style>
<script src="VERSION.min.js"></script>
<script>
fetch("launch", { method: "POST" }).then((answer) => answer.json()).then(({ sco, cmi }) => {
  const api = new KIND({ autocommit: false, lmsCommitUrl: "commit" });
  api.loadFromJSON(cmi, "cmi");
  window.NAME = api;
  const frame = document.createElement("iframe");
  frame.src = sco;
  document.body.append(frame);
});
</script>
"""
NAMES = {"scorm12": ("Scorm12API", "API"), "scorm2004": ("Scorm2004API", "API_1484_11")}
OF_LEARNER = (
    "completion_status",
    "success_status",
    "interactions",
    "location",
    "objectives",
    "progress_measure",
    "score",
    "suspend_data",
)
"""What a suspended attempt of SCORM 2004 goes on with."""

Json = dict[str, Any]


class ScormAgain(PackageServer):
    """The first SCO of a SCORM package in scorm-again; `cmi` is what it committed last."""

    def __init__(self, package: Path) -> None:
        super().__init__(package)
        manifest = read_scorm(self.package)
        self._dialect, self._sco = manifest.dialect, manifest.scos[0]
        self._scripts = Folder(SCRIPTS)
        self._changed = threading.Condition()
        self.commits: list[Json] = []

    @property
    def url(self) -> str:
        return f"{self._server.origin}/{self._token}/lms/index.html"

    @property
    def cmi(self) -> Json:
        return self.commits[-1] if self.commits else {}

    @property
    def core(self) -> Json:
        """What SCORM 1.2 keeps in a group of its own."""
        return dict(self.cmi.get("core", {}))

    def wait_for(self, condition: Callable[[ScormAgain], object], timeout_s: float = 10) -> None:
        """Wait until `condition` holds; raise TimeoutError if it does not in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: condition(self), timeout_s):
                raise TimeoutError(f"after {timeout_s} s: {self.cmi}")

    def _routed(self, place: str, path: str, request: Request) -> Response:
        if place != "lms":
            return super()._routed(place, path, request)
        if path == "index.html":
            page = _page(self._dialect.judge).encode()
            return Response(200, page, {**HEADERS, "Content-Type": "text/html"})
        if path == "launch":
            return _json({"sco": f"../package/{self._sco.href}", "cmi": self._next_launch()})
        if path == "commit":
            return self._committed(request.body)
        return self._scripts.answer(path, request)

    def _committed(self, body: bytes) -> Response:
        with self._changed:
            self.commits.append(json.loads(body)["cmi"])
            self._changed.notify_all()
        return _json({"result": "true", "errorCode": 0})

    def _next_launch(self) -> Json:
        """What the next launch finds: as much of the last commit as belongs to the learner."""
        return self._next12() if self._dialect == SCORM12 else self._next2004()

    def _next12(self) -> Json:
        if not self.commits:
            return {"core": {"student_id": "learner-1", "entry": "ab-initio"}}
        suspended = self.core.get("exit") == "suspend"
        kept = {name: self.core[name] for name in ("lesson_location", "lesson_status", "score")}
        core = {**kept, "student_id": "learner-1", "entry": "resume" if suspended else ""}
        lists = {name: self.cmi[name] for name in ("interactions", "objectives")}
        return {"core": core, "suspend_data": self.cmi["suspend_data"], **lists}

    def _next2004(self) -> Json:
        if self.cmi.get("exit") != "suspend":
            return {"learner_id": "learner-1", "entry": "ab-initio"}
        kept = {name: value for name, value in self.cmi.items() if name in OF_LEARNER}
        return {**kept, "learner_id": "learner-1", "entry": "resume"}


def _page(version: str) -> str:
    kind, name = NAMES[version]
    return PAGE.replace("VERSION", version).replace("KIND", kind).replace("NAME", name)


def _json(value: Json) -> Response:
    body = json.dumps(value).encode()
    return Response(200, body, {**HEADERS, "Content-Type": "application/json"})
