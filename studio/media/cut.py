"""Cutting: the clips of a recording, exact to the frame, as MP4 that every browser plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.jobs import Progress
from studio.media.probe import Probe


@dataclass(frozen=True, slots=True)
class CutClip:
    """A clip that was written: what it holds of the recording, and its length in seconds."""

    file: Path
    start_s: float
    end_s: float
    duration_s: float
    frames: int


def cut(
    recording: Probe,
    spans: Sequence[tuple[float, float]],
    outputs: Sequence[Path],
    *,
    progress: Progress | None = None,
) -> tuple[CutClip, ...]:
    """Write the `spans` (start and end in seconds) of a recording to `outputs`, in that order.

    H.264 and AAC in MP4, the index first; AAC alone where there is only sound (then the files
    should end in `recording.clip_suffix`). Spans that touch share no frame and lose none. Ends
    are moved to the nearest frame of the recording. All files appear together, at the end; a
    file that is there already is replaced.

    Raises:
        StudioError: a file can't be written, or the recording can't be decoded.
        Cancelled: the work was cancelled; nothing was written.
    """
    raise NotImplementedError(recording, spans, outputs, progress)
