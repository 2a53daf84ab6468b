"""Which form edits the answers of which type of question."""

from __future__ import annotations

from studio.course.questions import (
    Categorise,
    FillBlanks,
    Hotspot,
    Likert,
    LongAnswer,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    QuestionBase,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.ui.editor.answers import AnswersForm
from studio.ui.editor.blanks_form import BlanksForm
from studio.ui.editor.choice_rows import ChoiceRows
from studio.ui.editor.hotspot_form import HotspotForm
from studio.ui.editor.placed_forms import CategoriseForm, MatchingForm, OrderingForm
from studio.ui.editor.truth_form import TruthForm
from studio.ui.editor.typed_forms import NumericForm, ShortTextForm
from studio.ui.editor.uncounted_forms import LikertForm, LongAnswerForm

ANSWER_FORMS: dict[type[QuestionBase], type[AnswersForm]] = {
    SingleChoice: ChoiceRows,
    MultipleChoice: ChoiceRows,
    TrueFalse: TruthForm,
    Numeric: NumericForm,
    ShortText: ShortTextForm,
    Ordering: OrderingForm,
    Matching: MatchingForm,
    Categorise: CategoriseForm,
    FillBlanks: BlanksForm,
    Hotspot: HotspotForm,
    Likert: LikertForm,
    LongAnswer: LongAnswerForm,
}
"""The form of each type."""
