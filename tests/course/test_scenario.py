"""Scenarios: where their ways lead, what the best of them earns, and edits of their scenes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from exporters.scenario_words import scenario_words
from studio.course.ids import new_id
from studio.course.items import items_in, with_new_items, without_item
from studio.course.model import Course
from studio.course.scenario import (
    ScenarioBlock,
    Scene,
    SceneChoice,
    choices_in,
    scene_names,
    with_target,
)
from studio.course.scenario_ways import best_points, ending_scenes, reached_scenes, visits
from studio.course.timing import PICTURE_S, block_s
from studio.i18n import Voice
from tests.course.scenarios import scenario


@pytest.mark.parametrize(
    ("block", "best"),
    [
        (scenario(), 0),
        (scenario(a=""), 0),
        (scenario(a=".+2 .+3 .-1"), 3),
        (scenario(a="b+1 c+2", b=".+5", c=".+1"), 6),
        (scenario(a="b-1 c-2", b=".", c="."), -1),
        (scenario(a="b+5", b="a+5"), 0),
        (scenario(a="b-1 .+2", b="a"), 2),
        (scenario(a="b+1 c+1 .+2", b="a", c="a"), 4),
        (scenario(a="b+3 .+2", b="a-1 ."), 4),
        (scenario(a="b+3 .+2", b="a-4 ."), 3),
        (scenario(a="a+2 b", b=".+1"), 3),
        (scenario(a="x+3"), 3),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_the_best_way(block, best):
    assert best_points(block) == best


@st.composite
def scenarios(draw: st.DrawFn) -> ScenarioBlock:
    ids = "abcde"[: draw(st.integers(1, 5))]
    ways = st.builds("{}{:+d}".format, st.sampled_from([*ids, "."]), st.integers(-2, 2))
    return scenario(**{id_: " ".join(draw(st.lists(ways, max_size=2))) for id_ in ids})


def tried_out(block: ScenarioBlock) -> list[int]:
    """Return what all ways to an end earn, by taking them all."""
    scenes = {scene.id: scene for scene in block.scenes}
    start: tuple[str | None, frozenset[SceneChoice]] = (block.scenes[0].id, frozenset())
    met, open_ = {start}, [start]
    while open_:
        here, taken = open_.pop()
        for one in scenes[here].choices if here else ():
            state = one.target, taken | {one}
            if state not in met:
                met.add(state)
                open_.append(state)
    ends = (taken for here, taken in met if here is None or not scenes[here].choices)
    return [sum(one.points for one in taken) for taken in ends]


@given(scenarios())
def test_no_way_earns_more_than_the_best_and_one_earns_it(block):
    assert best_points(block) == max(tried_out(block), default=0)


@given(scenarios())
def test_an_end_is_reached_where_some_way_ends(block):
    assert (block.scenes[0].id in ending_scenes(block)) == bool(tried_out(block))


@pytest.mark.parametrize("count", [40, 400])
def test_a_great_many_choices_that_cost_are_no_endless_search(count):
    ring = [
        Scene(
            id=f"s{n}",
            choices=(
                SceneChoice(id=f"x{n}", points=3, target=f"s{(n + 1) % count}"),
                SceneChoice(id=f"y{n}", points=-1, target=f"s{(n + 7) % count}"),
                SceneChoice(id=f"z{n}", points=1),
            ),
        )
        for n in range(count)
    ]
    assert best_points(ScenarioBlock(id="b0000001", scenes=tuple(ring))) >= 3 * count - 1


def test_a_long_way_without_a_loop_is_exact():
    line = [
        Scene(
            id=f"s{n}",
            choices=tuple(
                SceneChoice(id=f"{name}{n}", points=points, target=f"s{n + 1}")
                for name, points in (("x", 1), ("y", -1), ("z", 2))
            ),
        )
        for n in range(300)
    ]
    assert best_points(ScenarioBlock(id="b0000001", scenes=tuple(line))) == 600


def test_scenes_that_nothing_leads_to_and_that_never_end():
    block = scenario(a="b", b="c", c="b", d="a e", e="")
    assert reached_scenes(block) == {"a", "b", "c"}
    assert ending_scenes(block) == {"d", "e"}


@pytest.mark.parametrize(
    ("block", "met"),
    [
        (scenario(), {}),
        (scenario(a="b c", b="d", c=".", d=""), {"a": 1, "b": 0.5, "c": 0.5, "d": 0.5}),
        (scenario(a="b .", b="a"), {"a": 1, "b": 0.5}),
        (scenario(a="a"), {"a": 1}),
        (scenario(a="x", b=""), {"a": 1, "b": 0}),
    ],
)
def test_how_often_scenes_are_met_by_chance(block, met):
    assert visits(block) == met


@given(scenarios())
def test_a_copy_leads_where_the_original_does(block):
    copy = with_new_items(block)
    ids = {one.id: other.id for one, other in zip(block.scenes, copy.scenes, strict=True)}
    assert not set(ids) & set(ids.values())
    old, new = list(choices_in(block)), list(choices_in(copy))
    assert not {each.id for each in old} & {each.id for each in new}
    assert [each.target and ids[each.target] for each in old] == [each.target for each in new]
    assert best_points(copy) == best_points(block)


@given(scenarios(), st.data())
def test_what_led_to_a_scene_that_is_gone_ends_there(block, data):
    gone = data.draw(st.sampled_from([scene.id for scene in block.scenes]))
    left = without_item(block, "scenes", gone)
    kept = [each for scene in block.scenes if scene.id != gone for each in scene.choices]
    for before, after in zip(kept, choices_in(left), strict=True):
        assert after.target == (None if before.target == gone else before.target)
        assert (after is before) == (before.target != gone)


def test_items_inside_of_items_are_found():
    block = scenario(a="b", b="")
    [(name, scenes)] = items_in(block)
    assert (name, len(scenes)) == ("scenes", 2)
    assert [name for name, _ in items_in(block.scenes[0])] == ["choices"]


def test_a_choice_leads_elsewhere_and_nothing_else_changes():
    block = scenario(a="b .", b="")
    led = with_target(block, "ax1", "b")
    assert [each.target for each in led.scenes[0].choices] == ["b", "b"]
    assert led.scenes[1] is block.scenes[1]
    assert with_target(led, "ax1", None) == block
    assert with_target(block, new_id(), "b") == block
    assert changed(led.scenes[0].choices[1], target=None) == block.scenes[0].choices[1]


def words(count: int) -> str:
    return " ".join(["mot"] * count)


def test_learner_time_is_that_of_a_way_by_chance():
    block = ScenarioBlock(
        id="b0000001",
        scenes=(
            Scene(
                id="s0000001",
                text=words(195),
                choices=(
                    SceneChoice(id="x0000001", consequence=words(195), target="s0000002"),
                    SceneChoice(id="x0000002"),
                ),
            ),
            Scene(id="s0000002", text=words(390), picture="f0000001"),
            Scene(id="s0000003", text=words(1000)),
        ),
    )
    course = Course(id="c0000001", title="", language="fr")
    read, told, second = 60, 30, (120 + PICTURE_S) / 2
    assert block_s(course, block) == pytest.approx(read + told + second)
    assert block_s(course, ScenarioBlock(id="b0000001")) == 0


def test_what_authors_know_scenes_by():
    scenes = (
        Scene(id="s0000001", title="Ici", text="Peu importe."),
        Scene(id="s0000002", text="Elle **part**."),
        Scene(id="s0000003"),
        Scene(id="s0000004", title="mot " * 40),
    )
    names = list(scene_names(ScenarioBlock(id="b0000001", scenes=scenes)).values())
    assert names[:3] == ["1. Ici", "2. Elle part", "3"]
    assert len(names[3]) < 70


def test_a_scenario_in_words():
    block = scenario(a="b+2 .-1", b="")
    block = changed(block, title="Le choix", scenes=(block.scenes[0], Scene(id="b", text="*Fin*.")))
    assert scenario_words(block, Voice("en")).splitlines() == [
        "Le choix",
        "",
        "1. A",
        "Vous voici chez A.",
        "• Aller (+2) → 2. Fin",
        "• Aller (-1) → the end",
        "",
        "2.",
        "Fin.",
        "(an end)",
    ]
