"""The packets of a film are the same by the tables of its file as by FFmpeg's reader."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from studio.media import film as under_test
from studio.media.film import opened_film
from studio.media.mp4.movie import read_movie
from studio.media.probe import Picture, Probe, probe
from studio.messages import StudioError
from tests.media import recordings
from tests.media.kinds import KINDS
from tests.real_media.films import remake


def picture_of(recording: Probe) -> Picture:
    if recording.picture is None:
        pytest.skip("a recording without a picture")
    return recording.picture


def packets_of(path: Path) -> list[tuple[Fraction, bytes, bool]]:
    recording = probe(path)
    with opened_film(recording, picture_of(recording)) as film:
        return [
            ((packet.pts or 0) * film.time_base, bytes(packet), packet.is_keyframe)
            for packet in film.packets
            if packet.size
        ]


@pytest.mark.parametrize("made", KINDS)
def test_tables_and_reader_tell_the_same(made, tmp_path, monkeypatch):
    path = made(tmp_path)
    quickly = packets_of(path)
    monkeypatch.setattr(under_test, "read_movie", lambda path: None)
    assert packets_of(path) == quickly


def test_the_tables_of_an_mp4_are_enough(tmp_path, monkeypatch):
    def never(path: Path) -> None:
        raise AssertionError(path)

    path = recordings.plain(tmp_path)
    recording = probe(path)
    monkeypatch.setattr(under_test, "opened", never)
    with opened_film(recording, picture_of(recording)) as film:
        assert sum(1 for _ in film.packets) > 0


def test_what_is_hidden_is_left_to_the_reader(tmp_path):
    path = remake(recordings.plain(tmp_path), tmp_path / "cut.mp4", before={"ss": 1.5}, c="copy")
    recording = probe(path)
    with opened_film(recording, picture_of(recording)) as film:
        assert any(packet.is_discard for packet in film.packets)


def test_a_file_that_is_gone_is_named(tmp_path):
    path = recordings.plain(tmp_path)
    recording = probe(path)
    path.unlink()
    with (
        pytest.raises(StudioError) as caught,
        opened_film(recording, picture_of(recording)),
    ):
        pass
    assert caught.value.message.id == "media.missing"


@pytest.mark.parametrize("kept", [0, 20_000])
def test_a_film_that_is_cut_off_while_it_is_read_ends_there(kept, tmp_path):
    path = recordings.plain(tmp_path)
    recording = probe(path)
    with opened_film(recording, picture_of(recording)) as film:
        next(film.packets)
        with path.open("r+b") as file:
            file.truncate(kept)
        rest = [packet for packet in film.packets if packet.size]
    assert len(rest) < 224


def test_a_film_that_is_gone_after_its_tables_were_read_is_named(tmp_path, monkeypatch):
    path = recordings.plain(tmp_path)
    recording = probe(path)
    known = read_movie(path)
    path.unlink()
    monkeypatch.setattr(under_test, "read_movie", lambda path: known)
    with (
        pytest.raises(StudioError) as caught,
        opened_film(recording, picture_of(recording)),
    ):
        pass
    assert caught.value.message.id == "media.missing"
