"""What stands on a screen. A new kind of block is one struct here, added to `Block`.

Its learner's page is a template of the same tag in `assets/templates/blocks`, its learner time a
function in `studio.course.timing`.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from studio.course.ids import Id


class BlockBase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every block has: an identity that never changes."""

    id: Id


class TextBlock(BlockBase, frozen=True, kw_only=True, tag="text"):
    """Prose in Markdown (CommonMark with tables)."""

    text: str = ""


class ImageBlock(BlockBase, frozen=True, kw_only=True, tag="image"):
    """A picture. `alternative` describes it in words; a decorative one has none and says so."""

    media: Id
    alternative: str = ""
    decorative: bool = False
    caption: str = ""


class ClipBlock(BlockBase, frozen=True, kw_only=True, tag="clip"):
    """A stretch of a recording, played as video (or as sound alone)."""

    clip: Id


class FileBlock(BlockBase, frozen=True, kw_only=True, tag="file"):
    """A file to download. Without a `label` its own name is shown."""

    media: Id
    label: str = ""


class QuizBlock(BlockBase, frozen=True, kw_only=True, tag="quiz"):
    """Questions of the bank, asked one below the other. Only a graded quiz counts in the score."""

    questions: tuple[Id, ...] = ()
    graded: bool = True


Block: TypeAlias = TextBlock | ImageBlock | ClipBlock | FileBlock | QuizBlock
