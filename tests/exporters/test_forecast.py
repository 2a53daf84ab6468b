"""What is said before a publication, held against what the learner's page really does."""

from __future__ import annotations

from typing import Any

import pytest

from exporters.forecast import state_letters
from studio.course.asking_blocks import QuizBlock
from studio.course.model import Course
from studio.project.published import PublishedSlots, with_course
from tests.block_courses import full_course
from tests.courses import small_course
from tests.player.test_logic import ask


def all_done(course: Course) -> dict[str, Any]:
    """Return the progress of a learner who has done all there is, and written nothing."""
    slots = with_course(PublishedSlots(), course)
    blocks = {b.id: b for screen in course.screens_in_order() for b in screen.blocks}
    quizzes = [slot for id_, slot in slots.blocks.items() if isinstance(blocks[id_], QuizBlock)]
    marked: dict[int, list[int]] = {}
    for mark, bit in slots.marks.items():
        marked.setdefault(slots.blocks[mark.split("/")[0]], []).append(bit)
    answer = {"tries": 2, "share": 1, "right": True}
    quiz = {"taken": 1, "over": True, "best": 1, "last": 1, "begun": 1_700_000_000}
    return {
        "seen": sorted(slots.screens.values()),
        "answers": [[slot, answer] for slot in sorted(slots.questions.values())],
        "marks": [[slot, sorted(bits)] for slot, bits in sorted(marked.items())],
        "texts": [],
        "responses": [],
        "drawn": sorted(slots.questions.values()),
        "quizzes": [[slot, quiz] for slot in sorted(quizzes)],
        "watched": [[slot, 85] for slot in sorted(slots.clips.values())],
        "video": {"slot": 0, "at": 12.5},
        "interactions": 40,
        "best": 1,
        "completed": True,
        "passed": True,
    }


@pytest.mark.parametrize("make", [small_course, full_course], ids=["small", "all blocks"])
def test_the_state_takes_as_many_letters_as_was_said(tmp_path, make):
    _, course = make(tmp_path)
    [packed] = ask(("pack", all_done(course)))
    said = state_letters(course, PublishedSlots())
    assert len(packed) <= said <= len(packed) * 1.1 + 4, (len(packed), said)
