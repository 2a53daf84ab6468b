"""The lecture engine on recordings of an hour: listening, looking, cutting, and the whole.

    python3 dev.py bench recordings
    python3 -m tests.bench.recordings [--short] [--rounds N] [--film g250|zoom] [GROUP...]

Every step is a process of its own, and so is all that it is measured against; they run in turn.
`--short` takes ten minutes of film and three cuts. The group `memory` compares eight hours with
one. What takes more than a minute is run once.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from studio.media.ffmpeg import find_ffmpeg
from tests.bench.lectures import KINDS, ZOOM, Kind, Lecture, lecture
from tests.bench.processes import Run, Step, interleaved
from tests.bench.references.environments import python_of

REFERENCES = Path(__file__).parent / "references"
NEAR_S = 1.0
"""How far a slide change that was found may be from the true one."""

Spans = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Film:
    """A lecture and where it is cut."""

    kind: Kind
    minutes: int
    lecture: Lecture
    keyframes_s: np.ndarray

    @property
    def wanted_s(self) -> np.ndarray:
        """Where the cuts should lie: even parts, ten of an hour, four of ten minutes."""
        parts = 4 if self.minutes == 10 else self.minutes // 6
        return np.arange(1, parts) * self.minutes * 60 / parts

    def spans(self, cuts_s: Sequence[float]) -> Spans:
        """Return the spans between cuts."""
        return list(pairwise([0.0, *cuts_s, self.minutes * 60.0]))

    def on_keyframes(self) -> Spans:
        """Return spans whose cuts all lie on keyframes."""
        return self.spans([_nearest(self.keyframes_s, at_s) for at_s in self.wanted_s])

    def off_keyframes(self) -> Spans:
        """Return spans whose cuts lie in pauses, none of them on a keyframe."""
        middles = np.array([(start + end) / 2 for start, end in self.lecture.pauses])
        frames = np.round(middles * 25) / 25
        free = frames[np.abs(frames[:, None] - self.keyframes_s).min(axis=1) > 0.02]
        return self.spans([_nearest(free, at_s) for at_s in self.wanted_s])


def _nearest(times: np.ndarray, at_s: float) -> float:
    return float(times[np.argmin(np.abs(times - at_s))])


def film_of(kind: Kind, minutes: int) -> Film:
    """Return a lecture, made if it is not there yet."""
    import av

    made = lecture(kind, minutes)
    with av.open(str(made.file)) as container:
        track = container.streams.video[0]
        keys = [(one.pts or 0) * one.time_base for one in container.demux(track) if one.is_keyframe]
    return Film(kind, minutes, made, np.array(keys, float))


def ours(name: str, step: str, film: Film, spans: Spans | None = None) -> Step:
    """Return a step of the lecture engine."""
    module = "tests.bench.recording_steps"
    return Step(
        name,
        lambda folder: (
            *(sys.executable, "-m", module, step, film.lecture.file),
            *(folder, json.dumps(spans or [])),
        ),
    )


def by_ffmpeg(name: str, film: Film, *words: str, output: str = "") -> Step:
    """Return a step of ffmpeg."""
    start = (find_ffmpeg(), "-nostdin", "-loglevel", "error", "-i", film.lecture.file)
    return Step(
        name, lambda folder: (*start, *words, str(folder / output) if output != "-" else "-")
    )


def by_smartcut(film: Film, spans: Spans) -> Step:
    """Return smartcut's cutting of the same spans."""
    program = REFERENCES / "cut_by_smartcut.py"
    words = (python_of("smartcut"), program, film.lecture.file)
    return Step("smartcut", lambda folder: (*words, folder, json.dumps(spans)))


def copying(film: Film) -> Step:
    """Return the floor of all cutting: reading the file and writing it."""
    return Step("cp", lambda folder: ("cp", film.lecture.file, folder / "copy.mp4"))


def listening(film: Film, rounds: int) -> None:
    """Print the figures of listening."""
    own = ours("listen", "listen", film)
    silence = ("-vn", "-af", "silencedetect=noise=-35dB:duration=0.3", "-f", "null")
    reference = by_ffmpeg("ffmpeg silencedetect", film, *silence)
    interleaved([own, reference], rounds)
    line(reference)
    line(own, at_most(own, 1.1, reference), memory(own, 100))


def looking(film: Film, rounds: int) -> None:
    """Print the figures of looking."""
    own, keys = ours("look", "look", film), ours("keyframes alone", "keyframes", film)
    program = REFERENCES / "find_by_scenedetect.py"
    words = (python_of("scenedetect"), program, film.lecture.file)
    reference = Step("PySceneDetect, default", lambda _: words)
    interleaved([keys, own, reference], rounds)
    line(reference, _found(reference, film.lecture))
    line(keys, faster(keys, 40, reference))
    line(own, faster(own, 12, reference), memory(own, 300), _found(own, film.lecture))


def _found(step: Step, truth: Lecture) -> str:
    """Return how many of the slide changes were found, and how many were false."""
    if step.failure:
        return ""
    found = np.array(step.told["slides"], float)
    changes = np.array(truth.slides[1:])
    known = np.concatenate((truth.slides, truth.builds))
    seen = sum(bool(np.any(np.abs(found - at_s) <= NEAR_S)) for at_s in changes)
    false = sum(not np.any(np.abs(known - at_s) <= NEAR_S) for at_s in found)
    return f"{seen} of {len(changes)} slide changes, {false} false"


