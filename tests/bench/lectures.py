"""Lectures for the benchmarks: 10 minutes, an hour or eight hours of 1080p, made once and kept.

    python3 -m tests.bench.lectures [FOLDER]

makes those of 10 and 60 minutes. Every ten minutes the picture begins anew under other speech, and
every hour all of it: it is copied, not encoded again. Beside each film a JSON tells when slides
change, lines appear, and nobody speaks.
"""

from __future__ import annotations

import heapq
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.bench.lecture_pictures import HEIGHT, RATE, WIDTH, Slide, changes, pictures, script
from tests.bench.lecture_speech import SPEECH_RATE, Sentence, Speech, speak

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.stream import VideoStream

PICTURE_S = 600
"""After so many seconds the picture, and the numbers of its frames, begin anew."""

_HOUR_S = 3600
_SEED = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """How a lecture is encoded."""

    name: str
    x264: dict[str, str]
    sound_rate: int
    layout: str


G250 = Kind("g250", {"preset": "veryfast", "g": "250", "bf": "3"}, 48_000, "stereo")
"""As OBS records: a keyframe at scene changes and at least every 10 s, with B-frames."""

ZOOM = Kind(
    "zoom",
    {"preset": "veryfast", "g": "500", "keyint_min": "500", "sc_threshold": "0", "bf": "0"},
    *(32_000, "mono"),
)
"""As meetings are recorded: a keyframe every 20 s and nowhere else, no B-frames."""

KINDS = (G250, ZOOM)


@dataclass(frozen=True, slots=True)
class Lecture:
    """A film, and what is known of it; times are in seconds."""

    file: Path
    slides: Sequence[float]
    builds: Sequence[float]
    pauses: Sequence[tuple[float, float]]


def films_folder() -> Path:
    """Return where films are kept: COURSEWRIGHT_FILMS, or a folder of the system's temp."""
    chosen = os.environ.get("COURSEWRIGHT_FILMS")
    folder = Path(chosen) if chosen else Path(tempfile.gettempdir()) / "coursewright-films"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def lecture(kind: Kind, minutes: int) -> Lecture:
    """Return the lecture of 10, 60 or 480 minutes; what is missing is made, which takes minutes."""
    folder = films_folder()
    file = folder / (f"{kind.name}.mp4" if minutes == 60 else f"{kind.name}-{minutes}.mp4")
    if not file.with_suffix(".json").exists():
        _make(kind, minutes, file)
    told = json.loads(file.with_suffix(".json").read_text("utf-8"))
    pauses = [(start_s, end_s) for start_s, end_s in told["pauses"]]
    return Lecture(file, told["slides"], told["builds"], pauses)


