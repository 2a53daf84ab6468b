"""Small scenarios, written as the ways that lead through them."""

from __future__ import annotations

from studio.course.scenario import ScenarioBlock, Scene, SceneChoice


def scenario(**scenes: str) -> ScenarioBlock:
    """Return a scenario by its ways: `a="b+2 c-1 ."` leads from a to b, to c and to the end."""
    return ScenarioBlock(
        id="b0000009",
        scenes=tuple(
            Scene(
                id=id_,
                title=id_.upper(),
                text=f"Vous voici chez {id_.upper()}.",
                choices=tuple(_choice(f"{id_}x{n}", way) for n, way in enumerate(ways.split())),
            )
            for id_, ways in scenes.items()
        ),
    )


def _choice(id_: str, way: str) -> SceneChoice:
    target = None if way[0] == "." else way[0]
    return SceneChoice(id=id_, text="Aller", points=int(way[1:] or 0), target=target)
