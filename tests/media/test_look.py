"""Slides are found on their frame, and nothing else is taken for one."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from studio.jobs import Cancelled, Progress
from studio.media import viewing
from studio.media.grids import grid_of
from studio.media.look import Looking, SlideChange, look
from studio.media.probe import probe
from studio.media.thumbnails import EVERY_S, WIDTH
from tests.media import recordings
from tests.real_media.films import remake
from tests.real_media.slides import Slide, Talk, film

ZOOM = {"preset": "veryfast", "g": "200", "keyint_min": "200", "sc_threshold": "0", "bf": "0"}
LONG = {"preset": "veryfast", "g": "200", "keyint_min": "200", "sc_threshold": "0", "bf": "3"}
SCENES = {"preset": "veryfast", "g": "100"}
CODINGS = [
    pytest.param(ZOOM, id="zoom"),
    pytest.param(LONG, id="b_frames"),
    pytest.param(SCENES, id="scenes", marks=pytest.mark.full),
]
OPEN = {**LONG, "g": "40", "keyint_min": "40", "x264-params": "open-gop=1"}
DECK = (
    Slide(0.0, bullets=(6.0,)),
    Slide(13.0, lines=3, bullets=(17.4,)),
    Slide(21.3, lines=5),
    Slide(33.6, lines=2, bullets=(38.2,)),
)
TALK = Talk(DECK, 50.0, webcam=True, pointer=True)


def seen(path: Path) -> Looking:
    return look(probe(path), progress=Progress())


def times(changes: tuple[SlideChange, ...], *, slides: bool) -> list[float]:
    return [change.at_s for change in changes if change.is_slide is slides]


def check(path: Path, talk: Talk, within_s: float = 0.01) -> None:
    changes = seen(path).changes
    assert times(changes, slides=True) == pytest.approx(talk.changes, abs=within_s)
    assert times(changes, slides=False) == pytest.approx(talk.builds, abs=within_s)
    assert all(0.0 < change.share <= 1.0 for change in changes)


@pytest.mark.parametrize("options", CODINGS)
def test_slides_and_bullets_are_found_on_their_frames(options, tmp_path):
    talk = replace(TALK, options=options)
    check(film(tmp_path / "talk.mp4", talk), talk)


@pytest.mark.parametrize("name", ["talk.mkv", "talk.ts", "talk.avi", "talk.mov", "pieces.mp4"])
def test_any_container_is_looked_at(name, tmp_path):
    talk = replace(TALK, options=ZOOM)
    flags = "frag_keyframe+empty_moov" if name == "pieces.mp4" else "faststart"
    made = film(tmp_path / "made.mp4", talk)
    path = remake(made, tmp_path / name, c="copy", movflags=flags)
    check(path, talk)


@pytest.mark.parametrize(
    ("codec", "options"),
    [
        ("mpeg4", {"b": "2M", "g": "120"}),
        ("libvpx-vp9", {"deadline": "realtime", "cpu-used": "8", "g": "120", "b": "1M"}),
        ("libvpx-vp9", {"cpu-used": "8", "g": "120", "b": "1M", "lag-in-frames": "16"}),
        ("libvpx", {"deadline": "realtime", "cpu-used": "8", "g": "120", "b": "1M"}),
        ("libsvtav1", {"preset": "12", "g": "120", "svtav1-params": "lp=1"}),
        ("libx265", {"preset": "ultrafast", "x265-params": "log-level=none:keyint=120"}),
        ("libx265", {"preset": "veryfast", "x265-params": "log-level=none:keyint=40:bframes=4"}),
        ("mpeg2video", {"b": "1M", "g": "40", "bf": "2"}),
        ("mjpeg", {"q": "5"}),
        ("ffv1", {}),
    ],
)
def test_any_codec_is_looked_at(codec, options, tmp_path):
    # Without a webcam: at this size some of these codecs blur its surroundings.
    pixels = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    talk = replace(TALK, codec=codec, options=options, webcam=False, pixels=pixels)
    changes = seen(film(tmp_path / "talk.mkv", talk)).changes
    assert times(changes, slides=True) == pytest.approx(talk.changes, abs=0.11)


@pytest.mark.parametrize(
    ("name", "codec", "pixels"),
    [("talk.mov", "qtrle", "rgb24"), ("talk.avi", "rawvideo", "yuv420p")],
)
def test_a_decoder_is_told_what_only_the_container_knows(name, codec, pixels, tmp_path):
    talk = replace(TALK, codec=codec, options={}, webcam=False, pixels=pixels)
    changes = seen(film(tmp_path / name, talk)).changes
    assert times(changes, slides=True) == pytest.approx(talk.changes, abs=0.01)


@pytest.mark.parametrize("options", [ZOOM, LONG, OPEN], ids=["zoom", "b_frames", "open"])
@pytest.mark.parametrize("every", ["40", "41"])
def test_changes_are_found_wherever_they_lie_around_a_keyframe(options, every, tmp_path):
    # A keyframe every 4 s, changes 4 frames before one to 5 after.
    slides = [Slide(0.0), *(Slide(8.0 * n + 0.1 * (n - 5), lines=6) for n in range(1, 11))]
    options = {**options, "g": every, "keyint_min": every}
    talk = Talk(slides, 90.0, webcam=True, options=options)
    check(film(tmp_path / "talk.mp4", talk), talk)


def test_frames_of_any_length(tmp_path):
    talk = replace(TALK, rate=20, options=ZOOM)
    path = remake(
        film(tmp_path / "talk.mp4", talk),
        tmp_path / "variable.mp4",
        vf="select='lt(mod(n,17),5)+eq(mod(n,17),11)'",
        fps_mode="vfr",
        g=60,
        bf=2,
    )
    found = times(seen(path).changes, slides=True)
    assert len(found) == len(talk.changes)
    assert all(0 <= at - true < 0.31 for at, true in zip(found, talk.changes, strict=True))


def test_camera_noise_is_nothing_new(tmp_path):
    talk = replace(TALK, size=(640, 360), noise=3.0, options=SCENES)
    changes = seen(film(tmp_path / "talk.mp4", talk)).changes
    assert times(changes, slides=True) == pytest.approx(talk.changes, abs=0.01)


@pytest.mark.parametrize("options", CODINGS)
def test_a_person_who_fills_the_picture_is_one_scene(options, tmp_path):
    deck = (Slide(0.0), Slide(12.5, person=True))
    talk = Talk(deck, 60.0, options=options)
    assert times(seen(film(tmp_path / "talk.mp4", talk)).changes, slides=True) == [12.5]


@pytest.mark.parametrize("options", CODINGS)
def test_a_film_within_a_slide_is_no_slide(options, tmp_path):
    deck = (Slide(0.0), Slide(12.5, film=True), Slide(47.2))
    talk = Talk(deck, 60.0, size=(640, 360), options=options)
    found = times(seen(film(tmp_path / "talk.mp4", talk)).changes, slides=True)
    assert found == pytest.approx(talk.changes, abs=0.01)


@pytest.mark.parametrize("options", CODINGS)
def test_a_cross_fade_is_one_event(options, tmp_path):
    deck = (Slide(0.0), Slide(12.5, fade_s=0.8), Slide(31.0, fade_s=0.5))
    talk = Talk(deck, 40.0, rate=25, options=options)
    changes = seen(film(tmp_path / "talk.mp4", talk)).changes
    assert len(changes) == 2
    for change, slide in zip(changes, deck[1:], strict=True):
        assert change.is_slide
        assert slide.at_s < change.at_s <= slide.at_s + slide.fade_s + 0.04


def test_a_slide_on_a_keyframe_is_not_taken_for_the_bullet_before_it(tmp_path):
    talk = Talk((Slide(0.0, bullets=(12.3,)), Slide(20.0)), 45.0, options=ZOOM, webcam=True)
    check(film(tmp_path / "talk.mp4", talk), talk)


@pytest.mark.parametrize("options", CODINGS)
def test_a_slide_shown_and_gone_between_two_keyframes(options, tmp_path):
    slides = (Slide(0.0), Slide(24.0), Slide(30.5))
    talk = Talk(slides, 45.0, options=options)
    path = film(tmp_path / "talk.mp4", replace(talk, same_again=True))
    assert times(seen(path).changes, slides=True) == [24.0, 30.5]


@pytest.mark.parametrize("bf", ["0", "3"])
def test_a_film_with_a_single_keyframe(bf, tmp_path):
    options = {"preset": "veryfast", "g": "9999", "sc_threshold": "0", "bf": bf}
    talk = replace(TALK, seconds=90.0, options=options, webcam=False)
    found = seen(film(tmp_path / "talk.mp4", talk))
    assert times(found.changes, slides=True) == pytest.approx(talk.changes, abs=0.01)
    assert len(found.thumbnails) > 10


def test_a_film_without_keyframes_is_seen_all_through(tmp_path):
    # It is taken in parts: changes lie around the ends of these.
    slides = [Slide(0.0), *(Slide(60.0 + 20 * n + 0.1 * (n - 2)) for n in range(5))]
    options = {"preset": "veryfast", "g": "9999", "sc_threshold": "0", "bf": "3"}
    talk = Talk(slides, 150.0, webcam=True, options=options)
    check(film(tmp_path / "talk.mp4", talk), talk)


@pytest.mark.parametrize("made", recordings.ALL, ids=lambda made: made.__name__)
def test_every_kind_of_recording_is_looked_at(made, tmp_path):
    recording = probe(made(tmp_path))
    found = look(recording, progress=Progress())
    assert found.thumbnails
    assert all(-0.001 <= one.at_s < recording.duration_s for one in found.thumbnails)
    assert all(0.0 < one.at_s < recording.duration_s for one in found.changes)


def test_a_picture_of_another_size_is_a_new_slide(tmp_path):
    talk = Talk((Slide(0.0), Slide(12.0)), 20.0, options=ZOOM)
    first = film(tmp_path / "first.ts", talk)
    larger = film(tmp_path / "larger.ts", replace(talk, size=(640, 360)))
    later = remake(larger, tmp_path / "later.ts", c="copy", output_ts_offset=20, muxdelay=0)
    both = tmp_path / "both.ts"
    both.write_bytes(first.read_bytes() + later.read_bytes())
    assert times(seen(both).changes, slides=True) == pytest.approx([12.0, 20.0, 32.0], abs=0.11)


@pytest.mark.parametrize("bf", ["0", "3"])
def test_a_clock_that_was_set_back_stops_nothing(bf, tmp_path):
    options = {**ZOOM, "bf": bf, "g": "50"}
    once = film(tmp_path / "once.ts", Talk((Slide(0.0), Slide(12.0)), 20.0, options=options))
    twice = tmp_path / "twice.ts"
    twice.write_bytes(2 * once.read_bytes())
    assert 12.0 in [round(at, 1) for at in times(seen(twice).changes, slides=True)]


@pytest.mark.parametrize("options", CODINGS)
def test_hardly_more_is_decoded_than_what_has_changed(options, tmp_path, monkeypatch):
    decoded = []

    def counted(frame):
        decoded.append(frame.pts)
        return grid_of(frame)

    monkeypatch.setattr(viewing, "grid_of", counted)
    talk = Talk((Slide(0.0), Slide(31.0, bullets=(37.2,)), Slide(92.4)), 120.0, options=options)
    check(film(tmp_path / "talk.mp4", replace(talk, webcam=True)), talk)
    assert len(decoded) < 0.15 * talk.seconds * talk.rate


def test_what_an_edit_list_hides_is_not_seen(tmp_path):
    talk = replace(TALK, options=ZOOM)
    path = remake(
        film(tmp_path / "whole.mp4", talk), tmp_path / "edited.mp4", before={"ss": 15}, c="copy"
    )
    found = seen(path)
    assert times(found.changes, slides=True) == pytest.approx([6.3, 18.6], abs=0.01)
    assert times(found.changes, slides=False) == pytest.approx([2.4, 23.2], abs=0.01)
    assert found.thumbnails[0].at_s == pytest.approx(0.0, abs=0.01)


def test_thumbnails_are_small_and_upright(tmp_path):
    talk = replace(TALK, options=SCENES)
    path = remake(
        film(tmp_path / "talk.mp4", talk),
        tmp_path / "turned.mp4",
        before={"display_rotation": 90},
        c="copy",
    )
    thumbnails = seen(path).thumbnails
    image = Image.open(io.BytesIO(thumbnails[0].jpeg))
    assert image.format == "JPEG"
    assert image.size == (WIDTH, round(WIDTH * 16 / 9))
    at = [one.at_s for one in thumbnails]
    assert all(after - before >= EVERY_S for before, after in pairwise(at))


def test_sound_alone_shows_nothing(tmp_path):
    path = remake(recordings.plain(tmp_path), tmp_path / "sound.m4a", vn=None, c="copy")
    assert seen(path) == Looking((), ())


@pytest.mark.parametrize("name", ["talk.mp4", "talk.ts", "talk.mkv"])
def test_damage_costs_no_more_than_what_it_has_hit(name, tmp_path):
    talk = Talk([Slide(10.0 * n) for n in range(7)], 70.0, options={**ZOOM, "g": "50"})
    path = film(tmp_path / name, talk)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 3000] = bytes(range(250)) * 12
    path.write_bytes(data)
    found = times(seen(path).changes, slides=True)
    known = [at for at in talk.changes if any(abs(at - one) < 0.11 for one in found)]
    assert len(known) >= 4


class _Countdown(Progress):
    """Progress that is cancelled when it has been checked a number of times."""

    def __init__(self, checks: int) -> None:
        super().__init__()
        self._left = checks

    def check(self) -> None:
        self._left -= 1
        if self._left < 0:
            self.cancel()
        super().check()


@pytest.mark.parametrize("checks", [0, 1, 30, 200, 500])
@pytest.mark.parametrize("every", ["20", "100", "9999"])
def test_looking_can_be_cancelled_at_any_moment(checks, every, tmp_path):
    talk = replace(TALK, options={"preset": "veryfast", "g": every})
    path = film(tmp_path / "talk.mp4", talk)
    with pytest.raises(Cancelled):
        look(probe(path), progress=_Countdown(checks))
    assert not [one for one in threading.enumerate() if one.name.startswith("look")]
