"""Titles of clips: what the speaker calls a part, where the speaker says so.

A title is taken from captions only where a clip opens with an announcement such as "Chapter two:
the fixed costs." Anything else would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.media.captions import Cue
from studio.messages import Message, message

_OPENING_S = 20.0
_LONGEST = 70
_NUMBER = (
    r"(?:\d+|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten|un|une|deux|trois|quatre"
    r"|cinq|six|sept|huit|neuf|dix)"
)
_ANNOUNCED = re.compile(
    rf"\b(?:part|chapter|section|lesson|module|unit|topic|partie|chapitre|le\u00e7on|s\u00e9ance"
    rf"|unit\u00e9|th\u00e8me)\s+{_NUMBER}\s*[:.,\u2013\u2014-]\s*([^.!?:\u2026]+)[.!?\u2026]",
    re.IGNORECASE,
)


def title(cues: Sequence[Cue], index: int) -> Message:
    """Return the title of the clip number `index`, with the captions of that clip."""
    opening = " ".join(cue.text for cue in cues if cue.start_s < _OPENING_S)
    said = _ANNOUNCED.search(" ".join(opening.split()))
    name = said[1].strip() if said else ""
    if not name or len(name) > _LONGEST:
        return message("plan.title.part", n=index)
    return message("plan.title.said", title=name[0].upper() + name[1:])
