"""A course that asks one question and nothing else: what its preview shows."""

from __future__ import annotations

from msgspec.structs import replace as changed

from studio.course.asking_blocks import QuizBlock
from studio.course.change import name_of
from studio.course.model import CompletionRule, Course, Lesson, Module, Screen

_ALONE = "questionalone"
"""The screen; its lesson, module and quiz have this id with a letter before it."""


def question_alone(course: Course, id_: str) -> Course:
    """Return the course with one screen, which asks the question `id_` and shows nothing else.

    Raises:
        KeyError: the course has no such question.
    """
    name = name_of(course.questions[id_])
    title = name if isinstance(name, str) else course.title
    quiz = QuizBlock(id=f"b{_ALONE}", questions=(id_,))
    screen = Screen(id=_ALONE, title=title, blocks=(quiz,))
    lesson = Lesson(id=f"l{_ALONE}", title=title, screens=(screen.id,))
    module = Module(id=f"m{_ALONE}", title=title, lessons=(lesson.id,))
    return changed(
        course,
        order=(module.id,),
        modules={module.id: module},
        lessons={lesson.id: lesson},
        screens={screen.id: screen},
        completion=CompletionRule(),
    )