def _make(kind: Kind, minutes: int, file: Path) -> None:
    length_s = minutes * 60
    slides = script(Random(_SEED), PICTURE_S)
    speech = speak(Random(_SEED), min(length_s, _HOUR_S))
    if length_s > _HOUR_S:
        _write(file, _Repeat(lecture(kind, 60).file, length_s // _HOUR_S, _HOUR_S))
    else:
        picture = _Repeat(_picture(kind, slides), length_s // PICTURE_S, PICTURE_S)
        sound = _encoded_speech(kind, speech, file)
        _write(file, picture, _Repeat(sound))
        sound.unlink()
    told = _told(slides, speech, length_s)
    file.with_suffix(".json").write_text(json.dumps(told, indent=1), "utf-8")


def _told(slides: list[Slide], speech: Speech, length_s: int) -> dict[str, Any]:
    changed, built = changes(slides)
    pictures_s = range(0, length_s, PICTURE_S)
    hours_s = range(0, length_s, _HOUR_S)
    return {
        "slides": [base + at_s for base in pictures_s for at_s in changed],
        "builds": [base + at_s for base in pictures_s for at_s in built],
        "pauses": [(base + a, base + b) for base in hours_s for a, b in speech.pauses],
        "sentences": [asdict(_later(one, base)) for base in hours_s for one in speech.sentences],
    }


def _later(sentence: Sentence, by_s: float) -> Sentence:
    return Sentence(sentence.start_s + by_s, sentence.end_s + by_s, sentence.text)


def _picture(kind: Kind, slides: list[Slide]) -> Path:
    """Return the picture alone of ten minutes; that of all kinds is made at once."""
    paths = {one.name: films_folder() / f"{one.name}-picture.mp4" for one in KINDS}
    if not all(path.exists() for path in paths.values()):
        parts = [path.with_suffix(".part") for path in paths.values()]
        _encode_pictures(parts, slides)
        for part, path in zip(parts, paths.values(), strict=True):
            part.replace(path)
    return paths[kind.name]


def _encode_pictures(parts: Sequence[Path], slides: list[Slide]) -> None:
    """Encode the picture once for each kind: drawing a frame costs as much as encoding it."""
    import av

    containers = [av.open(str(part), "w", format="mp4") for part in parts]
    streams = [_film(container, kind) for container, kind in zip(containers, KINDS, strict=True)]
    for number, picture in enumerate(pictures(slides, PICTURE_S * RATE)):
        frame = av.VideoFrame.from_ndarray(picture, "yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, RATE)
        for container, stream in zip(containers, streams, strict=True):
            container.mux(stream.encode(frame))
    for container, stream in zip(containers, streams, strict=True):
        container.mux(stream.encode(None))
        container.close()


def _film(container: Any, kind: Kind) -> VideoStream:
    stream: VideoStream = container.add_stream("libx264", rate=RATE, options=kind.x264)
    stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    return stream


def _encoded_speech(kind: Kind, speech: Speech, file: Path) -> Path:
    import av

    path = file.with_suffix(".m4a")
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=kind.sound_rate)
        stream.layout = kind.layout
        resampler = av.AudioResampler("fltp", kind.layout, kind.sound_rate)
        for at in range(0, len(speech.samples), SPEECH_RATE):
            block = np.ascontiguousarray(speech.samples[None, at : at + SPEECH_RATE])
            frame = av.AudioFrame.from_ndarray(block, "fltp", "mono")
            frame.sample_rate, frame.pts = SPEECH_RATE, at
            frame.time_base = Fraction(1, SPEECH_RATE)
            for one in resampler.resample(frame):
                container.mux(stream.encode(one))
        for one in resampler.resample(None):
            container.mux(stream.encode(one))
        container.mux(stream.encode(None))
    return path


def _write(file: Path, *sources: _Repeat) -> None:
    """Write the packets of the sources into one film."""
    import av

    part = file.with_suffix(".part")
    with av.open(str(part), "w", format="mp4") as target:
        lines = [source.packets(source.tracks(target)) for source in sources]
        for _, packet in heapq.merge(*lines, key=lambda timed: timed[0]):
            target.mux(packet)
    part.replace(file)


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A film that comes `times` times, each `period_s` after the one before."""

    path: Path
    times: int = 1
    period_s: int = 0

    def tracks(self, target: Any) -> list[Any]:
        """Add tracks like those of this film to `target`."""
        import av

        with av.open(str(self.path)) as source:
            return [target.add_stream_from_template(track) for track in source.streams]

    def packets(self, tracks: list[Any]) -> Iterator[tuple[Fraction, Packet[Any]]]:
        """Yield the packets, as ones of `tracks`, with the seconds at which each is decoded."""
        import av

        last = [Fraction(-1)] * len(tracks)
        for n in range(self.times):
            with av.open(str(self.path)) as source:
                for packet in source.demux():
                    if packet.dts is None or packet.pts is None:
                        continue
                    index, shift = packet.stream.index, round(n * self.period_s / packet.time_base)
                    packet.dts, packet.pts = packet.dts + shift, packet.pts + shift
                    at_s = packet.dts * packet.time_base
                    # The run-up of an AAC encoder lies before the start: only the first time.
                    if at_s > last[index]:
                        last[index], packet.stream = at_s, tracks[index]
                        yield at_s, packet


if __name__ == "__main__":
    if sys.argv[1:]:
        os.environ["COURSEWRIGHT_FILMS"] = sys.argv[1]
    for minutes_long in (10, 60):
        for each in KINDS:
            print(lecture(each, minutes_long).file, flush=True)
