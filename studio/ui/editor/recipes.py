"""What can be put on a screen: the kinds of blocks, and quizzes that begin with one question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from studio.course.blocks import BlockBase, ClipBlock, FileBlock, ImageBlock, QuizBlock, TextBlock
from studio.course.done_blocks import (
    AssignmentBlock,
    CertificateBlock,
    ChecklistBlock,
    DiscussionBlock,
    GateBlock,
    PollBlock,
    ReflectionBlock,
)
from studio.course.question_types import QUESTION_TYPES
from studio.course.scenario import ScenarioBlock
from studio.course.shown_blocks import (
    AccordionBlock,
    AudioBlock,
    CalloutBlock,
    ComparisonBlock,
    EmbedBlock,
    FlashcardsBlock,
    HotspotsBlock,
    ProcessBlock,
    QuoteBlock,
    TabsBlock,
    TimelineBlock,
)
from studio.ui.editor import fields_form as forms
from studio.ui.editor.clip_form import ClipForm
from studio.ui.editor.form import BlockForm
from studio.ui.editor.media_forms import FileForm, ImageForm
from studio.ui.editor.quiz_form import QuizForm
from studio.ui.editor.scenario_form import ScenarioForm
from studio.ui.editor.text_form import TextForm

FORMS: dict[type[BlockBase], type[BlockForm]] = {
    TextBlock: TextForm,
    ImageBlock: ImageForm,
    ClipBlock: ClipForm,
    FileBlock: FileForm,
    QuizBlock: QuizForm,
    CalloutBlock: forms.CalloutForm,
    QuoteBlock: forms.QuoteForm,
    AccordionBlock: forms.AccordionForm,
    TabsBlock: forms.TabsForm,
    ProcessBlock: forms.ProcessForm,
    TimelineBlock: forms.TimelineForm,
    FlashcardsBlock: forms.FlashcardsForm,
    ComparisonBlock: forms.ComparisonForm,
    AudioBlock: forms.AudioForm,
    EmbedBlock: forms.EmbedForm,
    HotspotsBlock: forms.HotspotsForm,
    AssignmentBlock: forms.AssignmentForm,
    CertificateBlock: forms.CertificateForm,
    ChecklistBlock: forms.ChecklistForm,
    DiscussionBlock: forms.DiscussionForm,
    GateBlock: forms.GateForm,
    PollBlock: forms.PollForm,
    ScenarioBlock: ScenarioForm,
    ReflectionBlock: forms.ReflectionForm,
}
"""The form that edits each kind of block."""


class Recipe(NamedTuple):
    """An entry of the list of blocks; its words are `ui.recipe.` and `ui.recipe_hint.` + name."""

    name: str
    group: str
    """Its heading: `ui.recipes.` and this."""

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return "questions" if self.name == "bank" else self.name


_GROUPS: Mapping[str, tuple[str, ...]] = {
    "show": ("text", "image", "clip", "audio", "file", "embed", "callout", "quote"),
    "unfold": (
        *("accordion", "tabs", "process", "timeline", "flashcards"),
        *("image-hotspots", "comparison"),
    ),
    "do": ("scenario", "reflection", "checklist", "gate", "certificate"),
    "together": ("discussion", "assignment", "poll"),
    "ask": (*QUESTION_TYPES, "bank"),
}

RECIPES = tuple(Recipe(name, group) for group, names in _GROUPS.items() for name in names)
