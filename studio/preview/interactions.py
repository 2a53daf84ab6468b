"""Interactions in xAPI: their components, and how responses are written (Data 2.4.4.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from studio.preview.shapes import Shape, join, language_map, list_of
from studio.preview.violations import Violation
from studio.preview.xapi_values import Check, breach, one_of, text

_LISTS: dict[str, tuple[str, ...]] = {
    "true-false": (),
    "choice": ("choices",),
    "fill-in": (),
    "long-fill-in": (),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "numeric": (),
    "other": (),
}
"""The lists of components that each type of interaction may have."""

_components = list_of(Shape({"id": text, "description": language_map}, required=("id",)))
_NAMES = ("choices", "scale", "source", "target", "steps")

COMPONENTS: dict[str, Check] = {
    "interactionType": one_of(*_LISTS),
    "correctResponsesPattern": list_of(text),
    **dict.fromkeys(_NAMES, _components),
}
"""The properties that an interaction adds to the definition of an activity."""


def check_components(definition: dict[str, Any], place: str) -> Iterator[Violation]:
    """Check that the lists of components fit the type, and that each id is there once."""
    kind = definition.get("interactionType")
    used = [name for name in (*_NAMES, "correctResponsesPattern") if name in definition]
    if kind is None:
        if used:
            yield breach("missing_property", join(place, "interactionType"))
        return
    for name in used[: len(used) - ("correctResponsesPattern" in definition)]:
        if name not in _LISTS[kind]:
            yield breach("component_not_allowed", join(place, name), kind)
        yield from _ids(definition[name], join(place, name))


def _ids(components: list[dict[str, Any]], place: str) -> Iterator[Violation]:
    ids = [component["id"] for component in components]
    for number, each in enumerate(ids):
        if each in ids[:number]:
            yield breach("component_twice", f"{place}[{number}].id", each)
        if re.search(r"\s", each):
            yield breach("component_spaces", f"{place}[{number}].id", each)


def check_response(statement: dict[str, Any], place: str) -> Iterator[Violation]:
    """Check that the response is written as the type of the interaction asks."""
    definition = statement["object"].get("definition", {})
    response = statement.get("result", {}).get("response")
    kind = definition.get("interactionType")
    if not response or kind not in _WRITTEN:
        return
    if not _WRITTEN[kind](response, definition):
        yield breach("bad_response", join(place, "result.response"), response)


def _listed(name: str, definition: dict[str, Any], given: list[str]) -> bool:
    known = [component["id"] for component in definition.get(name, ())]
    return name not in definition or all(each in known for each in given)


def _one_listed(response: str, definition: dict[str, Any]) -> bool:
    return _listed("scale", definition, [response])


def _all_listed(response: str, definition: dict[str, Any]) -> bool:
    return _listed("choices", definition, response.split("[,]"))


def _pairs_listed(response: str, definition: dict[str, Any]) -> bool:
    pairs = [pair.split("[.]") for pair in response.split("[,]")]
    return all(len(pair) == 2 for pair in pairs) and (
        _listed("source", definition, [pair[0] for pair in pairs])
        and _listed("target", definition, [pair[1] for pair in pairs])
    )


def _truth(response: str, _: dict[str, Any]) -> bool:
    return response in ("true", "false")


def _numeric(response: str, _: dict[str, Any]) -> bool:
    number = r"-?\d+(\.\d+)?([eE][-+]?\d+)?"
    return bool(re.fullmatch(rf"{number}|({number})?\[:\]({number})?", response))


_WRITTEN: dict[str, Callable[[str, dict[str, Any]], bool]] = {
    "true-false": _truth,
    "choice": _all_listed,
    "sequencing": _all_listed,
    "likert": _one_listed,
    "matching": _pairs_listed,
    "numeric": _numeric,
}
