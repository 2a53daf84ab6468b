"""The review: every check there is, in one table, and their findings as a learner meets them."""

from __future__ import annotations

from collections.abc import Sequence

from studio.course.model import Course
from studio.project.project import Project
from studio.review import (
    answers,
    blocks,
    captions,
    conditions,
    media,
    outline,
    plan,
    questions,
    quizzes,
    scenarios,
)
from studio.review.findings import Check, Finding, Level
from studio.review.places import Places

PLAN_CHECKS: tuple[Check, ...] = (
    plan.unplanned,
    plan.untitled_objectives,
    plan.uncovered_objectives,
    plan.unassessed_objectives,
    plan.made_up_address,
    plan.too_many_answers,
    media.unused_clips,
    media.unused_files,
    questions.unused_questions,
)
"""What concerns the author alone."""

LEARNER_CHECKS: tuple[Check, ...] = (
    questions.nothing_graded,
    quizzes.idle_completion,
    outline.empty_course,
    outline.untitled_places,
    outline.empty_places,
    conditions.gone_from_conditions,
    conditions.conditions_in_a_circle,
    media.clips_in_a_row,
    media.undescribed_images,
    media.uncaptioned_clips,
    media.long_clips,
    media.heavy_pictures,
    blocks.empty_blocks,
    blocks.empty_items,
    blocks.undescribed_pictures,
    blocks.equal_pictures,
    blocks.untold_sounds,
    blocks.unplayed_sounds,
    blocks.wrong_addresses,
    blocks.untold_pages,
    blocks.linkless_blocks,
    blocks.few_entries,
    blocks.gates_to_nothing,
    scenarios.unworded_scenes,
    scenarios.undescribed_scenes,
    scenarios.lost_scenes,
    scenarios.endless_scenarios,
    scenarios.lost_targets,
    scenarios.single_choices,
    scenarios.unrewarded_scenarios,
    quizzes.small_pools,
    quizzes.wrong_stops,
    questions.unworded_questions,
    questions.few_choices,
    questions.wrong_keys,
    questions.empty_choices,
    questions.equal_choices,
    answers.missing_answers,
    answers.accepted_twice,
    answers.few_parts,
    answers.empty_parts,
    answers.equal_parts,
    answers.empty_blanks,
    answers.hotspots_without_picture,
    answers.unreachable_regions,
    answers.undescribed_pictures,
    answers.lost_moments,
    questions.silent_questions,
)
"""What learners meet."""

CHECKS = (*PLAN_CHECKS, *LEARNER_CHECKS)

_RANKS = {level: rank for rank, level in enumerate(Level)}


def review(
    course: Course, project: Project | None = None, *, checks: Sequence[Check] = CHECKS
) -> list[Finding]:
    """Return what `checks` find, as a learner meets the places; in one place the worst first.

    With its `project` the files of the course are looked for, and captions are read.

    Raises:
        OSError: the project's folder can't be read.
    """
    places = Places(course)
    found = [each for check in checks for each in check(course)]
    if project is not None:
        found.extend(media.damaged_files(project, course))
        found.extend(captions.hard_captions(project, course))
    return sorted(found, key=lambda each: (places.rank(each.node), _RANKS[each.level]))
