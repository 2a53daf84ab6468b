"""Words become captions that can be read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.media.caption_making import COLUMNS, LONGEST_S, SHORTEST_S, Word, captions_of
from studio.media.cues import Cue


def spoken(text: str, start_s: float = 0.0, each_s: float = 0.3) -> list[Word]:
    return [
        Word(start_s + n * each_s, start_s + (n + 1) * each_s, f" {word}")
        for n, word in enumerate(text.split())
    ]


@st.composite
def talks(draw) -> list[Word]:
    words, at_s = [], 0.0
    signs = st.text("abcé日.,?!", min_size=1, max_size=12)
    for _ in range(draw(st.integers(0, 60))):
        at_s += draw(st.sampled_from([0.0, 0.0, 0.0, 0.2, 1.5]))
        length_s = draw(st.sampled_from([0.0, 0.1, 0.3, 0.6, 2.0]))
        words.append(Word(at_s, at_s + length_s, draw(st.sampled_from(["", " "])) + draw(signs)))
        at_s += length_s
    return words


@settings(deadline=None)
@given(talks())
def test_captions_keep_every_word_and_every_rule(words):
    cues = captions_of(words)
    said = "".join("".join(word.text.split()) for word in words)
    assert "".join("".join(cue.text.split()) for cue in cues) == said
    for cue in cues:
        assert len(cue.text.split("\n")) <= 2
        assert cue.end_s - cue.start_s <= LONGEST_S + 1e-6
        assert cue.end_s >= cue.start_s
    for before, after in pairwise(cues):
        assert before.end_s <= after.start_s
        long_enough = before.end_s - before.start_s >= SHORTEST_S - 1e-6
        assert long_enough or after.start_s - before.end_s < 1e-6


@settings(deadline=None)
@given(st.lists(st.text("abc,", min_size=1, max_size=20), min_size=1, max_size=80))
def test_no_line_is_too_long(texts):
    cues = captions_of(spoken(" ".join(texts)))
    assert all(len(line) <= COLUMNS for cue in cues for line in cue.text.split("\n"))


def test_a_sentence_ends_a_caption():
    cues = captions_of(spoken("That was the rent. Now we look at food."))
    assert [cue.text for cue in cues] == ["That was the rent.", "Now we look at food."]


def test_very_short_sentences_share_a_caption():
    assert [cue.text for cue in captions_of(spoken("Yes. No. And so it goes."))] == [
        "Yes. No. And so it goes."
    ]


def test_a_silence_ends_a_caption():
    words = [*spoken("and then"), *spoken("we wait", start_s=4.0)]
    assert captions_of(words) == (Cue(0.0, 1.0, "and then"), Cue(4.0, 5.0, "we wait"))


def test_a_full_caption_is_parted_at_its_last_comma():
    text = "when you buy a house there are many costs that nobody told you of, "
    text += "and the first of them is"
    first, second = captions_of(spoken(text, each_s=0.2))
    assert first.text.endswith("told you of,")
    assert second.text == "and the first of them is"


def test_lines_are_of_about_the_same_length():
    [cue] = captions_of(
        spoken("the interest that you pay in thirty years is more than it", each_s=0.2)
    )
    assert [len(line) for line in cue.text.split("\n")] == pytest.approx([29, 27], abs=3)


def test_wide_signs_take_two_columns():
    words = [Word(n * 0.1, n * 0.1 + 0.1, sign) for n, sign in enumerate("日" * 60)]
    lines = [line for cue in captions_of(words) for line in cue.text.split("\n")]
    assert max(map(len, lines)) == COLUMNS // 2
