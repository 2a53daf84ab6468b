"""Blocks as they begin: with the empty items that an author will want to fill first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.course.block_base import Section
from studio.course.blocks import Block, TextBlock
from studio.course.done_blocks import (
    AssignmentBlock,
    CertificateBlock,
    ChecklistBlock,
    DiscussionBlock,
    Entry,
    GateBlock,
    PollBlock,
    ReflectionBlock,
)
from studio.course.ids import new_id
from studio.course.scenario import ScenarioBlock, Scene, SceneChoice
from studio.course.shown_blocks import (
    AccordionBlock,
    CalloutBlock,
    Card,
    EmbedBlock,
    FlashcardsBlock,
    Moment,
    ProcessBlock,
    QuoteBlock,
    TabsBlock,
    TimelineBlock,
)


def _sections() -> tuple[Section, ...]:
    return Section(id=new_id()), Section(id=new_id())


def _entries() -> tuple[Entry, ...]:
    return Entry(id=new_id()), Entry(id=new_id())


def _scenes() -> tuple[Scene, ...]:
    """Return a first scene with two choices, each of which leads to an end."""
    good, bad = Scene(id=new_id()), Scene(id=new_id())
    choices = tuple(SceneChoice(id=new_id(), target=end.id) for end in (good, bad))
    return Scene(id=new_id(), choices=choices), good, bad


NEW_BLOCKS: Mapping[str, Callable[[], Block]] = {
    "text": lambda: TextBlock(id=new_id()),
    "callout": lambda: CalloutBlock(id=new_id()),
    "quote": lambda: QuoteBlock(id=new_id()),
    "embed": lambda: EmbedBlock(id=new_id()),
    "accordion": lambda: AccordionBlock(id=new_id(), sections=_sections()),
    "tabs": lambda: TabsBlock(id=new_id(), sections=_sections()),
    "process": lambda: ProcessBlock(id=new_id(), steps=_sections()),
    "timeline": lambda: TimelineBlock(
        id=new_id(), moments=(Moment(id=new_id()), Moment(id=new_id()))
    ),
    "reflection": lambda: ReflectionBlock(id=new_id()),
    "checklist": lambda: ChecklistBlock(id=new_id(), entries=_entries()),
    "gate": lambda: GateBlock(id=new_id()),
    "poll": lambda: PollBlock(id=new_id(), entries=_entries()),
    "discussion": lambda: DiscussionBlock(id=new_id()),
    "assignment": lambda: AssignmentBlock(id=new_id(), entries=_entries()),
    "scenario": lambda: ScenarioBlock(id=new_id(), scenes=_scenes()),
    "certificate": lambda: CertificateBlock(id=new_id()),
    "flashcards": lambda: FlashcardsBlock(id=new_id(), cards=(Card(id=new_id()),)),
}
"""What makes a new block, by the name of its kind; kinds that need a file are not here."""
