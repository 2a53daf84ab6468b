"""The way between the storyboard and the screen editor, and which of the two is edited."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from studio.i18n import Voice
from studio.project.clipboard import Pasted
from studio.ui.document import Document
from studio.ui.editor.choosing import MediaChooser
from studio.ui.media.importing import MediaImport
from studio.ui.shell.actions import Slots
from studio.ui.shell.editing import OutlineEditing
from studio.ui.shell.workspace import Workspace

if TYPE_CHECKING:
    from studio.ui.editor.editing import BlockEditing
    from studio.ui.editor.page import EditorPage
    from studio.ui.editor.tools import Tools


class ScreenEditing(QObject):
    """Opens the editor on the screen that the author is at, and leaves it again.

    What can be done with a block (copied, duplicated, moved, deleted) is done with the one that
    the author is in while the editor is open, and else with what is selected in the outline.
    """

    changed = Signal()
    """The editor was opened or left."""

    def __init__(
        self,
        document: Document,
        voice: Voice,
        work: Workspace,
        outline_editing: OutlineEditing,
        importing: MediaImport,
        choose_media: MediaChooser,
    ) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self._work = work
        self._outline_editing = outline_editing
        self._importing = importing
        self._choose_media = choose_media
        self._page: EditorPage | None = None
        document.changed.connect(lambda *_: self._show())
        work.storyboard.outline.selection_changed.connect(self._show)
        work.storyboard.open_wanted.connect(self.open)
        work.storyboard.inspector.open_wanted.connect(self.open)

    @property
    def page(self) -> EditorPage:
        """The page of the editor, made when it is first needed."""
        if self._page is None:
            self._page = self._made()
            self._page.left.connect(self.close)
            self._work.screens.addWidget(self._page)
        return self._page

    @cached_property
    def tools(self) -> Tools:
        """What blocks and questions are edited with."""
        from studio.ui.editor.choosing import Choosing
        from studio.ui.editor.tools import Tools

        window: QWidget = self._work.window()
        choosing = Choosing(self._document, self._voice, window, self._choose_media)
        return Tools(self._document, self._voice, choosing, self._work.storyboard.pictures)

    def forget_spelling(self) -> None:
        """Take up whether the spelling is to be checked."""
        self.tools.forget_spelling()
        if self.is_open:
            self.page.show_here()

    @property
    def is_open(self) -> bool:
        """Whether the editor is shown in place of the storyboard."""
        return self._page is not None and self._work.screens.currentWidget() is self._page

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {
            "open_editor": self.open,
            "close_editor": self.close,
            "next_screen": partial(self.step, 1),
            "previous_screen": partial(self.step, -1),
            "add_block": self.add_block,
            "duplicate": self.duplicate,
            "delete": self.delete,
            "move_up": partial(self.move, -1),
            "move_down": partial(self.move, 1),
        }

    def open(self, id_: str = "", block: str = "") -> None:
        """Edit a screen (else the one that the author is at), at a block (else at its first)."""
        if id_:
            self._work.storyboard.outline.select(id_)
        if self.page.show_here():
            self._work.go("storyboard")
            self._work.screens.setCurrentWidget(self.page)
            self.page.column.go_to(block or next(iter(self.page.column.frames), ""))
            self.changed.emit()

    def close(self) -> None:
        """Show the storyboard again."""
        if self.is_open:
            self.page.leave()
            self._work.screens.setCurrentWidget(self._work.storyboard)
            self._work.storyboard.board.setFocus()
            self.changed.emit()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) screen of the course."""
        course, outline = self._document.course, self._work.storyboard.outline
        ids = [screen.id for screen in course.screens_in_order()]
        here = outline.current_id()
        at = ids.index(here) + by if here in ids else 0
        if 0 <= at < len(ids):
            outline.select(ids[at])

    def add_block(self) -> None:
        """Offer the list of blocks, for the screen that the author is at."""
        if not self.is_open:
            self.open()
        if self.is_open:
            self.page.ask_for_block(self.page.column.current)

    def add_screen_of(self, kind: str) -> None:
        """Put in a new screen with a picture (`image`) or a file that the author chooses."""
        kinds = ("image",) if kind == "image" else ()
        self._choose_media(kinds, self._outline_editing.add_media)

    def copied(self) -> bytes | None:
        """Return what is to be copied, for the clipboard."""
        return self._target().copied()

    def put(self, pasted: Pasted) -> None:
        """Put what was pasted where the author is."""
        if pasted.kind == "blocks" and not self.is_open:
            self.open()
        if pasted.kind != "blocks":
            self._outline_editing.put(pasted)
        elif self.is_open:
            self.page.editing.put(pasted)

    def duplicate(self) -> None:
        """Put a copy behind the block or the nodes."""
        self._target().duplicate()

    def delete(self) -> None:
        """Take the block or the nodes out."""
        self._target().delete()

    def move(self, by: int) -> None:
        """Move the block or the nodes up (-1) or down (1)."""
        self._target().move(by)

    def _target(self) -> BlockEditing | OutlineEditing:
        if self.is_open and self.page.column.current:
            return self.page.editing
        return self._outline_editing

    def _show(self) -> None:
        if self.is_open and not self._is_at_screen():
            # A screen was deleted, perhaps: its neighbour is gone to a moment later.
            QTimer.singleShot(0, self, self._leave_nowhere)

    def _leave_nowhere(self) -> None:
        if self.is_open and not self._is_at_screen():
            self.close()

    def _is_at_screen(self) -> bool:
        """Show the screen that the author is at; return whether there is one."""
        return self._document.is_open and self.page.show_here()

    def _made(self) -> EditorPage:
        from studio.ui.editor.page import EditorPage

        return EditorPage(self.tools, self._work.storyboard.outline, self._importing)
