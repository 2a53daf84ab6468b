"""A branching scenario: scenes, and choices that lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, TypeAlias

from msgspec import Meta

from studio.course.block_base import BlockBase, Item
from studio.course.ids import Id

Weight: TypeAlias = Annotated[float, Meta(gt=0, le=1000)]
_MOST_STEPS = 20_000
"""Of the search for the best way: more than a scenario that an author can oversee ever takes."""


class SceneChoice(Item, frozen=True, kw_only=True):
    """Something to do in a scene (`text`), and what comes of it (`consequence`, Markdown).

    It leads to the scene `target`, or ends the scenario where there is none. Its `points` count
    the first time that it is taken.
    """

    text: str = ""
    consequence: str = ""
    points: Annotated[int, Meta(ge=-1000, le=1000)] = 0
    target: Id | None = None


class Scene(Item, frozen=True, kw_only=True):
    """What happens, in Markdown, and what can be done then. Without choices it is an end."""

    title: str = ""
    text: str = ""
    picture: Id | None = None
    picture_text: str = ""
    choices: tuple[SceneChoice, ...] = ()


class ScenarioBlock(BlockBase, frozen=True, kw_only=True, tag="scenario"):
    """Scenes, of which the first is where it begins.

    If it is `graded`, the share of the best score that was reached counts as `weight` points in
    the score of the course.
    """

    title: str = ""
    scenes: tuple[Scene, ...] = ()
    graded: bool = False
    weight: Weight = 1.0


def choices_in(block: ScenarioBlock) -> Iterator[SceneChoice]:
    """Yield the choices of all scenes."""
    for scene in block.scenes:
        yield from scene.choices


def scored(block: ScenarioBlock) -> bool:
    """Return whether any choice has points."""
    return any(choice.points for choice in choices_in(block))


def best_points(block: ScenarioBlock) -> int:
    """Return the most points of all ways on which no scene comes twice; never below 0."""
    scenes = {scene.id: scene for scene in block.scenes}
    if not scenes:
        return 0
    best, steps = 0, 0
    open_ways = [(block.scenes[0].id, frozenset[str](), 0)]
    while open_ways and steps < _MOST_STEPS:
        here, before, points = open_ways.pop()
        steps += 1
        best = max(best, points)
        for choice in scenes[here].choices:
            reached = points + choice.points
            best = max(best, reached)
            if choice.target in scenes and choice.target not in before | {here}:
                open_ways.append((choice.target, before | {here}, reached))
    return best


def reachable(block: ScenarioBlock) -> set[str]:
    """Return the ids of the scenes that some way leads to."""
    scenes = {scene.id: scene for scene in block.scenes}
    return _closure(
        {block.scenes[0].id} if block.scenes else set(),
        {id_: {c.target for c in one.choices if c.target in scenes} for id_, one in scenes.items()},
    )


def ending(block: ScenarioBlock) -> set[str]:
    """Return the ids of the scenes from which some way leads to an end."""
    ids = {scene.id for scene in block.scenes}
    ends = {
        scene.id
        for scene in block.scenes
        if not scene.choices or any(choice.target not in ids for choice in scene.choices)
    }
    back: dict[str, set[str]] = {id_: set() for id_ in ids}
    for scene in block.scenes:
        for choice in scene.choices:
            if choice.target in ids:
                back[choice.target].add(scene.id)
    return _closure(ends, back)


def _closure(start: set[str], steps: Mapping[str, set[str]]) -> set[str]:
    found, fresh = set(start), set(start)
    while fresh:
        fresh = {id_ for each in fresh for id_ in steps[each]} - found
        found |= fresh
    return found
