"""Names and excerpts: cut at words, without marks, where the difference is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.excerpts import EXCERPT_LENGTH, NAME_LENGTH, differing, plain, shortened


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Combien font **deux et deux** ?", "Combien font deux et deux ?"),
        ("## Titre\n\n- *un*\n- __deux__\n\n3. `trois`", "Titre\n\nun\ndeux\n\ntrois"),
        ('> Voir [le *site*](https://example.org "Site") !', "Voir le site !"),
        ("![Un plan](plan.png)", "Un plan"),
        ("***fort*** et ~~faux~~", "fort et faux"),
        ("2 * 3 * 4 et 2*3*4, mon_nom_long", "2 * 3 * 4 et 2*3*4, mon_nom_long"),
        ("$x_1 + x_2$", "$x_1 + x_2$"),
        ("**", "**"),
        ("", ""),
    ],
)
def test_markdown_is_stripped_lightly(markdown, text):
    assert plain(markdown) == text


def test_a_name_is_cut_behind_a_word():
    stem = "Pourquoi la durée du prêt change-t-elle le montant des intérêts que l'on paie ?"
    assert shortened(stem) == "Pourquoi la durée du prêt change-t-elle le montant des…"
    assert shortened("un,  deux\n\ttrois") == "un, deux trois"
    assert shortened("x" * 61) == "x" * 60 + "…"
    assert shortened("x" * 60) == "x" * 60
    assert shortened(" \n") == ""


def test_only_the_sentences_that_differ_are_shown():
    assert differing("Un. Deux ! Trois.", "Un. Deux ? Trois.") == ("Deux !", "Deux ?")
    assert differing("Un. Trois.", "Un. Deux. Trois.") == ("", "Deux.")
    assert differing("Un.\n\nDeux.", "") == ("Un. Deux.", "")
    assert differing("Un. Un.", "Un.") == ("Un.", "")


def test_a_long_sentence_is_shown_near_its_difference():
    common = "mot " * 100
    before, after = differing(common + "avant la fin", common + "après la fin")
    assert before.startswith("…mot")
    assert before.endswith("mot avant la fin")
    assert after.endswith("mot après la fin")
    before, after = differing("x" * 500 + "a", "x" * 500 + "b")
    assert (before[-1], after[-1]) == ("a", "b")


@given(st.text(max_size=400), st.text(max_size=400))
def test_excerpts_are_short_whatever_is_written(before, after):
    assert len(shortened(plain(before))) <= NAME_LENGTH + 1
    for excerpt in differing(before, after):
        assert len(excerpt) <= EXCERPT_LENGTH + 2
        assert "\n" not in excerpt
