"""Which questions of the bank are listed, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any

from studio.course.excerpts import plain
from studio.course.parts import with_parts
from studio.course.question_types import QUESTION_TYPES, tag_of
from studio.course.question_uses import QuestionUse
from studio.course.questions import Question
from studio.course.sequences import letters
from studio.ui.shell.finder_ranking import folded

NONE = ""
"""Wants questions without any: objective, level or tag."""
USED, UNUSED = "used", "unused"
Wanted = frozenset[str]
_TEXTS = ("text", "feedback", "match", "name", "hint", "feedback_right", "feedback_wrong")
"""Fields of a question and of its parts that are searched, beside its stem."""
_LISTS = ("accepted", "criteria", "scale")


class Order(Enum):
    """How the questions follow each other."""

    COURSE = "course"
    """As learners meet them; behind them those that nobody is asked."""
    TITLE = "title"
    TYPE = "type"
    OBJECTIVE = "objective"


@dataclass(frozen=True)
class BankFilter:
    """What is wanted; an empty set wants all, and all that is wanted has to fit."""

    words: str = ""
    tag: Wanted = frozenset()
    objective: Wanted = frozenset()
    """Ids; `NONE` wants questions without any."""
    type: Wanted = frozenset()
    level: Wanted = frozenset()
    used: Wanted = frozenset()
    """`USED`, `UNUSED`, or ids of screens."""

    def fits(self, question: Question, uses: Sequence[QuestionUse]) -> bool:
        """Return whether a question is wanted, whatever its words; `uses` is where it is asked."""
        level = question.bloom.value if question.bloom else NONE
        where = {USED if uses else UNUSED, *(use.screen.id for use in uses)}
        return (
            (not self.type or tag_of(question) in self.type)
            and (not self.level or level in self.level)
            and (not self.tag or not self.tag.isdisjoint(question.tags or (NONE,)))
            and (
                not self.objective or not self.objective.isdisjoint(question.objectives or (NONE,))
            )
            and (not self.used or not self.used.isdisjoint(where))
        )

    def toggled(self, facet: str, value: str) -> BankFilter:
        """Return a filter that wants one thing more, or no more."""
        chosen: Wanted = getattr(self, facet)
        changes: dict[str, Any] = {facet: chosen ^ {value}}
        return replace(self, **changes)

    def chosen(self) -> list[tuple[str, str]]:
        """Return what is wanted beside words: facets and values."""
        facets = [field.name for field in fields(self) if field.name != "words"]
        return [(facet, value) for facet in facets for value in sorted(getattr(self, facet))]

    def without_gone(self, known: Mapping[str, Iterable[str]]) -> BankFilter:
        """Return the filter without values that the course has no more."""
        left = {facet: getattr(self, facet) & frozenset(values) for facet, values in known.items()}
        kept: dict[str, Any] = {
            facet: values for facet, values in left.items() if values != getattr(self, facet)
        }
        return replace(self, **kept) if kept else self

    def holds(self, text: str) -> bool:
        """Return whether what is `searched` in a question has the words that are wanted."""
        return all(word in text for word in folded(self.words).split())


def searched(question: Question) -> str:
    """Return all that can be searched for in a question: folded, as `folded` does it."""
    texts = [question.stem, *question.tags]
    for part in with_parts(question):
        texts += [getattr(part, name) for name in _TEXTS if getattr(part, name, "")]
    for name in _LISTS:
        texts += getattr(question, name, ())
    texts.append(getattr(question, "model_answer", ""))
    return folded(plain("\n".join(texts)))


def sorting(order: Order, objectives: Sequence[str]) -> Callable[[Question], object] | None:
    """Return what questions are sorted by; None leaves them as the course has them."""
    types = {tag: at for at, tag in enumerate(QUESTION_TYPES)}
    places = {id_: at for at, id_ in enumerate(objectives)}
    match order:
        case Order.COURSE:
            return None
        case Order.TITLE:
            return lambda question: letters(plain(question.stem))
        case Order.TYPE:
            return lambda question: types[tag_of(question)]
        case Order.OBJECTIVE:
            return lambda question: min(
                (places.get(id_, len(places)) for id_ in question.objectives), default=len(places)
            )
