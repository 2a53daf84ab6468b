"""What is said of a node that two versions of a course have both: one sentence a field.

A new field of a block, question or node gets its line in `FIELDS` and its sentence in the
catalogue; until then only the kind of its value is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct

from studio.course.block_texts import block_texts
from studio.course.change import Change, What, name_of
from studio.course.excerpts import differing
from studio.course.model import Clip, Course
from studio.course.nodes import map_of
from studio.course.questions import Choice
from studio.course.sequences import interleaved, moved
from studio.messages import Message, Param, message


class Pair(NamedTuple):
    """A node (or a part of one) in both versions; `params` name it in sentences."""

    kind: str
    node: str
    params: Mapping[str, Param]
    was: Any
    now: Any
    before: Course
    after: Course

    def say(self, id_: str, **params: Param) -> Message:
        """Return a sentence about it."""
        return message(f"compare.{self.kind}.{id_}", **{**self.params, **params})

    def change(self, id_: str, before: str = "", after: str = "", /, **params: Param) -> Change:
        """Return a change of it with its sentence."""
        return Change(What.CHANGED, self.node, self.say(id_, **params), before, after)


Say: TypeAlias = Callable[[Pair, str, Any, Any], Iterable[Change]]


def field_changes(pair: Pair) -> Iterator[Change]:
    """Yield what differs in the fields of a node, in the order in which they are written."""
    for field in pair.now.__struct_fields__:
        now = getattr(pair.now, field)
        was = getattr(pair.was, field, now)
        if was is not now and was != now:
            say: Say = FIELDS[pair.kind].get(field, _of_block if pair.kind == "block" else _other)
            yield from say(pair, field, was, now)


def _elsewhere(*_: object) -> Iterable[Change]:
    """Say nothing: what such a field holds is compared on its own."""
    return ()


def _mention(pair: Pair, field: str, _was: object, _now: object) -> Iterable[Change]:
    return [pair.change(field)]


def _text(pair: Pair, field: str, was: str, now: str) -> Iterable[Change]:
    return [pair.change(field, *differing(was, now))]


def _value(pair: Pair, field: str, was: Param | None, now: Param | None) -> Iterable[Change]:
    params = {}
    if was is not None:
        params["was"] = was
    if now is not None:
        params["now"] = now
    suffix = "_set" if was is None else "_unset" if now is None else ""
    return [pair.change(field + suffix, **params)]


def _switch(pair: Pair, field: str, _was: object, now: object) -> Iterable[Change]:
    return [pair.change(f"{field}_{'on' if now else 'off'}")]


def _title(pair: Pair, field: str, was: str, now: str) -> Iterable[Change]:
    """Say both titles; where they are cut too short to differ, show where they do."""
    names = name_of(pair.was), name_of(pair.now)
    shown = differing(was, now) if names[0] == names[1] else ("", "")
    return [pair.change(field, *shown, was=names[0], now=names[1])]


def _naming(map_field: str) -> Say:
    """Return how to say that a field names another entry of the course's map `map_field`."""

    def say(pair: Pair, field: str, was: str, now: str) -> Iterable[Change]:
        names = [
            name_of(map_of(course, map_field)[id_])
            for course, id_ in ((pair.before, was), (pair.after, now))
        ]
        return [pair.change(field, was=names[0], now=names[1])]

    return say


def _words(pair: Pair, field: str, was: Enum | None, now: Enum | None) -> Iterable[Change]:
    words = [each and message(f"compare.word.{field}.{each.value}") for each in (was, now)]
    return _value(pair, field, words[0], words[1])


def _tries(pair: Pair, field: str, was: int, now: int) -> Iterable[Change]:
    unlimited = message("compare.word.unlimited")
    return _value(pair, field, was or unlimited, now or unlimited)


def _ends(pair: Pair, field: str, _was: float, _now: float) -> Iterable[Change]:
    """Say both ends of a clip in one sentence."""
    was: Clip = pair.was
    now: Clip = pair.now
    if field == "end_s" and was.start_s != now.start_s:
        return []
    shown = [[round(clip.start_s), round(clip.end_s)] for clip in (was, now)]
    if shown[0] == shown[1]:
        return [pair.change("ends_slightly")]
    return [
        pair.change(
            "ends", start=now.start_s, end=now.end_s, old_start=was.start_s, old_end=was.end_s
        )
    ]


