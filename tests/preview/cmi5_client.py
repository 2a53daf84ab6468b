"""An AU that says exactly what a test tells it to say, and by itself all that cmi5 asks for."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from studio.preview.cmi5_terms import (
    AU_VERBS,
    CMI5,
    LAUNCH_DATA,
    MOVE_ON,
    PREFERENCES,
    extension,
)
from tests.preview.http_client import fetch
from tests.preview.lrs_client import Answer, ask

SHORT = {verb.rpartition("/")[2]: verb for verb in AU_VERBS}
_DURATION = {"duration": "PT1M12.5S"}
_RESULTS: dict[str, dict[str, Any]] = {
    "completed": {"completion": True, **_DURATION},
    "passed": {"success": True, "score": {"scaled": 0.9}, **_DURATION},
    "failed": {"success": False, "score": {"scaled": 0.5}, **_DURATION},
    "terminated": _DURATION,
}


class AuClient:
    """One launch, from its address on. `data` is the document that the LMS wrote for it."""

    def __init__(self, url: str) -> None:
        self.url = url
        query = {name: value for name, [value] in parse_qs(urlsplit(url).query).items()}
        self.endpoint, self.fetch_url = query["endpoint"], query["fetch"]
        self.actor = json.loads(query["actor"])
        self.registration, self.activity_id = query["registration"], query["activityId"]
        self.auth = "Basic none"
        self.data: dict[str, Any] = {}

    def authorize(self) -> dict[str, str]:
        """Fetch the token and return what was answered."""
        answer = fetch(self.fetch_url, "POST")
        assert answer.status == 200
        told = dict(json.loads(answer.body))
        self.auth = f"Basic {told.get('auth-token', 'none')}"
        return told

    def ready(self) -> AuClient:
        """Do all that comes before the first statement."""
        self.authorize()
        self.data = self.read_launch_data().json
        assert self.preferences().status in (200, 404)
        return self

    def read_launch_data(self) -> Answer:
        return self.ask("GET", "activities/state", self.state(LAUNCH_DATA))

    def preferences(self, method: str = "GET", body: Any = None) -> Answer:
        return self.ask(method, "agents/profile", self.profile(), body)

    def state(self, document: str) -> dict[str, Any]:
        owner = {"activityId": self.activity_id, "agent": self.actor}
        return {**owner, "registration": self.registration, "stateId": document}

    def profile(self) -> dict[str, Any]:
        return {"agent": self.actor, "profileId": PREFERENCES}

    def ask(
        self, method: str, resource: str, params: Mapping[str, Any] | None = None, body: Any = None
    ) -> Answer:
        return ask(self, method, resource, params, body)

    def send(self, *statements: dict[str, Any]) -> Answer:
        return self.ask("POST", "statements", {}, list(statements))

    def say(self, *verbs: str) -> None:
        """Send one statement after the other; each is taken."""
        for verb in verbs:
            answer = self.send(self.statement(verb))
            assert answer.status == 200, answer.text

    def statement(self, name: str, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return a statement in order, then changed at dotted paths; None leaves out."""
        whole = self._defined(name) if name in SHORT else self._allowed(name)
        for path, value in (changes or {}).items():
            _change(whole, path, value)
        return whole

    def _defined(self, name: str) -> dict[str, Any]:
        result = copy.deepcopy(_RESULTS.get(name))
        counts = result is not None and name != "terminated"
        whole = self._whole(SHORT[name], self.activity_id)
        categories = [CMI5, MOVE_ON] if counts else [CMI5]
        whole["context"]["contextActivities"]["category"] = [{"id": each} for each in categories]
        if name in ("passed", "failed") and "masteryScore" in self.data:
            whole["context"]["extensions"][extension("masteryscore")] = self.data["masteryScore"]
        return {**whole, "result": result} if result else whole

    def _allowed(self, name: str) -> dict[str, Any]:
        if name == "video_initialized":
            return self._whole(SHORT["initialized"], "https://example.org/cmi5/video")
        return self._whole(f"http://adlnet.gov/expapi/verbs/{name}", "https://example.org/cmi5/q1")

    def _whole(self, verb: str, about: str) -> dict[str, Any]:
        context = copy.deepcopy(self.data["contextTemplate"])
        return {
            "id": str(uuid4()),
            "actor": copy.deepcopy(self.actor),
            "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
            "object": {"objectType": "Activity", "id": about},
            "context": {**context, "registration": self.registration},
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
        }


def _change(whole: dict[str, Any], path: str, value: Any) -> None:
    *way, last = [extension(each[1:]) if each[0] == "@" else each for each in path.split(".")]
    place = whole
    for name in way:
        place = place.setdefault(name, {})
    if value is None:
        place.pop(last, None)
    else:
        place[last] = value
