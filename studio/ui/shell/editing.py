"""Edits of the outline: rename, duplicate, delete, move. Each is one step of undo."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace as changed

from studio.course.copying import duplicate
from studio.course.edits import move, remove, replace
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.nodes import child_ids, find, parent_of
from studio.messages import Message, message
from studio.ui.document import Document
from studio.ui.shell.outline import Outline


class OutlineEditing:
    """Carries out the author's edits at the node that the outline is at."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self._document = document
        self._outline = outline
        outline.retitled.connect(self.retitle)

    def rename(self) -> None:
        """Let the author type the title."""
        self._outline.edit(self._outline.currentIndex().siblingAtColumn(0))

    def retitle(self, id_: str, title: str) -> None:
        """Give a module, a lesson or a screen another title."""
        node = find(self._document.course, id_)
        if title and isinstance(node, (Module, Lesson, Screen)):
            label = message("undo.rename", title=node.title)
            self._document.edit(label, partial(replace, node=changed(node, title=title)))

    def rename_course(self, title: str) -> None:
        """Give the course another title."""
        if title.strip():
            label = message("undo.rename", title=self._document.course.title)
            self._document.edit(label, lambda now: changed(now, title=title.strip()))

    def duplicate(self) -> None:
        """Put a copy behind the node and go there."""
        copies: list[str] = []

        def edit(now: Course) -> Course:
            course, copy = duplicate(now, self._outline.current_id())
            copies.append(copy)
            return course

        if self._document.edit(self._label("undo.duplicate"), edit):
            self._outline.select(copies[-1])

    def delete(self) -> None:
        """Take the node out and go to its neighbour."""
        id_ = self._outline.current_id()
        neighbour = self._neighbour(id_)
        if self._document.edit(self._label("undo.delete"), partial(remove, id_=id_)):
            self._outline.select(neighbour)

    def move(self, by: int) -> None:
        """Move the node among its siblings, by -1 or 1."""
        id_ = self._outline.current_id()
        parent = parent_of(self._document.course, id_)
        if parent is None:
            return
        at = child_ids(parent).index(id_) + by
        if 0 <= at < len(child_ids(parent)):
            edit = partial(move, ids=[id_], parent=parent.id, index=at)
            self._document.edit(self._label("undo.move"), edit)

    def _label(self, id_: str) -> Message:
        node = find(self._document.course, self._outline.current_id())
        return message(id_, title=getattr(node, "title", ""))

    def _neighbour(self, id_: str) -> str:
        parent = parent_of(self._document.course, id_)
        if parent is None:
            return ""
        siblings = child_ids(parent)
        at = siblings.index(id_)
        return next(iter(siblings[at + 1 : at + 2] or siblings[max(0, at - 1) : at]), parent.id)
