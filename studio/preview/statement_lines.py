"""Statements and documents of an LRS as the panel of the test LMS lists them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from studio.i18n import Voice
from studio.preview.cmi5_terms import COMPLETED, FAILED, PASSED
from studio.preview.documents import Document, Key
from studio.preview.statement_store import Statement

_OUTCOMES = (COMPLETED, PASSED, FAILED)


def statement_line(statement: Statement, voice: Voice) -> dict[str, str]:
    """Return a statement as a line that can be read, and as JSON."""
    return {
        "verb": _verb(statement, voice),
        "object": _object(statement["object"], voice),
        "result": _result(statement.get("result", {}), voice),
        "json": json.dumps(statement, ensure_ascii=False, indent=2),
    }


def document_line(key: Key, document: Document, voice: Voice) -> dict[str, str]:
    """Return a document by its resource, id, size and text."""
    return {
        "name": key[-1],
        "resource": key[0],
        "size": voice.text("testlms.bytes", size=len(document.content)),
        "json": document.content.decode("utf-8", "replace"),
    }


def outcome(statements: Iterable[Statement], registration: str) -> tuple[str, str]:
    """Return the status and the score that were reported last for a registration; "" for none."""
    status = score = ""
    for statement in statements:
        named = str(statement.get("context", {}).get("registration", registration))
        if named.lower() != registration:
            continue
        verb = str(statement["verb"]["id"])
        if verb in _OUTCOMES:
            # That something is completed says less than that it is passed.
            status = status if status and verb == COMPLETED else verb.rpartition("/")[2]
            score = _score(statement.get("result", {}).get("score", {})) or score
    return status, score


def _score(score: Mapping[str, Any]) -> str:
    if "raw" in score and "max" in score:
        return f"{score['raw']} / {score['max']}"
    return str(score.get("scaled", score.get("raw", "")))


def _verb(statement: Statement, voice: Voice) -> str:
    verb = statement["verb"]
    return _in(verb.get("display", {}), voice) or str(verb["id"]).rpartition("/")[2]


def _object(target: Mapping[str, Any], voice: Voice) -> str:
    name = _in(target.get("definition", {}).get("name", {}), voice)
    return name or str(target.get("id", target.get("name", target.get("objectType", ""))))


def _result(result: Mapping[str, Any], voice: Voice) -> str:
    parts = [_score(result.get("score", {}))]
    if "success" in result:
        parts.append(voice.text("testlms.right" if result["success"] else "testlms.wrong"))
    parts += [str(result.get(name, "")) for name in ("response", "duration")]
    return " · ".join(filter(None, parts))


def _in(texts: Mapping[str, str], voice: Voice) -> str:
    """Return the text of a language map in the interface's language, or in its first."""
    fitting = (text for tag, text in texts.items() if tag.startswith(voice.language))
    return next(fitting, next(iter(texts.values()), ""))
