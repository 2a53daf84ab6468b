"""Chromium and Firefox show of each clip what the recording holds there, from the first frame on.

Firefox shows what an edit list hides, so this is where hidden frames at the start of a clip come
to light.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Browser

from requirements.system import find_firefox
from studio.jobs import Progress
from studio.media.cut import CutClip, cut
from studio.media.frames import frames_of
from studio.media.probe import Probe, probe
from tests.browser.playing import Job, Played, firefox, play
from tests.browser.required import missing
from tests.media import recordings
from tests.real_media.films import LECTURES, RATE, lag, number_in, samples_of, upright

pytestmark = pytest.mark.browser

SOME = (
    *(recordings.groups, recordings.variable_groups, recordings.open_groups),
    *(recordings.edited_groups, recordings.late_picture_groups, recordings.turned_left),
    recordings.old,
)
PARTS = (0, 0.34, 0.69, 1)
FRAME_S = 0.04
FASTEST_S = 1 / 60
LIP_SYNC_S = 0.02
TOLERANCE = 3 * 1024
"""Samples by which a decoder may leave out or add the run-up and the end of AAC."""

ALIKE_DB = 26.0
PATIENCE_S = 300.0

SOUND_OF = cache(samples_of)


@dataclass
class Case:
    """A clip, and the recording that it is of."""

    name: str
    recording: Probe
    clip: CutClip

    @cached_property
    def frames(self) -> list[tuple[float, np.ndarray]]:
        """The pictures of the recording within the clip, with their times in the clip."""
        start_s, end_s = self.clip.start_s, self.clip.end_s
        offset_s = float(self.recording.start) + start_s
        return [
            (at_s - offset_s, picture)
            for at_s, picture in _pictures(self.recording.path)
            if -0.0005 < at_s - offset_s < end_s - start_s - 0.0005
        ]

    @property
    def times_s(self) -> list[float]:
        """Moments in the middle of frames: the second, one at half, the last."""
        starts = [at_s for at_s, _ in self.frames]
        ends = [*starts[1:], self.clip.end_s - self.clip.start_s]
        chosen = sorted({min(1, len(starts) - 1), len(starts) // 2, len(starts) - 1})
        return [round((starts[n] + ends[n]) / 2, 4) for n in chosen]

    def seen_at(self, at_s: float) -> np.ndarray:
        """Return the picture of the recording at a moment of the clip."""
        before = [picture for start_s, picture in self.frames if start_s <= at_s + 0.0005]
        return before[-1] if before else self.frames[0][1]


def _pictures(path: Path) -> Iterator[tuple[float, np.ndarray]]:
    """Yield the pictures of a recording as a player shows them."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield float(frame.time or 0), upright(frame)


def _cases(paths: list[Path], clips: Path) -> list[Case]:
    return [case for path in paths for case in _cut(path, clips)]


def _cut(path: Path, clips: Path) -> list[Case]:
    recording = probe(path)
    aligned = frames_of(recording, Progress()).aligned
    edges = sorted({aligned(recording.duration_s * part) for part in PARTS})
    names = [f"{path.name}-{n}{recording.clip_suffix}" for n in range(len(edges) - 1)]
    written = cut(recording, list(pairwise(edges)), [clips / name for name in names])
    return [Case(name, recording, clip) for name, clip in zip(names, written, strict=True)]


Show = Callable[[list[Case]], dict[str, Played]]


@pytest.fixture(params=["chromium", "firefox"])
def show(request: pytest.FixtureRequest, tmp_path: Path) -> Show:
    """Play clips in one of the browsers."""
    if request.param == "firefox":
        program = find_firefox()
        if program is None:
            missing("there is no Firefox; install it, or name one in COURSEWRIGHT_FIREFOX")
        open_ = partial(firefox, program, tmp_path / "profile")
    else:
        open_ = partial(_chromium, request.getfixturevalue("browser"))
    return lambda cases: play(tmp_path / "clips", _jobs(cases), open_, PATIENCE_S)


def _jobs(cases: list[Case]) -> list[Job]:
    return [
        Job(
            case.name,
            case.recording.has_video,
            case.recording.has_audio,
            case.times_s if case.recording.has_video else (),
        )
        for case in cases
    ]


@contextmanager
def _chromium(browser: Browser, url: str) -> Iterator[None]:
    page = browser.new_page()
    page.goto(url)
    yield
    page.close()


