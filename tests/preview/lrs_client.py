"""A client of the LRS that says exactly what a test tells it to say."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, urlencode, urlsplit

ACTOR = {"account": {"homePage": "https://lms.example.org", "name": "ana"}}
ACTIVITY = "https://example.org/xapi/course"
REGISTRATION = "7b5a4b1e-9c53-4b7e-8d55-0f6a2f6d9d10"


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Endpoint(Protocol):
    """Where an LRS is, and what it asks for."""

    @property
    def endpoint(self) -> str: ...

    auth: str


def ask(
    lrs: Endpoint,
    method: str,
    resource: str,
    params: Mapping[str, Any] | None = None,
    body: Any = None,
    headers: Mapping[str, str | None] | None = None,
) -> Answer:
    """Send a request; objects become JSON, a header that is None is left out."""
    sent = {
        "Authorization": lrs.auth,
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
        **(headers or {}),
    }
    target = urlsplit(lrs.endpoint)
    query = {name: _written(value) for name, value in (params or {}).items()}
    path = f"{target.path}{resource}{'?' + urlencode(query, quote_via=quote) if query else ''}"
    content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    connection = http.client.HTTPConnection(target.netloc, timeout=10)
    try:
        kept = {name: value for name, value in sent.items() if value is not None}
        connection.request(method, path, content, kept)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def statement(**parts: Any) -> dict[str, Any]:
    """Return a statement in order, with parts put in or (None) left out."""
    whole = {
        "actor": ACTOR,
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
        "object": {"objectType": "Activity", "id": ACTIVITY},
        "timestamp": "2026-03-01T09:30:00.000Z",
        **parts,
    }
    return {name: part for name, part in whole.items() if part is not None}
