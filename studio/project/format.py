"""The file `course.json`: UTF-8, indent 2, fixed key order, maps sorted by id; it merges in git."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from studio.course.model import Course
from studio.course.nodes import MAP_FIELDS, map_of
from studio.course.references import references
from studio.messages import StudioError, error
from studio.project.upgrades import FORMAT, upgrade

_CONFLICT_MARK = re.compile(rb"^(?:<{7,}|\|{7,}|={7,}|>{7,})(?= |\r?$)", re.MULTILINE)
"""The lines between which git leaves both sides of a conflict; a nested one has longer marks."""


class CourseFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in `course.json`."""

    format: int
    course: Course


class Decoded(NamedTuple):
    """A course as read, and the number of the format that it was read from."""

    course: Course
    format: int


def encode(course: Course) -> bytes:
    """Return the content of `course.json`."""
    packed = msgspec.json.encode(CourseFile(format=FORMAT, course=course), order="deterministic")
    return msgspec.json.format(packed, indent=2) + b"\n"


def decode(data: bytes, path: Path) -> Decoded:
    """Return the course in the content of a `course.json`, upgraded if it is an older one.

    Raises:
        StudioError: it is not a course, of a newer format, or has a broken field; `path` is
            named, and the place of the field.
    """
    raw = _json(data, path)
    number = _format_number(raw, path)
    raw = upgrade(raw, path)
    try:
        course = msgspec.convert(raw, CourseFile).course
    except msgspec.ValidationError as problem:
        raise _broken_field(raw, problem, path) from problem
    _check_ids(course, path)
    _check_references(course, path)
    return Decoded(course, number)


def _json(data: bytes, path: Path) -> dict[str, Any]:
    text = data.removeprefix(codecs.BOM_UTF8)
    try:
        raw = msgspec.json.decode(text)
    except (msgspec.ValidationError, RecursionError) as problem:
        details = str(problem)
        raise error("course.broken_field", file=str(path), place="$", details=details) from problem
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise _not_json(text, problem, path) from problem
    if not isinstance(raw, dict) or not isinstance(raw.get("course"), dict):
        raise error("course.not_a_course", file=str(path))
    return raw


def _not_json(text: bytes, problem: Exception, path: Path) -> StudioError:
    if not _is_text(text):
        return error("course.not_a_course", file=str(path), details=str(problem))
    marks = list(_CONFLICT_MARK.finditer(text))
    if not marks:
        place = re.search(r"\(byte (\d+)\)", str(problem))
        line = text.count(b"\n", 0, int(place[1]) if place else len(text)) + 1
        return error("course.not_json", file=str(path), line=line, details=str(problem))
    line = text.count(b"\n", 0, marks[0].start()) + 1
    kinds = [mark[0][:1] for mark in marks]
    count = max(kinds.count(kind) for kind in (b"<", b"=", b">", b"|"))
    return error("course.conflict_marks", file=str(path), line=line, n=count, details=str(problem))


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _format_number(raw: dict[str, Any], path: Path) -> int:
    number = raw.get("format")
    if type(number) is not int or number < 1:
        raise error("course.not_a_course", file=str(path))
    if number > FORMAT:
        raise error("course.newer_format", file=str(path), found=number, known=FORMAT)
    return number


def _broken_field(raw: dict[str, Any], problem: msgspec.ValidationError, path: Path) -> StudioError:
    place = _entry_place(raw["course"]) or _place(problem).removeprefix(".")
    return error("course.broken_field", file=str(path), place=place, details=str(problem))


def _entry_place(raw: dict[str, Any]) -> str | None:
    """Return where the first broken entry of a map is, by its id: msgspec leaves that out."""
    kinds = {field.name: field.type for field in msgspec.structs.fields(Course)}
    for name in MAP_FIELDS:
        entries = raw.get(name)
        kind = kinds[name].__args__[1]
        for id_, entry in entries.items() if isinstance(entries, dict) else ():
            try:
                msgspec.convert(entry, kind)
            except msgspec.ValidationError as problem:
                return f"{name}.{id_}{_place(problem)}"
    return None


def _place(problem: msgspec.ValidationError) -> str:
    """Return the place that msgspec tells, with the field that is unknown or missing there."""
    reason, _, place = str(problem).partition(" - at `$")
    field = re.search(r"field `([^`]+)`", reason)
    return place.rstrip("`") + (f".{field[1]}" if field else "")


def _check_ids(course: Course, path: Path) -> None:
    seen = {course.id}
    for name in MAP_FIELDS:
        for key, value in map_of(course, name).items():
            if key != value.id or key in seen:
                raise error("course.broken_field", file=str(path), place=f"{name}.{key}.id")
            seen.add(key)
    for screen in course.screens.values():
        parts = [("blocks", block.id) for block in screen.blocks]
        for kind, id_ in [*parts, *(("comments", each.id) for each in screen.comments)]:
            if id_ in seen:
                place = f"screens.{screen.id}.{kind}.{id_}"
                raise error("course.broken_field", file=str(path), place=place)
            seen.add(id_)


def _check_references(course: Course, path: Path) -> None:
    """Refuse names of what is not there, and outline nodes that stand in two places."""
    placed: set[str] = set()
    for source, field, target in references(course):
        if target not in map_of(course, field):
            raise error("course.dangling", file=str(path), source=source, target=target)
        if field in ("modules", "lessons", "screens"):
            if target in placed:
                raise error("course.placed_twice", file=str(path), node=target)
            placed.add(target)
