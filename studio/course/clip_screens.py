"""Screens for the clips of a recording that are shown nowhere yet."""

from __future__ import annotations

from studio.course.asking_blocks import QuizBlock
from studio.course.clip_links import put_beside, screen_of_clip, shown_clips
from studio.course.edits import insert
from studio.course.ids import new_id
from studio.course.model import Clip, Course, Lesson, Module, Screen
from studio.course.nodes import child_ids, parent_of
from studio.course.question_types import new_question
from studio.course.recording_clips import clips_of


def unshown(course: Course, recording: str) -> list[Clip]:
    """Return the clips of a recording that no screen shows, by time."""
    shown = shown_clips(course)
    return [clip for clip in clips_of(course, recording) if clip.id not in shown]


def to_storyboard(
    course: Course, recording: str, *, lesson: str | None, asking: str = ""
) -> Course:
    """Give each clip of a recording that is shown nowhere a screen, called like the clip.

    It comes after the screen of the clip before it, where that is shown; else at the end of
    `lesson`: None makes one, called like the recording, at the end of the last module. With
    `asking`, the title of such screens, a quiz of one empty question follows each.
    """
    missing = {clip.id for clip in unshown(course, recording)}
    behind: str | None = None
    for clip in clips_of(course, recording):
        if clip.id not in missing:
            behind = _last_of(course, shown_clips(course)[clip.id][0].screen)
            continue
        if behind is None and lesson is None:
            course, lesson = _with_lesson(course, recording)
        course, behind = _placed(course, screen_of_clip(clip), behind, lesson)
        if asking:
            course, behind = _with_question(course, asking, behind)
    return course


def _placed(
    course: Course, screen: Screen, behind: str | None, lesson: str | None
) -> tuple[Course, str]:
    """Put a screen behind another one, or at the end of a lesson; return its id, too."""
    if behind is None:
        return insert(course, screen, lesson), screen.id
    return put_beside(course, screen, behind), screen.id


def _with_question(course: Course, title: str, behind: str) -> tuple[Course, str]:
    """Put a quiz behind the screen of a clip, with a question to be written."""
    question = new_question("single-choice")
    quiz = QuizBlock(id=new_id(), questions=(question.id,))
    screen = Screen(id=new_id(), title=title, blocks=(quiz,))
    return put_beside(insert(course, question), screen, behind), screen.id


def _with_lesson(course: Course, recording: str) -> tuple[Course, str]:
    """Put a lesson at the end of the course, called like the recording."""
    title = course.recordings[recording].title
    if not course.order:
        course = insert(course, Module(id=new_id(), title=title), course.id)
    lesson = Lesson(id=new_id(), title=title)
    return insert(course, lesson, course.order[-1]), lesson.id


def _last_of(course: Course, screen: Screen) -> str:
    """Return the screen itself, or the last of the quizzes that follow it: they ask about it."""
    lesson = parent_of(course, screen.id)
    screens = child_ids(lesson) if lesson else ()
    last = screen.id
    for id_ in screens[screens.index(screen.id) + 1 :]:
        blocks = course.screens[id_].blocks
        if not blocks or not all(isinstance(block, QuizBlock) for block in blocks):
            break
        last = id_
    return last
