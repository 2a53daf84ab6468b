"""All that is found out about a recording once: what there is to hear and to see. It is kept."""

from __future__ import annotations

import hashlib
import secrets
import zlib
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from studio.jobs import Progress
from studio.media.listen import Listening, listen
from studio.media.look import Looking, SlideChange, look
from studio.media.pauses import Pause, QuietSpot
from studio.media.peaks import pyramid
from studio.media.probe import Probe
from studio.media.thumbnails import Thumbnail
from studio.system import replace_file

ANALYSIS_VERSION = 2
"""Part of the name of what is kept: an analysis by an older version is not found again."""

CACHE = "analyses"
"""The name of the course's cache that keeps analyses."""

_POLL_S = 0.1
_CHECK_BYTES = 4


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was heard and seen in a recording."""

    heard: Listening
    seen: Looking


class _Kept(msgspec.Struct, array_like=True):
    """An analysis as it is written; coarser resolutions of the waveform are made anew."""

    pauses: tuple[Pause, ...]
    quiet: tuple[QuietSpot, ...]
    peaks: bytes
    loudness_lufs: float | None
    changes: tuple[SlideChange, ...]
    thumbnails: tuple[Thumbnail, ...]


class _Share(Progress):
    """The progress of one of two that work side by side; it stops with the whole."""

    def __init__(self, whole: Progress) -> None:
        super().__init__()
        self._whole = whole

    def check(self) -> None:
        self._whole.check()
        super().check()


class _Looking(_Share):
    """The share that reports for both: it is on the thread of the work."""

    def __init__(self, whole: Progress, beside: Progress) -> None:
        super().__init__(whole)
        self._beside = beside

    def at(self, fraction: float) -> None:
        super().at(fraction)
        self._whole.at(0.99 * (self.fraction + self._beside.fraction) / 2)


def analysis_name(content: str) -> str:
    """Return the name under which the analysis of a file is kept; `content` names its content."""
    return hashlib.sha256(f"{ANALYSIS_VERSION} {content}".encode()).hexdigest()[:32] + ".analysis"


def analyse(
    recording: Probe, *, ffmpeg: Path, progress: Progress, kept_in: Path | None = None
) -> Analysis:
    """Listen to a recording and look at it, side by side.

    `kept_in` is the file that keeps the result, named by `analysis_name`: what is there already
    is returned. One that is damaged is made anew; where none can be written there is none.

    Raises:
        StudioError: the recording can't be decoded.
        Cancelled: the work was cancelled; nothing is left of it.
    """
    known = kept_analysis(kept_in) if kept_in else None
    if known is not None:
        progress.at(1.0)
        return known
    found = _found_out(recording, ffmpeg, progress)
    if kept_in is not None:
        with suppress(OSError):  # a folder that may only be read
            _write(kept_in, found)
    progress.at(1.0)
    return found


def kept_analysis(source: Path) -> Analysis | None:
    """Return the analysis that a file keeps; None where there is none, or a damaged one."""
    try:
        raw = source.read_bytes()
        data = raw[_CHECK_BYTES:]
        if raw[:_CHECK_BYTES] != _checksum(data):
            return None
        kept = msgspec.msgpack.decode(data, type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    peaks = pyramid(np.frombuffer(kept.peaks, np.int8).reshape(-1, 2))
    return Analysis(
        Listening(kept.pauses, kept.quiet, peaks, kept.loudness_lufs),
        Looking(kept.changes, kept.thumbnails),
    )


def _found_out(recording: Probe, ffmpeg: Path, progress: Progress) -> Analysis:
    listening = _Share(progress)
    looking = _Looking(progress, listening)
    with ThreadPoolExecutor(1, "listen") as pool:
        heard = pool.submit(listen, recording, ffmpeg=ffmpeg, progress=listening)
        heard.add_done_callback(lambda done: looking.cancel() if _failed(done) else None)
        try:
            seen = look(recording, progress=looking)
            while wait([heard], _POLL_S).not_done:
                looking.at(1.0)
        except BaseException:
            listening.cancel()
            if _failed(heard):
                heard.result()
            raise
        return Analysis(heard.result(), seen)


def _failed(done: Future[Listening]) -> bool:
    return done.done() and done.exception() is not None


def _write(target: Path, analysis: Analysis) -> None:
    """Write an analysis, whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    heard, seen = analysis.heard, analysis.seen
    kept = _Kept(
        heard.pauses,
        heard.quiet,
        heard.peaks.resolutions[0].tobytes(),
        heard.loudness_lufs,
        seen.changes,
        seen.thumbnails,
    )
    data = msgspec.msgpack.encode(kept)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(_checksum(data) + data)
        replace_file(part, target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _checksum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECK_BYTES, "big")
