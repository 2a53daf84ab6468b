"""What was understood of a list: each question with its answers, to be ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from exporters.question_words import question_words
from studio.course.question_types import tag_of
from studio.i18n import Voice
from studio.imports.questions.found import Found, FoundQuestion
from studio.messages import Message
from studio.ui import icons

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_WARNS = "\u26a0"
_PROPOSED = Qt.ItemDataRole.UserRole


class FoundList(QListWidget):
    """A line for each question, with a box; those that the bank has already are not ticked."""

    ticks_changed = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice.text("ui.taking.found"))
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setLayoutMode(QListWidget.LayoutMode.Batched)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _item: self.ticks_changed.emit())

    def show_found(
        self, found: Found, known: Collection[int], told: Sequence[Sequence[Message]]
    ) -> None:
        """Show questions; `known` are the places of those in the bank, `told` what is lost.

        What the author has ticked or left stays so while the list is written on.
        """
        self.blockSignals(True)  # what is shown is no choice of the author's
        decided = self._decided()
        self.clear()
        for at, each in enumerate(found.questions):
            notes = [*told[at]]
            if at in known:
                notes.insert(0, Message("taking.in_bank", {}))
            item = QListWidgetItem(icons.icon(tag_of(each.question)), self._words(each, notes))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            proposed = _UNCHECKED if at in known else _CHECKED
            item.setData(_PROPOSED, proposed)
            item.setCheckState(decided.get(_head(item), proposed))
            self.addItem(item)
        self.blockSignals(False)

    def ticked(self) -> list[int]:
        """Return the places of the questions that are ticked."""
        return [at for at in range(self.count()) if self.item(at).checkState() == _CHECKED]

    def _decided(self) -> dict[str, Qt.CheckState]:
        """Return by their heads the questions that the author has ticked or left otherwise."""
        items = [self.item(at) for at in range(self.count())]
        return {
            _head(item): item.checkState()
            for item in items
            if item.checkState() != item.data(_PROPOSED)
        }

    def _words(self, each: FoundQuestion, notes: Sequence[Message]) -> str:
        kind = self._voice.text(f"ui.question.{tag_of(each.question)}")
        stem, *answers = question_words(each.question, self._voice).split("\n")
        lines = [f"{stem or self._voice.text('ui.untitled')}  \u00b7  {kind}"]
        lines += ["   ".join(answers)] if answers else []
        lines += [f"{_WARNS} {self._voice.say(note)}" for note in notes]
        return "\n".join(lines)


def _head(item: QListWidgetItem) -> str:
    """Return the stem and the kind of a question, by which it is known again."""
    return item.text().partition("\n")[0]
