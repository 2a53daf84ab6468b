"""The measures of a recording in the course's entry for its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from studio.course.model import MediaFile

if TYPE_CHECKING:
    from studio.media.probe import Probe


def with_measures(entry: MediaFile, probed: Probe) -> MediaFile:
    """Return the entry with the length and the size of the picture that were probed."""
    picture = probed.picture
    return changed(
        entry,
        duration_s=probed.duration_s,
        width=picture.width if picture else None,
        height=picture.height if picture else None,
    )
