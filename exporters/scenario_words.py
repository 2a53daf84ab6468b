"""A scenario in words, with where its choices lead, for those who read a storyboard."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.excerpts import plain
from studio.course.scenario import ScenarioBlock, Scene, SceneChoice, scene_names
from studio.i18n import Voice


def scenario_words(block: ScenarioBlock, voice: Voice) -> str:
    """Return the title and, scene by scene, what happens and what can be done."""
    names = scene_names(block)
    title = [block.title] if block.title.strip() else []
    scenes = ("\n".join(_scene(scene, names, voice)) for scene in block.scenes)
    return "\n\n".join((*title, *scenes))


def _scene(scene: Scene, names: dict[str, str], voice: Voice) -> Iterator[str]:
    name, text = names[scene.id], plain(scene.text)
    yield name if scene.title.strip() else name.partition(" ")[0]
    yield from filter(None, (text,))
    for choice in scene.choices:
        yield f"• {_choice(choice, names, voice)}"
    if not scene.choices:
        yield voice.text("storyboard.scene_end")


def _choice(choice: SceneChoice, names: dict[str, str], voice: Voice) -> str:
    """Return what is done, what is said to it, what it earns, and where it leads."""
    said = " · ".join(plain(text) for text in (choice.text, choice.consequence) if text.strip())
    points = f" ({choice.points:+})" if choice.points else ""
    target = names.get(choice.target or "", voice.text("storyboard.scenario_end"))
    return f"{said}{points} → {target}"
