"""What is copied of a recording and what has to be encoded, and why."""

from __future__ import annotations

import shutil
from itertools import pairwise

import pytest

from studio.jobs import Cancelled, Progress
from studio.media.cut import CutClip, cut
from studio.media.mp4 import h264
from studio.media.mp4.movie import read_movie
from studio.media.probe import Probe, probe
from tests.media import recordings
from tests.media.mp4.test_h264 import units_in
from tests.real_media.films import Film, make, numbers, remake, steady

KEYFRAMES = {"preset": "veryfast", "g": "50", "bf": "2", "sc_threshold": "0"}
"""A keyframe every 2 s, B-frames between them."""


def lecture(folder, **changes) -> Probe:
    film = Film(ticks=steady(12), options=KEYFRAMES, sound=recordings.sound(12))
    return probe(make(folder / "lecture.mp4", film))


def clips_of(recording: Probe, folder, edges) -> list[CutClip]:
    folder.mkdir(exist_ok=True)
    spans = list(pairwise(edges))
    outputs = [folder / f"{n}{recording.clip_suffix}" for n in range(len(spans))]
    return list(cut(recording, spans, outputs))


def samples(path, track: int) -> list[bytes]:
    """Return the samples of a track as they lie in the file."""
    movie = read_movie(path)
    assert movie
    found = movie.tracks[track]
    assert found
    tables, data = found.samples(movie.size), path.read_bytes()
    return [
        data[at : at + size]
        for at, size in zip(tables.offsets.tolist(), tables.sizes.tolist(), strict=True)
    ]


def test_cuts_on_keyframes_copy_every_byte(tmp_path):
    recording = lecture(tmp_path)
    clips = clips_of(recording, tmp_path / "clips", [0.0, 4.0, 8.0, recording.duration_s])
    assert [(clip.encoded_frames, clip.why) for clip in clips] == [(0, None)] * 3
    copied = [one for clip in clips for one in samples(clip.file, 0)]
    assert copied == samples(recording.path, 0)


def test_only_what_lies_before_the_next_keyframe_is_encoded(tmp_path):
    recording = lecture(tmp_path)
    clips = clips_of(recording, tmp_path / "clips", [0.0, 5.2, recording.duration_s])
    assert [clip.why for clip in clips] == [None, None]
    assert clips[0].encoded_frames <= 2  # B-frames that need a later picture
    assert clips[1].encoded_frames == 20  # from 5.2 to 6.0 s
    assert samples(clips[1].file, 0)[20:] == samples(recording.path, 0)[150:]
    seen = [number for clip in clips for number, _ in numbers(clip.file)]
    assert seen == list(range(300))


def test_sound_is_copied_packet_by_packet(tmp_path):
    recording = lecture(tmp_path)
    source = set(samples(recording.path, 1))
    for clip in clips_of(recording, tmp_path / "clips", [0.0, 5.2, 7.9, recording.duration_s]):
        assert set(samples(clip.file, 1)) <= source


def test_nothing_but_the_delay_of_decoding_lies_before_a_clip(tmp_path):
    recording = lecture(tmp_path)
    for clip in clips_of(recording, tmp_path / "clips", [0.0, 5.2, 8.0, recording.duration_s]):
        movie = read_movie(clip.file)
        assert movie
        picture, sound = movie.tracks
        assert picture
        assert sound
        tables = picture.samples(movie.size)
        assert tables.shown.all()
        assert tables.pts[0] == 0
        assert (tables.pts >= tables.dts).all()
        assert (tables.dts[1:] > tables.dts[:-1]).all()
        assert -3 * 512 <= tables.dts[0] <= 0
        assert sound.edit.start <= 2 * 1024


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (recordings.ten_bits, "cut.why.picture"),
        (recordings.webm, "cut.why.picture"),
        (recordings.open_groups, "cut.why.keyframe"),
        (recordings.old, "cut.why.picture"),
        (recordings.lossy, "cut.why.container"),
        (recordings.larger_midway, "cut.why.changes"),
    ],
)
def test_what_a_copy_would_get_wrong_is_encoded_and_says_why(made, why, tmp_path):
    recording = probe(made(tmp_path))
    clip = clips_of(recording, tmp_path / "clips", [3.05, 6.21])[0]
    assert clip.encoded_frames == clip.frames
    assert clip.why
    assert clip.why.id == why


@pytest.mark.parametrize("made", [recordings.pcm, recordings.mp3, recordings.opus])
def test_sound_alone_is_encoded_where_only_it_does_not_play(made, tmp_path):
    recording = probe(made(tmp_path))
    clip = clips_of(recording, tmp_path / "clips", [3.05, 6.21])[0]
    assert clip.encoded_frames < clip.frames / 2
    assert clip.why
    assert clip.why.id == "cut.why.sound"
    assert probe(clip.file).browser_safe


