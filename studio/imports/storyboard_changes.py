"""What a storyboard that came back would change in the course, piece by piece.

A document carries for each text the digest of what it was written from. So three versions meet:
what was written then, what the course says now, and what the document says. Where the expert has
changed nothing there is no change; where both have changed a text it is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace as changed

from studio.course.blocks import TextBlock
from studio.course.edits import insert, replace
from studio.course.ids import new_id
from studio.course.model import Comment, Course, Screen, ScreenStatus
from studio.course.nodes import child_ids, parent_of
from studio.course.written_fields import (
    COMMENT_FIELD,
    canonical,
    comment_lines,
    digest,
    field_text,
    with_written,
    writable,
    written_fields,
)
from studio.i18n import LANGUAGES, Voice
from studio.imports.storyboard_found import Found, NewScreen, Said, Written
from studio.messages import Message, StudioError, error, message


class Change(NamedTuple):
    """One thing to accept or to leave: a text, a comment, or a new screen.

    `screen` is the id of the screen that it is about, for a new one the screen it comes behind.
    `before` is what the course says now, `after` what the document says.
    """

    screen: str
    field: str
    before: str
    after: str
    conflict: bool
    edit: Callable[[Course], Course]


class Changes(NamedTuple):
    """What came back: the changes, and what is only told of the document."""

    changes: tuple[Change, ...]
    told: tuple[Message, ...]


def storyboard_changes(course: Course, found: Found) -> Changes:
    """Compare what was read with the course as it now is.

    Raises:
        StudioError: nothing in the document belongs to this course.
    """
    known = [id_ for id_ in found.screens if id_ in course.screens]
    if not known:
        raise error("storyboard.other_course", file=found.name, title=course.title)
    comments: dict[str, list[Said]] = {}
    for said_of_it in found.comments:
        comments.setdefault(said_of_it.screen, []).append(said_of_it)
    changes: list[Change] = []
    told = list(found.told)
    for screen in course.screens_in_order():
        for key, now in written_fields(screen):
            if key in found.written:
                try:
                    changes.extend(_text_change(screen, key, now, found.written[key]))
                except StudioError as problem:
                    told.append(problem.message)
        said = (*_below(screen, found), *comments.get(screen.id, ()))
        changes += [_comment_change(each) for each in _news(screen, said)]
        changes += [_new_screen(new) for new in found.new_screens if new.after == screen.id]
    return Changes(tuple(changes), (*told, *_differences(course, found, known)))


def edit_of(changes: Sequence[Change]) -> Callable[[Course], Course]:
    """Return one edit that makes all `changes`; what is gone from the course meanwhile stays so."""

    def edit(course: Course) -> Course:
        # Of several new screens behind one, each is put right behind it: the last comes first.
        new = [change for change in changes if change.field == "screen"]
        for change in (*(c for c in changes if c.field != "screen"), *reversed(new)):
            if change.screen in course.screens:
                course = change.edit(course)
        return course

    return edit


def _text_change(screen: Screen, key: str, now: str, written: Written) -> Iterator[Change]:
    text = writable(written.text)
    name = key.partition(".")[2]
    if name == "status":
        text = _status(text, screen)
    if name == "title":
        text = canonical(key, text)
    same = canonical(key, text) == canonical(key, now)
    untouched = digest(key, text) == written.base
    if same or untouched or (name == "title" and not text):
        return
    conflict = digest(key, now) != written.base

    def edit(course: Course) -> Course:
        return replace(course, with_written(course.screens[screen.id], key, _trimmed(text)))

    yield Change(screen.id, name, now, _trimmed(text), conflict, edit)


def _trimmed(text: str) -> str:
    """Return a text without empty lines around it."""
    return text.strip("\n") if text.strip() else ""


def _status(text: str, screen: Screen) -> str:
    """Return a status by its name in any language of the interface.

    Raises:
        StudioError: the word means no status.
    """
    word = " ".join(text.split()).casefold()
    for language in LANGUAGES:
        voice = Voice(language)
        for status in ScreenStatus:
            if word in (status.value, voice.text(f"ui.status.{status.value}").casefold()):
                return status.value
    raise error("storyboard.no_status", word=" ".join(text.split())[:40], title=screen.title)


def _below(screen: Screen, found: Found) -> Iterator[Said]:
    """Yield what was written below the comments that stood in the document."""
    key = f"{screen.id}.{COMMENT_FIELD}"
    written = found.written.get(key)
    if written is None or digest(key, written.text) == written.base:
        return
    # A document that comes back twice says again what has become a comment the first time.
    again = [line for comment in screen.comments for line in comment.text.split("\n")]
    known = {canonical(key, line) for line in (*comment_lines(screen), *again)}
    lines = [line for line in writable(written.text).split("\n") if canonical(key, line)]
    text = "\n".join(line for line in lines if canonical(key, line) not in known)
    if text:
        yield Said(screen.id, found.author, found.when, text)


def _news(screen: Screen, comments: Sequence[Said]) -> Iterator[Said]:
    """Yield what was said of a screen and isn't among its comments yet."""
    known = {canonical("", comment.text) for comment in screen.comments}
    for said in comments:
        text = canonical("", said.text)
        if text not in known:
            known.add(text)
            yield said


def _comment_change(said: Said) -> Change:
    comment = Comment(
        id=new_id(), author=said.author or "?", written=said.written, text=writable(said.text)
    )

    def edit(course: Course) -> Course:
        screen = course.screens[said.screen]
        return replace(course, changed(screen, comments=(*screen.comments, comment)))

    return Change(said.screen, COMMENT_FIELD, "", comment.text, conflict=False, edit=edit)


def _new_screen(new: NewScreen) -> Change:
    fields = {name: writable(text) for name, text in new.fields.items() if text.strip()}
    title = canonical("x.title", fields.pop("title", ""))
    screen = Screen(id=new_id(), title=title, blocks=(TextBlock(id=new_id()),), **fields)  # type: ignore[arg-type]  # only fields of text

    def edit(course: Course) -> Course:
        lesson = parent_of(course, new.after)
        if lesson is None:
            return course
        return insert(course, screen, lesson.id, child_ids(lesson).index(new.after) + 1)

    after = "\n".join((title, *fields.values()))
    return Change(new.after, "screen", "", after, conflict=False, edit=edit)


def _differences(course: Course, found: Found, known: Sequence[str]) -> Iterator[Message]:
    """Tell what is never applied by itself: screens that are missing, there twice, or moved."""
    order = [screen.id for screen in course.screens_in_order()]
    missing = [id_ for id_ in order if id_ not in set(known)]
    if missing:
        yield _told("missing", course, missing)
    repeated = [id_ for id_ in found.repeated if id_ in course.screens]
    if repeated:
        yield _told("repeated", course, repeated)
    gone = len(found.screens) - len(known)
    if gone:
        yield message("storyboard.told.gone", n=gone)
    there = set(known)
    if known != [id_ for id_ in order if id_ in there]:
        yield message("storyboard.told.moved")


def _told(what: str, course: Course, ids: Sequence[str]) -> Message:
    first = field_text(course.screens[ids[0]], "title")
    return message(f"storyboard.told.{what}", n=len(ids), title=first)
