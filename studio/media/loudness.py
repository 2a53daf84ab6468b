"""How loud a recording is, as EBU R 128 measures it (ITU-R BS.1770-4)."""

from __future__ import annotations

import math
from pathlib import Path

from studio.jobs import Progress
from studio.media.ffmpeg import lines_of
from studio.media.ffmpeg_arguments import Loudness, Pcm, loudness_of
from studio.media.probe import Probe

_SILENT_LUFS = -70.0
_SAID = "lavfi.r128."


def measure_loudness(
    recording: Probe, pcm: Pcm, *, ffmpeg: Path, progress: Progress
) -> Loudness | None:
    """Return how loud a recording is in the channels of `pcm`; None where nothing is to be heard.

    The measure's absolute gate is the limit of what is to be heard: -70 LUFS. A sound shorter
    than 0.4 s can't be measured and counts as silent.

    Raises:
        StudioError: the sound can't be decoded.
        Cancelled: the work was cancelled.
    """
    if recording.sound is None:
        return None
    said: dict[str, float] = {}
    for line in lines_of(ffmpeg, loudness_of(recording, recording.sound, pcm), progress):
        name, _, value = line.partition("=")
        if name.startswith(_SAID):
            said[name.removeprefix(_SAID)] = float(value)
        elif "pts_time:" in line:
            progress.at(float(line.rpartition("pts_time:")[2]) / recording.duration_s)
    integrated_lufs = said.get("I", _SILENT_LUFS)
    if integrated_lufs <= _SILENT_LUFS:
        return None
    peak = max(value for name, value in said.items() if name.startswith("true_peaks_ch"))
    return Loudness(integrated_lufs, said["LRA"], 20 * math.log10(max(peak, 1e-3)))
