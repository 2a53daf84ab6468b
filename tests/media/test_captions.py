"""Captions of any origin are read, cut without losing a word, and written as WebVTT."""

from __future__ import annotations

import itertools
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.media.captions import cut_cues, read_captions, sentence_ends, vtt
from studio.media.cues import Cue
from studio.media.rolling import unrolled
from studio.messages import StudioError
from tests.real_media.films import LECTURES

SRT = (
    "0\n00:00:01,000 --> 00:00:02,500\nIt&#39;s  one,\ntwo\n\n"
    "1\n00:00:02,000 --> 00:00:04,000\n42\n"
)


def read(folder: Path, content: str | bytes, name: str = "captions.srt") -> tuple[Cue, ...]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_captions(path)


def words(cues) -> list[str]:
    return [word for cue in cues for word in cue.text.split()]


def test_subrip_with_entities_overlaps_and_an_index_from_0(tmp_path):
    assert read(tmp_path, SRT) == (Cue(1.0, 2.5, "It's  one,\ntwo"), Cue(2.0, 4.0, "42"))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_line_endings(tmp_path, encoding, ending):
    text = "1\n00:00:01,000 --> 00:00:02,000\nL\u2019été, c\u2019est \u00ab très \u00bb bien\n"
    cues = read(tmp_path, text.replace("\n", ending).encode(encoding))
    assert cues == (Cue(1.0, 2.0, "L\u2019été, c\u2019est \u00ab très \u00bb bien"),)


def test_web_captions_with_all_that_they_may_hold(tmp_path):
    text = (
        "WEBVTT - A talk\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nby hand --> no\n\n"
        "first words\n00:01.000 --> 00:02.000 align:start position:10%\n"
        "<v Dr. Jane>We <i>all</i> &lt;know&gt; <00:01.500><c.red>this</c>\n\n"
        "NOTE nobody sees this\n\n"
        "second\n01:00:02.000 --> 01:00:03.000\n- Yes.\n- 42\n"
    )
    text = text.replace("by hand --> no", "by hand")
    assert read(tmp_path, text, "captions.vtt") == (
        Cue(1.0, 2.0, "Dr. Jane: We all <know> this"),
        Cue(3602.0, 3603.0, "- Yes.\n- 42"),
    )


def test_cues_come_by_their_start_and_without_empty_ones(tmp_path):
    text = (
        "1\n00:00:05,000 --> 00:00:06,000\nlater\n\n2\n00:00:01,000 --> 00:00:02,000\n\n\n"
        "3\n00:00:03,000 --> 00:00:03,000\nno time\n\n4\n00:00:02,000 --> 00:00:03,000\nearlier\n"
    )
    assert [cue.text for cue in read(tmp_path, text)] == ["earlier", "later"]


def test_a_blank_line_within_a_caption_does_not_end_it(tmp_path):
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n\n2\n00:00:02,000 --> 00:00:03,000\nthree\n"
    )
    assert [cue.text for cue in read(tmp_path, text)] == ["one\ntwo", "three"]


def test_braces_and_markup_that_is_none_are_kept(tmp_path):
    text = "1\n00:00:01,000 --> 00:00:02,000\nif a < b then {a, b} else {\\an8}c & d\n"
    assert read(tmp_path, text)[0].text == "if a < b then {a, b} else c & d"


@pytest.mark.parametrize(
    ("content", "id_"),
    [
        (b"", "media.empty"),
        (b"Just a text.\n", "captions.not_captions"),
        (b"WEBVTT\n\n", "captions.not_captions"),
        (b"1\n99 --> soon\nNo\n", "captions.not_captions"),
        (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "captions.not_captions"),
        (bytes(range(128, 256)) * 20, "captions.undecodable"),
        (b"\x00\x01\x02\x03" * 50, "captions.undecodable"),
        (b"\xff\xfe1", "captions.undecodable"),
    ],
)
def test_what_is_no_captions_is_refused(tmp_path, content, id_):
    with pytest.raises(StudioError) as raised:
        read(tmp_path, content)
    assert raised.value.message.id == id_
    assert raised.value.message.params["file"] == "captions.srt"


def test_missing_captions_are_named(tmp_path):
    with pytest.raises(StudioError) as raised:
        read_captions(tmp_path / "none.vtt")
    assert raised.value.message.id == "media.missing"


