"""Reading our own catalogues of messages.

Babel reads every kind of `.po` file and takes 45 ms for one of ours, a tenth of the time in which
the studio starts; ours need little. The tests read each of them with both.
"""

from __future__ import annotations

import json
from pathlib import Path

_KEYWORDS = ("msgid", "msgid_plural", "msgstr")


def read_catalogue(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the texts of a `.po` file by their ids: one, or one for each plural form.

    Raises:
        ValueError: a line is none that our catalogues have.
    """
    texts: dict[str, tuple[str, ...]] = {}
    entry: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        keyword, _, quoted = line.partition(" ")
        if keyword.split("[")[0] in _KEYWORDS:
            entry.append((keyword, json.loads(quoted)))
        elif line.startswith('"'):
            last, text = entry[-1]
            entry[-1] = last, text + json.loads(line)
        elif line:
            raise ValueError(f"{path.name}: {line}")
        elif entry:
            texts[entry[0][1]] = tuple(text for word, text in entry if word.startswith("msgstr"))
            entry = []
    texts.pop("", None)  # the header
    return texts
