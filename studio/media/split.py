"""From a recording to its plan of clips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.jobs import Progress
from studio.media.captions import Cue
from studio.media.plan import PlannedClip
from studio.media.probe import Probe

LIMIT_S = 420.0
"""The length that clips stay under, unless the course says otherwise: seven minutes."""


@dataclass(frozen=True, slots=True)
class Split:
    """A recording and the clips it is best cut into. Nothing is written yet."""

    recording: Probe
    limit_s: float
    clips: tuple[PlannedClip, ...]


def split(
    path: Path,
    *,
    limit_s: float = LIMIT_S,
    captions: Sequence[Cue] = (),
    ffmpeg: Path | None = None,
    progress: Progress | None = None,
) -> Split:
    """Return the best clips of the recording `path`, each strictly shorter than `limit_s`.

    The clips follow each other without a gap and hold the whole recording. Their ends lie on
    frames of it. `ffmpeg` is the one of the user's settings, if any.

    Raises:
        StudioError: the recording cannot be read, or the limit is too short.
        Cancelled: the work was cancelled.
    """
    raise NotImplementedError(path, limit_s, captions, ffmpeg, progress)
