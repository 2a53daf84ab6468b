"""Edits of captions keep them whole and in order, and what is hard to read is marked."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.i18n import Voice
from studio.media.caption_edits import (
    UNWRITTEN,
    inserted,
    joined,
    middle,
    removed,
    shifted,
    split_at,
    with_end,
    with_start,
    with_text,
)
from studio.media.caption_quality import FASTEST, Fault, count_marked, marks
from studio.media.captions import read_captions, srt, vtt
from studio.media.cues import Cue
from studio.media.stored_captions import as_written, remember, stored_cues, tidy

LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
WORDS = st.lists(LINES, min_size=1, max_size=3).map("\n".join).filter(tidy)
TIMES = st.integers(0, 40_000_000).map(lambda thousandths: thousandths / 1000)
CUES = st.lists(
    st.builds(
        lambda start_s, length_s, text: Cue(start_s, round(start_s + length_s + 0.001, 3), text),
        TIMES,
        st.integers(0, 20_000).map(lambda thousandths: thousandths / 1000),
        WORDS,
    ),
    min_size=1,
    max_size=8,
).map(as_written)
FAR = st.floats(-1e5, 1e5)


def is_whole(cues: tuple[Cue, ...]) -> bool:
    in_order = all((a.start_s, a.end_s) <= (b.start_s, b.end_s) for a, b in pairwise(cues))
    return in_order and as_written(cues) == cues


def said(cues: tuple[Cue, ...]) -> list[str]:
    return sorted("".join("".join(cue.text.split()) for cue in cues))


@given(CUES, st.data())
def test_every_edit_leaves_whole_captions_in_order(cues, data):
    at = data.draw(st.integers(0, len(cues) - 1))
    place = data.draw(st.integers(0, len(cues[at].text)))
    at_s = data.draw(FAR)
    for after in (
        with_text(cues, at, data.draw(st.text(max_size=20))),
        with_start(cues, at, at_s),
        with_end(cues, at, at_s),
        split_at(cues, at, place),
        joined(cues, at),
        inserted(cues, at_s),
        removed(cues, [at]),
        shifted(cues, at_s),
    ):
        assert is_whole(after), after


@given(CUES, st.data())
def test_a_split_keeps_the_words_and_the_time_and_joining_takes_it_back(cues, data):
    at = data.draw(st.integers(0, len(cues) - 1))
    cue = cues[at]
    after = split_at(cues, at, data.draw(st.integers(0, len(cue.text))))
    assert said(after) == said(cues)
    if len(after) == len(cues) or len(cues) > 1:
        return
    first, last = after
    assert (first.start_s, last.end_s) == (cue.start_s, cue.end_s)
    assert first.end_s == last.start_s
    [again] = joined(after, 0)
    assert (again.start_s, again.end_s, again.text.split()) == (
        cue.start_s,
        cue.end_s,
        f"{first.text} {last.text}".split(),
    )


@given(CUES, FAR, st.data())
def test_a_start_stays_between_those_of_its_neighbours(cues, at_s, data):
    apart = tuple({cue.start_s: cue for cue in cues}.values())
    at = data.draw(st.integers(0, len(apart) - 1))
    after = with_start(apart, at, at_s)
    assert (after[:at], after[at + 1 :]) == (apart[:at], apart[at + 1 :])
    assert (after[at].end_s, after[at].text) == (apart[at].end_s, apart[at].text)
    assert all(one.start_s < other.start_s for one, other in pairwise(after))


@given(CUES, FAR)
def test_a_shift_keeps_all_distances_and_begins_nothing_too_early(cues, by_s):
    after = shifted(cues, by_s)
    moved_s = after[0].start_s - cues[0].start_s
    assert math.isclose(moved_s, max(by_s, -cues[0].start_s), abs_tol=0.001)
    for one, other in zip(cues, after, strict=True):
        assert math.isclose(other.start_s - one.start_s, moved_s, abs_tol=0.0021)
        assert other.text == one.text


@given(CUES)
def test_what_is_kept_is_what_is_read(tmp_path_factory, cues):
    file = tmp_path_factory.mktemp("captions") / "kept.vtt"
    file.write_text(vtt(cues), "utf-8", newline="\n")
    texts = [cue.text for cue in cues]
    if len(set(texts)) == len(texts) and not any("{\\" in text or "\\N" in text for text in texts):
        assert read_captions(file) == cues


def test_a_split_is_in_proportion_to_the_text():
    cues = (Cue(10.0, 20.0, "Trois mots ici. Et trois là-bas."),)
    assert split_at(cues, 0, 15) == (
        Cue(10.0, 14.839, "Trois mots ici."),
        Cue(14.839, 20.0, "Et trois là-bas."),
    )
    assert split_at(cues, 0, 0) == cues
    assert split_at(cues, 0, 99) == cues


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Une ligne\net une autre, plus longue", "Une ligne"),
        ("a b c d", "a b"),
        ("苹果很好", "苹果"),
    ],
)
def test_the_middle_is_between_lines_or_words(text, first):
    assert text[: middle(text)] == first


def test_two_short_captions_become_one_line_and_two_long_ones_two():
    short = (Cue(0, 1, "Bonjour"), Cue(1, 2, "à tous."))
    assert joined(short, 0) == (Cue(0, 2, "Bonjour à tous."),)
    long = (Cue(0, 1, "Les banques prêtent rarement"), Cue(1, 2, "quand la mensualité dépasse."))
    assert joined(long, 0)[0].text == "Les banques prêtent rarement\nquand la mensualité dépasse."
    assert joined(short, 1) == short


def test_a_new_caption_ends_where_the_next_begins():
    cues = (Cue(0, 1, "a"), Cue(5, 6, "b"))
    assert inserted(cues, 2.0)[1] == Cue(2.0, 4.0, UNWRITTEN)
    assert inserted(cues, 4.5)[1] == Cue(4.5, 5.0, UNWRITTEN)
    assert inserted(cues, -3.0)[0] == Cue(0.0, 1.0, "a")


def test_a_caption_without_words_is_kept_to_be_written():
    assert with_text((Cue(0, 1, "a"),), 0, " \n ") == (Cue(0, 1, UNWRITTEN),)


@pytest.mark.parametrize(
    ("cues", "faults"),
    [
        ([], []),
        ([Cue(0, 3, "Tout va bien."), Cue(3, 6, "Ici aussi.")], []),
        ([Cue(0, 2, "x" * 41)], [Fault.FAST]),
        ([Cue(0, 2, "x" * 40)], []),
        ([Cue(0, 5, "x" * 43)], [Fault.LONG_LINE]),
        ([Cue(0, 2, "苹" * 22)], [Fault.FAST, Fault.LONG_LINE]),
        ([Cue(0, 3, "a\nb\nc")], [Fault.LINES]),
        ([Cue(0, 0.9, "a")], [Fault.SHORT]),
        ([Cue(0, 1.0, "a"), Cue(10, 17, "b")], []),
        ([Cue(0, 7.01, "a")], [Fault.LONG]),
        ([Cue(0, 3, "a"), Cue(2.5, 5, "b")], [Fault.OVERLAP]),
        ([Cue(0, 3, "a"), Cue(3.04, 5, "b")], [Fault.FLICKER]),
        ([Cue(0, 3, "a"), Cue(3.08, 5, "b")], []),
        ([Cue(0, 0.2, UNWRITTEN)], [Fault.EMPTY]),
    ],
)
def test_what_is_hard_to_read_is_marked(cues, faults):
    found = marks(cues)
    assert [mark.fault for mark in found] == faults
    assert {mark.place for mark in found} <= {0}
    assert count_marked(cues) == bool(faults)


def test_a_mark_says_the_figure_and_the_most():
    [mark] = marks([Cue(0, 1, "Bien trop de mots ici.")])
    assert Voice("fr").say(mark.said).startswith("Trop rapide\u00a0: 22")
    assert f"{FASTEST:.0f} at most" in Voice("en").say(mark.said)


@given(CUES)
def test_every_mark_can_be_said(cues):
    for voice in map(Voice, ("fr", "en")):
        assert all(voice.say(mark.said) for mark in marks(cues))


ARABIC = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645"
ACCENTS = "1\r\n00:00:01,000 --> 00:00:03,000\r\nÇa, c'est l'été\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf" + ACCENTS.encode(), "Ça, c'est l'été"),
        (ACCENTS.encode("utf-16"), "Ça, c'est l'été"),
        (ACCENTS.encode("cp1252"), "Ça, c'est l'été"),
        (
            f"WEBVTT\n\n00:01.000 --> 00:03.000\n{ARABIC}\n".encode(),
            ARABIC,
        ),
    ],
)
def test_real_files_are_read_edited_and_written(tmp_path, data, text):
    file = tmp_path / "sous-titres"
    file.write_bytes(data)
    cues = stored_cues(file)
    assert cues == (Cue(1.0, 3.0, text),)
    after = split_at(cues, 0, middle(text))
    for name, write in (("neu.srt", srt), ("neu.vtt", vtt)):
        (tmp_path / name).write_text(write(after), "utf-8", newline="\n")
        assert read_captions(tmp_path / name) == after


def test_subrip_has_numbers_commas_and_no_escapes():
    assert srt([Cue(1.0, 3661.5, "a & b"), Cue(3662, 3663, "c\n\nd")]) == (
        "1\n00:00:01,000 --> 01:01:01,500\na & b\n\n2\n01:01:02,000 --> 01:01:03,000\nc\nd\n"
    )


def test_what_was_just_written_need_not_be_read(tmp_path):
    file = tmp_path / "a.vtt"
    assert remember(file, [Cue(0.00049, 1.0, " a\n\n b ")]) == (Cue(0.0, 1.0, "a\nb"),)
    assert stored_cues(file) == (Cue(0.0, 1.0, "a\nb"),)
