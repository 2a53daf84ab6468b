"""What conditions ask for, in words: the names of quizzes, objectives and screens, and rows."""

from __future__ import annotations

from collections.abc import Mapping

from studio.course.asking import asks
from studio.course.condition_rows import Asked, How, Row, rows_of
from studio.course.conditional import CONDITION_FIELDS, Place
from studio.course.excerpts import shortened
from studio.course.model import Course, Lesson
from studio.i18n import Voice

_NAME_LENGTH = 48


class Targets:
    """What a condition can ask for, by its kind: ids and names, as learners meet them."""

    def __init__(self, course: Course, voice: Voice) -> None:
        self.voice = voice
        self.names: Mapping[Asked, Mapping[str, str]] = {
            Asked.SCORE: self._quizzes(course),
            Asked.MASTERY: {each.id: self._short(each.text) for each in course.objectives.values()},
            Asked.SEEN: {each.id: self._short(each.title) for each in course.screens_in_order()},
        }

    def name(self, row: Row) -> str:
        """Return the name of what a row asks for; a word where it is gone."""
        return self.names[row.asked].get(row.id) or self.voice.text("ui.condition.gone")

    def first_row(self) -> Row | None:
        """Return a row to begin with: the first quiz if there is one; None where nothing is."""
        found = ((asked, id_) for asked, names in self.names.items() for id_ in names)
        return next((Row(asked, id_) for asked, id_ in found), None)

    def said(self, row: Row) -> str:
        """Return a row as a sentence."""
        say = self.voice.text
        asked, how = say(f"ui.condition.asked.{row.asked.value}"), how_word(self.voice, row)
        name = self.name(row)
        if row.asked is Asked.SEEN:
            return say("ui.condition.row_seen", asked=asked, name=name, how=how)
        return say("ui.condition.row", asked=asked, name=name, how=how, share=row.share)

    def _quizzes(self, course: Course) -> dict[str, str]:
        """Return quizzes by the titles of their screens, numbered where there are several."""
        names: dict[str, str] = {}
        for screen in course.screens_in_order():
            quizzes = [block.id for block in screen.blocks if asks(block)]
            for number, id_ in enumerate(quizzes, 1):
                name = self._short(screen.title)
                names[id_] = name if len(quizzes) == 1 else f"{name} ({number})"
        return names

    def _short(self, text: str) -> str:
        return shortened(text, _NAME_LENGTH) or self.voice.text("ui.untitled")


def how_word(voice: Voice, row: Row) -> str:
    """Return the words for how a row compares."""
    family = "seen" if row.asked is Asked.SEEN else "how"
    how = How.AT_LEAST if family == "seen" and row.how is How.BELOW else row.how
    return voice.text(f"ui.condition.{family}.{how.value}")


def condition_lines(targets: Targets, place: Place) -> list[str]:
    """Return the conditions of a place, a line for each part."""
    voice = targets.voice
    lines: list[str] = []
    for field in CONDITION_FIELDS:
        condition = getattr(place, field)
        if condition is None:
            continue
        rows = rows_of(condition)
        lines.append(voice.text(f"ui.condition.{field}"))
        if rows is None:
            lines.append(f"\u2022 {voice.text('ui.condition.other')}")
            continue
        if len(rows.rows) > 1:
            lines[-1] += " " + voice.text("ui.condition.any" if rows.any_of else "ui.condition.all")
        lines += (f"\u2022 {targets.said(row)}" for row in rows.rows)
    return lines


def place_title(place: Place, voice: Voice) -> str:
    """Return what a dialog calls a place."""
    kind = "lesson" if isinstance(place, Lesson) else "screen"
    title = shortened(place.title) or voice.text("ui.untitled")
    return voice.text(f"ui.condition.of_{kind}", title=title)
