"""The documents of an LRS: state and profiles, guarded by entity tags (Communication 2.2, 3.1)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studio.preview.loopback import Headers
from studio.preview.xapi_values import BadJsonError, moment, parsed
from studio.project.files import write_file

Key = tuple[str, ...]
"""The resource, then what the document belongs to, then its own id."""


class NotMergeableError(Exception):
    """A document that is no JSON object can't be merged (Communication 2.2)."""


class PreconditionError(Exception):
    """The document is not, or no longer, what If-Match or If-None-Match says (3.1)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document, its media type and when it was last changed."""

    content: bytes
    media_type: str
    updated: datetime

    @property
    def etag(self) -> str:
        """The entity tag: the SHA-1 of the content, in quotes (3.1)."""
        return f'"{hashlib.sha1(self.content, usedforsecurity=False).hexdigest()}"'


class DocumentStore:
    """Documents by their keys. With a folder, they are also kept in its file `documents.json`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._documents: dict[Key, Document] = {}
        self._file = folder / "documents.json" if folder else None
        if self._file and self._file.exists():
            for entry in json.loads(self._file.read_text("utf-8")):
                self._documents[tuple(entry["key"])] = _loaded(entry)

    @property
    def all(self) -> dict[Key, Document]:
        """Every document by its key."""
        return dict(self._documents)

    def get(self, key: Key) -> Document | None:
        """Return a document, None if there is none."""
        return self._documents.get(key)

    def ids(self, owner: Key, since: datetime | None) -> list[str]:
        """Return the ids of what belongs to `owner` and was changed after `since`."""
        return [key[-1] for key in self._below(owner) if not since or self._changed(key) > since]

    def put(self, key: Key, content: bytes, media_type: str, conditions: Headers) -> None:
        """Store a document in place of the one that is there.

        Raises:
            PreconditionError: it is not the one that was meant.
        """
        self._check(key, conditions)
        self._store(key, Document(content, media_type, datetime.now(UTC)))

    def merge(self, key: Key, content: bytes, media_type: str, conditions: Headers) -> None:
        """Store a document, its properties over those of the one that is there.

        Raises:
            PreconditionError: it is not the one that was meant.
            NotMergeableError: one of them is no JSON object.
        """
        self._check(key, conditions)
        known = self._documents.get(key)
        if known:
            merged = _json_object(known.content, known.media_type)
            merged |= _json_object(content, media_type)
            content = json.dumps(merged, ensure_ascii=False).encode()
        elif media_type.partition(";")[0].strip() == "application/json":
            _json_object(content, media_type)
        self._store(key, Document(content, media_type, datetime.now(UTC)))

    def delete(self, key: Key, conditions: Headers) -> None:
        """Remove a document, if there is one.

        Raises:
            PreconditionError: it is not the one that was meant.
        """
        self._check(key, conditions)
        self._documents.pop(key, None)
        self._save()

    def delete_all(self, owner: Key) -> None:
        """Remove all that belongs to `owner`."""
        for key in self._below(owner):
            del self._documents[key]
        self._save()

    def _below(self, owner: Key) -> list[Key]:
        """Return the keys of what belongs to an owner, in which "*" stands for any."""
        return [
            key
            for key in self._documents
            if len(key) == len(owner) + 1
            and all(asked in ("*", own) for own, asked in zip(key, owner, strict=False))
        ]

    def _changed(self, key: Key) -> datetime:
        return self._documents[key].updated

    def _check(self, key: Key, conditions: Headers) -> None:
        known = self._documents.get(key)
        wanted, unwanted = conditions.get("If-Match"), conditions.get("If-None-Match")
        if wanted is not None and not (known and _names(wanted, known)):
            raise PreconditionError
        if unwanted is not None and known and _names(unwanted, known):
            raise PreconditionError

    def _store(self, key: Key, document: Document) -> None:
        self._documents[key] = document
        self._save()

    def _save(self) -> None:
        if not self._file:
            return
        entries = [_saved(key, document) for key, document in self._documents.items()]
        write_file(self._file, json.dumps(entries, ensure_ascii=False, indent=1).encode())


def _names(tags: str, document: Document) -> bool:
    return tags.strip() == "*" or document.etag in [tag.strip() for tag in tags.split(",")]


def _json_object(content: bytes, media_type: str) -> dict[str, Any]:
    try:
        value = parsed(content)
    except BadJsonError as problem:
        raise NotMergeableError from problem
    if media_type.partition(";")[0].strip() != "application/json" or not isinstance(value, dict):
        raise NotMergeableError
    return value


def _saved(key: Key, document: Document) -> dict[str, Any]:
    return {
        "key": key,
        "media_type": document.media_type,
        "updated": document.updated.isoformat(),
        "content": base64.b64encode(document.content).decode(),
    }


def _loaded(entry: dict[str, Any]) -> Document:
    updated = moment(entry["updated"]) or datetime.now(UTC)
    return Document(base64.b64decode(entry["content"]), entry["media_type"], updated)
