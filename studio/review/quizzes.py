"""What is wrong with how quizzes are taken, where clips stop, and when the course is completed."""

from __future__ import annotations

from collections.abc import Iterator

from studio.course.asking import asked_by, asked_in, is_graded
from studio.course.blocks import ClipBlock, QuizBlock
from studio.course.model import Course
from studio.course.scenario import ScenarioBlock
from studio.review.findings import Finding, Level, finding
from studio.review.walk import blocks_of


def small_pools(course: Course) -> Iterator[Finding]:
    """Find quizzes whose tags no question has, and those that draw more than there is."""
    for quiz in blocks_of(course, QuizBlock):
        offered = len(asked_by(course, quiz))
        if quiz.tags and not offered:
            yield finding(Level.ERROR, "empty-pool", quiz.id)
        elif quiz.draw > offered > 0:
            yield finding(Level.WARNING, "small-pool", quiz.id, drawn=quiz.draw, n=offered)


def wrong_stops(course: Course) -> Iterator[Finding]:
    """Find questions behind the end of their clip, asked twice, or that lead onwards when wrong."""
    for block in blocks_of(course, ClipBlock):
        length = course.clips[block.clip].duration_s
        if len({stop.question for stop in block.stops}) < len(block.stops):
            yield finding(Level.WARNING, "twice-in-clip", block.id)
        if any(stop.at_s > length for stop in block.stops):
            yield finding(Level.WARNING, "late-stop", block.id)
        if any(stop.back_to_s is not None and stop.back_to_s >= stop.at_s for stop in block.stops):
            yield finding(Level.WARNING, "back-onwards", block.id)


def idle_completion(course: Course) -> Iterator[Finding]:
    """Find a rule of completion that asks for what the course does not have."""
    rule = course.completion
    marked = any(quiz.pass_mark is not None for quiz in blocks_of(course, QuizBlock))
    if rule.quizzes and not marked:
        yield finding(Level.WARNING, "no-quiz-to-pass")
    if rule.video and not any(True for _ in blocks_of(course, ClipBlock)):
        yield finding(Level.WARNING, "no-video-to-watch")
    if not rule.screens and not rule.video and not (rule.quizzes and marked):
        counts = any(is_graded(block) for block in blocks_of(course, ScenarioBlock))
        wanted = rule.pass_mark is not None and (counts or asked_in(course))
        if not wanted:
            yield finding(Level.WARNING, "completed-at-once")
