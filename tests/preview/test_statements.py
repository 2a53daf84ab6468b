"""The rules of xAPI statements: each kept, each broken, against the LRS over HTTP."""

from __future__ import annotations

import copy
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.preview.lrs import Lrs
from studio.preview.statements import refused, violations
from studio.preview.xapi_values import RULES, breach
from tests.preview.lrs_client import ask
from tests.preview.ralph_models import objection

TABLE = json.loads((Path(__file__).parent / "statement_rules.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def store() -> Iterator[Lrs]:
    with Lrs() as store:
        yield store


def _changed(path: str, value: Any) -> dict[str, Any]:
    """The whole statement with one thing put in, or left out, at a dotted path."""
    whole = copy.deepcopy(TABLE["whole"])
    *way, last = path.split(".")
    place = whole
    for name in way:
        place = place[int(name)] if isinstance(place, list) else place[name]
    if value == "leave out":
        del place[last]
    else:
        place[last] = value
    return dict(whole)


def _sent(store: Lrs, statement: Any) -> tuple[int, str, list[str]]:
    before = len(store.violations)
    answer = ask(store, "POST", "statements", body=statement)
    return answer.status, answer.text, [each.rule for each in store.violations[before:]]


def test_a_statement_that_uses_everything_breaks_nothing(store):
    status, _, broken = _sent(store, {**TABLE["whole"], "id": _id(0)})
    assert (status, broken) == (200, [])


@pytest.mark.parametrize(("path", "value"), TABLE["right"])
def test_right(store, path, value):
    number = TABLE["right"].index([path, value]) + 1
    status, text, broken = _sent(store, {**_changed(path, value), "id": _id(number)})
    assert (status, broken) == (200, []), text


@pytest.mark.parametrize(("rule", "path", "value"), TABLE["wrong"])
def test_wrong(store, rule, path, value):
    count = len(store.statements)
    status, text, broken = _sent(store, _changed(path, value))
    assert status == 400
    assert rule in broken
    assert text
    assert len(store.statements) == count


@pytest.mark.parametrize(("rule", "path", "value"), TABLE["noted"])
def test_noted(store, rule, path, value):
    changed = _changed(path, value)
    if path != "id":
        changed["id"] = _id(100 + TABLE["noted"].index([rule, path, value]))
    status, text, broken = _sent(store, changed)
    assert (status, broken) == (200, [rule]), text


def test_every_rule_of_statements_has_a_case():
    ours = [rule for rule, (_, _, section) in RULES.items() if section.startswith("Data")]
    cases = {each[0] for each in (*TABLE["wrong"], *TABLE["noted"])}
    assert set(ours) - cases == {"twice"}  # see test_json


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (b'{"actor": {}, "actor": {}}', "twice"),
        (b'{"actor": ', "bad_json"),
        (b'{"result": {"score": {"raw": NaN}}}', "bad_json"),
        (b"\xff\xfe{}", "bad_json"),
        (b"", "bad_json"),
        (b"[" * 100_000, "bad_json"),
    ],
)
def test_json(store, text, rule):
    status, _, broken = _sent(store, text)
    assert (status, broken) == (400, [rule])


@pytest.mark.parametrize("value", [None, [], "statement", 3, True])
def test_what_is_no_statement_at_all(store, value):
    status, _, broken = _sent(store, [value])
    assert (status, broken) == (400, ["not_object"])


def test_an_answer_says_what_is_wrong_in_a_sentence(store):
    _, text, _ = _sent(store, _changed("result.duration", "72.5"))
    assert "result.duration" in text
    assert "72.5" in text


def test_every_violation_says_where_its_rule_stands():
    for rule in RULES:
        violation = breach(rule, "place")
        assert violation.requirement.split()[0] in ("Data", "Communication", "IEEE")
        assert violation.message.id == f"xapi.{rule}"


def test_statements_of_others_are_judged_as_ralph_does(shared: Path):
    file = shared / "samples" / "formats" / "xapi" / "ralph_statements.json.gz"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        samples = [json.loads(line) for line in lines if line.strip()]
    assert len(samples) > 20_000
    assert Counter(refused(violations(each)) for each in samples) == {False: len(samples)}
    # Ralph's models take a while for all of them.
    assert [each for each in samples[::20] if objection(each)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("result.duration", "72.5"),
        ("result.score.scaled", 1.2),
        ("object.id", "q1"),
        ("result.response", None),
        ("object.definition.interactionType", "multiple"),
        ("context.language", "fr_!"),
        ("extra", 1),
        ("id", "one"),
        ("timestamp", "yesterday"),
    ],
)
def test_nine_kinds_of_bad_statements_are_refused_by_ralph_and_by_us(path, value):
    assert objection(_for_ralph(TABLE["whole"])) == ""
    changed = _changed(path, value)
    assert refused(violations(changed))
    assert objection(_for_ralph(changed))


def _for_ralph(statement: dict[str, Any]) -> dict[str, Any]:
    """Ralph's models refuse what the specification allows: null as the value of an extension."""
    changed = copy.deepcopy(statement)
    del changed["object"]["definition"]["extensions"]
    return changed


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"