def _condition(pair: Pair, field: str, was: object, now: object) -> Iterable[Change]:
    suffix = "_set" if was is None else "_unset" if now is None else ""
    return [pair.change(field + suffix)]


def _navigation(pair: Pair, field: str, _was: Enum, now: Enum) -> Iterable[Change]:
    return [pair.change(f"{field}_{now.value}")]


def _content(pair: Pair, field: str, _was: object, _now: object) -> Iterable[Change]:
    """Say once that a file has another content, whichever of its figures differ."""
    figures = [name for name, say in FIELDS["media"].items() if say is _content]
    first = next(name for name in figures if getattr(pair.was, name) != getattr(pair.now, name))
    return [pair.change("content")] if field == first else []


def _original(pair: Pair, field: str, was: object, now: object) -> Iterable[Change]:
    """Say that an original is kept or no more, unless the whole content is another one."""
    return [] if pair.was.file != pair.now.file else _switch(pair, field, was, now)


def _completion(pair: Pair, _field: str, was: Struct, now: Struct) -> Iterable[Change]:
    return field_changes(pair._replace(kind="completion", was=was, now=now))


def _look(pair: Pair, _field: str, was: Struct, now: Struct) -> Iterable[Change]:
    return field_changes(pair._replace(kind="look", was=was, now=now))


def _details(pair: Pair, _field: str, was: Struct, now: Struct) -> Iterable[Change]:
    return field_changes(pair._replace(kind="details", was=was, now=now))


def _listed(pair: Pair, field: str, was: tuple[str, ...], now: tuple[str, ...]) -> Iterable[Change]:
    return _text(pair, field, ", ".join(was), ", ".join(now))


def _logo(pair: Pair, field: str, _was: object, now: str | None) -> Iterable[Change]:
    """Say which picture the logo is now, or that there is none any more."""
    if now is None:
        return [pair.change(f"{field}_unset")]
    return [pair.change(field, now=name_of(pair.after.media[now]))]


def _questions(
    pair: Pair, _field: str, was: tuple[str, ...], now: tuple[str, ...]
) -> Iterator[Change]:
    """Say which questions a quiz has gained, lost or asks at another place."""
    shifted = moved(was, now)
    for id_ in interleaved(was, now):
        course = pair.after if id_ in now else pair.before
        name = name_of(course.questions[id_])
        if id_ not in was:
            yield Change(What.ADDED, id_, pair.say("question_added", name=name))
        elif id_ not in now:
            kept = id_ in pair.after.questions
            said = pair.say("question_taken_out" if kept else "question_removed", name=name)
            yield Change(What.REMOVED, id_, said)
        elif id_ in shifted:
            yield Change(What.MOVED, id_, pair.say("question_moved", name=name))


def _choices(
    pair: Pair, _field: str, was: tuple[Choice, ...], now: tuple[Choice, ...]
) -> Iterator[Change]:
    olds, news = ({choice.id: choice for choice in side} for side in (was, now))
    shifted = moved(list(olds), list(news))
    for id_ in interleaved(list(olds), list(news)):
        one = news.get(id_) or olds[id_]
        params = {**pair.params, "choice": name_of(one)}
        about = pair._replace(kind="choice", params=params, was=olds.get(id_, one), now=one)
        if id_ not in olds:
            yield Change(What.ADDED, pair.node, about.say("added"))
        elif id_ not in news:
            yield Change(What.REMOVED, pair.node, about.say("removed"))
        elif id_ in shifted:
            yield Change(What.MOVED, pair.node, about.say("moved"))
        yield from field_changes(about)


def _of_block(pair: Pair, field: str, was: object, now: object) -> Iterable[Change]:
    """Say which field of a block has changed; show where its texts differ."""
    name = message(f"ui.field.block_{field}")
    shown = ("", "")
    if isinstance(now, str):
        shown = differing(str(was), now)
    elif isinstance(now, tuple):
        shown = differing(*("\n".join(block_texts(side)) for side in (pair.was, pair.now)))
    return [pair.change("field", *shown, field=name)]


def _other(pair: Pair, _field: str, was: object, now: object) -> Iterable[Change]:
    """Say of a field without a sentence of its own what kind of value it holds."""
    match was if now is None else now:
        case str():
            kind = "text"
        case bool():
            kind = "switch"
        case int() | float():
            kind = "number"
        case _:
            kind = "list"
    name = pair.params.get("name") or pair.params["place"]
    return [Change(What.CHANGED, pair.node, message(f"compare.other.{kind}", name=name))]


