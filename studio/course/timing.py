"""Learner time: how long a learner needs, in seconds.

Reading: 238 words a minute for English (Brysbaert, 2019, silent reading of non-fiction), 195 for
French (Trauzettel-Klosinski and Dietz, 2012), 200 for any other language. A question takes 45 s, a
picture 10 s, a page that is embedded a minute, a reflection two minutes, a poll 15 s: planning
figures of this program, not measured. A scenario takes what is met there, on average, by someone
who chooses at random.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from studio.course.asking import count_asked
from studio.course.block_texts import block_texts
from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock
from studio.course.done_blocks import CertificateBlock, GateBlock, PollBlock, ReflectionBlock
from studio.course.model import Course, Screen
from studio.course.nodes import child_ids, find_parent
from studio.course.scenario import ScenarioBlock, Scene
from studio.course.scenario_ways import visits
from studio.course.shown_blocks import AudioBlock, ComparisonBlock, EmbedBlock, HotspotsBlock

QUESTION_S = 45.0
PICTURE_S = 10.0
EMBEDDED_PAGE_S = 60.0
REFLECTION_S = 120.0
POLL_S = 15.0
SPEAKING_WORDS_PER_MINUTE = 150.0
"""A calm speaker; 140 to 160 are usual for lectures."""
_BESIDES_READING_S: Mapping[type, float] = {
    HotspotsBlock: PICTURE_S,
    ReflectionBlock: REFLECTION_S,
    PollBlock: POLL_S,
}
_WORDS_PER_MINUTE = {"en": 238.0, "fr": 195.0}
_OTHER_WORDS_PER_MINUTE = 200.0
_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")


@lru_cache(maxsize=50_000)
def reading_s(text: str, language: str) -> float:
    """Return the seconds that reading `text` takes in `language` (a BCP 47 tag)."""
    pace = _WORDS_PER_MINUTE.get(language[:2].lower(), _OTHER_WORDS_PER_MINUTE)
    return len(_WORD.findall(text)) * 60.0 / pace


def block_s(course: Course, block: Block) -> float:
    """Return the learner time of one block."""
    match block:
        case FileBlock() | GateBlock() | CertificateBlock():
            return 0.0
        case ClipBlock():
            return course.clips[block.clip].duration_s + QUESTION_S * len(block.stops)
        case ImageBlock():
            return PICTURE_S
        case QuizBlock():
            return QUESTION_S * count_asked(course, block)
        case ComparisonBlock():
            return 2 * PICTURE_S
        case AudioBlock() if course.media[block.media].duration_s:
            return course.media[block.media].duration_s or 0.0
        case EmbedBlock():
            return EMBEDDED_PAGE_S
        case ScenarioBlock():
            return _scenario_s(block, course.language)
        case _:
            return _BESIDES_READING_S.get(type(block), 0.0) + _texts_s(block, course.language)


def _texts_s(held: Struct, language: str) -> float:
    return sum((reading_s(text, language) for text in block_texts(held)), 0.0)


def _scenario_s(block: ScenarioBlock, language: str) -> float:
    met = visits(block)
    scenes = (met[scene.id] * _scene_s(scene, language) for scene in block.scenes)
    return reading_s(block.title, language) + sum(scenes, 0.0)


def _scene_s(scene: Scene, language: str) -> float:
    """Return how long a scene takes: all its texts, but of the consequences an average one."""
    told = sum((reading_s(choice.consequence, language) for choice in scene.choices), 0.0)
    others = told - told / len(scene.choices) if scene.choices else 0.0
    shown = PICTURE_S if scene.picture else 0.0
    return shown + _texts_s(scene, language) - others


def learner_s(course: Course, id_: str | None = None) -> float:
    """Return the learner time of a screen, lesson or module, or of the course (None).

    Raises:
        KeyError: the course has no such screen, lesson or module.
    """
    parent = find_parent(course, id_ or course.id)
    if isinstance(parent, Screen):
        return sum((block_s(course, block) for block in parent.blocks), 0.0)
    return sum((learner_s(course, child) for child in child_ids(parent)), 0.0)
