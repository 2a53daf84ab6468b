"""Which actions are possible: what needs a course, a selection, or something to undo."""

from __future__ import annotations

from studio.i18n import Voice
from studio.ui.document import Document
from studio.ui.shell.actions import Actions, Needs
from studio.ui.shell.mnemonics import plain
from studio.ui.shell.workspace import Workspace


class Possible:
    """Enables the actions, and says in Undo and Redo which step they take."""

    def __init__(self, document: Document, work: Workspace, actions: Actions, voice: Voice) -> None:
        self._document = document
        self._work = work
        self._actions = actions
        self._voice = voice

    def given(self) -> set[Needs]:
        """Return what actions may need and can have now."""
        if not self._document.is_open:
            return {Needs.NOTHING}
        editable = not self._document.session.read_only
        room, selected = self._work.room, self._work.storyboard.outline.current_id()
        lecture = room == "lectures" and bool(self._document.course.recordings)
        known = {
            Needs.NOTHING: True,
            Needs.COURSE: True,
            Needs.EDITABLE: editable,
            # What is selected elsewhere must not be deleted by a key that is pressed here.
            Needs.SELECTION: editable and room == "storyboard" and bool(selected),
            Needs.LECTURE: lecture,
            Needs.CLIPS: lecture and editable,
        }
        return {need for need, met in known.items() if met}

    def show(self) -> None:
        """Enable what is possible now."""
        self._actions.enable(self.given())
        stack = self._document.stack
        self._show_step("undo", possible=stack.canUndo(), label=stack.undoText())
        self._show_step("redo", possible=stack.canRedo(), label=stack.redoText())

    def _show_step(self, name: str, *, possible: bool, label: str) -> None:
        action = self._actions[name]
        text = action.data()
        action.setIconText(plain(text))
        action.setText(self._voice.text("ui.step", name=text, label=label) if label else text)
        action.setEnabled(action.isEnabled() and possible)
