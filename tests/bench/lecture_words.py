"""What the lectures of the benchmarks say and show: plain sentences, no two the same for long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

TOPICS = {
    "Budgets": ("the budget", "monthly income", "a fixed cost", "the reserve", "an estimate"),
    "Loans": ("the interest rate", "a fixed loan", "the deposit", "early repayment", "the lender"),
    "Surveys": ("the sample", "a biased question", "the response rate", "the margin", "a quota"),
    "Contracts": ("the notice period", "a clause", "the signature", "a breach", "the landlord"),
    "Energy": ("the heat pump", "insulation", "a thermal bridge", "the meter", "the boiler"),
    "Planning": ("the first milestone", "a dependency", "the critical path", "slack", "a risk"),
    "Teaching": ("a worked example", "the learning goal", "feedback", "a rubric", "recall"),
}
_FRAMES = (
    "Let us look at {0} before we come to {1}.",
    "What most people miss is how {0} changes {1}.",
    "In practice, {0} depends on {1} far more than one would think.",
    "So how does {0} help us with {1}?",
    "If you remember one thing about {0}, remember that it follows {1}.",
    "Here is an example in which {0} and {1} do not agree at all.",
    "Nobody measures {0} directly; we measure {1} and reason back from it.",
    "Write down {0}, then compare it with {1}, and only then decide.",
    "I used to think that {0} was enough, until {1} taught me otherwise.",
    "That is the whole difference between {0} and {1}.",
)
_OPENINGS = ("Now we turn to {0}.", "The next part is about {0}.", "Let us move on to {0}.")


def sentences(random: Random) -> Iterator[str]:
    """Yield sentences without end: some ten on one topic, then an opening of the next."""
    while True:
        for topic in random.sample(sorted(TOPICS), len(TOPICS)):
            yield random.choice(_OPENINGS).format(topic.lower())
            for _ in range(random.randint(7, 14)):
                yield random.choice(_FRAMES).format(*random.sample(TOPICS[topic], 2))


def bullets(random: Random, topic: str, count: int) -> list[str]:
    """Return the lines of a slide."""
    words = TOPICS[topic]
    lines = (f"{first} and {second}" for first, second in pairwise(words))
    chosen = random.sample([*lines, *words], count)
    return [line[0].upper() + line[1:] for line in chosen]
