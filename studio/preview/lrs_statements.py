"""The statement resource of the LRS: PUT, POST and GET (Communication 2.1)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from studio.preview import multipart, statement_formats
from studio.preview.loopback import Request, Response
from studio.preview.lrs_gate import Gate
from studio.preview.lrs_requests import RefusedError, version_of
from studio.preview.statement_store import (
    IdConflictError,
    Query,
    Statement,
    StatementStore,
    written_time,
)
from studio.preview.statements import refused, violations
from studio.preview.violations import Violation
from studio.preview.xapi_values import BadJsonError, Version, breach, moment, parsed

_PAGE = 100
"""How many statements an answer holds at most."""


class StatementResource:
    """Takes statements in, strictly, and gives them out.

    `note` is told of what is let through; `gate` may refuse what the standard allows.
    """

    def __init__(
        self,
        authority: Mapping[str, Any],
        folder: Path | None,
        path: str,
        note: Callable[[list[Violation]], None],
        gate: Gate,
    ) -> None:
        self.store = StatementStore(authority, folder)
        self._path = path
        self._note = note
        self._gate = gate
        self._attachments: dict[str, tuple[str, bytes]] = {}
        self._more: dict[str, tuple[list[Statement], dict[str, str]]] = {}

    def answer(self, request: Request, parameters: dict[str, str]) -> Response:
        """Answer one request, whose parameters are in order.

        Raises:
            RefusedError: the request breaks a rule.
        """
        methods = {"PUT": self._put, "POST": self._post, "GET": self._get}
        response = methods[request.method](request, parameters)
        through = {"X-Experience-API-Consistent-Through": written_time(datetime.now(UTC))}
        return Response(response.status, response.body, {**response.headers, **through})

    def _put(self, request: Request, parameters: dict[str, str]) -> Response:
        [statement] = self._received(request, several=False)
        wanted = parameters["statementId"]
        if str(statement.setdefault("id", wanted)).lower() != wanted.lower():
            raise RefusedError([breach("id_mismatch", "statementId", wanted)])
        self._add([statement], request)
        return Response(204)

    def _post(self, request: Request, _: dict[str, str]) -> Response:
        ids = self._add(self._received(request, several=True), request)
        return Response(200, json.dumps(ids).encode(), {"Content-Type": "application/json"})

    def _get(self, request: Request, parameters: dict[str, str]) -> Response:
        single = {"statementId", "voidedStatementId"} & parameters.keys()
        if single:
            return self._one(request, parameters, single)
        if "more" in parameters:
            left, parameters = self._more.get(parameters["more"], ([], {}))
        else:
            left = self.store.find(_query(parameters))
        size = min(int(parameters.get("limit", 0)) or _PAGE, _PAGE)
        shown = [self._formatted(each, request, parameters) for each in left[:size]]
        result = {"statements": shown, "more": self._kept(left[size:], parameters)}
        return self._sent(result, shown, parameters, {})

    def _one(self, request: Request, parameters: dict[str, str], single: set[str]) -> Response:
        others = parameters.keys() - single - {"format", "attachments"}
        if others or len(single) > 1:
            raise RefusedError([breach("parameters_exclude", ", ".join(sorted(parameters)))])
        [name] = single
        found = self.store.get(parameters[name], voided=name == "voidedStatementId")
        if found is None:
            return Response(404)
        stored = moment(found["stored"]) or datetime.now(UTC)
        headers = {"Last-Modified": format_datetime(stored, usegmt=True)}
        shown = self._formatted(found, request, parameters)
        return self._sent(shown, [shown], parameters, headers)

    def _received(self, request: Request, *, several: bool) -> list[Statement]:
        content, attachments = _content(request)
        try:
            value = parsed(content)
        except BadJsonError as problem:
            raise RefusedError([problem.violation]) from problem
        batch = value if several and isinstance(value, list) else [value]
        self._check(batch, attachments, version_of(request))
        self._attachments |= _described(batch, attachments)
        return batch

    def _check(
        self, batch: list[Statement], attachments: Mapping[str, bytes], version: Version
    ) -> None:
        found = [each for statement in batch for each in violations(statement, version)]
        if refused(found):
            raise RefusedError(found)
        ids = [str(statement["id"]).lower() for statement in batch if "id" in statement]
        if len(set(ids)) < len(ids):
            raise RefusedError([breach("id_twice", "id")])
        for each in _attachments(batch):
            if "fileUrl" not in each and each["sha2"].lower() not in attachments:
                raise RefusedError([breach("attachment_missing", "attachments", each["sha2"])])
        self._note(found)

    def _add(self, batch: list[Statement], request: Request) -> list[str]:
        new = [each for each in batch if not self.store.holds(each)]
        self._gate.judge(request, new)
        try:
            ids = self.store.add(batch, version_of(request))
        except IdConflictError as problem:
            raise RefusedError([breach("id_conflict", "id", str(problem))]) from problem
        self._gate.stored(request, new)
        return ids

    def _formatted(
        self, statement: Statement, request: Request, parameters: dict[str, str]
    ) -> Statement:
        match parameters.get("format"):
            case "ids":
                return statement_formats.ids_only(statement)
            case "canonical":
                header = request.headers.get("Accept-Language", "")
                languages = statement_formats.accepted_languages(header)
                return statement_formats.canonical(statement, self.store.definition, languages)
            case _:
                return statement

    def _kept(self, left: list[Statement], parameters: dict[str, str]) -> str:
        if not left:
            return ""
        name = str(uuid4())
        self._more[name] = left, parameters
        return f"{self._path}?more={name}"

    def _sent(
        self,
        result: object,
        shown: list[Statement],
        parameters: dict[str, str],
        headers: dict[str, str],
    ) -> Response:
        body = json.dumps(result, ensure_ascii=False).encode()
        kind = "application/json"
        if parameters.get("attachments") == "true":
            wanted = {each["sha2"].lower() for each in _attachments(shown)}
            kind, body = multipart.write(
                body, {name: data for name, data in self._attachments.items() if name in wanted}
            )
        return Response(200, body, {**headers, "Content-Type": kind})


def _content(request: Request) -> tuple[bytes, dict[str, bytes]]:
    given = request.headers.get("Content-Type", "")
    match given.partition(";")[0].strip().lower():
        case "application/json":
            return request.body, {}
        case "multipart/mixed":
            try:
                return multipart.read(given, request.body)
            except multipart.BadMultipartError as problem:
                raise RefusedError([problem.violation]) from problem
        case _:
            raise RefusedError([breach("bad_content_type", "Content-Type", given)])


def _attachments(batch: list[Statement]) -> list[dict[str, Any]]:
    parts = [part for statement in batch for part in (statement, statement["object"])]
    return [each for part in parts for each in part.get("attachments", ())]


def _described(
    batch: list[Statement], attachments: Mapping[str, bytes]
) -> dict[str, tuple[str, bytes]]:
    types = {each["sha2"].lower(): each["contentType"] for each in _attachments(batch)}
    return {name: (types[name], data) for name, data in attachments.items() if name in types}


def _query(parameters: dict[str, str]) -> Query:
    agent = parameters.get("agent")
    return Query(
        agent=json.loads(agent) if agent else None,
        verb=parameters.get("verb"),
        activity=parameters.get("activity"),
        registration=parameters.get("registration"),
        related_agents=parameters.get("related_agents") == "true",
        related_activities=parameters.get("related_activities") == "true",
        since=moment(parameters.get("since", "")),
        until=moment(parameters.get("until", "")),
        ascending=parameters.get("ascending") == "true",
    )
