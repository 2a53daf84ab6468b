"""Sentences across captions, and a score that rises where a new topic begins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.media.cues import Cue
from studio.media.topics.cohesion import cohesion
from studio.media.topics.features import features
from studio.media.topics.phrases import GROUPS, PHRASES
from studio.media.topics.sentences import Reading, Sentence, read_sentences
from studio.media.topics.shifts import TopicShift, chances, near, shifts_of
from studio.media.topics.weights import TABLE
from studio.media.topics.words import guess_language, terms, words

COSTS = "The rent is a fixed cost. The rent falls due in a month without sales. Every cost counts. "
WATER = "The river feeds the well. A well in dry sand has water. The water in the sand is clean. "
TURN = "Okay, let's move on to the next topic. "


def spoken(text: str, *, words_a_cue: int = 7, word_s: float = 0.4) -> list[Cue]:
    said = text.split()
    return [
        Cue(
            n * word_s,
            (n + len(said[n : n + words_a_cue])) * word_s,
            " ".join(said[n:][:words_a_cue]),
        )
        for n in range(0, len(said), words_a_cue)
    ]


def texts(cues: list[Cue]) -> list[str]:
    return [sentence.text for sentence in read_sentences(cues).sentences]


def best(found: tuple[TopicShift, ...]) -> float:
    return max(found, key=lambda shift: shift.score).at_s


def test_a_sentence_goes_on_in_the_next_caption():
    cues = [
        Cue(0.0, 2.0, "So here\nwe are. And"),
        Cue(2.5, 4.0, "now for Dr. Who."),
        Cue(5, 6, "Yes"),
    ]
    found = read_sentences(cues)
    assert found.punctuated
    assert [one.text for one in found.sentences] == [
        "So here we are.",
        "And now for Dr. Who.",
        "Yes",
    ]
    assert found.sentences[0].end_s < found.sentences[1].start_s < 2.0
    assert found.sentences[1].end_s == 4.0


def test_captions_without_full_stops_are_parted_at_pauses():
    cues = [Cue(n * 2.0, n * 2.0 + 2.0, "and so on we go") for n in range(12)]
    cues = [*cues[:2], *(Cue(cue.start_s + 3, cue.end_s + 3, cue.text) for cue in cues[2:])]
    found = read_sentences(cues)
    assert not found.punctuated
    assert found.sentences[0].text == "and so on we go and so on we go"
    assert max(len(one.text.split()) for one in found.sentences) <= 20


def test_lines_that_roll_up_are_read_once():
    cues = [
        Cue(0, 1, "one two."),
        Cue(1, 2, "one two.\nthree four."),
        Cue(2, 3, "three four.\nfive."),
    ]
    assert texts(cues) == ["one two.", "three four.", "five."]


@given(st.lists(st.text("ab .?", min_size=1, max_size=20).filter(str.strip), max_size=20))
def test_no_word_is_lost(said):
    cues = [Cue(float(n), n + 1.0, text.strip()) for n, text in enumerate(said)]
    assert " ".join(texts(cues)).split() == " ".join(said).split()


def test_words_lose_what_only_grammar_adds():
    assert terms(words("The painters' walls were painted, that's all"), "en") == terms(
        words("painter wall painting"), "en"
    )
    assert terms(words("L\u2019artisan et les charges de l\u2019atelier"), "fr") == terms(
        words("artisans, charge, ateliers"), "fr"
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The rent is what you have to pay for it", "en"),
        ("Le loyer est ce que vous devez payer pour la boutique", "fr"),
        ("Der Mond scheint heute besonders hell über dem Wald", ""),
        ("", ""),
    ],
)
def test_the_language_is_guessed_by_its_small_words(text, language):
    assert guess_language(text) == language


def test_every_language_says_every_meaning():
    assert all(tuple(groups) == GROUPS for groups in PHRASES.values())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "okay, let's move on to the next question."),
        ("fr", "bon, passons à la question suivante."),
    ],
)
def test_a_transition_is_known_in_both_languages(language, said):
    groups = PHRASES[language]
    assert {name for name in GROUPS if groups[name].search(said)} >= {
        "opener",
        "advance",
        "subject",
    }


def test_cohesion_is_least_where_the_words_change():
    said = [["rent", "cost"]] * 30 + [["well", "sand"]] * 30
    found = cohesion(said, [8] * 60)
    for name in (
        "unlike 60",
        "depth 120",
        "likelihood 60",
        "likelihood 250",
        "burst",
        "last mention",
    ):
        assert abs(int(np.argmax(found[name][5:-5])) - 25) <= 5, name


def test_a_large_vocabulary_is_taken_in_slices(monkeypatch):
    said = [[f"w{n % 7}", f"v{n // 9}"] for n in range(60)]
    whole = cohesion(said, [6] * 60)
    monkeypatch.setattr("studio.media.topics.cohesion._TERMS_AT_ONCE", 3)
    parts = cohesion(said, [6] * 60)
    assert all(np.allclose(whole[name], parts[name]) for name in whole)


def test_the_table_of_weights_is_that_of_the_features():
    sentences = tuple(Sentence(n, n + 1, "So what is it?") for n in range(9))
    assert list(features(Reading(sentences, True), "en")) == list(TABLE)


def test_what_is_not_known_has_no_say():
    known = {name: np.full(3, row.mean) for name, row in TABLE.items()}
    missing = {name: np.full(3, np.nan) for name in TABLE}
    assert np.allclose(chances(known), chances(missing))


def test_a_place_near_a_likely_start_scores_and_the_start_itself_most():
    starts = np.array([0.0, 10.0, 20.0, 60.0])
    assert near(starts, np.array([0.0, 0.0, 0.5, 0.1])) == pytest.approx([0.0, 0.5, 1.0, 0.2])


def test_a_new_topic_is_found_where_it_is_announced():
    before = COSTS * 10
    found = shifts_of(spoken(before + TURN + WATER * 10))
    at_s = len(before.split()) * 0.4
    later = [shift for shift in found if shift.at_s > 60.0]
    assert best(tuple(later)) == pytest.approx(at_s, abs=1.0)


@pytest.mark.parametrize("language", ["", "de", "fr", "en-GB"])
def test_any_language_has_scores(language):
    found = shifts_of(spoken(COSTS * 5 + WATER * 5), language)
    assert all(np.isfinite(shift.score) and shift.score >= 0.0 for shift in found)
    assert len(found) == 30


def test_captions_without_punctuation_have_scores():
    bare = (COSTS * 12 + TURN + WATER * 12).lower().replace(".", "").replace(",", "")
    found = shifts_of(spoken(bare))
    assert len(found) > 20
    assert all(np.isfinite(shift.score) for shift in found)


def test_neither_who_speaks_nor_where_captions_part_is_looked_at():
    said = COSTS * 8 + WATER * 8
    one, other = (
        features(read_sentences(spoken(said, words_a_cue=count)), "en") for count in (7, 3)
    )
    assert all(np.array_equal(one[name], other[name]) for name in TABLE)


@pytest.mark.parametrize("cues", [[], [Cue(0.0, 2.0, "Hello.")]])
def test_few_words_have_no_topics(cues):
    assert shifts_of(cues) == ()
