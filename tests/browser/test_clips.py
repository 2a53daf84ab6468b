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
from studio.media.frames import STILL_S, frames_of
from studio.media.probe import Probe, probe
from tests.browser.playing import Job, Played, firefox, play
from tests.browser.required import missing
from tests.media import recordings
from tests.real_media.films import LECTURES, RATE, lag, number_in, samples_of, upright

pytestmark = pytest.mark.browser

SOME = (
    *(recordings.groups, recordings.variable_groups, recordings.open_groups),
    *(recordings.edited_groups, recordings.late_picture_groups, recordings.turned_left),
    *(recordings.old, recordings.transported, recordings.far_groups, recordings.one_picture),
)
PARTS = (0, 0.34, 0.69, 1)
ROUNDING_S = 0.001
"""How exactly the head of an MP4 tells its length."""

NEAR_S = 0.0005
WATCHED_S = 1.5
"""How long a clip is watched at least, while it plays."""

AHEAD_S = 0.04
"""How old the clock of a page may be against the picture drawn, on a busy machine. Pictures that
were sought have to be the exact ones."""

LIP_SYNC_S = 0.02
AAC_FRAME = 1024
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
        """The pictures of the recording within the clip, with their times in the clip.

        A still that the clip begins in is its first.
        """
        start_s = float(self.recording.start) + self.clip.start_s
        length_s = self.clip.end_s - self.clip.start_s
        before: list[tuple[float, np.ndarray]] = []
        inside: list[tuple[float, np.ndarray]] = []
        for time_s, picture in _pictures(self.recording.path):
            at_s = time_s - start_s
            if at_s < -NEAR_S:
                before = [(at_s, picture)]
            elif at_s < length_s - NEAR_S:
                inside.append((at_s, picture))
        next_s = inside[0][0] if inside else length_s
        if next_s > NEAR_S and before and next_s - before[0][0] > STILL_S:
            return [(0.0, before[0][1]), *inside]
        return inside

    @property
    def times_s(self) -> list[float]:
        """Moments in the middle of frames: the second, one at half, the last."""
        starts = [at_s for at_s, _ in self.frames]
        ends = [*starts[1:], self.clip.end_s - self.clip.start_s]
        chosen = sorted({min(1, len(starts) - 1), len(starts) // 2, len(starts) - 1})
        return [round((starts[n] + ends[n]) / 2, 4) for n in chosen]

    def seen_at(self, at_s: float) -> np.ndarray:
        """Return the picture of the recording at a moment of the clip."""
        before = [picture for start_s, picture in self.frames if start_s <= at_s + NEAR_S]
        return before[-1] if before else self.frames[0][1]

    def seen_between(self, start_s: float, end_s: float) -> list[np.ndarray]:
        """Return the pictures of the recording between two moments of the clip."""
        later = [picture for at_s, picture in self.frames if start_s < at_s <= end_s]
        return [self.seen_at(start_s), *later]


def _pictures(path: Path) -> Iterator[tuple[float, np.ndarray]]:
    """Yield the pictures of a recording as a player shows them."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield float(frame.time or 0), upright(frame)


def _cases(paths: list[Path], clips: Path) -> list[Case]:
    cases = [case for path in paths for case in _cut(path, clips)]
    assert len({case.name for case in cases}) == len(cases)
    return cases


def _cut(path: Path, clips: Path) -> list[Case]:
    recording = probe(path)
    aligned = frames_of(recording, Progress()).aligned
    edges = sorted({aligned(recording.duration_s * part) for part in PARTS})
    names = [f"{path.name}-{n}{recording.clip_suffix}" for n in range(len(edges) - 1)]
    written = cut(recording, list(pairwise(edges)), [clips / name for name in names])
    return [Case(name, recording, clip) for name, clip in zip(names, written, strict=True)]


Show = Callable[[list[Case]], dict[str, Played]]
Differs = Callable[[str, np.ndarray, np.ndarray], Iterator[str]]


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
    paths = [
        made(_folder(tmp_path, made.__name__)) for made in (*recordings.ALL, recordings.one_picture)
    ]
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
    length_s = case.clip.end_s - case.clip.start_s
    if abs(played.duration_s - length_s) > ROUNDING_S:
        yield f"lasts {played.duration_s:.4f} s, not {length_s:.4f} s"
    if case.recording.has_video:
        yield from _other_pictures(case, played, _other_number if numbered else _other_picture)
    if case.recording.has_audio:
        yield from _out_of_sync(case, played)


def _other_pictures(case: Case, played: Played, differs: Differs) -> Iterator[str]:
    assert played.loaded is not None
    yield from differs("before it plays", played.loaded, case.seen_at(0))
    if not played.playing and len(case.seen_between(0, WATCHED_S)) > 1:
        yield "shows no other picture as it plays"
    for drawn in played.playing:
        when = f"playing at {drawn.told_s:.3f} to {drawn.now_s:.3f} s"
        # Firefox tells the time of the picture to come, and draws the one before until then.
        # Chromium draws what the screen shows next. A machine that is busy draws late.
        times_s = sorted((drawn.told_s, drawn.now_s))
        near = case.seen_between(max(0.0, times_s[0] - AHEAD_S), times_s[1] + AHEAD_S)
        faults = [list(differs(when, drawn.picture, one)) for one in near]
        yield from faults[0] if all(faults) else ()
    for at_s, picture in played.sought.items():
        yield from differs(f"at {at_s:.3f} s", picture, case.seen_at(at_s))


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
    # Where the sound of the recording is over, silence fills the clip.
    length = round((case.clip.end_s - case.clip.start_s) * RATE)
    if abs(len(played.sound) - length) > AAC_FRAME:
        yield f"its sound lasts {len(played.sound) / RATE:.3f} s, not {length / RATE:.3f} s"
    loud = np.flatnonzero(np.abs(here) > 0.05)
    piece = RATE // 4
    if len(loud) < 2 * piece:
        return
    for at in (int(loud[0]), int(loud[-1]) - piece - 2048):
        try:
            late_s = lag(played.sound, here, at, piece) / RATE
        except AssertionError as problem:
            yield str(problem)
            continue
        if abs(late_s) > LIP_SYNC_S:
            yield f"its sound is {1000 * late_s:.1f} ms late at {at / RATE:.2f} s"