def cutting(film: Film, rounds: int) -> None:
    """Print the figures of cutting."""
    planning = ours("split", "split", film)
    planning.run()
    planned = [(start_s, end_s) for start_s, end_s in planning.told["spans"]]
    times = ",".join(f"{start_s:.3f}" for start_s, _ in film.off_keyframes()[1:])
    segment = ("-c", "copy", "-f", "segment", "-segment_times", times)
    floor = copying(film)
    segments = by_ffmpeg("ffmpeg -c copy -f segment", film, *segment, output="%d.mp4")
    on = ours("cut, all on keyframes", "cut", film, film.on_keyframes())
    off = ours("cut, none on a keyframe", "cut", film, film.off_keyframes())
    plan = ours(f"cut as planned ({len(planned)} clips)", "cut", film, planned)
    smart, smart_plan = by_smartcut(film, film.off_keyframes()), by_smartcut(film, planned)
    smart_plan.name = "smartcut, as planned"
    interleaved([floor, segments, on, off, plan, smart, smart_plan], rounds)
    line(floor)
    line(segments, of(segments, floor))
    line(on, at_most(on, 4, floor), memory(on, 300))
    line(smart, of(smart, floor))
    line(off, faster(off, 7 if film.kind is ZOOM else 4, smart), memory(off, 300))
    line(smart_plan, of(smart_plan, floor))
    line(plan, faster(plan, 8, smart_plan), memory(plan, 300))


def everything(film: Film, rounds: int) -> None:
    """Print the figures of the whole way from the recording to its clips."""
    own = ours("recording to clips", "whole", film)
    interleaved([own], rounds)
    share = "" if own.failure else _goal(own.seconds / (film.minutes * 60), 0.004, ".2%", "of it")
    line(own, share, memory(own, 300))


def remembering(film: Film, rounds: int) -> None:
    """Print what eight hours take beside what one takes."""
    long = film_of(film.kind, 480)
    for name in ("listen", "look", "split", "cut"):
        one, eight = (
            ours(f"{name}, {each.minutes} min", name, each, each.off_keyframes())
            for each in (film, long)
        )
        interleaved([one, eight], 1)
        line(one, memory(one, 300))
        both = not one.failure and not eight.failure
        more = f"{eight.peak_mb / one.peak_mb:.2f} x the memory" if both else ""
        line(eight, memory(eight, 300), more)


GROUPS: dict[str, Callable[[Film, int], None]] = {
    "listen": listening,
    "look": looking,
    "cut": cutting,
    "whole": everything,
    "memory": remembering,
}


def line(step: Step, *notes: str) -> None:
    """Print one line of the table."""
    if step.failure:
        print(f"  {step.name:<28} not measured: {step.failure}", flush=True)
        return
    runs = [run.seconds for run in step.runs]
    spread = f"({min(runs):.2f} to {max(runs):.2f})" if len(runs) > 1 else "(once)"
    work = _work(step.runs)
    words = "   ".join(filter(None, (work, *notes)))
    print(
        f"  {step.name:<28} {step.seconds:8.2f} s {spread:<18} {step.peak_mb:6.0f} MB   {words}",
        flush=True,
    )


def _work(runs: Sequence[Run]) -> str:
    works = [run.told["work_s"] for run in runs if "work_s" in run.told]
    return f"{np.median(works):.2f} s of it work" if works else ""


def of(step: Step, reference: Step) -> str:
    """Return a step's time as a multiple of another's."""
    return "" if step.failure else f"{step.seconds / reference.seconds:.1f} x {reference.name}"


def at_most(step: Step, goal: float, reference: Step) -> str:
    """Return the ratio to a reference that it should not exceed."""
    if step.failure or reference.failure:
        return ""
    return _goal(step.seconds / reference.seconds, goal, ".2f", f"x {reference.name}")


def faster(step: Step, goal: float, reference: Step) -> str:
    """Return how many times faster than a reference a step is."""
    if step.failure or reference.failure:
        return ""
    ratio = reference.seconds / step.seconds
    verdict = "met" if ratio >= goal else "NOT met"
    return f"{ratio:.1f} x faster than {reference.name} (goal {goal}: {verdict})"


def memory(step: Step, goal_mb: float) -> str:
    """Return whether a step keeps to its memory."""
    if step.failure:
        return ""
    return f"under {goal_mb:.0f} MB: {'met' if step.peak_mb < goal_mb else 'NOT met'}"


def _goal(value: float, goal: float, form: str, words: str) -> str:
    verdict = "met" if value <= goal else "NOT met"
    return f"{value:{form}} {words} (goal {goal:{form}}: {verdict})"


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m tests.bench.recordings")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--film", choices=[kind.name for kind in KINDS])
    parser.add_argument("groups", nargs="*", choices=[[], *GROUPS])
    return parser.parse_args(words)


def main(words: Sequence[str] = ()) -> None:
    """Print the table."""
    options = _options(words)
    minutes = 10 if options.short else 60
    for kind in KINDS:
        if options.film not in (None, kind.name):
            continue
        film = film_of(kind, minutes)
        gaps = np.diff(film.keyframes_s)
        print(
            f"{kind.name}: {minutes} min, a keyframe every {gaps.min():.1f} to {gaps.max():.1f} s"
        )
        for name in options.groups or GROUPS:
            GROUPS[name](film, options.rounds)


if __name__ == "__main__":
    main(sys.argv[1:])
