"""Slides are found on their frame, and nothing else is taken for one."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from studio.jobs import Cancelled, Progress
from studio.media.look import Looking, SlideChange, look
from studio.media.probe import probe
from studio.media.thumbnails import EVERY_S, WIDTH
from tests.media import recordings
from tests.real_media.films import remake
from tests.real_media.slides import Slide, Talk, film

ZOOM = {"preset": "veryfast", "g": "200", "keyint_min": "200", "sc_threshold": "0", "bf": "0"}
LONG = {"preset": "veryfast", "g": "200", "keyint_min": "200", "sc_threshold": "0", "bf": "3"}
SCENES = {"preset": "veryfast", "g": "100"}
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


@pytest.mark.parametrize("options", [ZOOM, LONG, SCENES], ids=["zoom", "b_frames", "scenes"])
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
        ("libx265", {"preset": "ultrafast", "x265-params": "log-level=none:keyint=120"}),
        ("mjpeg", {"q": "5"}),
    ],
)
def test_any_codec_is_looked_at(codec, options, tmp_path):
    # Without a webcam: at this size some of these codecs blur its surroundings.
    pixels = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    talk = replace(TALK, codec=codec, options=options, webcam=False, pixels=pixels)
    changes = seen(film(tmp_path / "talk.mkv", talk)).changes
    assert times(changes, slides=True) == pytest.approx(talk.changes, abs=0.11)


def test_camera_noise_is_nothing_new(tmp_path):
    talk = replace(TALK, size=(640, 360), noise=3.0, options=SCENES)
    changes = seen(film(tmp_path / "talk.mp4", talk)).changes
    assert times(changes, slides=True) == pytest.approx(talk.changes, abs=0.01)


@pytest.mark.parametrize("options", [ZOOM, LONG, SCENES], ids=["zoom", "b_frames", "scenes"])
def test_a_person_who_fills_the_picture_is_one_scene(options, tmp_path):
    deck = (Slide(0.0), Slide(12.5, person=True))
    talk = Talk(deck, 60.0, options=options)
    assert times(seen(film(tmp_path / "talk.mp4", talk)).changes, slides=True) == [12.5]


@pytest.mark.parametrize("options", [ZOOM, LONG, SCENES], ids=["zoom", "b_frames", "scenes"])
def test_a_film_within_a_slide_is_no_slide(options, tmp_path):
    deck = (Slide(0.0), Slide(12.5, film=True), Slide(47.2))
    talk = Talk(deck, 60.0, size=(640, 360), options=options)
    found = times(seen(film(tmp_path / "talk.mp4", talk)).changes, slides=True)
    assert found == pytest.approx(talk.changes, abs=0.01)


@pytest.mark.parametrize("options", [ZOOM, LONG, SCENES], ids=["zoom", "b_frames", "scenes"])
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


@pytest.mark.parametrize("options", [ZOOM, LONG], ids=["zoom", "b_frames"])
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


@pytest.mark.parametrize("made", recordings.ALL, ids=lambda made: made.__name__)
def test_every_kind_of_recording_is_looked_at(made, tmp_path):
    recording = probe(made(tmp_path))
    found = look(recording, progress=Progress())
    assert found.thumbnails
    assert all(-0.001 <= one.at_s < recording.duration_s for one in found.thumbnails)
    assert all(0.0 < one.at_s < recording.duration_s for one in found.changes)


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


def test_looking_can_be_cancelled(tmp_path):
    path = film(tmp_path / "talk.mp4", replace(TALK, options=SCENES))
    with pytest.raises(Cancelled):
        look(probe(path), progress=Progress(lambda now: now.cancel()))
