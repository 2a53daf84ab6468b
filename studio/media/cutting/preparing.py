"""What there is to know of a recording before its clips are made as the author wants them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from studio.jobs import Progress
from studio.media.cutting.loudness_gain import loudness_gain
from studio.media.cutting.options import CutOptions, scaled
from studio.media.cutting.source import CopySource, copy_source
from studio.media.probe import Probe
from studio.messages import message


@dataclass(frozen=True, slots=True)
class Prepared:
    """A recording, its picture as large as that of its clips; what of it may be copied.

    What is encoded of its sound is multiplied by `gain`, if there is one.
    """

    recording: Probe
    source: CopySource
    gain: float | None


def prepared(
    recording: Probe, options: CutOptions, ffmpeg: Path | None, progress: Progress
) -> Prepared:
    """Look at a recording, and listen to it if its clips shall have a loudness.

    Raises:
        StudioError: the sound can't be decoded.
        Cancelled: the work was cancelled.
    """
    seen = scaled(recording, options.height)
    source = copy_source(recording)
    if seen is not recording:
        why = message("cut.why.scaled", height=options.height or 0)
        source = CopySource(recording.path, None, None, why)
    if options.loudness_lufs is None:
        return Prepared(seen, source, None)
    louder = loudness_gain(recording, options.loudness_lufs, ffmpeg=ffmpeg, progress=progress)
    if louder is None:
        return Prepared(seen, source, None)
    why = louder.why if louder.short else source.why or louder.why
    return Prepared(seen, replace(source, sound=None, why=why), louder.gain)
