"""Captions from the speech of a recording, on this machine and with a model that the author has.

The engine is faster-whisper, the extra `transcribe` of the program. Nothing is ever downloaded:
the model is a folder that the author names, and it is checked to be whole before it is loaded,
because the engine would ask a server for what is missing.
"""

from __future__ import annotations

import importlib.util
import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from studio.jobs import Progress
from studio.media.caption_making import Word, captions_of
from studio.media.ffmpeg import stream
from studio.media.ffmpeg_arguments import Pcm, samples_of
from studio.media.probe import Probe
from studio.media.transcript import Transcript
from studio.messages import error, message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

T = TypeVar("T")

RATE = 16_000
"""The samples a second that engines take."""

_NEEDED = (("model.bin",), ("config.json",), ("tokenizer.json",))
_VOCABULARY = ("vocabulary.json", "vocabulary.txt")
_OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}
_PIECE_S, _SEARCH_S, _QUIET_S = 300, 20, 0.2
_POLL_S = 0.1


class Engine(Protocol):
    """What turns speech into words."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages that the model understands, as ISO 639 codes."""

    def hear(self, samples: Samples, language: str | None) -> tuple[str, Iterable[Word]]:
        """Return the language of mono samples at `RATE`, as found or given, and their words."""


def transcribe(
    recording: Probe,
    model: Path,
    *,
    ffmpeg: Path,
    progress: Progress,
    language: str | None = None,
    load: Callable[[Path], Engine] | None = None,
) -> Transcript:
    """Return what is said in a recording; its language is found out unless it is given.

    `load` makes the engine from the folder of a model; that of the program by default.

    Raises:
        StudioError: the extra is not installed, the model is missing or broken or does not know
            the language, or nothing is said.
        Cancelled: the work was cancelled. What the engine is at ends unheard on its own thread.
    """
    if recording.sound is None:
        raise error("transcribe.nothing", file=recording.path.name)
    progress.say(message("transcribe.loading", folder=model.name))
    [engine] = _off_thread(lambda: [(load or load_engine)(model)], progress)
    spoken = _spoken(engine, language, model)
    progress.say(message("transcribe.step", file=recording.path.name))
    words: list[Word] = []
    told = samples_of(recording, recording.sound, Pcm(RATE, 1, "f32le"))
    for start_s, samples in _pieces(stream(ffmpeg, told, progress)):
        [(found, heard)] = _off_thread(lambda: [engine.hear(samples, spoken)], progress)  # noqa: B023
        for word in _off_thread(lambda: heard, progress):  # noqa: B023
            words.append(Word(start_s + word.start_s, start_s + word.end_s, word.text))
            progress.at(words[-1].end_s / recording.duration_s)
        if words:
            spoken = found
        progress.at((start_s + len(samples) / RATE) / recording.duration_s)
    if not words or spoken is None:
        raise error("transcribe.nothing", file=recording.path.name)
    return Transcript(spoken, captions_of(words))


def is_installed() -> bool:
    """Return whether the extra `transcribe` is there; it is not imported."""
    return importlib.util.find_spec("faster_whisper") is not None


def load_engine(model: Path) -> Engine:
    """Return the engine with the model of a folder. No server is asked for anything.

    Raises:
        StudioError: the extra is not installed, or the folder holds no whole model.
    """
    os.environ.update(_OFFLINE)  # read when the engine is imported
    try:
        import faster_whisper
    except ImportError as problem:
        raise error("transcribe.not_installed", details=str(problem)) from problem
    check_model(model)
    try:
        whisper = faster_whisper.WhisperModel(
            str(model.absolute()), device="cpu", compute_type="int8", local_files_only=True
        )
    except (RuntimeError, ValueError, OSError) as problem:
        raise error("transcribe.model_broken", folder=str(model), details=str(problem)) from problem
    return _FasterWhisper(whisper)


def check_model(model: Path) -> None:
    """Raise a `StudioError` unless a folder holds all that a model consists of."""
    if not model.is_dir():
        raise error("transcribe.no_model", folder=str(model))
    for names in (*_NEEDED, _VOCABULARY):
        if not any((model / name).is_file() for name in names):
            raise error("transcribe.model_incomplete", folder=str(model), name=names[0])


class _FasterWhisper:
    """The engine of the program."""

    def __init__(self, whisper: Any) -> None:  # noqa: ANN401  # an optional package
        self._whisper = whisper

    @property
    def languages(self) -> Sequence[str]:
        languages: Sequence[str] = self._whisper.supported_languages
        return languages

    def hear(self, samples: Samples, language: str | None) -> tuple[str, Iterable[Word]]:
        # Each window on its own: a mistake is not carried on, as it is known to be for minutes.
        segments, info = self._whisper.transcribe(
            samples,
            language=language,
            word_timestamps=True,
            vad_filter=True,
            condition_on_previous_text=False,
        )
        words = (word for segment in segments for word in segment.words or ())
        return info.language, (Word(word.start, word.end, word.word) for word in words)


def _spoken(engine: Engine, language: str | None, model: Path) -> str | None:
    """Return a language as the engine names it: `fr` for `fr-CA`."""
    if language is None:
        return engine.languages[0] if len(engine.languages) == 1 else None
    primary = language.split("-", 1)[0].lower()
    if primary not in engine.languages:
        raise error("transcribe.language", language=language, folder=model.name)
    return primary


def _pieces(blocks: Iterable[bytes]) -> Iterator[tuple[float, Samples]]:
    """Yield samples in pieces of some minutes, with their start in seconds.

    Each ends where it is quietest, so that no word is parted; memory does not grow with the length.
    """
    waiting, start = bytearray(), 0
    for block in blocks:
        waiting += block
        if len(waiting) >= _PIECE_S * RATE * 4:
            samples = np.frombuffer(bytes(waiting[: len(waiting) // 4 * 4]), "<f4")
            end = _quietest(samples)
            yield start / RATE, samples[:end]
            del waiting[: end * 4]
            start += end
    rest = np.frombuffer(bytes(waiting[: len(waiting) // 4 * 4]), "<f4")
    if len(rest):
        yield start / RATE, rest


def _quietest(samples: Samples) -> int:
    """Return the middle of the quietest moment of the last seconds."""
    step = round(_QUIET_S * RATE)
    tail = samples[-_SEARCH_S * RATE :]
    steps = tail[: len(tail) // step * step].reshape(-1, step)
    return (
        len(samples) - len(tail) + int(np.argmin(np.square(steps).mean(axis=1))) * step + step // 2
    )


def _off_thread(work: Callable[[], Iterable[T]], progress: Progress) -> Iterator[T]:
    """Yield what `work` gives on a thread of its own, so that a cancel never waits for it."""
    given: queue.Queue[T | BaseException | None] = queue.Queue()
    unwanted = threading.Event()

    def run() -> None:
        try:
            for one in work():
                given.put(one)
                if unwanted.is_set():
                    return
            given.put(None)
        except BaseException as problem:  # noqa: BLE001  # raised where it is waited for
            given.put(problem)

    threading.Thread(target=run, name="transcribe", daemon=True).start()
    try:
        while (one := _next(given, progress)) is not None:
            if isinstance(one, BaseException):
                raise one
            yield one
    finally:
        unwanted.set()


def _next(given: queue.Queue[T], progress: Progress) -> T:
    while True:
        progress.check()
        try:
            return given.get(timeout=_POLL_S)
        except queue.Empty:
            continue
