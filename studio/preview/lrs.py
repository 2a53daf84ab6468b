"""The xAPI judge: a strict learning record store, 1.0.3 and 2.0, on this machine alone.

It refuses what the specification lets an LRS refuse, with a sentence, and notes what breaks a rule
and has to be let through. Packages call it from another origin, so it answers preflights.

It does not take the alternate request syntax (Communication 1.3), made for browsers of 2010.
By which version a request is judged, its header says.
"""

from __future__ import annotations

import base64
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from studio.preview.closing import Closing
from studio.preview.documents import Document, Key
from studio.preview.loopback import Loopback, Request, Response
from studio.preview.lrs_documents import DocumentResources, describe
from studio.preview.lrs_gate import Credentials, Gate
from studio.preview.lrs_requests import (
    RESOURCES,
    VERSION_HEADER,
    RefusedError,
    check_version,
    parameters,
    version_of,
)
from studio.preview.lrs_statements import StatementResource
from studio.preview.statement_store import Statement
from studio.preview.violations import Violation
from studio.preview.xapi_values import breach

_PATH = "/xapi/"
_ALLOWED_HEADERS = (
    "Authorization, Content-Type, Content-Transfer-Encoding, If-Match, If-None-Match, "
    "Accept, Accept-Language, X-Experience-API-Version"
)
_SHOWN_HEADERS = (
    "ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through"
)
_COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": _SHOWN_HEADERS,
    "Cache-Control": "no-store",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": _ALLOWED_HEADERS,
    # While a page is closing there is no time to ask first: what was asked before still holds.
    "Access-Control-Max-Age": "7200",
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request, the status of its answer, and what it broke.

    `document` is the id that it names, "" if none. `at_s` counts on the clock of `time.monotonic`.
    Two exchanges are equal that ask and answer the same.
    """

    method: str
    resource: str
    status: int
    document: str = ""
    violations: tuple[Violation, ...] = field(default=(), compare=False)
    at_s: float = field(default=0.0, compare=False)


class Lrs(Closing):
    """A strict LRS that runs until it is closed, and what it has received.

    With a folder, statements and documents are kept there and found again; attachments are not.
    Without a gate of the platform's, `auth` are the credentials to show. `changed` is held while
    a request is answered, and told of each.
    """

    def __init__(self, folder: Path | None = None, gate: Gate | None = None) -> None:
        user, password = "preview", secrets.token_urlsafe(16)
        self.auth = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self.violations: list[Violation] = []
        self.exchanges: list[Exchange] = []
        self.changed = threading.Condition()
        self.connected = True
        """Whether it answers as it should; or else as a platform that is out of service."""
        self._gate = gate or Credentials(self.auth)
        self._documents = DocumentResources(folder)
        self._server = Loopback(self._answer)
        account = {"homePage": self._server.origin, "name": user}
        self._statements = StatementResource(
            {"objectType": "Agent", "account": account},
            folder,
            f"{_PATH}statements",
            self.violations.extend,
            self._gate,
        )

    @property
    def endpoint(self) -> str:
        """The address under which the resources are, with a slash at the end."""
        return f"{self._server.origin}{_PATH}"

    @property
    def statements(self) -> list[Statement]:
        """Every statement, the oldest first, as GET would return it."""
        with self.changed:
            return self._statements.store.all

    @property
    def documents(self) -> dict[Key, Document]:
        """Every document by resource, owner and id."""
        with self.changed:
            return self._documents.store.all

    def record(self, statement: Statement) -> None:
        """Store a statement on the platform's own behalf."""
        with self.changed:
            self._statements.store.add([statement])
            self.changed.notify_all()

    def write(self, resource: str, parameters: Mapping[str, str], document: object) -> None:
        """Store a JSON document on the platform's own behalf, in place of any that is there."""
        with self.changed:
            self._documents.write(resource, parameters, document)
            self.changed.notify_all()

    def wait_for(self, condition: Callable[[Lrs], object], timeout_s: float = 10.0) -> None:
        """Wait until `condition` holds.

        Raises:
            TimeoutError: it does not hold in time.
        """
        with self.changed:
            if not self.changed.wait_for(lambda: condition(self), timeout_s):
                raise TimeoutError(f"after {timeout_s} s: {self.exchanges}")

    def close(self) -> None:
        """Stop answering. What was received can still be read."""
        self._server.close()

    def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(204, headers={**_COMMON, **_PREFLIGHT})
        resource = request.path.removeprefix(_PATH)
        with self.changed:
            before = len(self.violations)
            response = self._judged(resource, request) if self.connected else Response(503)
            self.exchanges.append(
                Exchange(
                    request.method,
                    resource,
                    response.status,
                    _document_id(request),
                    tuple(self.violations[before:]),
                    time.monotonic(),
                )
            )
            self.changed.notify_all()
        headers = {**response.headers, **_COMMON, VERSION_HEADER: version_of(request)}
        return Response(response.status, response.body, headers)

    def _judged(self, resource: str, request: Request) -> Response:
        try:
            self._admit(resource, request)
            given = parameters(resource, request)
            self._gate.allow(resource, request, given)
            return self._resource(resource, request, given)
        except RefusedError as problem:
            # That somebody else was faster is nobody's fault.
            if problem.status != HTTPStatus.PRECONDITION_FAILED:
                self.violations += problem.violations
            return _refusal(problem)

    def _admit(self, resource: str, request: Request) -> None:
        if resource not in RESOURCES:
            raise RefusedError([breach("unknown_resource", resource)])
        if resource == "about":
            return
        self._gate.admit(request)
        check_version(request)

    def _resource(self, resource: str, request: Request, given: dict[str, str]) -> Response:
        if resource == "statements":
            return self._statements.answer(request, given)
        if resource in ("activities", "agents", "about"):
            return describe(resource, given, self._statements.store)
        return self._documents.answer(resource, request, given)


def _document_id(request: Request) -> str:
    """Return the id of the document or statement that a request names, "" if none."""
    named = ("stateId", "profileId", "statementId")
    return next((value for name, value in request.query if name in named), "")


def _refusal(problem: RefusedError) -> Response:
    from studio.i18n import Voice

    voice = Voice("en")
    sentences = [voice.say(each.message) for each in problem.violations if each.code != "0"]
    headers = {"Content-Type": "text/plain; charset=utf-8"}
    if problem.status == 401:
        headers["WWW-Authenticate"] = 'Basic realm="xAPI"'
    return Response(problem.status, "\n".join(sentences).encode(), headers)
