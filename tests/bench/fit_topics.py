"""Fit the weights of topic shifts anew and write them: `python -m tests.bench.fit_topics`.

A logistic regression over the features of `studio.media.topics`, with an L2 penalty, on talks
whose editors put headings (and recorded work sessions). The sentence nearest to a heading is a
beginning, all others are not. Nothing is tuned on the talks that a figure is reported for:
`tests.bench.segmentation` fits once for each series, on all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.media.topics.features import features
from studio.media.topics.sentences import read_sentences
from studio.media.topics.weight import Weight
from tests.bench.talks import Talk, sessions, talks

Numbers = NDArray[np.float64]

_PENALTY = 100.0
_STEPS = 25
_TABLE = Path("studio/media/topics/weights.py")
_HEAD = '''"""How much each feature says that a topic begins: `tests/bench/fit_topics.py` writes it.

A logistic regression (L2 penalty {penalty:g}) over {sentences:,} sentences of {talks} talks with
{boundaries} headings of their editors. Each row: mean, spread, and what one spread above the mean
adds to the log-odds.
"""

from __future__ import annotations

from studio.media.topics.weight import Weight

BIAS = {bias}

TABLE = {{
'''


@dataclass(frozen=True, slots=True)
class Sample:
    """A talk as features of its sentences, and which of them begin a topic."""

    talk: Talk
    starts: Numbers
    values: dict[str, Numbers]
    begins: Numbers


def sample(talk: Talk) -> Sample:
    """Return the features of a talk, and its labels."""
    reading = read_sentences(talk.cues)
    starts = np.array([sentence.start_s for sentence in reading.sentences])
    begins = np.zeros(len(starts))
    for at_s in talk.boundaries:
        begins[np.argmin(np.abs(starts - at_s))] = 1.0
    return Sample(talk, starts, features(reading, talk.language), begins)


def fit(samples: Sequence[Sample]) -> tuple[dict[str, Weight], float]:
    """Return the weights by the feature's name, and the bias."""
    names = list(samples[0].values)
    table = np.vstack([np.column_stack([one.values[name] for name in names]) for one in samples])
    begins = np.concatenate([one.begins for one in samples])
    means, spreads = table.mean(axis=0), table.std(axis=0) + 1e-9
    bias, *weights = _regression((table - means) / spreads, begins)
    rows = zip(names, means, spreads, weights, strict=True)
    return {name: Weight(float(m), float(s), float(w)) for name, m, s, w in rows}, float(bias)


def _regression(table: Numbers, begins: Numbers) -> Numbers:
    """Return bias and weights by Newton's method (Hastie et al., The Elements of Statistical
    Learning, section 4.4.1) with a penalty on the weights."""
    rows = np.column_stack((np.ones(len(table)), table))
    penalty = np.full(rows.shape[1], _PENALTY)
    penalty[0] = 1e-9
    found = np.zeros(rows.shape[1])
    share = begins.mean()
    found[0] = np.log(share / (1.0 - share))
    for _ in range(_STEPS):
        likely = 1.0 / (1.0 + np.exp(-rows @ found))
        slope = rows.T @ (begins - likely) - penalty * found
        bend = (rows * (likely * (1.0 - likely))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    return found


def main() -> None:
    """Write the table."""
    samples = [sample(talk) for talk in [*talks(), *sessions()]]
    table, bias = fit(samples)
    head = _HEAD.format(
        penalty=_PENALTY,
        sentences=sum(len(one.starts) for one in samples),
        talks=len(samples),
        boundaries=sum(len(one.talk.boundaries) for one in samples),
        bias=round(bias, 4),
    )
    rows = (
        f'    "{name}": Weight({row.mean:.4g}, {row.spread:.4g}, {row.weight:.4g}),\n'
        for name, row in table.items()
    )
    _TABLE.write_text(head + "".join(rows) + "}\n", "utf-8")


if __name__ == "__main__":
    main()
