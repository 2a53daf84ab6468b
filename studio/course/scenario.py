"""A branching scenario: scenes, and choices that lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from msgspec import Meta
from msgspec.structs import replace as changed

from studio.course.block_base import BlockBase, Item
from studio.course.excerpts import plain, shortened
from studio.course.ids import Id

Points: TypeAlias = Annotated[int, Meta(ge=-1000, le=1000)]
Weight: TypeAlias = Annotated[float, Meta(gt=0, le=1000)]


class SceneChoice(Item, frozen=True, kw_only=True):
    """Something to do in a scene (`text`), and what comes of it (`consequence`, Markdown).

    It leads to the scene `target`, or ends the scenario where there is none. Its `points` count
    the first time that it is taken.
    """

    text: str = ""
    consequence: str = ""
    points: Points = 0
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


def is_scored(block: ScenarioBlock) -> bool:
    """Return whether any choice has points."""
    return any(choice.points for choice in choices_in(block))


def lost_choices(block: ScenarioBlock) -> list[SceneChoice]:
    """Return the choices that lead to a scene which the block does not have."""
    known = {None, *(scene.id for scene in block.scenes)}
    return [choice for choice in choices_in(block) if choice.target not in known]


def scene_names(block: ScenarioBlock) -> dict[str, str]:
    """Return what authors know each scene by: its number, and its title or how its text begins."""
    return {
        scene.id: f"{number}. {shortened(scene.title or plain(scene.text))}".rstrip(" .")
        for number, scene in enumerate(block.scenes, 1)
    }


def with_target(block: ScenarioBlock, choice: str, target: str | None) -> ScenarioBlock:
    """Have a choice lead to another scene, or end the scenario (None)."""
    scenes = (
        changed(
            scene,
            choices=tuple(
                changed(each, target=target) if each.id == choice else each
                for each in scene.choices
            ),
        )
        if any(each.id == choice for each in scene.choices)
        else scene
        for scene in block.scenes
    )
    return changed(block, scenes=tuple(scenes))
