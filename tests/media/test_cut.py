"""Every frame of a recording is in one clip, once, with the sound that belongs to it."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from studio.jobs import Cancelled, Progress
from studio.media.cut import CutClip, cut
from studio.media.ffmpeg import find_ffmpeg, run
from studio.media.probe import Probe, probe
from studio.messages import StudioError
from tests.media import recordings
from tests.media.kinds import KINDS
from tests.real_media.films import (
    RATE,
    Film,
    boxes,
    lag,
    make,
    noise,
    number_in,
    numbers,
    promised_s,
    remake,
    samples_of,
    steady,
)

CUTS = (3.05, 6.21)


def thirds(recording: Probe) -> list[tuple[float, float]]:
    edges = [0.0, *CUTS, recording.duration_s]
    return list(pairwise(edges))


def write(recording: Probe, folder: Path, spans=None) -> list[CutClip]:
    spans = spans or thirds(recording)
    folder.mkdir(exist_ok=True)
    outputs = [folder / f"{n}{recording.clip_suffix}" for n in range(len(spans))]
    return list(cut(recording, spans, outputs))


def pictures_in(path: Path) -> list[bytes]:
    """Return the pictures of a film as they are encoded."""
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def first_slice(sample: bytes) -> int:
    """Return the kind of the first slice in a sample: 5 in an IDR picture (H.264, table 7-1)."""
    at = 0
    while sample[at + 4] & 31 > 5:
        at += 4 + int.from_bytes(sample[at : at + 4], "big")
    return sample[at + 4] & 31


@pytest.fixture(scope="module", params=KINDS)
def cut_up(request, tmp_path_factory) -> tuple[Probe, list[CutClip]]:
    folder = tmp_path_factory.mktemp(request.param.__name__)
    recording = probe(request.param(folder))
    return recording, write(recording, folder / "clips")


def test_the_clips_hold_every_frame_once_in_its_order(cut_up):
    recording, clips = cut_up
    wanted = [number for number, _ in numbers(recording.path)]
    assert [number for clip in clips for number, _ in numbers(clip.file)] == wanted
    assert [clip.frames for clip in clips] == [len(numbers(clip.file)) for clip in clips]
    assert min(clip.frames for clip in clips) > 0


def test_frames_keep_their_times(cut_up):
    recording, clips = cut_up
    start = float(recording.start)
    source = {number: at - start for number, at in numbers(recording.path)}
    for clip in clips:
        shown = numbers(clip.file)
        assert shown[0][1] == 0.0
        for number, at in shown[1:]:
            assert clip.start_s + at == pytest.approx(source[number], abs=0.0011)


def test_clips_last_as_long_as_their_spans(cut_up):
    recording, clips = cut_up
    assert clips[0].start_s == 0.0
    assert clips[-1].end_s == recording.duration_s
    for clip, after in pairwise(clips):
        assert clip.end_s == after.start_s
    for clip in clips:
        with av.open(str(clip.file)) as container:
            written_s = (container.duration or 0) / 1e6
            assert written_s == pytest.approx(clip.end_s - clip.start_s, abs=0.025)
        assert promised_s(clip.file) == pytest.approx(clip.end_s - clip.start_s, abs=0.025)


def test_sound_is_in_time_at_the_start_and_the_end_of_each_clip(cut_up):
    recording, clips = cut_up
    if not recording.has_audio:
        pytest.skip("this recording has no sound")
    source = samples_of(recording.path)
    for clip in clips:
        own = samples_of(clip.file)
        here = source[round(clip.start_s * RATE) :][: len(own)]
        loud = np.flatnonzero(np.abs(here) > 0.05)
        if not len(loud):
            assert np.abs(own).max() < 0.05
            continue
        length = RATE // 2
        for at in (loud[0], loud[-1] - length):
            assert abs(lag(own, here, int(at), length)) <= 2


def test_clips_are_what_browsers_play(cut_up):
    _, clips = cut_up
    for clip in clips:
        found = probe(clip.file)
        assert found.browser_safe
        assert boxes(clip.file)[:2] == ["ftyp", "moov"]
        with av.open(str(clip.file)) as container:
            packets = list(container.demux(video=0))
            assert packets[0].is_keyframe
            assert first_slice(bytes(packets[0])) == 5
            # No hidden pre-roll: the first packet is the first picture, and none is hidden.
            assert not any(packet.is_discard for packet in packets)
            assert packets[0].pts == 0
            assert -1 < (packets[0].dts or 0) * float(packets[0].time_base) <= 0


def test_sound_goes_on_over_the_seams(tmp_path):
    recording = probe(recordings.plain(tmp_path))
    clips = write(
        recording, tmp_path / "clips", [(0, 1.0), (1.0, 2.0), (2.0, recording.duration_s)]
    )
    joined = np.concatenate([samples_of(clip.file) for clip in clips])
    source = samples_of(recording.path)
    for seam in (RATE, 2 * RATE):
        near = slice(seam - 256, seam + 256)
        assert np.abs(joined[near] - source[near]).max() < 0.1


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("talk.mp3", "libmp3lame"),
        ("talk.m4a", "aac"),
        ("talk.flac", "flac"),
        ("talk.wav", "pcm_s16le"),
        ("talk.ogg", "libopus"),
    ],
)
def test_only_sound_becomes_m4a(name, codec, tmp_path):
    path = make(tmp_path / name, Film(sound=recordings.sound(), sound_codec=codec))
    recording = probe(path)
    assert recording.clip_suffix == ".m4a"
    clips = write(recording, tmp_path / "clips")
    joined = np.concatenate([samples_of(clip.file) for clip in clips])
    source = samples_of(path)
    assert len(joined) == pytest.approx(len(source), abs=2400)
    for at in (RATE // 2, 4 * RATE, 7 * RATE):
        assert abs(lag(joined, source, at, RATE // 2)) <= 2


def test_a_still_opens_the_clips_that_begin_inside_it(tmp_path):
    ticks = [0, 12_800, 80_000, 90_000, 9 * 12_800]
    recording = probe(make(tmp_path / "slides.mp4", Film(ticks=ticks, sound=recordings.sound())))
    clips = write(recording, tmp_path / "clips")
    assert [[number for number, _ in numbers(clip.file)] for clip in clips] == [
        [0, 1],
        [1],
        [1, 2, 3],
    ]
    assert [clip.start_s for clip in clips[1:]] == pytest.approx(CUTS, abs=1e-4)
    assert numbers(clips[2].file)[1][1] == pytest.approx(6.25 - CUTS[1], abs=1e-3)


def test_pictures_stand_upright(tmp_path):
    source = recordings.plain(tmp_path)
    for degrees in (90, 180, 270):
        turned = remake(
            source, tmp_path / f"{degrees}.mp4", before={"display_rotation": degrees}, c="copy"
        )
        recording = probe(turned)
        (clip,) = write(recording, tmp_path / f"clip{degrees}", [(0.0, 1.0)])
        upright = remake(turned, tmp_path / f"ffmpeg{degrees}.mp4", t=1, vcodec="libx264", an=None)
        with av.open(str(clip.file)) as ours, av.open(str(upright)) as theirs:
            one, other = (list(film.decode(video=0))[21] for film in (ours, theirs))
        seen = recording.picture
        assert seen
        assert (seen.width, seen.height) == (other.width, other.height)
        assert one.rotation % 360 == degrees  # players turn it; nothing was encoded
        assert clip.encoded_frames <= 1
        turned_back = np.rot90(one.to_ndarray(format="gray"), one.rotation // 90)
        difference = turned_back.astype(int) - other.to_ndarray(format="gray")
        assert np.abs(difference).mean() < 8


def test_a_recording_may_change_its_size_midway(tmp_path):
    small = make(tmp_path / "a.ts", Film(ticks=steady(2), options={"g": "10", "bf": "0"}))
    large = make(tmp_path / "b.ts", Film(ticks=steady(2), size=(320, 192), options={"bf": "0"}))
    moved = remake(large, tmp_path / "c.ts", c="copy", output_ts_offset=2, muxdelay=0, muxpreload=0)
    both = tmp_path / "both.ts"
    both.write_bytes(small.read_bytes() + moved.read_bytes())
    (clip,) = write(probe(both), tmp_path / "clips", [(0.0, 4.0)])
    assert [number for number, _ in numbers(clip.file)] == [*range(50), *range(50)]
    with av.open(str(clip.file)) as container:
        assert {(frame.width, frame.height) for frame in container.decode(video=0)} == {(160, 96)}


def test_the_default_of_several_sound_tracks_is_taken(tmp_path):
    one = recordings.plain(tmp_path)
    other = make(tmp_path / "other.mp4", Film(ticks=steady(9), sound=noise(9, seed=5)))
    two = tmp_path / "two.mkv"
    maps = ["-map", "0:v", "-map", "0:a", "-map", "1:a", "-c", "copy"]
    defaults = ["-disposition:a:0", "0", "-disposition:a:1", "default"]
    arguments = ["-y", "-i", str(one), "-i", str(other), *maps, *defaults, str(two)]
    run(find_ffmpeg(), arguments, Progress(), 9.0)
    (clip,) = write(probe(two), tmp_path / "clips", [(0.0, 4.0)])
    assert abs(lag(samples_of(clip.file), noise(9, seed=5), RATE, RATE)) <= 2


def test_a_span_in_the_middle_is_the_same_as_when_all_are_cut(tmp_path):
    ticks = steady(20)
    film = Film(ticks=ticks, options={"g": "50", "bf": "2"}, sound=noise(20))
    recording = probe(make(tmp_path / "long.mp4", film))
    (clip,) = write(recording, tmp_path / "clips", [(12.02, 14.5)])
    assert [number for number, _ in numbers(clip.file)] == list(range(300, 362))
    source = samples_of(recording.path)
    assert abs(lag(samples_of(clip.file), source[round(12.0 * RATE) :], RATE, RATE)) <= 2


@pytest.mark.parametrize("made", [recordings.groups, recordings.open_groups, recordings.hevc])
def test_a_cut_may_lie_anywhere_in_a_group(made, tmp_path):
    """On a keyframe, beside it, and at each place that B-frames leave."""
    recording = probe(made(tmp_path))
    firsts = range(78, 92)  # a keyframe is at 80
    lasts = range(118, 132)  # and at 120
    spans = [(first / 25, last / 25) for first, last in zip(firsts, lasts, strict=True)]
    clips = write(recording, tmp_path / "clips", spans)
    source = samples_of(recording.path)
    for first, last, clip in zip(firsts, lasts, clips, strict=True):
        assert [number for number, _ in numbers(clip.file)] == list(range(first, last))
        here = source[round(first * RATE / 25) :]
        own = samples_of(clip.file)
        for at in (0, len(own) - RATE // 2 - 2 * 1024):
            assert abs(lag(own, here, at, RATE // 2)) <= 2


def test_spans_may_overlap_and_come_in_any_order(tmp_path):
    recording = probe(recordings.plain(tmp_path))
    clips = write(recording, tmp_path / "clips", [(4.0, 6.0), (1.0, 5.0), (1.0, 5.0)])
    assert [[n for n, _ in numbers(clip.file)] for clip in clips] == [
        list(range(100, 150)),
        list(range(25, 125)),
        list(range(25, 125)),
    ]
    assert clips[1].file.read_bytes() == clips[2].file.read_bytes()


def test_the_same_span_gives_the_same_bytes(tmp_path):
    recording = probe(recordings.variable(tmp_path))
    one, other = (write(recording, tmp_path / name) for name in "ab")
    assert [a.file.read_bytes() for a in one] == [b.file.read_bytes() for b in other]
    assert b"Lavf" not in one[0].file.read_bytes()


def test_damaged_pictures_are_left_out(tmp_path):
    path = make(tmp_path / "scratched.mp4", Film(ticks=steady(6), options={"g": "25", "bf": "0"}))
    data = bytearray(path.read_bytes())
    samples, index = data.index(b"mdat"), data.index(b"moov")
    middle = (samples + index) // 2
    data[middle : middle + 400] = bytes(400)
    path.write_bytes(data)
    clips = write(probe(path), tmp_path / "clips", [(0.0, 4.0), (4.0, 6.0)])
    assert 75 < sum(clip.frames for clip in clips) < 150
    assert [clip.duration_s for clip in clips] == pytest.approx([4.0, 2.0], abs=0.03)


def test_damage_costs_only_the_pictures_that_lean_on_it(tmp_path):
    """Keyframes are at 0, 40, 80...: the damage lies between 80 and 120, the cut behind it."""
    path = recordings.groups(tmp_path)
    with av.open(str(path)) as container:
        places = [(one.pos or 0, one.size) for one in container.demux(video=0) if one.size]
    data = bytearray(path.read_bytes())
    for at, size in places[90:93]:
        data[at + 8 : at + size] = bytes(size - 8)
    path.write_bytes(data)
    recording = probe(path)
    clips = write(recording, tmp_path / "clips", [(0, 2), (2, 4.4), (4.4, recording.duration_s)])
    shown = [[(number, clip.start_s + at) for number, at in numbers(clip.file)] for clip in clips]
    assert [number for number, _ in shown[0]] == list(range(50))
    assert [number for number, _ in shown[1]][:30] == list(range(50, 80))
    assert [number for number, _ in shown[2] if number >= 120] == list(range(120, 225))
    for number, at_s in shown[2]:
        assert number < 120 or at_s == pytest.approx(number / 25, abs=0.001)
    source = samples_of(path)
    for clip in clips:
        own = samples_of(clip.file)
        assert abs(lag(own, source[round(clip.start_s * RATE) :], 1000, RATE // 2)) <= 2


def test_pixels_that_are_not_square_are_seen_as_before(tmp_path):
    """What a player shows fills the whole picture, without bars."""
    (clip,) = write(probe(recordings.wide_pixels(tmp_path)), tmp_path / "clips", [(1.0, 3.0)])
    seen = probe(clip.file).picture
    assert seen
    assert (seen.width, seen.height) == (320, 96)
    with av.open(str(clip.file)) as container:
        first = next(container.decode(video=0)).to_ndarray(format="gray")
    assert number_in(first) == 25
    assert first[:4].mean() == pytest.approx(first[46:50].mean(), abs=3)


def test_levels_stay_what_they_were(tmp_path):
    """A picture of full range is seen as light and as dark in the clip as in the recording."""
    path = recordings.full_range(tmp_path)
    (clip,) = write(probe(path), tmp_path / "clips", [(1.0, 3.0)])
    with av.open(str(path)) as whole, av.open(str(clip.file)) as part:
        source = list(whole.decode(video=0))[25:75]
        for wanted, own in zip(source, part.decode(video=0), strict=True):
            difference = wanted.to_ndarray(format="rgb24").astype(int) - own.to_ndarray(
                format="rgb24"
            )
            assert np.abs(difference).mean() < 3


@pytest.mark.parametrize("made", [recordings.plain, recordings.variable, recordings.no_sound])
def test_a_whole_recording_that_browsers_play_is_not_encoded_again(made, tmp_path):
    recording = probe(made(tmp_path))
    (clip,) = write(recording, tmp_path / "clips", [(0.0, recording.duration_s)])
    assert pictures_in(clip.file) == pictures_in(recording.path)
    assert numbers(clip.file) == numbers(recording.path)
    assert boxes(clip.file)[:2] == ["ftyp", "moov"]
    assert probe(clip.file).duration_s == pytest.approx(recording.duration_s, abs=0.001)
    if recording.has_audio:
        assert np.array_equal(samples_of(clip.file), samples_of(recording.path))


def test_what_a_camera_notes_stays_behind(tmp_path):
    source = recordings.plain(tmp_path)
    noted: dict[str, Any] = {"metadata": "title=My secret", "metadata:g:1": "location=+48.8+2/"}
    tagged = remake(source, tmp_path / "tagged.mp4", c="copy", **noted)
    assert b"My secret" in tagged.read_bytes()
    (clip,) = write(probe(tagged), tmp_path / "clips", [(0.0, recordings.SECONDS)])
    written = clip.file.read_bytes()
    assert b"My secret" not in written
    assert b"48.8" not in written


@pytest.mark.parametrize("made", [recordings.edited, recordings.ten_bits, recordings.webm])
def test_a_whole_recording_that_browsers_do_not_play_is_encoded(made, tmp_path):
    recording = probe(made(tmp_path))
    (clip,) = write(recording, tmp_path / "clips", [(0.0, recording.duration_s)])
    assert probe(clip.file).browser_safe
    assert [number for number, _ in numbers(clip.file)] == [
        number for number, _ in numbers(recording.path)
    ]


def test_an_empty_span_is_refused(tmp_path):
    recording = probe(recordings.no_sound(tmp_path))
    with pytest.raises(StudioError) as raised:
        write(recording, tmp_path / "clips", [(0.0, 2.0), (3.0, 3.001)])
    assert raised.value.message.id == "cut.nothing"
    assert not list((tmp_path / "clips").iterdir())


def test_a_clip_never_overwrites_its_recording(tmp_path):
    path = recordings.no_sound(tmp_path)
    before = path.read_bytes()
    with pytest.raises(StudioError) as raised:
        cut(probe(path), [(0.0, 2.0)], [path])
    assert raised.value.message.id == "cut.same_file"
    assert path.read_bytes() == before


def test_cancelling_leaves_nothing_behind(tmp_path):
    recording = probe(recordings.plain(tmp_path))
    folder = tmp_path / "clips"
    folder.mkdir()
    (folder / "0.mp4").write_bytes(b"what was there before")
    progress = Progress(lambda now: now.cancel() if now.fraction > 0.6 else None)
    with pytest.raises(Cancelled):
        cut(
            recording, thirds(recording), [folder / f"{n}.mp4" for n in range(3)], progress=progress
        )
    assert [one.name for one in folder.iterdir()] == ["0.mp4"]
    assert (folder / "0.mp4").read_bytes() == b"what was there before"


def test_a_missing_folder_is_named(tmp_path):
    recording = probe(recordings.no_sound(tmp_path))
    target = tmp_path / "nowhere" / "clip.mp4"
    with pytest.raises(StudioError) as raised:
        cut(recording, [(0.0, 2.0)], [target])
    assert raised.value.message.id == "error.no_such_file"
    assert raised.value.message.params["file"] == str(target)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other permissions there")
def test_a_folder_without_permission_is_named(tmp_path):
    recording = probe(recordings.no_sound(tmp_path))
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    if os.access(folder, os.W_OK):  # the administrator may write anywhere, but not here
        folder = Path("/sys/kernel")
    if os.access(folder / "x", os.W_OK) or not folder.is_dir():
        pytest.skip("there is no folder that this user may not write to")
    with pytest.raises(StudioError) as raised:
        cut(recording, [(0.0, 2.0)], [folder / "clip.mp4"])
    assert raised.value.message.id == "error.no_permission"
    assert raised.value.message.params["file"] == str(folder / "clip.mp4")


@pytest.mark.skipif(sys.platform != "linux", reason="a small disk is made of memory on Linux")
def test_a_full_disk_is_named_and_left_clean(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk],
            check=False,
            capture_output=True,
        ).returncode
    ):
        pytest.skip("a small disk can't be made here")
    try:
        recording = probe(recordings.plain(tmp_path))
        with pytest.raises(StudioError) as raised:
            cut(recording, thirds(recording), [disk / f"{n}.mp4" for n in range(3)])
        assert raised.value.message.id == "error.disk_full"
        assert str(raised.value.message.params["file"]).startswith(str(disk))
        assert not list(disk.iterdir())
    finally:
        subprocess.run(["umount", disk], check=True)
