"""Words as topics are made of: without grammar's own words, and without their endings."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_](?:[\w\u2019'-]*\w)?")

_ENGLISH = """
a about actually after again all also always am an and another any anybody anything are as at away
back basically be because become been before being below between both but by came can cannot come
could did do does doing done down each either else enough even ever every everybody everything
exactly few for from gave get give go goes going gonna gone good got guess had has have having he
hear her here hers him his how however i if in instead into is it its itself just keep kind knew
know last later least less let like little long look lot made make many may maybe me mean might
mine more most much must my near need never new next no nobody none nor not nothing now of off oh
ok okay old on once one only onto or other our out over own people perhaps point pretty probably
put quite rather really right said same saw say see seem sense shall she should since so some
somebody something sort still stuff such sure take talk tell than thank thanks that the their them
then there these they thing things think this those though thought through till to together told
too two uh um under until up upon us use used very want was way we well went were what whatever
when where whether which while who whole whom whose why will with within without would yeah yes
yet you your yours
"""

_FRENCH = """
a afin ai ainsi aller allez allons alors an après as assez au aucun aujourd aussi autant autre
autres aux avait avant avec avez avoir avons bah beaucoup ben bien bon bonne bref car ce ceci cela
celle celles celui cent ces cet cette ceux chacun chaque chez chose choses ci comme comment d dans
de dedans déjà depuis dernière dernier des dès deux devant devez devons dire dis dit dites doit
doivent donc dont du elle elles en encore enfin ensuite entre est et étaient était étant été être
eu eux faire fais fait faites fallait faut fois font genre gens grand hein hors ici il ils j
jamais je jusqu jusque l la là laquelle le lequel les lesquelles lesquels leur leurs lors lorsque
lui m ma mais mal même mêmes mes mettre mieux mois moi moins mon n ne ni non nos notre nous
nouveau oh on ont or ou où oui par parce parfois pas pendant personne petit peu peut peuvent plus
plusieurs plutôt pour pourquoi pouvez pouvons premier première près presque pu puis puisque qu
quand que quel quelle quelles quelque quelques quels qui quoi quoique rien s sa sans se selon sera
serait seront ses seul si sien soi soit sommes son sont sous souvent suis sur t ta tandis tant te
tel telle tellement tes toi ton toujours tous tout toute toutes très trois trop tu un une va vais
vas vers veut veux voici voilà voir vois vont vos votre vous voyez voyons vraiment vu y
"""

STOP_WORDS = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}
"""The words that are about nothing, by language."""

_ENGLISH_ENDINGS = "ization ation ing ied ie er ed ly e y"
_FRENCH_ENDINGS = """
issement ement ation ante ant ée é euse eur ique aient ait on ez ent er ir ier aux e
"""
_ENDINGS = {"en": _ENGLISH_ENDINGS.split(), "fr": _FRENCH_ENDINGS.split()}
_STEM = 4
_TELLING = {
    "en": frozenset(
        [
            "the",
            "and",
            "of",
            "is",
            "that",
            "it",
            "this",
            "you",
            "we",
            "what",
            "with",
            "are",
            "have",
            "was",
            "for",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "et",
            "est",
            "que",
            "qui",
            "dans",
            "une",
            "des",
            "pour",
            "pas",
            "nous",
            "vous",
            "ce",
            "du",
        ]
    ),
}
_LEAST_SHARE = 0.08
_SAMPLE = 3000


def words(text: str) -> list[str]:
    """Return the words of a text in small letters: in French without what an elision adds."""
    return [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]


def terms(said: Sequence[str], language: str) -> list[str]:
    """Return what `words` are about: stems, without the words of grammar."""
    stop, endings = STOP_WORDS.get(language, frozenset()), _ENDINGS.get(language, ())
    bare = (_bare(word) for word in said)
    return [_stem(word, endings) for word in bare if len(word) > 1 and word not in stop]


def guess_language(text: str) -> str:
    """Return "en" or "fr" by the most frequent small words of a text, or "" for neither."""
    said = words(text)[:_SAMPLE]
    shares = {
        language: sum(word in telling for word in said) / max(len(said), 1)
        for language, telling in _TELLING.items()
    }
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _LEAST_SHARE else ""


def _bare(word: str) -> str:
    """Return a word without what an apostrophe parts from it: `l'` before, `'s` after."""
    before, _, after = word.partition("'")
    return after if len(before) <= 2 and len(after) > 2 else before


def _stem(word: str, endings: Sequence[str]) -> str:
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    for ending in endings:
        if single.endswith(ending) and len(single) - len(ending) >= _STEM:
            return single[: -len(ending)]
    return single if endings and len(word) > _STEM else word
