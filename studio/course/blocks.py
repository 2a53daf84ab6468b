"""What stands on a screen. A new kind of block is one struct, added to `Block` here.

Its learner's page is a template of the same tag in `assets/templates/blocks`, its learner time a
function in `studio.course.timing`.
"""

from __future__ import annotations

from typing import TypeAlias

from studio.course.asking_blocks import ClipBlock, QuizBlock
from studio.course.block_base import BlockBase
from studio.course.done_blocks import (
    AssignmentBlock,
    CertificateBlock,
    ChecklistBlock,
    DiscussionBlock,
    GateBlock,
    PollBlock,
    ReflectionBlock,
)
from studio.course.ids import Id
from studio.course.scenario import ScenarioBlock
from studio.course.shown_blocks import (
    AccordionBlock,
    AudioBlock,
    CalloutBlock,
    ComparisonBlock,
    EmbedBlock,
    FlashcardsBlock,
    HotspotsBlock,
    ProcessBlock,
    QuoteBlock,
    TabsBlock,
    TimelineBlock,
)

__all__ = [
    "Block",
    "BlockBase",
    "ClipBlock",
    "FileBlock",
    "ImageBlock",
    "QuizBlock",
    "TextBlock",
    "tag_of_block",
]


class TextBlock(BlockBase, frozen=True, kw_only=True, tag="text"):
    """Prose in Markdown (CommonMark with tables)."""

    text: str = ""


class ImageBlock(BlockBase, frozen=True, kw_only=True, tag="image"):
    """A picture. `alternative` describes it in words; a decorative one has none and says so.

    One that can be enlarged is shown alone on the whole page when it is clicked.
    """

    media: Id
    alternative: str = ""
    decorative: bool = False
    caption: str = ""
    enlarge: bool = False


class FileBlock(BlockBase, frozen=True, kw_only=True, tag="file"):
    """A file to download. Without a `label` its own name is shown."""

    media: Id
    label: str = ""


Block: TypeAlias = (
    TextBlock
    | ImageBlock
    | ClipBlock
    | FileBlock
    | QuizBlock
    | CalloutBlock
    | QuoteBlock
    | AccordionBlock
    | TabsBlock
    | ProcessBlock
    | TimelineBlock
    | FlashcardsBlock
    | ComparisonBlock
    | AudioBlock
    | EmbedBlock
    | HotspotsBlock
    | ReflectionBlock
    | ChecklistBlock
    | GateBlock
    | PollBlock
    | DiscussionBlock
    | AssignmentBlock
    | CertificateBlock
    | ScenarioBlock
)


def tag_of_block(block: BlockBase) -> str:
    """Return the name of a block's kind, as files, templates and catalogues have it."""
    return str(block.__struct_config__.tag)
