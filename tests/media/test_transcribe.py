"""Speech becomes captions: pieces, progress, cancel, and plain words where something is missing."""

from __future__ import annotations

import importlib.util
import inspect
import socket
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from studio.jobs import Cancelled, Progress
from studio.media import transcribe as module
from studio.media.caption_making import Word
from studio.media.ffmpeg import find_ffmpeg
from studio.media.probe import probe
from studio.media.transcribe import RATE, Engine, check_model, load_engine, transcribe
from studio.media.transcript import Transcript
from studio.messages import StudioError
from tests.media import recordings
from tests.real_media.films import Film, make, noise

HAS_ENGINE = importlib.util.find_spec("faster_whisper") is not None
FILES = ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")


class FakeEngine:
    """Hears a word in each second in which there is sound, and notes what it was given."""

    def __init__(self, languages: tuple[str, ...] = ("en", "fr"), takes_s: float = 0.0) -> None:
        self.languages = languages
        self.asked: list[str | None] = []
        self.lengths: list[int] = []
        self._takes_s = takes_s

    def hear(self, samples: np.ndarray, language: str | None) -> tuple[str, Iterable[Word]]:
        self.asked.append(language)
        self.lengths.append(len(samples))
        return language or "fr", self._words(samples)

    def _words(self, samples: np.ndarray) -> Iterable[Word]:
        for second in range(len(samples) // RATE):
            time.sleep(self._takes_s)
            if np.abs(samples[second * RATE : (second + 1) * RATE]).mean() > 0.01:
                yield Word(second, second + 0.8, " mot.")


def heard(path: Path, engine: Engine, **how) -> Transcript:
    how = {"progress": Progress(), **how}
    return transcribe(
        probe(path), Path("model"), ffmpeg=find_ffmpeg(), load=lambda _: engine, **how
    )


def talk(tmp_path: Path, seconds: float = 9.0) -> Path:
    film = Film(sound=noise(seconds, recordings.PAUSES), sound_codec="pcm_s16le")
    return make(tmp_path / "talk.wav", film)


def test_words_become_captions_in_the_language_that_was_found(tmp_path):
    said = heard(talk(tmp_path), FakeEngine())
    assert said.language == "fr"
    assert " ".join(cue.text for cue in said.cues).split() == ["mot."] * 9


def test_times_are_those_of_the_recording(tmp_path):
    path = make(
        tmp_path / "late.mp4", Film(ticks=[0, 12_800 * 9], sound=noise(6), sound_starts_s=3)
    )
    assert heard(path, FakeEngine()).cues[0].start_s == pytest.approx(3.0, abs=0.05)


def test_a_long_recording_is_heard_in_pieces_that_end_where_it_is_quiet(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_PIECE_S", 4)
    monkeypatch.setattr(module, "_SEARCH_S", 3)
    engine = FakeEngine()
    said = heard(talk(tmp_path), engine)
    assert sum(engine.lengths) == pytest.approx(9 * RATE, abs=RATE // 100)
    ends = np.cumsum(engine.lengths)[:-1] / RATE
    assert len(ends) >= 2
    assert all(any(a <= end <= b for a, b in recordings.PAUSES) for end in ends)
    assert engine.asked == [None, *["fr"] * len(ends)]
    assert said.cues[-1].end_s <= 9.5


@pytest.mark.parametrize(("given", "asked"), [("fr-CA", "fr"), ("EN", "en"), (None, None)])
def test_a_language_is_asked_for_as_the_engine_names_it(given, asked, tmp_path):
    engine = FakeEngine()
    heard(talk(tmp_path), engine, language=given)
    assert engine.asked == [asked]


def test_a_model_of_one_language_is_not_asked_to_find_it(tmp_path):
    engine = FakeEngine(languages=("en",))
    assert heard(talk(tmp_path), engine).language == "en"


@pytest.mark.parametrize("made", [recordings.no_sound, None])
def test_where_nothing_is_said_it_says_so(made, tmp_path):
    silent = Film(sound=np.zeros(96_000, np.float32), sound_codec="pcm_s16le")
    path = made(tmp_path) if made else make(tmp_path / "a.wav", silent)
    with pytest.raises(StudioError) as raised:
        heard(path, FakeEngine())
    assert raised.value.message.id == "transcribe.nothing"


def test_a_language_that_the_model_lacks_is_an_error(tmp_path):
    with pytest.raises(StudioError) as raised:
        heard(talk(tmp_path), FakeEngine(languages=("en",)), language="fr")
    assert raised.value.message.id == "transcribe.language"


def test_it_reports_how_far_it_is(tmp_path):
    seen: list[float] = []
    heard(talk(tmp_path), FakeEngine(), progress=Progress(lambda now: seen.append(now.fraction)))
    assert len(set(seen)) > 5
    assert seen[-1] == pytest.approx(1.0, abs=0.01)


def test_a_cancel_does_not_wait_for_the_engine(tmp_path):
    progress = Progress()
    threading.Timer(0.5, progress.cancel).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        heard(talk(tmp_path), FakeEngine(takes_s=1.5), progress=progress)
    assert time.monotonic() - begun < 1.4


def test_what_goes_wrong_in_the_engine_is_raised(tmp_path):
    class Broken(FakeEngine):
        def hear(self, samples, language):
            raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError, match="out of memory"):
        heard(talk(tmp_path), Broken())


@pytest.mark.parametrize("missing", FILES)
def test_a_model_that_is_not_whole_is_named(missing, tmp_path):
    for name in FILES:
        if name != missing:
            (tmp_path / name).write_text("x")
    with pytest.raises(StudioError) as raised:
        check_model(tmp_path)
    assert raised.value.message.id == "transcribe.model_incomplete"
    assert str(raised.value.message.params["name"]).split(".")[0] == missing.split(".")[0]


def test_a_whole_model_is_accepted(tmp_path):
    for name in FILES:
        (tmp_path / name).write_text("x")
    check_model(tmp_path)


@pytest.mark.skipif(HAS_ENGINE, reason="the extra is installed")
def test_without_the_extra_it_says_what_to_do(tmp_path):
    with pytest.raises(StudioError) as raised:
        load_engine(tmp_path)
    assert raised.value.message.id == "transcribe.not_installed"


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.skipif(not HAS_ENGINE, reason="the extra `transcribe` is not installed")
@pytest.mark.parametrize(
    ("files", "id_"),
    [
        (None, "transcribe.no_model"),
        ((), "transcribe.model_incomplete"),
        (("model.bin", "config.json", "vocabulary.txt"), "transcribe.model_incomplete"),
        (FILES, "transcribe.model_broken"),
    ],
)
def test_the_real_engine_asks_no_server(files, id_, tmp_path, no_network):
    folder = tmp_path / "large-v3"  # a name that the engine would look for at its hub
    if files is not None:
        folder.mkdir()
        for name in files:
            (folder / name).write_text("{}")
    with pytest.raises(StudioError) as raised:
        load_engine(folder)
    assert raised.value.message.id == id_


@pytest.mark.skipif(not HAS_ENGINE, reason="the extra `transcribe` is not installed")
def test_the_real_engine_takes_what_it_is_given(no_network):
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import TranscriptionInfo
    from faster_whisper.transcribe import Word as HeardWord

    loading = inspect.signature(WhisperModel.__init__).parameters
    assert {"model_size_or_path", "device", "compute_type", "local_files_only"} <= set(loading)
    hearing = inspect.signature(WhisperModel.transcribe).parameters
    wanted = {"language", "word_timestamps", "vad_filter", "condition_on_previous_text"}
    assert wanted <= set(hearing)
    assert isinstance(WhisperModel.supported_languages, property)
    assert {"start", "end", "word"} <= set(HeardWord.__annotations__)
    assert "language" in TranscriptionInfo.__annotations__