def test_written_captions_can_be_read_by_anyone(tmp_path):
    cues = (Cue(0.0, 1.5, "a < b & c --> d\n\nsecond line"), Cue(3599.9996, 3601.0, "é"))
    text = vtt(cues)
    assert text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\na &lt; b &amp; c --&gt; d\n")
    assert "01:00:00.000 --> 01:00:01.000" in text
    path = tmp_path / "out.vtt"
    path.write_text(text, encoding="utf-8")
    assert [cue.text for cue in read_captions(path)] == ["a < b & c --> d\nsecond line", "é"]
    with av.open(str(path)) as container:
        assert len([packet for packet in container.demux() if packet.size]) == 2


TEXTS = st.text("ab. ,?\n", min_size=1, max_size=60).filter(lambda text: text.split() != [])


@st.composite
def captions(draw) -> list[Cue]:
    starts = sorted(draw(st.lists(st.integers(0, 60_000), max_size=12)))
    return [
        Cue(start / 1000, (start + draw(st.integers(1, 9_000))) / 1000, draw(TEXTS))
        for start in starts
    ]


def cut_at(cues, borders) -> list[tuple[Cue, ...]]:
    edges = [0.0, *sorted(set(borders)), 80.0]
    return [cut_cues(cues, a, b) for a, b in itertools.pairwise(edges)]


BORDERS = st.lists(st.integers(1, 70_000).map(lambda at: at / 1000), max_size=4, unique=True)


@settings(deadline=None)
@given(captions(), BORDERS)
def test_every_caption_is_whole_in_one_clip(cues, borders):
    parts = cut_at(cues, borders)
    texts = [" ".join(cue.text.split()) for part in parts for cue in part]
    assert sorted(texts) == sorted(" ".join(cue.text.split()) for cue in cues)
    edges = [0.0, *sorted(borders), 80.0]
    for part, start_s, end_s in zip(parts, edges, edges[1:], strict=False):
        for cue in part:
            assert 0.0 <= cue.start_s < cue.end_s <= end_s - start_s + 0.002


@settings(deadline=None)
@given(captions(), st.integers(1, 70_000).map(lambda at: at / 1000))
def test_a_caption_goes_to_the_side_that_holds_more_of_it(cues, border_s):
    before, after = cut_at(cues, [border_s])
    for cue in cues:
        shares = border_s - cue.start_s, cue.end_s - border_s
        if abs(shares[0] - shares[1]) > 1e-6 and min(shares) > 0:
            side = before if shares[0] > shares[1] else after
            assert cue.text.strip() in [found.text for found in side]


@settings(deadline=None)
@given(TEXTS, st.integers(11_000, 75_000).map(lambda at: at / 1000), BORDERS)
def test_no_word_of_a_long_caption_is_lost(text, length_s, borders):
    cue = Cue(0.0, length_s, text)
    found = [part for clip in cut_at([cue], borders) for part in clip]
    assert words(found) == words([cue])


def test_a_caption_over_a_cut_is_shown_for_its_time_in_the_clip():
    cue = Cue(10.0, 20.0, "one two. Three\nfour")
    assert cut_at([cue], [16.0])[0] == (Cue(10.0, 16.0, cue.text),)
    assert cut_at([cue], [14.0])[1] == (Cue(0.0, 6.0, cue.text),)


def test_a_caption_that_two_clips_hold_alike_stays_where_it_begins():
    cue = Cue(10.0, 20.0, "one two")
    assert cut_at([cue], [15.0]) == [(Cue(10.0, 15.0, "one two"),), ()]


def test_a_caption_over_a_whole_clip_goes_where_its_middle_is():
    assert [len(part) for part in cut_at([Cue(10.0, 20.0, "one")], [11.0, 14.0, 19.0])] == [
        0,
        0,
        1,
        0,
    ]


def test_the_sentences_of_a_passage_go_each_to_their_side():
    passage = Cue(0.0, 30.0, "One is here. Two is here. Three is so.")
    first, second = cut_at([passage], [14.0])
    assert [cue.text for cue in first] == ["One is here."]
    assert first[0].end_s == pytest.approx(30 * 12 / 38, abs=0.001)
    assert second == (Cue(0.0, 16.0, "Two is here. Three is so."),)


def test_a_passage_without_sentences_covers_every_clip_in_it():
    text = " ".join(f"w{n:03d}" for n in range(200))
    clips = cut_at([Cue(0.0, 80.0, text)], [20.0, 40.0, 60.0])
    shares = [len(words(clip)) for clip in clips]
    assert sum(shares) == 200
    assert min(shares) >= 25


