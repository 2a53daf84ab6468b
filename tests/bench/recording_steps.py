"""The steps of the lecture engine, each to be run as a process: STEP, FILM, FOLDER, spans as JSON.

It prints as JSON what it found, and `work_s`: its time without starting Python.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

Spans = Sequence[tuple[float, float]]
Found = dict[str, Any]


def listen(film: Path, folder: Path, spans: Spans) -> Found:
    """Hear the whole recording."""
    from studio.jobs import Progress
    from studio.media.ffmpeg import find_ffmpeg
    from studio.media.listen import listen as hear
    from studio.media.probe import probe

    heard = hear(probe(film), ffmpeg=find_ffmpeg(), progress=Progress())
    return {"pauses": [(pause.start_s, pause.end_s) for pause in heard.pauses]}


def look(film: Path, folder: Path, spans: Spans) -> Found:
    """See the whole recording."""
    from studio.jobs import Progress
    from studio.media.probe import probe

    seen = import_module("studio.media.look").look(probe(film), progress=Progress())
    return {"slides": [change.at_s for change in seen.changes if change.is_slide]}


def keyframes(film: Path, folder: Path, spans: Spans) -> Found:
    """Decode the keyframes and nothing else: the least that looking can cost."""
    import av

    with av.open(str(film)) as container:
        track = container.streams.video[0]
        track.codec_context.skip_frame = "NONKEY"
        track.codec_context.thread_type = "AUTO"
        return {"frames": sum(1 for _ in container.decode(track))}


def split(film: Path, folder: Path, spans: Spans) -> Found:
    """Plan the clips."""
    from studio.media.split import split as plan

    return {"spans": [(clip.start_s, clip.end_s) for clip in plan(film).clips]}


def cut(film: Path, folder: Path, spans: Spans) -> Found:
    """Write clips."""
    from studio.media.cut import cut as write
    from studio.media.probe import probe

    outputs = [folder / f"{number}.mp4" for number in range(len(spans))]
    return {"frames": [clip.frames for clip in write(probe(film), spans, outputs)]}


def whole(film: Path, folder: Path, spans: Spans) -> Found:
    """Go from the recording to its clips."""
    return cut(film, folder, split(film, folder, ())["spans"])


STEPS: Mapping[str, Callable[[Path, Path, Spans], Found]] = {
    step.__name__: step for step in (listen, look, keyframes, split, cut, whole)
}


def main(step: str, film: str, folder: str, spans: str) -> None:
    """Carry out one step."""
    started = time.perf_counter()
    found = STEPS[step](Path(film), Path(folder), json.loads(spans))
    print(json.dumps({**found, "work_s": time.perf_counter() - started}))


if __name__ == "__main__":
    main(*sys.argv[1:])
