"""A `course.json` with anything wrong in it: a clear error or a valid course, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from studio.course.model import Course
from studio.i18n import Voice
from studio.messages import StudioError
from studio.project.format import decode, encode
from tests.courses import small_course

PATH = Path("Élan.course/course.json")
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**70, 1.5, -0.0, 1e308, "", "a", "\x00", "é" * 300),
    *("../../etc/passwd", "a0000000", [], {}, [[]], {"": ""}, ["a0000000"], "text", "<<<<<<<"),
)


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> bytes:
    _, course = small_course(tmp_path_factory.mktemp("fuzz"))
    return encode(course)


def opened(data: bytes) -> Course | None:
    """Open the content; what is opened must be good enough to be written and read again."""
    try:
        course = decode(data, PATH).course
    except StudioError as problem:
        said = [Voice(language).say(problem.message) for language in ("en", "fr")]
        course = None
    if course is None:
        assert all(str(PATH) in sentence for sentence in said)
        return None
    assert decode(encode(course), PATH).course == course
    course.screens_in_order()
    return course


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each value in a JSON document."""
    yield path
    if isinstance(node, (dict, list)):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(value, (*path, key))


def put(document: Any, path: tuple[Any, ...], value: Any, *, gone: bool = False) -> Any:
    """Return the document with another value at `path`, or with none there."""
    if not path:
        return value
    new = copy.deepcopy(document)
    node = new
    for key in path[:-1]:
        node = node[key]
    if gone:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return new


def other_bytes(data: bytes, random: Random) -> bytes:
    """Return the content with one thing done to its bytes."""
    at, end = sorted(random.sample(range(len(data)), 2))
    return random.choice(
        [
            data[:at],
            data[at:],
            data[:at] + data[end:],
            data[:end] + data[at:end] + data[end:],
            data[:at] + bytes([random.randrange(256)]) + data[at + 1 :],
            data[:at] + random.randbytes(5) + data[at:],
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_bytes_that_are_broken(content, seed):
    random = Random(seed)
    for _ in range(1000):
        opened(other_bytes(content, random))


def test_every_value_another_or_none(content):
    document = json.loads(content)
    random = Random(1)
    valid = 0
    for path in places(document):
        for value in random.sample(ODD, 4):
            valid += opened(json.dumps(put(document, path, value)).encode()) is not None
        if path:
            valid += opened(json.dumps(put(document, path, None, gone=True)).encode()) is not None
    assert valid


def test_two_values_change_places(content):
    document = json.loads(content)
    random = Random(2)
    all_places = [path for path in places(document) if path]

    def value_at(path: tuple[Any, ...]) -> Any:
        node = document
        for key in path:
            node = node[key]
        return node

    for _ in range(1000):
        one, other = random.sample(all_places, 2)
        if one[: len(other)] == other or other[: len(one)] == one:
            continue
        mixed = put(put(document, one, value_at(other)), other, value_at(one))
        opened(json.dumps(mixed).encode())


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": 2, "course": {"id": ' + b"9" * 5000 + b"}}",
        b'{"format": 2, "course": {"title": "\\ud800"}}',
        b'{"format": ' + b"9" * 5000 + b', "course": {}}',
        b'{"format": NaN, "course": {}}',
        b'{"format": 2, "course": {"clip_limit_s": Infinity}}',
        b"\xef\xbb\xbf{}",
        b"",
        b"null",
    ],
    ids=range(10),
)
def test_documents_made_to_break_a_reader(text):
    assert opened(text) is None
