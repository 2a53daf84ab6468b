"""Titles of clips: what the speaker calls a part, where the speaker says so.

A title is taken from captions only where a clip opens with an announcement such as "Chapter two:
the fixed costs." or "Let's talk about the fixed costs." Anything else would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.media.cues import Cue
from studio.media.topics.words import guess_language, terms, words
from studio.messages import Message, message

_OPENING_S = 20.0
_LONGEST = 70
_MOST_WORDS = 9
_NUMBER = (
    r"(?:\d+|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten|un|une|deux|trois|quatre"
    r"|cinq|six|sept|huit|neuf|dix)"
)
_ANNOUNCED = re.compile(
    rf"\b(?:part|chapter|section|lesson|module|unit|topic|partie|chapitre|leçon|séance"
    rf"|unité|thème)\s+{_NUMBER}\s*[:.,\u2013\u2014-]\s*([^.!?:\u2026]+)[.!?\u2026]",
    re.IGNORECASE,
)
_START = r"(?:^|(?<=[.!?\u2026]\s))(?:(?:so|okay|ok|now|well|right|alright|all right|and|alors|donc"
_START += r"|bon|bien|et|maintenant)\b,?\s+){0,3}"
_SPOKEN = re.compile(
    rf"{_START}(?:"
    r"(?:let[\u2019']s|i[\u2019']ll|we[\u2019']ll|i want to|i[\u2019']d like to|let me) (?:now )?"
    r"(?:talk about|move on to|turn to|discuss|start with|begin with)"
    r"|(?:moving|turning) (?:on )?to"
    r"|the (?:next|first|second|third|last) (?:topic|point|question|part|subject) is(?: about)?"
    r"|(?:commençons|poursuivons|continuons|terminons) (?:maintenant )?(?:par|avec)"
    r"|parlons (?:maintenant |à présent )?(?:des|de|du|d[\u2019'])"
    r"|(?:abordons|voyons) (?:maintenant |à présent )?"
    r"|passons (?:maintenant |à présent |ensuite )?(?:à(?! l)|aux?)"
    r"|passons (?:maintenant |à présent |ensuite )?à(?= l)"
    r"|(?:la question suivante|la prochaine question) (?:porte sur|concerne)"
    r"|le (?:point|sujet|thème) suivant,? c[\u2019']est"
    r")\s*([^.,;:!?\u2026]+)[.,;:!?\u2026]",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:how|what|why|where|when|who|if|it|this|that|these|those|them|you|me|us|my|your|his|her"
    r"|one|some|something|another|comment|ce|cet|cette|ces|cela|ça|que|qui|quoi|lui|elle|eux"
    r"|mon|ma|mes|votre|vos|son|sa|ses|leurs?|autre|une? autre)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:that|which|who|because|if|when|where|you|we|i|they|it|qui|que|qu|dont|parce|si|quand"
    r"|on|je|nous|vous|ils|elles?)\b",
    re.IGNORECASE,
)


def title(cues: Sequence[Cue], index: int) -> Message:
    """Return the title of the clip number `index`, with the captions of that clip."""
    opening = " ".join(cue.text for cue in cues if cue.start_s < _OPENING_S)
    opening = " ".join(opening.split())
    name = _announced(opening) or _spoken(opening)
    if not name:
        return message("plan.title.part", n=index)
    return message("plan.title.said", title=name[0].upper() + name[1:])


def _announced(opening: str) -> str:
    said = _ANNOUNCED.search(opening)
    name = said[1].strip() if said else ""
    return name if len(name) <= _LONGEST else ""


def _spoken(opening: str) -> str:
    """Return what the speaker turns to: a few words that mean something by themselves."""
    said = _SPOKEN.search(opening)
    name = said[1].strip() if said else ""
    said_words = words(name)
    if not 0 < len(said_words) <= _MOST_WORDS or _VAGUE.search(name) or _GOES_ON.search(name):
        return ""
    language = guess_language(opening) or "en"
    return name if terms(said_words, language) and len(name) <= _LONGEST else ""
