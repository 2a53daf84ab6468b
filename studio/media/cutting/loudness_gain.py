"""By how much a recording has to be louder, so that its clips are as loud as they shall be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.jobs import Progress
from studio.media.cutting.limiter import CEILING_DB, Limiter
from studio.media.decoding import Heard, decode, sound_form
from studio.media.ffmpeg import find_ffmpeg
from studio.media.ffmpeg_arguments import Loudness, Pcm
from studio.media.loudness import measure_loudness
from studio.media.probe import Probe, Sound
from studio.messages import Message, message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from studio.media.decoding import Samples

MOST_GAIN_DB = 30.0
"""More would bring up nothing but the noise of the room."""

_SHORT_DB = 0.5
_OVERLAP, _SILENT, _GATE = 4, 1e-7, 0.1
_TRIED_DB = (0.0, 1.5, 3.0, 6.0)
"""How much more than the difference in loudness is tried, to make up for what limiting takes."""


@dataclass(frozen=True, slots=True)
class LoudnessGain:
    """A gain (1 changes nothing) for the whole of a recording, and what to say of it.

    It is `short` where the clips will be less loud than was wanted.
    """

    gain: float
    short: bool
    why: Message


def loudness_gain(
    recording: Probe, lufs: float, *, ffmpeg: Path | None, progress: Progress
) -> LoudnessGain | None:
    """Measure a recording; None where nothing is to be heard.

    Raises:
        StudioError: the sound can't be decoded.
        Cancelled: the work was cancelled.
    """
    if recording.sound is None:
        return None
    program, pcm = find_ffmpeg(ffmpeg), _pcm(recording.sound)
    half = progress.part(0.0, 0.5)
    measured = measure_loudness(recording, pcm, ffmpeg=program, progress=half)
    if measured is None:
        return None
    return _gain(recording, measured, lufs, progress.part(0.5, 1.0))


def _gain(recording: Probe, measured: Loudness, lufs: float, progress: Progress) -> LoudnessGain:
    wanted_db = lufs - measured.integrated_lufs
    gain_db = reached_db = min(wanted_db, MOST_GAIN_DB)
    if measured.true_peak_dbtp + gain_db > CEILING_DB:
        gain_db, reached_db = _with_limiter(recording, gain_db, progress)
    short = reached_db < wanted_db - _SHORT_DB
    reached = round(measured.integrated_lufs + reached_db, 1)
    why = message("cut.why.loudness", lufs=lufs)
    if short:
        why = message("cut.why.less_loud", lufs=reached, wanted=lufs)
    return LoudnessGain(10 ** (gain_db / 20), short, why)


def _with_limiter(recording: Probe, wanted_db: float, progress: Progress) -> tuple[float, float]:
    """Return the gain after which the sound, once limited, is louder by `wanted_db`.

    And by how much it will be: less, if peaks are nearly all there is to it.
    """
    assert recording.sound is not None  # noqa: S101  # it was measured
    gains_db = [wanted_db + more for more in _TRIED_DB]
    trials = [_Trial(_pcm(recording.sound), 10 ** (gain / 20)) for gain in gains_db]
    for heard in decode(replace(recording, picture=None), 0.0, progress):
        assert isinstance(heard, Heard)  # noqa: S101  # pictures were not asked for
        for trial in trials:
            trial.add(heard.samples)
        progress.at(heard.at_s / recording.duration_s)
    reached_db = [trial.louder_db() for trial in trials]
    gain_db = float(np.interp(wanted_db, reached_db, gains_db))
    return gain_db, min(wanted_db, reached_db[-1])


class _Trial:
    """Tries a gain on a recording, to see what is left of it after limiting."""

    def __init__(self, pcm: Pcm, gain: float) -> None:
        self._before, self._after = _Level(pcm.rate), _Level(pcm.rate)
        self._limiter = Limiter(pcm.rate, pcm.channels, gain, self._after.add)

    def add(self, samples: Samples) -> None:
        self._before.add(samples)
        self._limiter.add(samples)

    def louder_db(self) -> float:
        """Return by how much the sound became louder. Nothing can be added any more."""
        self._limiter.end()
        return self._after.gated_db() - self._before.gated_db()


class _Level:
    """A level as ITU-R BS.1770-4 gates it, in blocks of 400 ms, without its weights.

    Two levels of one sound are to be compared, with a gain that is the same for all frequencies.
    """

    def __init__(self, rate: int) -> None:
        self._step = rate // 10
        self._rest = np.empty(0, np.float64)
        self._powers: list[NDArray[np.float64]] = []

    def add(self, samples: Samples) -> None:
        power = np.concatenate((self._rest, np.square(samples, dtype=np.float64).sum(axis=0)))
        whole = len(power) - len(power) % self._step
        self._powers.append(power[:whole].reshape(-1, self._step).mean(axis=1))
        self._rest = power[whole:]

    def gated_db(self) -> float:
        steps = np.concatenate((*self._powers, np.zeros(_OVERLAP)))
        blocks = np.convolve(steps, np.full(_OVERLAP, 1 / _OVERLAP), "valid")
        blocks = blocks[blocks > _SILENT] if blocks.max() > _SILENT else np.array([_SILENT])
        heard = blocks[blocks >= _GATE * blocks.mean()]
        return float(10 * np.log10(heard.mean()))


def _pcm(sound: Sound) -> Pcm:
    rate, layout = sound_form(sound)
    return Pcm(rate, 1 if layout == "mono" else 2)
