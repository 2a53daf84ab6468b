"""Edits of a small course, each with the sentence that tells it."""

from __future__ import annotations

from tests.course.compare_block_cases import BLOCKS
from tests.course.compare_course_cases import BANKS_AND_SETTINGS
from tests.course.compare_outline_cases import OUTLINE
from tests.course.compare_question_cases import QUESTIONS

CASES = {**OUTLINE, **BLOCKS, **QUESTIONS, **BANKS_AND_SETTINGS}