@pytest.mark.parametrize("ending", ["mkv", "flv", "ts"])
def test_other_containers_are_packaged_anew_and_not_encoded(ending, tmp_path):
    source = lecture(tmp_path)
    recording = probe(remake(source.path, tmp_path / f"lecture.{ending}", c="copy"))
    clips = clips_of(recording, tmp_path / "clips", [0.0, 5.2, recording.duration_s])
    assert [clip.why for clip in clips] == [None, None]
    # The sound of some begins a little earlier, and the last picture of a stream may break off.
    assert 19 <= clips[1].encoded_frames <= 23
    assert [number for clip in clips for number, _ in numbers(clip.file)] == list(range(300))
    assert sorted(one.name for one in (tmp_path / "clips").iterdir()) == ["0.mp4", "1.mp4"]


def test_pictures_that_are_damaged_are_not_copied(tmp_path):
    recording = lecture(tmp_path)
    damaged = tmp_path / "damaged.mp4"
    shutil.copy(recording.path, damaged)
    movie = read_movie(damaged)
    assert movie
    track = movie.tracks[0]
    assert track
    with damaged.open("r+b") as file:
        file.seek(int(track.samples(movie.size).offsets[140]))
        file.write(bytes(8))
    first, second = clips_of(probe(damaged), tmp_path / "clips", [0.0, 4.0, 12.0])
    assert first.why is None
    assert second.why
    assert second.why.id == "cut.why.damaged"
    assert second.encoded_frames == second.frames


def sets_in(path) -> list[int]:
    """Return the kinds of units other than pictures' own in the samples of a film."""
    return [
        kind
        for sample in samples(path, 0)
        for kind in map(h264.kind_of_unit, units_in(sample))
        if kind in (h264.SPS, h264.PPS)
    ]


def test_parameter_sets_that_a_stream_repeats_are_not_copied(tmp_path):
    """Behind a head with sets of its own Firefox would take them for the only ones."""
    path = recordings.transported(tmp_path)
    assert sets_in(path)
    recording = probe(path)
    clips = clips_of(recording, tmp_path / "clips", [0.0, 3.0, recording.duration_s])
    assert [clip.why for clip in clips] == [None, None]
    assert clips[1].encoded_frames < 10
    assert [sets_in(clip.file) for clip in clips] == [[], []]


@pytest.mark.parametrize("share", [0.83, 0.86, 0.89, 0.92, 0.95])
def test_a_stream_may_break_off_anywhere(share, tmp_path):
    """Within a picture or within sound: only what is decoded last is encoded with the head."""
    stream = remake(lecture(tmp_path).path, tmp_path / "lecture.ts", c="copy")
    data = stream.read_bytes()
    stream.write_bytes(data[: round(len(data) * share)])
    recording = probe(stream)
    clips = clips_of(recording, tmp_path / "clips", [0.0, 4.0, recording.duration_s])
    assert [clip.why for clip in clips] == [None, None]
    assert clips[1].encoded_frames < 10
    wanted = numbers(stream)
    assert [one for clip in clips for one, _ in numbers(clip.file)] == [one for one, _ in wanted]
    assert sets_in(clips[1].file) == []


def test_a_stream_that_begins_within_a_group_costs_only_its_first_clip(tmp_path):
    stream = remake(lecture(tmp_path).path, tmp_path / "lecture.ts", c="copy")
    data = stream.read_bytes()
    stream.write_bytes(data[len(data) // 10 :])
    recording = probe(stream)
    clips = clips_of(recording, tmp_path / "clips", [0.0, 3.0, 5.0, recording.duration_s])
    assert [clip.why and clip.why.id for clip in clips] == ["cut.why.damaged", None, None]
    seen = [one for clip in clips for one, _ in numbers(clip.file)]
    assert seen == [one for one, _ in numbers(stream)]


def test_a_clip_is_the_same_whatever_else_is_cut(tmp_path):
    recording = lecture(tmp_path)
    edges = [0.0, 3.1, 5.2, 9.7, recording.duration_s]
    together = clips_of(recording, tmp_path / "together", edges)
    alone = [
        clips_of(recording, tmp_path / str(number), span)[0]
        for number, span in enumerate(pairwise(edges))
    ]
    assert [a.file.read_bytes() for a in together] == [b.file.read_bytes() for b in alone]


def test_encoding_a_head_can_be_cancelled(tmp_path):
    recording = lecture(tmp_path)
    progress = Progress(lambda now: now.cancel() if now.fraction > 0.4 else None)
    folder = tmp_path / "clips"
    folder.mkdir()
    with pytest.raises(Cancelled):
        cut(
            recording,
            [(1.1, 3.3), (5.2, 9.1)],
            [folder / "a.mp4", folder / "b.mp4"],
            progress=progress,
        )
    assert not list(folder.iterdir())
