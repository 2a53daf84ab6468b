"""Every argument list for ffmpeg is made here, by ffmpeg-python, and nowhere else.

Its traps stay in this module: `map=[a, b]` becomes one broken argument, and a filter on a whole
input drops all but one of its streams. So streams are chosen one by one before they are filtered,
and go to an output as streams. No name of a file is ever read as an option, a protocol or a
pattern: it is absolute and says that it is a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.media.opening import READ_OPTIONS
from studio.media.probe import Probe, Sound

TARGET_LUFS, PEAK_DBTP = -16.0, -1.5
"""The loudness that normalised sound has, and the highest true peak (EBU R 128, BS.1770-4)."""

_SYNC_S = 0.04
_WIDEST_RANGE_LU = 50
_GATE_LU = 10.0


@dataclass(frozen=True, slots=True)
class Pcm:
    """Plain samples: how many a second, in how many channels (1 or 2), and how each is written.

    `sample_format` is FFmpeg's name: `s16le` for 16-bit integers, `f32le` for floats.
    """

    rate: int
    channels: int = 1
    sample_format: str = "s16le"

    @property
    def layout(self) -> str:
        """The name of the channels' layout."""
        return {1: "mono", 2: "stereo"}[self.channels]

    @property
    def filter_format(self) -> str:
        """The name that filters have for the format."""
        return {"s16le": "s16", "f32le": "flt"}[self.sample_format]

    @property
    def frame_bytes(self) -> int:
        """The bytes of one moment: one sample of each channel."""
        return self.channels * {"s16le": 2, "f32le": 4}[self.sample_format]


@dataclass(frozen=True, slots=True)
class Loudness:
    """The loudness of all of a sound (LUFS), its range (LU) and its highest true peak (dBTP)."""

    integrated_lufs: float
    range_lu: float
    true_peak_dbtp: float


def file_address(path: Path) -> str:
    """Return a file as ffmpeg takes it, whatever its name looks like."""
    return f"file:{path.absolute()}"


def trial() -> list[str]:
    """Return the arguments that encode a moment of film in H.264 and AAC, and keep nothing."""
    import ffmpeg

    picture = ffmpeg.input("color=size=64x64:duration=0.1", format="lavfi")
    sound = ffmpeg.input("anullsrc=duration=0.1", format="lavfi")
    codecs = {"vcodec": "libx264", "acodec": "aac", "pix_fmt": "yuv420p"}
    return _arguments(ffmpeg.output(picture, sound, "-", format="null", **codecs))


def samples_of(
    recording: Probe, sound: Sound, pcm: Pcm, loudness: Loudness | None = None
) -> list[str]:
    """Return the arguments that write the sound of a recording to standard output.

    The first sample is that of the recording's 0: what is missing before a late start and in
    gaps is silence. With `loudness`, as it was measured, the sound is brought to `TARGET_LUFS`:
    by one gain for all of it, unless its peaks would then be over `PEAK_DBTP`.
    """
    import ffmpeg

    if loudness is None:
        # One step for rate, channels and format: each of its own takes time.
        heard = _heard(recording, sound, pcm, osf=pcm.filter_format)
    else:
        heard = _normalised(_heard(recording, sound, pcm), loudness).filter("aresample", pcm.rate)
    # Without a write for each packet: waking the reader takes longer than decoding one.
    form = {"format": pcm.sample_format, "ar": pcm.rate, "ac": pcm.channels}
    return _arguments(ffmpeg.output(heard, "pipe:1", **form, copyts=None, flush_packets=0))


def loudness_of(recording: Probe, sound: Sound, pcm: Pcm) -> list[str]:
    """Return the arguments that write what EBU R 128 measures to standard output, as text.

    Ten times a second of the recording there are lines `lavfi.r128.I=-23.1` (LUFS so far), `.LRA`
    (LU) and, for each channel, `.true_peaks_ch0` (a share of full scale).
    """
    import ffmpeg

    heard = _heard(recording, sound, pcm)
    told = heard.filter("ebur128", peak="true", metadata=1)
    told = told.filter("ametadata", mode="print", file="-")
    return _arguments(ffmpeg.output(told, "-", format="null", copyts=None))


def m4a_of(source: Path, target: Path) -> list[str]:
    """Return the arguments that write a WAV file as AAC in an M4A that plays while it loads."""
    import ffmpeg

    sound = ffmpeg.input(file_address(source), **READ_OPTIONS).audio
    options = {"acodec": "aac", "audio_bitrate": "128k", "movflags": "+faststart"}
    written = ffmpeg.output(sound, file_address(target), format="ipod", **options)
    return _arguments(ffmpeg.overwrite_output(written))


def _heard(recording: Probe, sound: Sound, pcm: Pcm, **form: str) -> Any:  # noqa: ANN401  # an untyped package
    """Return the stream of a recording's sound, in the recording's own time."""
    import ffmpeg

    source = ffmpeg.input(file_address(recording.path), **READ_OPTIONS)
    start = f"({recording.start.numerator}/{recording.start.denominator})"
    # `copyts` and `asetpts`: the file's clock, moved so that the recording begins at 0. `async`
    # fills what is missing with silence.
    whole = {"async": 1, "min_hard_comp": _SYNC_S, "first_pts": 0}
    moved = source[str(sound.index)].filter("asetpts", f"PTS-{start}/TB")
    return moved.filter("aresample", pcm.rate, ochl=pcm.layout, **whole, **form)


def _normalised(heard: Any, loudness: Loudness) -> Any:  # noqa: ANN401  # an untyped package
    """Return a stream with the second pass of FFmpeg's `loudnorm`.

    It takes a gain that is the same everywhere only if the range of the sound is within the one
    that is asked for, and takes a range of 0 for one that was not measured.
    """
    return heard.filter(
        "loudnorm",
        I=TARGET_LUFS,
        TP=PEAK_DBTP,
        LRA=_WIDEST_RANGE_LU,
        measured_I=loudness.integrated_lufs,
        measured_TP=loudness.true_peak_dbtp,
        measured_LRA=max(loudness.range_lu, 0.1),
        measured_thresh=loudness.integrated_lufs - _GATE_LU,
        linear="true",
    )


def _arguments(output: Any) -> list[str]:  # noqa: ANN401  # an untyped package
    import ffmpeg

    arguments: list[str] = ffmpeg.get_args(output)
    return arguments
