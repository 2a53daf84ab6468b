"""The recordings that the cutter has to hold up to, one of each kind that authors have."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np

from tests.real_media.films import Film, make, noise, remake, steady

SECONDS = 9.0
PAUSES = [(2.8, 3.3), (5.9, 6.5)]
MILLISECONDS = Fraction(1, 1000)
LONG_GOP = {"preset": "medium", "bf": "3", "g": "250", "sc_threshold": "0"}
FAST_VP9 = {"deadline": "realtime", "cpu-used": "8"}


def uneven(seconds: float, time_base: Fraction) -> list[int]:
    """Return ticks of a screen recording: a frame when something has changed."""
    steps = np.random.default_rng(7).choice([0.017, 0.033, 0.05, 0.2, 0.7], 200)
    times = np.concatenate(([0.0], np.cumsum(steps)))
    ticks = [round(float(at) / time_base) for at in times[times < seconds]]
    return [*ticks, round(seconds / time_base)]


def sound(seconds: float = SECONDS) -> np.ndarray:
    return noise(seconds, PAUSES)


def plain(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), options=LONG_GOP, sound=sound())
    return make(folder / "plain.mp4", film)


def variable(folder: Path) -> Path:
    base = Fraction(1, 90_000)
    film = Film(ticks=uneven(SECONDS, base), time_base=base, options=LONG_GOP, sound=sound())
    return make(folder / "variable.mp4", film)


def one_a_second(folder: Path) -> Path:
    return make(folder / "slow.mp4", Film(ticks=steady(SECONDS, 1), sound=sound()))


def odd(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), size=(163, 97), pixels="yuv444p", sound=sound())
    return make(folder / "odd.mp4", film)


def ntsc(folder: Path) -> Path:
    base = Fraction(1001, 30_000)
    ticks = list(range(270))
    return make(folder / "ntsc.mov", Film(ticks=ticks, time_base=base, sound=sound()))


def edited(folder: Path) -> Path:
    """Begins within a group of pictures: an edit list hides 1.2 s."""
    return remake(plain(folder), folder / "edited.mp4", before={"ss": 1.2}, c="copy")


def far_start(folder: Path) -> Path:
    return remake(plain(folder), folder / "far.ts", c="copy", output_ts_offset=600)


def late_start(folder: Path) -> Path:
    """Both tracks begin 5 s after 0 of the file's clock."""
    return remake(plain(folder), folder / "late.mkv", c="copy", output_ts_offset=5)


def sound_later(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), sound=noise(6), sound_starts_s=1.7)
    return make(folder / "sound_later.mp4", film)


def sound_earlier(folder: Path) -> Path:
    ticks = [tick + 12_800 for tick in steady(SECONDS - 1)]
    return make(folder / "sound_earlier.mp4", Film(ticks=ticks, sound=sound()))


def matroska(folder: Path) -> Path:
    ticks = steady(SECONDS, 30, MILLISECONDS)
    film = Film(ticks=ticks, time_base=MILLISECONDS, sound=sound(), sound_codec="libopus")
    return make(folder / "opus.mkv", film)


def webm(folder: Path) -> Path:
    film = Film(
        ticks=uneven(SECONDS, MILLISECONDS),
        time_base=MILLISECONDS,
        codec="libvpx-vp9",
        options=FAST_VP9,
        sound=sound(),
        sound_codec="libopus",
    )
    return make(folder / "screen.webm", film)


def old(folder: Path) -> Path:
    film = Film(
        ticks=list(range(226)),
        time_base=Fraction(1, 25),
        codec="mpeg4",
        options={"b": "900k"},
        sound=sound(),
        sound_codec="libmp3lame",
    )
    return make(folder / "old.avi", film)


def ten_bits(folder: Path) -> Path:
    film = Film(
        ticks=steady(SECONDS),
        codec="libx265",
        pixels="yuv420p10le",
        options={"preset": "ultrafast", "x265-params": "log-level=none"},
        sound=sound(),
    )
    return make(folder / "ten_bits.mp4", film)


def no_sound(folder: Path) -> Path:
    return make(folder / "no_sound.mp4", Film(ticks=steady(SECONDS)))


def fragmented(folder: Path) -> Path:
    flags = "frag_keyframe+empty_moov+delay_moov"
    return remake(plain(folder), folder / "fragmented.mp4", c="copy", movflags=flags)


ALL = (
    plain,
    variable,
    one_a_second,
    odd,
    ntsc,
    edited,
    far_start,
    late_start,
    sound_later,
    sound_earlier,
    matroska,
    webm,
    old,
    ten_bits,
    no_sound,
    fragmented,
)
