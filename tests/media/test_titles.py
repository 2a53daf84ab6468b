"""A clip has the title that the speaker gives it, and otherwise only a number."""

from __future__ import annotations

import pytest

from studio.media.cues import Cue
from studio.media.titles import title
from studio.messages import message


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Chapter two: the fixed costs. They come first.", "The fixed costs"),
        ("Welcome back.\nPart 3, what you\nmay borrow. Banks", "What you may borrow"),
        ("Partie deux : les charges fixes. Elles", "Les charges fixes"),
        ("Okay, so let\u2019s talk about fixed costs. They come first.", "Fixed costs"),
        ("Right. Moving on to the price of bread, we", "The price of bread"),
        ("Alors, passons maintenant aux charges variables. Cette", "Charges variables"),
        (
            "Bien. La question suivante porte sur le seuil de rentabilité.",
            "Le seuil de rentabilité",
        ),
        ("Parlons à présent de trésorerie. On peut", "Trésorerie"),
    ],
)
def test_an_announcement_is_a_title(said, name):
    assert title([Cue(2.0, 9.0, said)], 4) == message("plan.title.said", title=name)


@pytest.mark.parametrize(
    "said",
    [
        "So now let us look at this.",
        "Chapter two: " + "and so on " * 20 + ".",
        "In chapter two we saw it.",
        "Let's talk about it. Then we go on.",
        "Let's talk about what you have seen. Then",
        "Let's talk about something else. Then",
        "I didn't want to talk about money. But",
        "Parlons-en. On verra",
        "Passons à ce que vous savez. Bien",
        "Passons à autre chose. Bien",
        "Chapter two: the fixed",
    ],
)
def test_anything_else_is_a_number(said):
    assert title([Cue(2.0, 9.0, said)], 4) == message("plan.title.part", n=4)


def test_only_the_opening_counts():
    assert title([Cue(60.0, 70.0, "Chapter two: costs.")], 2) == message("plan.title.part", n=2)