def test_a_passage_within_a_clip_stays_as_it_is():
    passage = Cue(5.0, 35.0, "One is here.\nTwo is here.")
    assert cut_cues([passage], 0.0, 60.0) == (passage,)


def test_sentences_end_within_and_at_the_end_of_captions():
    cues = [Cue(0.0, 10.0, "It is so. But"), Cue(10.0, 12.0, "why?"), Cue(12.0, 14.0, "Dr. Who")]
    assert sentence_ends(cues) == pytest.approx((10 * 9 / 13, 12.0))


def test_captions_without_punctuation_tell_nothing():
    cues = [Cue(n, n + 1, "and so on") for n in range(100)]
    assert sentence_ends([*cues, Cue(100.0, 101.0, "The end.")]) == ()


ROLLING = """WEBVTT
Kind: captions

00:00:01.199 --> 00:00:02.510 align:start position:0%
{blank}
um<00:00:01.439><c> next</c><00:00:01.680><c> up</c>

00:00:02.510 --> 00:00:02.520 align:start position:0%
um next up
{blank}

00:00:02.520 --> 00:00:04.370 align:start position:0%
um next up
about<00:00:02.879><c> the</c><00:00:03.040><c> state</c>

00:00:04.370 --> 00:00:04.380 align:start position:0%
about the state
{blank}

00:00:04.380 --> 00:00:06.000 align:start position:0%
about the state
of things
""".replace("{blank}", " ")


def test_captions_that_roll_up_say_each_line_once(tmp_path):
    assert read(tmp_path, ROLLING, "captions.vtt") == (
        Cue(1.199, 2.52, "um next up"),
        Cue(2.52, 4.38, "about the state"),
        Cue(4.38, 6.0, "of things"),
    )


def test_captions_that_roll_over_three_lines_say_each_line_once():
    lines = [f"line {n}" for n in range(9)]
    rolled = [Cue(n, n + 1, "\n".join(lines[max(0, n - 2) : n + 1])) for n in range(9)]
    assert unrolled(rolled) == tuple(Cue(n, n + 1, lines[n]) for n in range(9))


def test_captions_that_grow_word_by_word_are_one():
    grown = ["so", "so we", "so we begin", "so we begin\nwith", "so we begin\nwith rent"]
    cues = [Cue(n, n + 1, text) for n, text in enumerate(grown)]
    assert unrolled(cues) == (Cue(0, 3, "so we begin"), Cue(3, 5, "with rent"))


def test_what_people_say_twice_stays():
    said = ["No.", "No.", "Why?", "Why not?", "Yes.", "Yes.", "So.", "We", "We see."]
    cues = tuple(Cue(n, n + 1, text) for n, text in enumerate(said))
    assert unrolled(cues) == cues


def test_a_time_ends_a_caption_of_the_web(tmp_path):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\none\n \nfirst\n00:02.000 --> 00:03.000\ntwo\n"
    assert [cue.text for cue in read(tmp_path, text, "captions.vtt")][-1] == "two"


def test_times_may_lack_hours_and_fractions(tmp_path):
    text = "1\n00:01 --> 00:02.5\none\n\n2\n00:00:03 --> 00:00:04,25\ntwo\n"
    assert read(tmp_path, text) == (Cue(1.0, 2.5, "one"), Cue(3.0, 4.25, "two"))


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        ("captions_test_eng.srt", 3, "First slide,\ntesting qt subtitles.", 25.123),
        ("example.vtt", 4, "Test Cue 1", 19.5),
        ("sample.srt", 6, "This is caption testing.\n1. line.", 65.943),
    ],
)
def test_captions_of_a_lecture_recorder(name, count, first, last):
    path = LECTURES / "media" / name
    if not path.exists():
        pytest.skip("the shared lectures are not here")
    cues = read_captions(path)
    assert (len(cues), cues[0].text, cues[-1].end_s) == (count, first, last)
    assert not any("<" in cue.text for cue in cues)


@pytest.mark.parametrize("path", sorted((LECTURES / "captions").glob("*.srt")), ids=str)
def test_real_captions(path):
    cues = read_captions(path)
    assert len(cues) > 10
    assert not any("&#" in cue.text for cue in cues)
    end_s = cues[-1].end_s
    halves = [*cut_cues(cues, 0.0, end_s / 2), *cut_cues(cues, end_s / 2, end_s + 1)]
    assert sorted(words(halves)) == sorted(words(cues))
