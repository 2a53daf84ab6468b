"""Edits of the outline: add, rename, duplicate, delete, move. Each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace as changed

from studio.course.blocks import Block, ClipBlock, QuizBlock, TextBlock
from studio.course.copying import duplicate
from studio.course.edits import insert, move, remove, replace
from studio.course.excerpts import title_of_file
from studio.course.ids import new_id
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.moving import goal
from studio.course.nodes import child_ids, find, parent_of
from studio.course.questions import Choice, SingleChoice
from studio.i18n import Voice
from studio.imports.files import shown_as
from studio.messages import Message, message
from studio.project.clipboard import Pasted, copied
from studio.ui.document import Document
from studio.ui.outline import Outline
from studio.ui.shell.actions import Slots

SCREEN_KINDS = ("text", "empty")
"""The new screens that need no file."""


class OutlineEditing:
    """Carries out the author's edits at the nodes that are selected in the outline."""

    def __init__(self, document: Document, outline: Outline, voice: Voice) -> None:
        self._document = document
        self._outline = outline
        self._voice = voice
        outline.retitled.connect(self.retitle)
        outline.course_model.nodes_dropped.connect(self.drop)
        outline.course_model.copies_dropped.connect(self.drop_copies)
        outline.course_model.clips_dropped.connect(self.put_clips)

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {
            "undo": partial(self._step, self._document.stack.undo),
            "redo": partial(self._step, self._document.stack.redo),
            "add_lesson": self.add_lesson,
            "add_module": self.add_module,
            **{f"add_{kind}": partial(self.add_screen, kind) for kind in SCREEN_KINDS},
        }

    def _step(self, step: Callable[[], object]) -> None:
        """Undo or redo a step, and go to the screen that it has changed, to see it."""
        before = self._document.course.screens
        step()
        after = self._document.course.screens
        changed_ones = [id_ for id_, screen in after.items() if before.get(id_) is not screen]
        if len(changed_ones) == 1:
            self._outline.select(changed_ones[0])

    def retitle(self, id_: str, title: str) -> None:
        """Give a module, a lesson or a screen another title."""
        node = find(self._document.course, id_)
        if title and isinstance(node, (Module, Lesson, Screen)):
            label = message("undo.rename", title=node.title)
            self._document.edit(label, partial(replace, node=changed(node, title=title)))

    def add_module(self) -> None:
        """Put a new module behind the one that the author is at."""
        course, here = self._document.course, self._ancestor(Module)
        module = Module(id=new_id(), title=self._voice.text("ui.new_module"))
        at = course.order.index(here) + 1 if here else len(course.order)
        self._add(module, course.id, at)

    def add_lesson(self) -> None:
        """Put a new lesson behind the one that the author is at."""
        lesson = Lesson(id=new_id(), title=self._voice.text("ui.new_lesson"))
        here, module = self._ancestor(Lesson), self._ancestor(Module)
        if not module:
            self.add_module()
            module = self._outline.current_id()
        held = self._document.course.modules[module].lessons
        self._add(lesson, module, held.index(here) + 1 if here in held else len(held))

    def add_screen(self, kind: str) -> None:
        """Put a new screen behind the one that the author is at."""
        blocks: dict[str, tuple[Block, ...]] = {"text": (TextBlock(id=new_id()),)}
        title = self._voice.text(f"ui.new_screen.{kind}")
        self._put_screen(Screen(id=new_id(), title=title, blocks=blocks.get(kind, ())))

    def _put_screen(self, screen: Screen) -> None:
        here, lesson = self._ancestor(Screen), self._ancestor(Lesson)
        if not lesson:
            self.add_lesson()
            lesson = self._outline.current_id()
        held = self._document.course.lessons[lesson].screens
        self._add(screen, lesson, held.index(here) + 1 if here in held else len(held))

    def add_media(self, media: str) -> None:
        """Put a new screen that shows a media file behind the one that the author is at."""
        entry = self._document.course.media[media]
        title = title_of_file(entry.name)
        self._put_screen(Screen(id=new_id(), title=title, blocks=(shown_as(entry),)))

    def duplicate(self) -> None:
        """Put copies behind the selected nodes and select them."""
        copies: list[str] = []

        def edit(now: Course) -> Course:
            for id_ in self._selected():
                now, copy = duplicate(now, id_)
                copies.append(copy)
            return now

        if self._document.edit(self._label("undo.duplicate"), edit):
            self._outline.select(*copies)

    def copied(self) -> bytes | None:
        """Return the selected nodes for the clipboard, if they are of one kind."""
        course, chosen = self._document.course, self._selected()
        if not chosen or len({type(find(course, id_)) for id_ in chosen}) > 1:
            return None
        return copied(self._document.session.project, course, chosen)

    def put(self, pasted: Pasted) -> None:
        """Put what was pasted behind the place where the author is."""
        made: list[str] = []

        def edit(now: Course) -> Course:
            parent, at = self._behind_here(pasted.kind)
            course, ids = pasted.edit(now, parent, at)
            made.extend(ids)
            return course

        if pasted.kind != "modules" and not self._ancestor(Module):
            self.add_module()
        if pasted.kind == "screens" and not self._ancestor(Lesson):
            self.add_lesson()
        if self._document.edit(message("undo.paste"), edit):
            self._outline.select(*made)

    def _behind_here(self, kind: str) -> tuple[str, int]:
        """Return the parent for nodes of a kind, and the place behind the author's."""
        course = self._document.course
        if kind == "modules":
            here, parent, siblings = self._ancestor(Module), course.id, course.order
        elif kind == "lessons":
            here, parent = self._ancestor(Lesson), self._ancestor(Module)
            siblings = course.modules[parent].lessons
        else:
            here, parent = self._ancestor(Screen), self._ancestor(Lesson)
            siblings = course.lessons[parent].screens
        return parent, siblings.index(here) + 1 if here in siblings else len(siblings)

    def delete(self) -> None:
        """Take the selected nodes out and go to a neighbour."""
        gone = self._selected()
        neighbour = self._neighbour(gone)

        def edit(now: Course) -> Course:
            for id_ in gone:
                now = remove(now, id_)
            return now

        if self._document.edit(self._label("undo.delete"), edit):
            self._outline.select(neighbour)

    def move(self, by: int, *, far: bool = False) -> None:
        """Move the selected nodes by -1 or 1; `far`: to the lesson or module before or behind."""
        course, chosen = self._document.course, self._selected()
        if len({type(find(course, id_)) for id_ in chosen}) != 1:
            return
        wanted = goal(course, chosen, by, far=far)
        if wanted is not None:
            edit = partial(move, ids=chosen, parent=wanted.parent, index=wanted.at)
            current = self._outline.current_id()
            if self._document.edit(self._label("undo.move"), edit):
                self._outline.select(current, *chosen)

    def drop(self, ids: list[str], parent: str, index: int) -> None:
        """Put dragged nodes where they were dropped."""
        title = getattr(find(self._document.course, ids[0]), "title", "")
        edit = partial(move, ids=ids, parent=parent, index=index)
        if self._document.edit(message("undo.move", title=title), edit):
            self._outline.select(*ids)

    def drop_copies(self, ids: list[str], parent: str, index: int) -> None:
        """Put copies of dragged nodes where they were dropped."""
        copies: list[str] = []

        def edit(now: Course) -> Course:
            for id_ in ids:
                now, copy = duplicate(now, id_)
                copies.append(copy)
            return move(now, copies, parent, index)

        title = getattr(find(self._document.course, ids[0]), "title", "")
        if self._document.edit(message("undo.duplicate", title=title), edit):
            self._outline.select(*copies)

    def put_clips(self, clips: list[str], lesson: str, index: int) -> None:
        """Put a screen for each of the clips into a lesson."""
        course = self._document.course
        screens = [
            Screen(
                id=new_id(),
                title=course.clips[id_].title,
                blocks=(ClipBlock(id=new_id(), clip=id_),),
            )
            for id_ in clips
            if id_ in course.clips
        ]
        if not screens:
            return

        def edit(now: Course) -> Course:
            for number, screen in enumerate(screens):
                now = insert(now, screen, lesson, index + number)
            return now

        if self._document.edit(message("undo.add", title=screens[0].title), edit):
            self._outline.select(*(screen.id for screen in screens))

    def add_clips(self, clips: list[str]) -> None:
        """Put a screen for each of the clips behind the place of the author."""
        if not self._ancestor(Lesson):
            self.add_lesson()
        lesson, at = self._behind_here("screens")
        self.put_clips(clips, lesson, at)

    def add_quiz(self) -> None:
        """Put a new screen with a quiz of one question behind the place of the author."""
        if not self._ancestor(Lesson):
            self.add_lesson()
        say = self._voice.text
        choices = tuple(
            Choice(id=new_id(), text=say("ui.new_choice", n=number), correct=number == 1)
            for number in (1, 2, 3)
        )
        question = SingleChoice(id=new_id(), stem=say("ui.new_question"), choices=choices)
        quiz = QuizBlock(id=new_id(), questions=(question.id,))
        screen = Screen(id=new_id(), title=say("ui.new_screen.quiz"), blocks=(quiz,))
        lesson, at = self._behind_here("screens")

        def edit(now: Course) -> Course:
            return insert(insert(now, question), screen, lesson, at)

        if self._document.edit(message("undo.add", title=screen.title), edit):
            self._outline.select(screen.id)

    def _add(self, node: Module | Lesson | Screen, parent: str, at: int) -> None:
        label = message("undo.add", title=node.title)
        if self._document.edit(label, partial(insert, node=node, parent=parent, index=at)):
            self._outline.select(node.id)

    def _selected(self) -> list[str]:
        """Return the selected nodes without those that stand below another one of them."""
        chosen = self._outline.selected_ids()
        return [id_ for id_ in chosen if not self._has_ancestor_in(id_, set(chosen))]

    def _has_ancestor_in(self, id_: str, ids: set[str]) -> bool:
        row = self._outline.course_model.row_of(id_)
        above = row.above if row is not None else None
        while above is not None:
            if above.node.id in ids:
                return True
            above = above.above
        return False

    def _ancestor(self, kind: type[Module | Lesson | Screen]) -> str:
        """Return the id of the module, lesson or screen that the author is at or in; "" outside."""
        row = self._outline.course_model.row_of(self._outline.current_id())
        while row is not None:
            if isinstance(row.node, kind):
                return row.node.id
            row = row.above
        return self._last(kind) if kind is not Screen else ""

    def _last(self, kind: type[Module | Lesson | Screen]) -> str:
        course = self._document.course
        module = course.order[-1] if course.order else ""
        if kind is Module or not module:
            return module
        return next(iter(course.modules[module].lessons[-1:]), "")

    def _label(self, id_: str) -> Message:
        node = find(self._document.course, self._outline.current_id())
        return message(id_, title=getattr(node, "title", ""))

    def _neighbour(self, gone: list[str]) -> str:
        parent = parent_of(self._document.course, gone[0]) if gone else None
        if parent is None:
            return ""
        siblings = child_ids(parent)
        at = siblings.index(gone[0])
        behind = [id_ for id_ in siblings[at:] if id_ not in gone]
        before = [id_ for id_ in siblings[:at] if id_ not in gone]
        return next(iter(behind), before[-1] if before else parent.id)
