"""JSON objects and lists, checked against tables of what they may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from studio.preview.violations import Violation
from studio.preview.xapi_values import Check, breach, iri, language, text


@dataclass(frozen=True, slots=True)
class Shape:
    """A check of an object: its properties, which of them it needs, and rules across them.

    The rules across run only when each property by itself is in order, so they may rely on types.
    """

    properties: Mapping[str, Check]
    required: tuple[str, ...] = ()
    across: tuple[Check, ...] = ()

    def __call__(self, value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401  # any JSON
        """Yield what is wrong with `value`."""
        if not isinstance(value, dict):
            yield breach("not_object", place, value)
            return
        found = list(self._each(value, place))
        yield from found
        if all(each.code == "0" for each in found):
            for check in self.across:
                yield from check(value, place)

    def _each(self, value: dict[str, Any], place: str) -> Iterator[Violation]:
        for name in self.required:
            if name not in value:
                yield breach("missing_property", join(place, name))
        for name, part in value.items():
            yield from self._part(name, part, join(place, name))

    def _part(self, name: str, part: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
        if name not in self.properties:
            yield breach("unknown_property", place)
        elif part is None:
            yield breach("null", place)
        else:
            if part == {}:
                yield breach("empty_object", place)
            yield from self.properties[name](part, place)


def join(place: str, name: str) -> str:
    """Return the place of a property of what is at `place`."""
    return f"{place}.{name}" if place else name


def list_of(check: Check) -> Check:
    """Return the check of a list whose items pass `check`."""

    def check_list(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
        if not isinstance(value, list):
            yield breach("not_list", place, value)
            return
        for number, item in enumerate(value):
            yield from check(item, f"{place}[{number}]")

    return check_list


def map_of(key: Check, item: Check | None) -> Check:
    """Return the check of an object with free names; None takes any value."""

    def check(value: Any, place: str) -> Iterator[Violation]:  # noqa: ANN401
        if not isinstance(value, dict):
            yield breach("not_object", place, value)
            return
        for name, part in value.items():
            yield from key(name, join(place, name))
            if item and part is None:
                yield breach("null", join(place, name))
            elif item:
                yield from item(part, join(place, name))

    return check


language_map = map_of(language, text)
"""Data 4.2."""
extensions = map_of(iri, None)
"""Data 4.1: the values are the business of who coined the key."""
