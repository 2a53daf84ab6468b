"""Blocks with which the learner does something. Texts are Markdown; labels and dates are plain.

What the learner writes, ticks or chooses is kept from one sitting to the next; see `KEEPING`.
"""

from __future__ import annotations

from studio.course.block_base import BlockBase, Item
from studio.course.scenario import ScenarioBlock, choices_in


class Entry(Item, frozen=True, kw_only=True):
    """Something to tick or to choose, in words (Markdown in one line)."""

    text: str = ""


class ReflectionBlock(BlockBase, frozen=True, kw_only=True, tag="reflection"):
    """Something to think about, with room to write for oneself."""

    prompt: str = ""


class ChecklistBlock(BlockBase, frozen=True, kw_only=True, tag="checklist"):
    """Things to tick once they are done."""

    title: str = ""
    entries: tuple[Entry, ...] = ()


class GateBlock(BlockBase, frozen=True, kw_only=True, tag="gate"):
    """A button that opens what follows on the screen. Without a `label` it says to go on."""

    label: str = ""


class PollBlock(BlockBase, frozen=True, kw_only=True, tag="poll"):
    """A question without a right answer: one's own is kept."""

    prompt: str = ""
    entries: tuple[Entry, ...] = ()
    several: bool = False


class DiscussionBlock(BlockBase, frozen=True, kw_only=True, tag="discussion"):
    """Something to talk about, and the address of the forum where that is done."""

    prompt: str = ""
    link: str = ""


class AssignmentBlock(BlockBase, frozen=True, kw_only=True, tag="assignment"):
    """A piece of work: what to do, what it is judged by, where to hand it in and until when.

    The learner ticks the criteria that the work fulfils.
    """

    prompt: str = ""
    entries: tuple[Entry, ...] = ()
    where: str = ""
    due: str = ""


class CertificateBlock(BlockBase, frozen=True, kw_only=True, tag="certificate"):
    """A certificate to print once the course is completed. `issuer` is who gives it."""

    text: str = ""
    issuer: str = ""


KEEPING = (
    *(ReflectionBlock, ChecklistBlock, GateBlock, PollBlock, AssignmentBlock),
    ScenarioBlock,
)
"""The kinds of blocks that keep something of the learner, under a slot of `published.json`."""


def marked_items(block: BlockBase) -> tuple[Item, ...]:
    """Return what can be ticked or chosen in a block, which has numbers of its own there."""
    if isinstance(block, ScenarioBlock):
        return tuple(choices_in(block))
    entries: tuple[Item, ...] = getattr(block, "entries", ())
    return entries