def _as(id_: str) -> Say:
    """Return how to say that something has changed which several fields have a part in."""

    def say(pair: Pair, _field: str, _was: object, _now: object) -> Iterable[Change]:
        return [pair.change(id_)]

    return say


_QUESTION: dict[str, Say] = {
    "stem": _text,
    "points": _value,
    "tries": _tries,
    "hint": _text,
    "feedback_right": _text,
    "feedback_wrong": _text,
    "objectives": _mention,
    "picture": _mention,
    "picture_text": _text,
    "watch": _mention,
    "bloom": _words,
    "tags": _mention,
    "choices": _choices,
    "shuffle": _switch,
    "partial_credit": _switch,
    "answer": _switch,
    **dict.fromkeys(("value", "tolerance", "percent", "upper", "accepted"), _as("right_answer")),
    **dict.fromkeys(("match_case", "ignore_accents", "typos"), _as("leniency")),
    "unit": _text,
    **dict.fromkeys(
        ("items", "pairs", "distractors", "categories", "statements", "scale", "regions"),
        _as("parts"),
    ),
    "text": _text,
    "choose": _switch,
    "find_all": _as("right_answer"),
    "model_answer": _text,
    "criteria": _mention,
}

_CONDITIONS: dict[str, Say] = dict.fromkeys(("shown_if", "open_if"), _condition)

FIELDS: dict[str, dict[str, Say]] = {
    "module": {"title": _title, "lessons": _elsewhere},
    "lesson": {"title": _title, "screens": _elsewhere, **_CONDITIONS},
    "screen": {
        "title": _title,
        "objectives": _mention,
        "blocks": _elsewhere,
        "status": _words,
        **dict.fromkeys(("script", "on_screen", "notes"), _text),
        "comments": _mention,
        **_CONDITIONS,
    },
    "block.text": {"text": _text},
    "block.image": {
        "media": _naming("media"),
        "alternative": _text,
        "decorative": _switch,
        "caption": _text,
        "enlarge": _switch,
    },
    "block.clip": {"clip": _naming("clips"), "stops": _of_block, "graded": _of_block},
    "block.file": {"media": _naming("media"), "label": _text},
    "block.quiz": {
        "questions": _questions,
        "graded": _switch,
        **dict.fromkeys(("tags", "draw", "pass_mark", "attempts", "time_limit_s"), _of_block),
        **dict.fromkeys(("results", "review", "kept"), _of_block),
    },
    "block": {},
    "question": _QUESTION,
    "choice": {
        "text": _text,
        "correct": _switch,
        "feedback": _text,
        "picture": _mention,
        "picture_text": _text,
    },
    "objective": {"text": _text, "bloom": _words},
    "term": {"term": _title, "definition": _text},
    "recording": {
        "title": _title,
        "media": _naming("media"),
        "duration_s": _value,
        "captions": _mention,
    },
    "clip": {
        "title": _title,
        "recording": _naming("recordings"),
        **dict.fromkeys(("start_s", "end_s"), _ends),
        "pinned": _switch,
    },
    "media": {
        "name": _title,
        **dict.fromkeys(("file", "size", "mime", "duration_s", "width", "height"), _content),
        "original": _original,
    },
    "completion": {
        **dict.fromkeys(("screens", "video", "pass_mark"), _value),
        **dict.fromkeys(("quizzes", "report_failed"), _switch),
    },
    "look": {"theme": _words, "accent": _value, "logo": _logo},
    "details": {
        **dict.fromkeys(("authors", "keywords"), _listed),
        **dict.fromkeys(("licence", "version"), _text),
    },
    "course": {
        "id": _mention,
        "title": _title,
        "language": _value,
        "description": _text,
        "audience": _text,
        "base_iri": _text,
        "clip_limit_s": _value,
        "completion": _completion,
        "look": _look,
        "details": _details,
        "navigation": _navigation,
        **dict.fromkeys(("order", "modules", "lessons", "screens", "questions"), _elsewhere),
        **dict.fromkeys(("objectives", "recordings", "clips", "media", "glossary"), _elsewhere),
    },
}
