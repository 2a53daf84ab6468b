"""What a recording is, and one clear sentence for each file that is none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import av
import numpy as np
import pytest

from studio.media.probe import probe
from studio.messages import StudioError
from tests.media import recordings
from tests.real_media.films import LECTURES, Film, make, remake, steady

SECONDS = recordings.SECONDS


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made: Path = tmp_path_factory.mktemp("probe")
    return made


@pytest.fixture(scope="module")
def plain(folder) -> Path:
    return recordings.plain(folder)


def refusal(path: Path) -> str:
    with pytest.raises(StudioError) as raised:
        probe(path)
    assert path.name in str(raised.value.message.params["file"])
    return raised.value.message.id


def test_a_plain_recording(plain):
    found = probe(plain)
    assert found.duration_s == pytest.approx(SECONDS)
    assert (found.container, found.browser_safe, found.clip_suffix) == ("mp4", True, ".mp4")
    assert found.picture
    assert (found.picture.codec, found.picture.width, found.picture.height) == ("h264", 160, 96)
    assert (found.picture.frame_rate, found.picture.variable_rate) == (25.0, False)
    assert found.sound
    assert (found.sound.codec, found.sound.sample_rate, found.sound.channels) == ("aac", 48000, 1)


@pytest.mark.parametrize("made", recordings.ALL, ids=lambda made: made.__name__)
def test_the_length_is_the_presented_one(made, folder):
    hidden_s = {"edited": 1.2, "edited_groups": 1.5, "segment": -0.1, "broken_off": 0.755}.get(
        made.__name__, 0.0
    )
    assert probe(made(folder)).duration_s == pytest.approx(SECONDS - hidden_s, abs=0.05)


def test_packets_beyond_the_end_of_an_edit_list_do_not_count(folder):
    assert probe(recordings.edited(folder)).duration_s == pytest.approx(SECONDS - 1.2, abs=0.001)


@pytest.mark.parametrize("made", [recordings.variable, recordings.webm])
def test_a_variable_rate_is_seen(made, folder):
    picture = probe(made(folder)).picture
    assert picture
    assert picture.variable_rate


@pytest.mark.parametrize("made", [recordings.ntsc, recordings.matroska, recordings.old])
def test_rounded_times_are_no_variable_rate(made, folder):
    picture = probe(made(folder)).picture
    assert picture
    assert not picture.variable_rate


def test_hidden_frames_are_not_safe_in_browsers(folder):
    assert not probe(recordings.edited(folder)).browser_safe
    assert not probe(recordings.ten_bits(folder)).browser_safe
    assert not probe(recordings.webm(folder)).browser_safe


def test_a_picture_on_its_side_is_as_tall_as_it_is_seen(plain, folder):
    turned = remake(plain, folder / "turned.mp4", before={"display_rotation": 90}, c="copy")
    picture = probe(turned).picture
    assert picture
    assert (picture.width, picture.height, picture.rotation) == (96, 160, 90)


def test_pixels_that_are_not_square_count_as_they_are_seen(plain, folder):
    wide = remake(plain, folder / "wide.mp4", vf="setsar=4/3", t=1)
    picture = probe(wide).picture
    assert picture
    assert (picture.width, picture.height) == (213, 96)


def test_a_cover_is_no_film(folder):
    sound = make(folder / "talk.mp3", Film(sound=recordings.sound(), sound_codec="libmp3lame"))
    cover = folder / "cover.png"
    av.VideoFrame.from_ndarray(np.full((64, 64, 3), 200, np.uint8), "rgb24").save(cover)
    covered = folder / "covered.mp3"
    import ffmpeg

    from studio.jobs import Progress
    from studio.media.ffmpeg import find_ffmpeg, run

    one, other = ffmpeg.input(str(sound)), ffmpeg.input(str(cover))
    kept = {"c": "copy", "disposition:v:0": "attached_pic"}
    stream = ffmpeg.output(one["a"], other["v"], str(covered), **kept)
    run(find_ffmpeg(), ["-y", *ffmpeg.get_args(stream)], Progress(), 1.0)
    found = probe(covered)
    assert (found.has_video, found.has_audio) == (False, True)
    assert found.duration_s == pytest.approx(SECONDS, abs=0.1)


def test_a_length_that_no_header_says_is_measured(folder):
    live = make(folder / "live.mkv", Film(ticks=steady(4), sound=recordings.sound(4.0)))
    live = remake(live, folder / "live.webm", vcodec="libvpx", acodec="libopus", live=1)
    with av.open(str(live)) as container:
        assert container.duration is None
    assert probe(live).duration_s == pytest.approx(4.0, abs=0.05)


def test_names_are_only_names(plain, tmp_path):
    for name in (
        "L\u2019été à 100 % \u2013 leçon 1.mp4",
        "talk: one.mp4",
        "a%03d.mp4",
        "-i.mp4",
        "é'\"$x.mp4",
    ):
        path = tmp_path / name
        shutil.copy(plain, path)
        assert probe(path).has_video


def test_a_relative_name_is_found(plain, monkeypatch):
    monkeypatch.chdir(plain.parent)
    assert probe(Path(plain.name)).has_video


def test_a_missing_file(tmp_path):
    assert refusal(tmp_path / "nothing.mp4") == "media.missing"


def test_a_folder(tmp_path):
    assert refusal(tmp_path) == "media.folder"


def test_an_empty_file(tmp_path):
    (tmp_path / "empty.mp4").touch()
    assert refusal(tmp_path / "empty.mp4") == "media.empty"


def test_a_file_that_may_not_be_read(plain, tmp_path):
    path = tmp_path / "closed.mp4"
    shutil.copy(plain, path)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("the administrator may read any file")
    assert refusal(path) == "media.unreadable"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"Only some words.\n" * 100),
        ("page.mp4", b"<!doctype html><title>Sign in</title>" * 50),
        ("captions.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n"),
        ("list.m3u8", b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nplain.mp4\n"),
        ("script.ffconcat", b"ffconcat version 1.0\nfile plain.mp4\n"),
        ("random.mov", np.random.default_rng(3).bytes(5000)),
    ],
)
def test_files_that_are_no_recordings(name, content, tmp_path):
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name) == "media.not_media"


def test_a_still_picture_is_no_recording(tmp_path):
    path = tmp_path / "slide.png"
    av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), "rgb24").save(path)
    assert refusal(path) == "media.not_media"


def test_subtitles_alone_can_not_be_played(tmp_path):
    (tmp_path / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n")
    path = remake(tmp_path / "a.srt", tmp_path / "a.mkv", c="copy")
    assert refusal(path) == "media.no_stream"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.97])
@pytest.mark.parametrize("name", ["plain.mp4", "first.mp4", "opus.mkv", "old.avi", "talk.flac"])
def test_a_file_that_was_cut_short(name, share, folder, tmp_path):
    source = folder / name
    if not source.exists():
        _make(source)
    data = source.read_bytes()
    path = tmp_path / name
    path.write_bytes(data[: int(len(data) * share)])
    expected = "media.not_media" if name == "talk.flac" and share < 0.1 else "media.cut_short"
    assert refusal(path) in (expected, "media.cut_short")


def _make(path: Path) -> None:
    match path.name:
        case "first.mp4":
            remake(recordings.plain(path.parent), path, c="copy", movflags="+faststart")
        case "talk.flac":
            make(path, Film(sound=recordings.sound(), sound_codec="flac"))
        case "opus.mkv":
            recordings.matroska(path.parent)
        case "old.avi":
            recordings.old(path.parent)


def test_recordings_made_to_survive_a_crash_are_taken_as_they_are(folder, tmp_path):
    flags = "frag_keyframe+empty_moov+delay_moov"
    film = make(folder / "many.mp4", Film(ticks=steady(6), options={"g": "25", "bf": "0"}))
    whole = remake(film, folder / "fragments.mp4", c="copy", movflags=flags)
    path = tmp_path / "crashed.mp4"
    data = whole.read_bytes()
    path.write_bytes(data[: data.rindex(b"mdat") + 100])
    assert 1.0 < probe(path).duration_s < 6.0


@pytest.mark.parametrize("path", sorted((LECTURES / "media").glob("*.[mf][pol][4va]*")), ids=str)
def test_real_recordings_can_be_read(path):
    assert probe(path).duration_s > 1.0
