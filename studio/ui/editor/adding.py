"""New blocks on a screen: each becomes one step of undo, when all that it needs was chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from studio.course.blocks import Block, ClipBlock, FileBlock, ImageBlock, QuizBlock
from studio.course.edits import insert, remove
from studio.course.ids import new_id
from studio.course.model import Course
from studio.course.new_blocks import NEW_BLOCKS
from studio.course.nodes import child_ids
from studio.course.question_types import QUESTION_TYPES, new_question
from studio.course.questions import Question
from studio.course.shown_blocks import AudioBlock, ComparisonBlock, HotspotsBlock, Point
from studio.messages import message
from studio.ui.editor.tools import Tools


class Adding:
    """Puts blocks on a screen, by the names of their recipes."""

    def __init__(self, tools: Tools, added: Callable[[str], object]) -> None:
        self._tools = tools
        self._added = added
        self._makers: dict[str, Callable[[Callable[..., None]], object]] = {
            "image": lambda put: tools.choosing.picture(
                lambda media: put(ImageBlock(id=new_id(), media=media))
            ),
            "file": lambda put: tools.choosing.file(
                lambda media: put(FileBlock(id=new_id(), media=media))
            ),
            "clip": lambda put: tools.choosing.clip(
                lambda clip: put(ClipBlock(id=new_id(), clip=clip))
            ),
            "audio": lambda put: tools.choosing.sound(
                lambda media: put(AudioBlock(id=new_id(), media=media))
            ),
            "image-hotspots": lambda put: tools.choosing.picture(
                lambda media: put(
                    HotspotsBlock(id=new_id(), media=media, points=(Point(id=new_id()),))
                )
            ),
            "comparison": lambda put: tools.choosing.picture(
                # The other one is chosen in the form, where both are seen.
                lambda media: put(ComparisonBlock(id=new_id(), before=media, after=media))
            ),
            "bank": lambda put: tools.choosing.question(
                lambda id_: put(QuizBlock(id=new_id(), questions=(id_,)))
            ),
        }
        for kind, make in NEW_BLOCKS.items():
            self._makers[kind] = partial(_put_new, make)
        for tag in QUESTION_TYPES:
            self._makers[tag] = partial(self._ask, tag)

    def add(self, recipe: str, screen: str, behind: str = "", instead: str = "") -> None:
        """Put a new block on a screen: behind another one (else at the end), or in its place."""

        def put(block: Block, *questions: Question) -> None:
            def edit(now: Course) -> Course:
                for question in questions:
                    now = insert(now, question)
                return _put(now, block, screen, behind or instead, instead)

            label = message("undo.add_block", kind=message(f"ui.recipe.{recipe}"))
            if self._tools.document.edit(label, edit):
                self._added(block.id)

        self._makers[recipe](put)

    def _ask(self, tag: str, put: Callable[..., None]) -> None:
        question = new_question(tag)
        put(QuizBlock(id=new_id(), questions=(question.id,)), question)


def _put_new(make: Callable[[], Block], put: Callable[..., None]) -> None:
    put(make())


def _put(now: Course, block: Block, screen: str, behind: str, instead: str = "") -> Course:
    """Return the course with a block behind another one on a screen, `instead` taken out."""
    ids = child_ids(now.screens[screen])
    at = ids.index(behind) + 1 if behind in ids else len(ids)
    now = insert(now, block, screen, at)
    return remove(now, instead) if instead in ids else now
