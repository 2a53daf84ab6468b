"""What a kept version of a course is."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from pathlib import Path

import msgspec


class VersionKind(Enum):
    """Why a version was kept."""

    START = "start"
    CHECKPOINT = "checkpoint"
    PUBLISHED = "published"
    REPLACED = "replaced"
    """What another version took the place of: it was brought back, or came from outside."""


class VersionHead(msgspec.Struct, frozen=True, kw_only=True):
    """What a version says of itself. `files` are the media and captions that it needs."""

    kind: VersionKind
    time: datetime
    name: str = ""
    title: str = ""
    screens: int = 0
    digest: str = ""
    files: tuple[str, ...] = ()


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A kept version: where it lies, its size there in bytes, and what it says of itself."""

    file: Path
    size: int
    head: VersionHead
