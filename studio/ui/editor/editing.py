"""Edits of the block that the author is in: each is one step of undo."""

from __future__ import annotations

from functools import partial

from studio.course.blocks import Block
from studio.course.copying import duplicate
from studio.course.edits import move, remove
from studio.course.model import Course
from studio.course.nodes import child_ids
from studio.messages import message
from studio.project.clipboard import Pasted, copied_blocks
from studio.ui.document import Document
from studio.ui.editor.column import BlockColumn


class BlockEditing:
    """Carries out at a block what `OutlineEditing` carries out at modules, lessons and screens."""

    def __init__(self, document: Document, column: BlockColumn) -> None:
        self._document = document
        self._column = column
        column.dropped.connect(self.drop)

    def copied(self) -> bytes | None:
        """Return the block for the clipboard; None where the author is in none."""
        block = self._block()
        if block is None:
            return None
        return copied_blocks(self._document.session.project, self._document.course, [block])

    def put(self, pasted: Pasted) -> None:
        """Put pasted blocks behind the one that the author is in."""
        screen, here = self._column.screen_id, self._column.current
        made: list[str] = []

        def edit(now: Course) -> Course:
            ids = child_ids(now.screens[screen])
            at = ids.index(here) + 1 if here in ids else len(ids)
            course, new = pasted.edit(now, screen, at)
            made.extend(new)
            return course

        if self._document.edit(message("undo.paste"), edit) and made:
            self._column.go_to(made[-1])

    def duplicate(self) -> None:
        """Put a copy behind the block."""
        here, made = self._column.current, [""]

        def edit(now: Course) -> Course:
            now, made[0] = duplicate(now, here)
            return now

        if here and self._document.edit(message("undo.duplicate_block"), edit):
            self._column.go_to(made[0])

    def delete(self) -> None:
        """Take the block out and go to its neighbour."""
        here = self._column.current
        neighbour = self._column.next_to(here, 1) or self._column.next_to(here, -1)
        if here and self._document.edit(message("undo.delete_block"), partial(remove, id_=here)):
            self._column.go_to(neighbour)

    def move(self, by: int) -> None:
        """Move the block up (-1) or down (1)."""
        here = self._column.current
        ids = child_ids(self._document.course.screens[self._column.screen_id])
        if here in ids:
            self.drop(here, max(0, min(len(ids) - 1, ids.index(here) + by)))

    def drop(self, id_: str, index: int) -> None:
        """Put a block at a place among the others."""
        edit = partial(move, ids=[id_], parent=self._column.screen_id, index=index)
        if self._document.edit(message("undo.move_block"), edit):
            self._column.go_to(id_, whole=True)

    def _block(self) -> Block | None:
        blocks = self._document.course.screens[self._column.screen_id].blocks
        return next((each for each in blocks if each.id == self._column.current), None)
