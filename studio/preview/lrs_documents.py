"""The document resources of the LRS, and what it tells of activities, agents and itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.message import Message
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from studio.preview.documents import (
    DocumentStore,
    Key,
    NotMergeableError,
    PreconditionError,
)
from studio.preview.loopback import Request, Response
from studio.preview.lrs_requests import RefusedError, version_of
from studio.preview.statement_store import StatementStore, identity
from studio.preview.statements import IDENTIFIERS
from studio.preview.xapi_values import Version, breach, moment

_JSON = {"Content-Type": "application/json"}
_REFUSALS: dict[type[Exception], str] = {
    PreconditionError: "precondition_failed",
    NotMergeableError: "not_mergeable",
}


class DocumentResources:
    """`activities/state`, `activities/profile` and `agents/profile` (Communication 2.3 to 2.7)."""

    def __init__(self, folder: Path | None) -> None:
        self.store = DocumentStore(folder)

    def answer(self, resource: str, request: Request, parameters: dict[str, str]) -> Response:
        """Answer one request, whose parameters are in order.

        Raises:
            RefusedError: the document is not the one that was meant, or can't be merged.
        """
        owner = _owner(resource, parameters)
        document_id = _document_id(parameters)
        try:
            if document_id is None:
                return self._together(owner, request, parameters)
            key = (*owner, document_id)
            if self._is_blind(key, request):
                raise RefusedError([breach("document_conflict", resource)])
            return self._single(key, request)
        except tuple(_REFUSALS) as problem:
            raise RefusedError([breach(_REFUSALS[type(problem)], resource)]) from problem

    def write(self, resource: str, parameters: Mapping[str, str], document: object) -> None:
        """Store a JSON document whose id is among its parameters, whatever is there."""
        key = (*_owner(resource, parameters), _document_id(parameters) or "")
        content = json.dumps(document, ensure_ascii=False).encode()
        self.store.put(key, content, _JSON["Content-Type"], Message())

    def _is_blind(self, key: Key, request: Request) -> bool:
        """Return whether a document is to be replaced without a word on which one.

        1.0.3 asks for that word where a profile is replaced (3.1), 2.0 wherever a document is
        replaced or merged (IEEE 9274.1.1, 4.1.4).
        """
        if "If-Match" in request.headers or "If-None-Match" in request.headers:
            return False
        guarded = (
            request.method in ("PUT", "POST")
            if version_of(request) is Version.TWO
            else request.method == "PUT" and key[0] != "activities/state"
        )
        return guarded and self.store.get(key) is not None

    def _single(self, key: Key, request: Request) -> Response:
        kind = request.headers.get("Content-Type", "application/octet-stream")
        match request.method:
            case "PUT":
                self.store.put(key, request.body, kind, request.headers)
            case "POST":
                self.store.merge(key, request.body, kind, request.headers)
            case "DELETE":
                self.store.delete(key, request.headers)
            case _:
                return self._document(key)
        return Response(204)

    def _document(self, key: Key) -> Response:
        found = self.store.get(key)
        if found is None:
            return Response(404)
        headers = {
            "Content-Type": found.media_type,
            "ETag": found.etag,
            "Last-Modified": format_datetime(found.updated, usegmt=True),
        }
        return Response(200, found.content, headers)

    def _together(self, owner: Key, request: Request, parameters: dict[str, str]) -> Response:
        if owner[0] == "activities/state" and "registration" not in parameters:
            owner = (*owner[:-1], "*")
        if request.method == "DELETE":
            self.store.delete_all(owner)
            return Response(204)
        ids = self.store.ids(owner, moment(parameters.get("since", "")))
        return Response(200, json.dumps(ids).encode(), _JSON)


def _document_id(parameters: Mapping[str, str]) -> str | None:
    return parameters.get("stateId", parameters.get("profileId"))


def _owner(resource: str, parameters: Mapping[str, str]) -> Key:
    parts = {
        "activity": parameters.get("activityId", ""),
        "agent": identity(json.loads(parameters.get("agent", "{}"))),
        "registration": parameters.get("registration", "").lower(),
    }
    names = {
        "activities/state": ("activity", "agent", "registration"),
        "activities/profile": ("activity",),
        "agents/profile": ("agent",),
    }
    return (resource, *(parts[name] for name in names[resource]))


def describe(resource: str, parameters: dict[str, str], statements: StatementStore) -> Response:
    """Answer what is asked of an activity, an agent, or the LRS (Communication 2.4, 2.5, 2.8)."""
    if resource == "activities":
        told = _activity(parameters["activityId"], statements)
    elif resource == "agents":
        told = _person(json.loads(parameters["agent"]))
    else:
        told = {"version": list(Version)}
    return Response(200, json.dumps(told, ensure_ascii=False).encode(), _JSON)


def _activity(activity_id: str, statements: StatementStore) -> dict[str, Any]:
    definition = statements.definition(activity_id)
    activity = {"objectType": "Activity", "id": activity_id}
    return {**activity, "definition": definition} if definition else activity


def _person(agent: dict[str, Any]) -> dict[str, Any]:
    known = {name: [agent[name]] for name in ("name", *IDENTIFIERS) if name in agent}
    return {"objectType": "Person", **known}
