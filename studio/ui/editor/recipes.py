"""What can be put on a screen: the kinds of blocks, and quizzes that begin with one question."""

from __future__ import annotations

from typing import NamedTuple

from studio.course.blocks import BlockBase, ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.question_types import QUESTION_TYPES
from studio.ui.editor.clip_form import ClipForm
from studio.ui.editor.form import BlockForm
from studio.ui.editor.media_forms import FileForm, ImageForm
from studio.ui.editor.quiz_form import QuizForm
from studio.ui.editor.text_form import TextForm

FORMS: dict[type[BlockBase], type[BlockForm]] = {
    TextBlock: TextForm,
    ImageBlock: ImageForm,
    ClipBlock: ClipForm,
    FileBlock: FileForm,
    QuizBlock: QuizForm,
}
"""The form that edits each kind of block."""


class Recipe(NamedTuple):
    """An entry of the list of blocks; its words are `ui.recipe.` and `ui.recipe_hint.` + name."""

    name: str
    group: str
    """`show` or `ask`."""

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return "questions" if self.name == "bank" else self.name


RECIPES = (
    *(Recipe(name, "show") for name in ("text", "image", "clip", "file")),
    *(Recipe(tag, "ask") for tag in QUESTION_TYPES),
    Recipe("bank", "ask"),
)
