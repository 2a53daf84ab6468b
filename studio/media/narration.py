"""A narration: a few minutes spoken for a screen, trimmed and made as loud as it can be.

pydub holds all of a sound in memory, so it is for short pieces alone. It is handed plain samples
and writes WAV, for which it needs no other program.
"""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import Any

from studio.jobs import Progress
from studio.media.ffmpeg import run, stream
from studio.media.ffmpeg_arguments import Pcm, m4a_of, samples_of
from studio.media.probe import Probe
from studio.messages import error
from studio.system import replace_file

LONGEST_S = 900.0
"""The most that is trimmed here: fifteen minutes, 173 MB of samples in stereo."""

SUFFIXES = (".m4a", ".wav")
_RATE = 48_000
_STEP_S, _ROOM, _VOICE = 0.05, 0.05, 0.9
_FLOOR_DB, _BELOW_VOICE_DB, _PAUSE_SHARE = -96.0, 12.0, 0.35
_BREATH_S = 0.15
_FADE_S = 0.008
_HEADROOM_DB = 1.5


def trim(
    recording: Probe,
    target: Path,
    *,
    ffmpeg: Path,
    progress: Progress,
    start_s: float = 0.0,
    end_s: float | None = None,
) -> float:
    """Write [`start_s`, `end_s`) of a short recording without its silent ends; return its length.

    What is left begins and ends with a breath of silence, faded over a few milliseconds, and its
    highest peak is 1.5 dB below full scale. `target` is an M4A or a WAV, by its suffix; it
    appears when it is complete.

    Raises:
        StudioError: the recording is too long or silent, or the suffix is another one.
        OSError: the target can't be written.
        Cancelled: the work was cancelled; there is no target.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise error("narration.suffix", file=target.name)
    if recording.duration_s > LONGEST_S:
        raise error("narration.too_long", file=recording.path.name, longest=LONGEST_S)
    spoken = _heard(recording, ffmpeg, progress)[round(start_s * 1000) :]
    if end_s is not None:
        spoken = spoken[: max(0, round((end_s - start_s) * 1000))]
    spoken = _without_silent_ends(spoken)
    if not len(spoken):
        raise error("narration.silent", file=recording.path.name)
    _write(_finished(spoken), target, ffmpeg, progress)
    return len(spoken) / 1000


def _heard(recording: Probe, ffmpeg: Path, progress: Progress) -> Any:  # noqa: ANN401  # untyped
    """Return the sound of a recording as pydub holds it."""
    segment = _pydub().AudioSegment
    if recording.sound is None:
        return segment.empty()
    pcm = Pcm(_RATE, min(recording.sound.channels, 2))
    data = b"".join(stream(ffmpeg, samples_of(recording, recording.sound, pcm), progress))
    return segment(data=data, sample_width=2, frame_rate=_RATE, channels=pcm.channels)


def _without_silent_ends(sound: Any) -> Any:  # noqa: ANN401  # untyped
    """Return a sound from a breath before its first word to a breath after its last."""
    from pydub.silence import detect_leading_silence

    if not len(sound) or sound.dBFS == float("-inf"):
        return sound[:0]
    silence_db = _silence_db(sound)
    breath = round(_BREATH_S * 1000)
    before = detect_leading_silence(sound, silence_db)
    after = detect_leading_silence(sound.reverse(), silence_db)
    return sound[max(0, before - breath) : len(sound) - max(0, after - breath)]


def _silence_db(sound: Any) -> float:  # noqa: ANN401  # untyped
    """Return the level of silence: above the noise of the room, and below the voice."""
    levels: list[float] = sorted(
        max(part.dBFS, _FLOOR_DB) for part in sound[:: round(_STEP_S * 1000)]
    )
    room, voice = (levels[int(share * (len(levels) - 1))] for share in (_ROOM, _VOICE))
    room = min(room, voice - _BELOW_VOICE_DB)  # where all is voice, there is no room to measure
    return room + _PAUSE_SHARE * (voice - room)


def _finished(sound: Any) -> Any:  # noqa: ANN401  # untyped
    from pydub.effects import normalize

    fade = min(round(_FADE_S * 1000), len(sound) // 2)
    return normalize(sound, headroom=_HEADROOM_DB).fade_in(fade).fade_out(fade)


def _write(sound: Any, target: Path, ffmpeg: Path, progress: Progress) -> None:  # noqa: ANN401
    # Beside the target: only within one disk can a file take its name in one step.
    with tempfile.TemporaryDirectory(prefix=".trim-", dir=target.absolute().parent) as folder:
        done = wav = Path(folder) / "narration.wav"
        with wav.open("wb") as written:
            sound.export(written, format="wav")
        if target.suffix.lower() == ".m4a":
            done = wav.with_suffix(".m4a")
            run(ffmpeg, m4a_of(wav, done), progress, len(sound) / 1000)
        progress.at(1.0)
        replace_file(done, target)


def _pydub() -> Any:  # noqa: ANN401  # untyped
    """Return pydub, which warns of the lack of programs that it is not asked to use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pydub
    return pydub
