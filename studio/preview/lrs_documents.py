"""The document resources of the LRS, and what it tells of activities, agents and itself."""

from __future__ import annotations

import json
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from studio.preview.documents import (
    DocumentStore,
    Key,
    NotMergeableError,
    PreconditionError,
    UnguardedError,
)
from studio.preview.loopback import Request, Response
from studio.preview.lrs_requests import RefusedError
from studio.preview.statement_store import StatementStore, identity
from studio.preview.statements import IDENTIFIERS
from studio.preview.xapi_values import breach, moment

VERSION = "1.0.3"
_JSON = {"Content-Type": "application/json"}
_REFUSALS: dict[type[Exception], str] = {
    PreconditionError: "precondition_failed",
    UnguardedError: "document_conflict",
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
        document_id = parameters.get("stateId", parameters.get("profileId"))
        try:
            if document_id is None:
                return self._together(owner, request, parameters)
            return self._single((*owner, document_id), request)
        except tuple(_REFUSALS) as problem:
            raise RefusedError([breach(_REFUSALS[type(problem)], resource)]) from problem

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


def _owner(resource: str, parameters: dict[str, str]) -> Key:
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
        told = {"version": [VERSION]}
    return Response(200, json.dumps(told, ensure_ascii=False).encode(), _JSON)


def _activity(activity_id: str, statements: StatementStore) -> dict[str, Any]:
    definition = statements.definition(activity_id)
    activity = {"objectType": "Activity", "id": activity_id}
    return {**activity, "definition": definition} if definition else activity


def _person(agent: dict[str, Any]) -> dict[str, Any]:
    known = {name: [agent[name]] for name in ("name", *IDENTIFIERS) if name in agent}
    return {"objectType": "Person", **known}
