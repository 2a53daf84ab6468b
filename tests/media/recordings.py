"""The recordings that the cutter has to hold up to, one of each kind that authors have."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from studio.jobs import Progress
from studio.media.ffmpeg import find_ffmpeg, run
from studio.media.mp4.h264 import parameters_of, with_parameters
from studio.media.mp4.movie import read_movie
from studio.media.mp4.writing import NewTrack, write_movie
from tests.real_media.films import RATE, Film, make, noise, remake, steady

SECONDS = 9.0
PAUSES = [(2.8, 3.3), (5.9, 6.5)]
MILLISECONDS = Fraction(1, 1000)
LONG_GOP = {"preset": "medium", "bf": "3", "g": "250", "sc_threshold": "0"}
GROUPS = {**LONG_GOP, "g": "40"}
"""Keyframes every 40 frames: in the other groups than those that it cuts a cutter may copy."""
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


def one_picture(folder: Path) -> Path:
    """One slide, and a voice: every clip of it holds that picture alone."""
    return make(folder / "one.mp4", Film(ticks=[0, *steady(SECONDS)[-1:]], sound=sound()))


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
    return remake(groups(folder), folder / "fragmented.mp4", c="copy", movflags=flags)


def groups(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), options=GROUPS, sound=sound())
    return make(folder / "groups.mp4", film)


def variable_groups(folder: Path) -> Path:
    base = Fraction(1, 90_000)
    options = {**GROUPS, "g": "8"}
    film = Film(ticks=uneven(SECONDS, base), time_base=base, options=options, sound=sound())
    return make(folder / "variable_groups.mp4", film)


def sixty(folder: Path) -> Path:
    """At 60 frames a second, with groups of more than 4 s."""
    film = Film(ticks=steady(SECONDS, 60, Fraction(1, 15_360)), time_base=Fraction(1, 15_360))
    return make(folder / "sixty.mp4", replace(film, options=LONG_GOP, sound=sound()))


def open_groups(folder: Path) -> Path:
    """Its keyframes are no fresh starts: frames before them are shown after."""
    options = {**GROUPS, "x264-params": "open-gop=1"}
    film = Film(ticks=steady(SECONDS), options=options, sound=sound())
    return make(folder / "open_groups.mp4", film)


def refreshed(folder: Path) -> Path:
    """Has no keyframe but the first: each picture renews a part (periodic intra refresh)."""
    options = {"preset": "veryfast", "g": "40", "bf": "0", "x264-params": "intra-refresh=1"}
    film = Film(ticks=steady(SECONDS), options=options, sound=sound())
    return make(folder / "refreshed.mp4", film)


def all_intra(folder: Path) -> Path:
    options = {"preset": "ultrafast", "g": "1"}
    return make(folder / "intra.mp4", Film(ticks=steady(SECONDS), options=options, sound=sound()))


def interlaced(folder: Path) -> Path:
    options = {**GROUPS, "x264-params": "interlaced=1:tff=1"}
    film = Film(ticks=steady(SECONDS), options=options, sound=sound())
    return make(folder / "interlaced.mp4", film)


def subsampled_less(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), options=GROUPS, pixels="yuv422p", sound=sound())
    return make(folder / "422.mp4", film)


def deep(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), options=GROUPS, pixels="yuv420p10le", sound=sound())
    return make(folder / "deep.mp4", film)


def full_range(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), options=GROUPS, pixels="yuvj420p", sound=sound())
    return make(folder / "full_range.mp4", film)


def wide_pixels(folder: Path) -> Path:
    """Its pixels are twice as wide as high, as those of old camcorders are wider than high."""
    wide: dict[str, Any] = {"bsf:v": "h264_metadata=sample_aspect_ratio=2/1"}
    return remake(groups(folder), folder / "wide_pixels.mp4", c="copy", **wide)


def _turned(folder: Path, degrees: int) -> Path:
    film = Film(ticks=steady(SECONDS), options=GROUPS, sound=sound(), rotation=degrees)
    lying = make(folder / "lying.mp4", film)
    target = folder / f"turned_{degrees}.mp4"
    return remake(lying, target, before={"display_rotation": degrees}, c="copy")


def turned_left(folder: Path) -> Path:
    return _turned(folder, 90)


def upside_down(folder: Path) -> Path:
    return _turned(folder, 180)


def turned_right(folder: Path) -> Path:
    return _turned(folder, 270)


def edited_groups(folder: Path) -> Path:
    """An edit list hides the head of a group; other groups follow."""
    return remake(groups(folder), folder / "edited_groups.mp4", before={"ss": 1.5}, c="copy")


def late_sound_groups(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), options=GROUPS, sound=noise(6), sound_starts_s=1.7)
    return make(folder / "late_sound.mp4", film)


def late_picture_groups(folder: Path) -> Path:
    ticks = [tick + 12_800 for tick in steady(SECONDS - 1)]
    film = Film(ticks=ticks, options=GROUPS, sound=sound())
    return make(folder / "late_picture.mp4", film)


def short_sound(folder: Path) -> Path:
    """The sound ends long before the picture."""
    return make(folder / "short.mp4", Film(ticks=steady(SECONDS), options=GROUPS, sound=noise(5)))


def silent_groups(folder: Path) -> Path:
    return make(folder / "silent.mp4", Film(ticks=steady(SECONDS), options=GROUPS))


def segment(folder: Path) -> Path:
    """A piece of a live stream: in fragments, on a clock that began long before."""
    flags = "frag_keyframe+empty_moov+default_base_moof+frag_discont"
    return remake(
        groups(folder),
        folder / "segment.mp4",
        c="copy",
        movflags=flags,
        output_ts_offset=600,
        avoid_negative_ts="disabled",
    )


def transport(folder: Path) -> Path:
    film = Film(ticks=steady(SECONDS), options=GROUPS, sound=sound(), sound_codec="ac3")
    return make(folder / "transport.ts", film)


def transported(folder: Path) -> Path:
    """Was in a transport stream before: its keyframes bring the parameter sets once more."""
    return remake(far_groups(folder), folder / "transported.mp4", c="copy")


def far_groups(folder: Path) -> Path:
    """A stream whose clock, of 33 bits, begins anew within it (ISO/IEC 13818-1, 2.4.3.7)."""
    wrap_s = (1 << 33) / 90_000
    before = wrap_s - SECONDS / 2
    return remake(groups(folder), folder / "far_groups.ts", c="copy", output_ts_offset=before)


def broadcast(folder: Path) -> Path:
    film = Film(
        ticks=list(range(226)),
        time_base=Fraction(1, 25),
        codec="mpeg2video",
        options={"b": "900k", "g": "15", "bf": "2"},
        sound=sound(),
        sound_codec="mp2",
    )
    return make(folder / "broadcast.ts", film)


def broken_off(folder: Path) -> Path:
    """A stream whose recorder lost power: it ends within a packet."""
    whole = transport(folder)
    cut_off = folder / "broken_off.ts"
    cut_off.write_bytes(whole.read_bytes()[: whole.stat().st_size * 9 // 10 // 188 * 188 + 100])
    return cut_off


def lossy(folder: Path) -> Path:
    """A stream of which a packet was lost on its way, after 4 s."""
    stream = far_start(folder)
    data = stream.read_bytes()
    lost = len(data) // 188 // 2 * 188
    stream.write_bytes(data[:lost] + data[lost + 188 :])
    return stream


def larger_midway(folder: Path) -> Path:
    """Its picture grows after 4 s."""
    film = Film(ticks=steady(4), options={"g": "25", "bf": "0"}, sound=sound(4))
    small = make(folder / "small.ts", film)
    large = make(folder / "large.ts", replace(film, ticks=steady(SECONDS - 4), size=(320, 192)))
    later: dict[str, Any] = {"output_ts_offset": 4, "muxdelay": 0, "muxpreload": 0}
    moved = remake(large, folder / "moved.ts", c="copy", **later)
    both = folder / "both.ts"
    both.write_bytes(small.read_bytes() + moved.read_bytes())
    return remake(both, folder / "larger.mp4", c="copy")


def hevc(folder: Path) -> Path:
    """With open groups, as x265 makes them unless it is told otherwise."""
    options = {"preset": "ultrafast", "x265-params": "log-level=none:keyint=40:bframes=3"}
    film = Film(ticks=steady(SECONDS), codec="libx265", options=options, sound=sound())
    return make(folder / "hevc.mp4", film)


def vp9_matroska(folder: Path) -> Path:
    film = Film(
        ticks=steady(SECONDS, 30, MILLISECONDS),
        time_base=MILLISECONDS,
        codec="libvpx-vp9",
        options={**FAST_VP9, "g": "40"},
        sound=sound(),
    )
    return make(folder / "vp9.mkv", film)


def av1(folder: Path) -> Path:
    film = Film(
        ticks=steady(SECONDS),
        codec="libsvtav1",
        options={"preset": "12", "g": "40"},
        sound=sound(),
        sound_codec="libopus",
    )
    return make(folder / "av1.mp4", film)


def _with_sound(path: Path, codec: str, rate: int = RATE, layout: str = "mono") -> Path:
    film = Film(ticks=steady(SECONDS), options=GROUPS, sound=sound(), sound_codec=codec)
    return make(path, replace(film, sound_rate=rate, layout=layout))


def pcm(folder: Path) -> Path:
    return _with_sound(folder / "pcm.mov", "pcm_s16le")


def mp3(folder: Path) -> Path:
    return _with_sound(folder / "mp3.mp4", "libmp3lame")


def ac3(folder: Path) -> Path:
    return _with_sound(folder / "ac3.mp4", "ac3")


def opus(folder: Path) -> Path:
    return _with_sound(folder / "opus.mp4", "libopus")


def compact_disc(folder: Path) -> Path:
    return _with_sound(folder / "44100.mp4", "aac", 44_100, "stereo")


def telephone(folder: Path) -> Path:
    return _with_sound(folder / "8000.mp4", "aac", 8_000)


def surround(folder: Path) -> Path:
    return _with_sound(folder / "surround.mp4", "aac", layout="5.1")


def two_sounds(folder: Path) -> Path:
    """Has a second sound track, of another language say."""
    other = make(folder / "other.m4a", Film(sound=noise(SECONDS, seed=5)))
    target = folder / "two_sounds.mp4"
    inputs = ["-i", str(groups(folder)), "-i", str(other)]
    maps = ["-map", "0", "-map", "1", "-c", "copy"]
    run(find_ffmpeg(), ["-y", *inputs, *maps, str(target)], Progress(), SECONDS)
    return target


def tracks_of(path: Path) -> list[NewTrack]:
    """Return the tracks of an MP4, to be written anew."""
    movie = read_movie(path)
    assert movie is not None
    made = []
    for track in movie.tracks:
        assert track is not None
        samples = track.samples(movie.size)
        made.append(
            NewTrack(
                handler=track.handler,
                timescale=track.timescale,
                language=track.language,
                aspect=track.aspect,
                entry=track.entry,
                offsets=samples.offsets,
                sizes=samples.sizes,
                dts=samples.dts,
                pts=samples.pts,
                sync=samples.sync,
                made=(),
                start=0,
                length=round(movie.duration_s * track.timescale),
            )
        )
    return made


def coarse(folder: Path) -> Path:
    """Holds two seconds of sound, then the pictures of these, as recorders of meetings write."""
    path = groups(folder)
    data, tracks = path.read_bytes(), tracks_of(path)
    chunks, places = [], [np.zeros_like(track.offsets) for track in tracks]
    filled = 0
    for start_s in range(-2, 12, 2):
        for track, own in reversed(list(zip(tracks, places, strict=True))):
            seconds = track.dts / track.timescale
            for n in np.flatnonzero((seconds >= start_s) & (seconds < start_s + 2)).tolist():
                own[n] = filled
                at, size = int(track.offsets[n]), int(track.sizes[n])
                chunks.append(data[at : at + size])
                filled += size
    moved = [replace(one, offsets=own) for one, own in zip(tracks, places, strict=True)]
    target = folder / "coarse.mp4"
    with target.open("wb") as file:
        write_movie(file, moved, io.BytesIO(b"".join(chunks)), Progress())
    return target


def many_sets(folder: Path) -> Path:
    """Has as many parameter sets as there are numbers for those of another encoder."""
    path = groups(folder)
    picture, sound = tracks_of(path)
    parameters = parameters_of(picture.entry)
    [pps] = parameters.pps
    bits = f"{int.from_bytes(pps[1:], 'big'):0{8 * (len(pps) - 1)}b}"[1:]  # its number is 0: "1"
    sets = [pps, *(_numbered(pps[:1], number, bits) for number in range(1, 32))]
    entry = with_parameters(picture.entry, replace(parameters, pps=tuple(sets)))
    target = folder / "many_sets.mp4"
    with target.open("wb") as file, path.open("rb") as source:
        write_movie(file, [replace(picture, entry=entry), sound], source, Progress())
    return target


def _numbered(head: bytes, number: int, rest: str) -> bytes:
    """Return a picture parameter set with another number, an Exp-Golomb code."""
    code = f"{number + 1:b}"
    bits = "0" * (len(code) - 1) + code + rest
    whole = -(-len(bits) // 8)
    return head + int(bits.ljust(8 * whole, "0"), 2).to_bytes(whole, "big")


COMMON = (
    plain,
    groups,
    coarse,
    variable_groups,
    open_groups,
    odd,
    edited_groups,
    far_start,
    late_start,
    sound_later,
    late_picture_groups,
    matroska,
    old,
    ten_bits,
    silent_groups,
    fragmented,
    wide_pixels,
    turned_left,
    surround,
)
"""One of each difficulty."""

OTHERS = (
    *(variable, one_a_second, ntsc, edited, sound_earlier, webm, no_sound),
    *(sixty, refreshed, all_intra, interlaced, subsampled_less, deep, full_range),
    *(upside_down, turned_right, late_sound_groups, short_sound, segment, transport, broadcast),
    *(broken_off, hevc, vp9_matroska, av1, pcm, mp3, ac3, opus, compact_disc, telephone),
    two_sounds,
    many_sets,
    transported,
    far_groups,
)
"""Kinds that differ from those in a codec, a container, or in what is combined."""

ALL = (*COMMON, *OTHERS)
