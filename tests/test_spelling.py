"""Words that no dictionary knows; and no error where there is no dictionary."""

from __future__ import annotations

import sys

import pytest

from requirements.system import DICTIONARIES
from studio import spelling
from studio.spelling import Spelling

needs_dictionaries = pytest.mark.skipif(
    not DICTIONARIES.is_there(), reason="there is no Enchant with French and English dictionaries"
)


@pytest.fixture(autouse=True)
def _fresh():
    spelling._dictionary.cache_clear()
    yield
    spelling._dictionary.cache_clear()


def wrong(checked: Spelling, text: str) -> list[str]:
    return [word for _, word in checked.words(text) if not checked.is_right(word)]


@needs_dictionaries
def test_french_words_with_apostrophes_and_hyphens():
    right = (
        "L\u2019élève d'aujourd\u2019hui a-t-il compris ? Quelqu\u2019un, peut-être ; qu\u2019elle "
        "s\u2019arrête jusqu\u2019ici, le SCORM de a@example.org et www.xqz.org en 2024."
    )
    assert wrong(Spelling("fr"), right) == []
    assert wrong(Spelling("fr-FR"), "l\u2019écolle est fermmée") == ["l\u2019écolle", "fermmée"]


@needs_dictionaries
def test_suggestions_keep_the_article():
    assert "l\u2019école" in Spelling("fr").suggestions("l\u2019écolle")
    assert "the" in Spelling("en").suggestions("teh")


@needs_dictionaries
def test_a_sister_of_the_language_will_do():
    assert wrong(Spelling("en-NZ"), "I don't wory") == ["wory"]


@needs_dictionaries
def test_added_words_are_kept_for_the_language(home):
    Spelling("fr").add("Moodlerie")
    assert wrong(Spelling("fr"), "une moodlerie") == []
    assert (home / "config" / "words.fr.txt").read_text("utf-8") == "moodlerie\n"
    (home / "config" / "words.fr.txt").write_bytes(b"\xff\xfe")
    assert wrong(Spelling("fr"), "une moodlerie") == ["moodlerie"]


def test_no_dictionary_is_no_error():
    none = Spelling("xx-XX")
    assert not none.available
    assert wrong(none, "qsdf") == []
    assert none.suggestions("qsdf") == []


def test_no_enchant_is_no_error(monkeypatch):
    monkeypatch.setitem(sys.modules, "enchant", None)
    assert not Spelling("fr").available


def test_many_texts_may_load_one_dictionary_while_words_are_looked_up():
    spellings = [Spelling(tag) for tag in ("fr", "en", "fr-CA", "en-GB") for _ in range(6)]
    for each in spellings:
        each.load_beside()
        each.load_beside()
    for each in spellings:
        for number in range(40):
            each.is_right(f"leçon{chr(97 + number % 26)}")
    assert all(each.loaded for each in spellings)
