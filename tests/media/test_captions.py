"""Captions of any origin are read, cut without losing a word, and written as WebVTT."""

from __future__ import annotations

import itertools
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.media.captions import Cue, cut_cues, read_captions, sentence_ends, vtt
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


@settings(deadline=None)
@given(captions(), st.lists(st.integers(0, 70_000), max_size=4))
def test_every_word_is_in_one_clip(cues, borders):
    edges = [0.0, *sorted(border / 1000 for border in set(borders)), 80.0]
    parts = [cut_cues(cues, a, b) for a, b in itertools.pairwise(edges)]
    assert sorted(w for part in parts for w in words(part)) == sorted(words(cues))
    for part, start_s, end_s in zip(parts, edges, edges[1:], strict=False):
        for cue in part:
            assert 0.0 <= cue.start_s < cue.end_s <= end_s - start_s + 0.0005


def test_a_caption_over_a_border_is_parted_where_a_sentence_ends():
    cue = Cue(10.0, 20.0, "That was the rent. Now the food.")
    (before,), (after,) = cut_cues([cue], 0.0, 15.2), cut_cues([cue], 15.2, 30.0)
    assert before == Cue(10.0, 15.2, "That was the rent.")
    assert after == Cue(0.0, 4.8, "Now the food.")


def test_a_caption_that_hardly_reaches_over_goes_to_one_side():
    cue = Cue(10.0, 20.0, "one two three four")
    assert cut_cues([cue], 0.0, 19.9)[0].text == cue.text
    assert cut_cues([cue], 19.9, 30.0) == ()
    assert cut_cues([cue], 0.0, 10.1) == ()
    assert cut_cues([cue], 10.1, 30.0)[0].text == cue.text


def test_sentences_end_within_and_at_the_end_of_captions():
    cues = [Cue(0.0, 10.0, "It is so. But"), Cue(10.0, 12.0, "why?"), Cue(12.0, 14.0, "Dr. Who")]
    assert sentence_ends(cues) == pytest.approx((10 * 9 / 13, 12.0))


def test_captions_without_punctuation_tell_nothing():
    cues = [Cue(n, n + 1, "and so on") for n in range(100)]
    assert sentence_ends([*cues, Cue(100.0, 101.0, "The end.")]) == ()


@pytest.mark.parametrize("path", sorted((LECTURES / "captions").glob("*.srt")), ids=str)
def test_real_captions(path):
    cues = read_captions(path)
    assert len(cues) > 10
    assert not any("&#" in cue.text for cue in cues)
    end_s = cues[-1].end_s
    halves = [*cut_cues(cues, 0.0, end_s / 2), *cut_cues(cues, end_s / 2, end_s + 1)]
    assert sorted(words(halves)) == sorted(words(cues))
