"""What is wrong with scenarios: scenes that nothing leads to, ways without an end, empty choices.

Scenarios in which nothing is written are told of as empty blocks, and not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from studio.course.block_texts import block_texts
from studio.course.edits import replace
from studio.course.model import Course
from studio.course.nodes import find
from studio.course.scenario import (
    ScenarioBlock,
    choices_in,
    is_scored,
    lost_choices,
    scene_names,
    with_target,
)
from studio.course.scenario_ways import best_points, ending_scenes, reached_scenes
from studio.messages import message
from studio.review.findings import Finding, Level, finding
from studio.review.walk import blocks_of

_NAMES_SHOWN = 3


def unworded_scenes(course: Course) -> Iterator[Finding]:
    """Find scenes in which nothing is said or shown, and choices without a text."""
    for block in _written(course):
        empty = [s.id for s in block.scenes if not s.text.strip() and s.picture is None]
        yield from _told(Level.WARNING, "empty-scene", block, empty)
        choosing = [s.id for s in block.scenes if any(not c.text.strip() for c in s.choices)]
        yield from _told(Level.WARNING, "empty-scene-choice", block, choosing)


def undescribed_scenes(course: Course) -> Iterator[Finding]:
    """Find pictures of scenes that are not described in words (WCAG 2.2, 1.1.1)."""
    for block in blocks_of(course, ScenarioBlock):
        silent = [s.id for s in block.scenes if s.picture and not s.picture_text.strip()]
        yield from _told(Level.WARNING, "undescribed-scene", block, silent)


def lost_scenes(course: Course) -> Iterator[Finding]:
    """Find scenes that no way leads to."""
    for block in _written(course):
        reached = reached_scenes(block)
        lost = [scene.id for scene in block.scenes if scene.id not in reached]
        yield from _told(Level.WARNING, "lost-scene", block, lost)


def endless_scenarios(course: Course) -> Iterator[Finding]:
    """Find scenes that are reached, and from which no way leads to an end."""
    for block in _written(course):
        stuck = reached_scenes(block) - ending_scenes(block)
        ids = [scene.id for scene in block.scenes if scene.id in stuck]
        yield from _told(Level.ERROR, "endless-scenario", block, ids)


def lost_targets(course: Course) -> Iterator[Finding]:
    """Find choices that lead to a scene which is not there: they end the scenario."""
    for block in blocks_of(course, ScenarioBlock):
        count = len(lost_choices(block))
        if count:
            lost = finding(Level.WARNING, "lost-target", block.id, n=count)
            fix = partial(_without_lost, id_=block.id)
            yield lost.mended_by(fix, message("review.fix.lead_to_end"))


def single_choices(course: Course) -> Iterator[Finding]:
    """Find scenarios without any choice, and scenes with a single one."""
    for block in _written(course):
        if not any(choices_in(block)):
            yield finding(Level.WARNING, "no-scene-choice", block.id)
        single = [scene.id for scene in block.scenes if len(scene.choices) == 1]
        yield from _told(Level.HINT, "single-scene-choice", block, single)


def unrewarded_scenarios(course: Course) -> Iterator[Finding]:
    """Find scenarios with points of which no way earns any."""
    for block in _written(course):
        if is_scored(block) and best_points(block) <= 0:
            yield finding(Level.WARNING, "nothing-to-earn", block.id)


def _written(course: Course) -> Iterator[ScenarioBlock]:
    return (block for block in blocks_of(course, ScenarioBlock) if any(block_texts(block)))


def _told(level: Level, check: str, block: ScenarioBlock, scenes: list[str]) -> Iterator[Finding]:
    """Yield a finding that names some scenes, if there are any."""
    if scenes:
        names = scene_names(block)
        shown = ", ".join(names[id_] for id_ in scenes[:_NAMES_SHOWN])
        more = "…" if len(scenes) > _NAMES_SHOWN else ""
        yield finding(level, check, block.id, n=len(scenes), scenes=shown + more)


def _without_lost(course: Course, id_: str) -> Course:
    """Have the choices that lead to no scene end the scenario, if there are any left."""
    try:
        block = find(course, id_)
    except KeyError:
        return course
    if not isinstance(block, ScenarioBlock) or not lost_choices(block):
        return course
    for choice in lost_choices(block):
        block = with_target(block, choice.id, None)
    return replace(course, block)
