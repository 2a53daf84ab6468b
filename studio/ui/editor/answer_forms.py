"""Which form edits the answers of which type of question."""

from __future__ import annotations

from studio.course.questions import (
    MultipleChoice,
    Numeric,
    QuestionBase,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from studio.ui.editor.answers import AnswersForm
from studio.ui.editor.choice_rows import ChoiceRows
from studio.ui.editor.truth_form import TruthForm
from studio.ui.editor.typed_forms import NumericForm, ShortTextForm

ANSWER_FORMS: dict[type[QuestionBase], type[AnswersForm]] = {
    SingleChoice: ChoiceRows,
    MultipleChoice: ChoiceRows,
    TrueFalse: TruthForm,
    Numeric: NumericForm,
    ShortText: ShortTextForm,
}
"""The form of each type."""