def test_browsers_show_and_play_what_the_recording_holds(show: Show, tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    paths = [made(_folder(tmp_path, made.__name__)) for made in SOME]
    assert _faults(_cases(paths, tmp_path / "clips"), show) == ""


@pytest.mark.full
def test_browsers_show_all_kinds_of_recordings(show: Show, tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    paths = [made(_folder(tmp_path, made.__name__)) for made in recordings.ALL]
    assert _faults(_cases(paths, tmp_path / "clips"), show) == ""


@pytest.mark.full
def test_browsers_show_real_recordings(show: Show, tmp_path: Path) -> None:
    folder = LECTURES / "media"
    if not folder.is_dir():
        pytest.skip("the shared lectures are not here")
    (tmp_path / "clips").mkdir()
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in (".mov", ".mp4", ".flac")]
    assert _faults(_cases(paths, tmp_path / "clips"), show, numbered=False) == ""


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


def _faults(cases: list[Case], show: Show, *, numbered: bool = True) -> str:
    """Return what is wrong with what a browser made of the clips, a line for each fault."""
    played = show(cases)
    return "\n".join(
        f"{case.name}: {fault}"
        for case in cases
        for fault in _faults_of(case, played[case.name], numbered)
    )


def _faults_of(case: Case, played: Played, numbered: bool) -> Iterator[str]:
    if played.problem:
        yield played.problem
        return
    if case.recording.has_video:
        length_s = case.clip.end_s - case.clip.start_s
        if abs(played.duration_s - length_s) > FRAME_S:
            yield f"lasts {played.duration_s:.3f} s, not {length_s:.3f} s"
        differs = _other_number if numbered else _other_picture
        assert played.loaded is not None
        assert played.playing is not None
        yield from differs("before it plays", played.loaded, case.seen_at(0))
        at_s, picture = played.playing
        # At 60 frames a second a browser may draw the one before or after what it tells.
        near = [case.seen_at(at_s + by_s) for by_s in (0, -FASTEST_S, FASTEST_S)]
        faults = [list(differs(f"playing at {at_s:.3f} s", picture, one)) for one in near]
        yield from faults[0] if all(faults) else ()
        for at_s, picture in played.sought.items():
            yield from differs(f"at {at_s:.3f} s", picture, case.seen_at(at_s))
    if case.recording.has_audio:
        yield from _out_of_sync(case, played)


def _other_number(when: str, shown: np.ndarray, wanted: np.ndarray) -> Iterator[str]:
    if number_in(shown) != number_in(wanted):
        yield f"{when} it shows frame {number_in(shown)}, not {number_in(wanted)}"


def _other_picture(when: str, shown: np.ndarray, wanted: np.ndarray) -> Iterator[str]:
    one, other = (_small(picture) for picture in (shown, wanted))
    noise = float(np.mean((one - other) ** 2))
    alike_db = 10 * np.log10(255**2 / max(noise, 1e-9))
    if alike_db < ALIKE_DB:
        yield f"{when} it shows another picture ({alike_db:.1f} dB)"


def _small(picture: np.ndarray) -> np.ndarray:
    """Return a picture as 16 by 9 mean levels: browsers and FFmpeg scale and round differently."""
    rows = np.array_split(picture.astype(float), 9, axis=0)
    return np.array([[part.mean() for part in np.array_split(row, 16, axis=1)] for row in rows])


def _out_of_sync(case: Case, played: Played) -> Iterator[str]:
    """Compare what the browser decodes with the recording, at both ends of the clip."""
    assert played.sound is not None
    source = SOUND_OF(case.recording.path)
    here = source[round(case.clip.start_s * RATE) : round(case.clip.end_s * RATE)]
    # Where the recording's own sound ends early, a clip may end so too, or in silence.
    longest = round((case.clip.end_s - case.clip.start_s) * RATE)
    if not len(here) - TOLERANCE <= len(played.sound) <= longest + TOLERANCE:
        yield f"its sound lasts {len(played.sound) / RATE:.3f} s, not {longest / RATE:.3f} s"
    loud = np.flatnonzero(np.abs(here) > 0.05)
    length = RATE // 4
    if len(loud) < 2 * length:
        return
    for at in (int(loud[0]), int(loud[-1]) - length - 2048):
        try:
            late_s = lag(played.sound, here, at, length) / RATE
        except AssertionError as problem:
            yield str(problem)
            continue
        if abs(late_s) > LIP_SYNC_S:
            yield f"its sound is {1000 * late_s:.1f} ms late at {at / RATE:.2f} s"
