"""The words by which lists name what a question has, in French and English."""

from __future__ import annotations

import re

from studio.course.bloom import Bloom
from studio.imports.questions.keys import folded

FIELDS = (
    *("question", "answer", "right", "right_text", "type", "points"),
    *("right_feedback", "wrong_feedback", "hint", "tags", "objective", "bloom"),
)
"""What a column of a table may hold; `answer` may be the field of several columns.

`right` names answers of other columns, `right_text` is an answer itself.
"""

_FIELD_WORDS = {
    "question": "question|questions|enonce|intitule|stem|prompt|question text|texte de la question|"
    "libelle|texte|text|question title|consigne",
    "right": "bonne reponse|bonnes reponses|reponse correcte|reponses correctes|reponse exacte|"
    "reponse juste|reponse attendue|correct answer|correct answers|right answer|right answers|"
    "correct|right|key|answer key|solution|solutions|corrige|cle|juste|exact|bonne|"
    "correct option|bonne(s) reponse(s)|correct answer(s)|reponse(s) correcte(s)",
    "answer": "reponse|reponses|answer|answers|choix|choice|choices|option|options|proposition|"
    "propositions|reponse possible|"
    "reponses possibles|distracteur|distractor|mauvaise reponse|"
    "mauvaises reponses|reponse fausse|fausse reponse|"
    "wrong answer|incorrect answer|wrong answers|incorrect answers|item|answer option|"
    "answer options",
    "type": "type|type de question|question type|kind|nature",
    "points": "points|point|pts|score|note|bareme|mark|marks|valeur|weight",
    "right_feedback": "feedback|retroaction|explication|explications|explanation|commentaire|"
    "commentaires|comment|correction|justification|feedback bonne reponse|correct feedback|"
    "feedback si juste|feedback if right|general feedback|feedback general|rationale|"
    "retroaction positive",
    "wrong_feedback": "feedback mauvaise reponse|incorrect feedback|wrong feedback|"
    "feedback si faux|feedback if wrong|retroaction negative",
    "hint": "indice|hint|aide|clue|indication",
    "tags": "tags|tag|etiquette|etiquettes|mots cles|mots-cles|mot cle|mot-cle|keywords|keyword|"
    "categorie|category|theme|topic|chapitre|chapter",
    "objective": "objectif|objectifs|objective|objectives|objectif pedagogique|learning objective|"
    "objectif d'apprentissage|competence|learning outcome",
    "bloom": "bloom|niveau de bloom|bloom level|niveau|level|taxonomie|taxonomie de bloom|"
    "bloom's taxonomy|niveau cognitif",
}
_TYPE_WORDS = {
    "single-choice": "qcu|choix unique|single choice|single-choice|single|unique|radio|"
    "multiple choice single|mcq|sc|reponse unique|single answer",
    "multiple-choice": "qcm|choix multiple|choix multiples|multiple choice|multiple-choice|"
    "multiple|checkbox|multiple answer|multiple answers|reponses multiples|multi|ma|"
    "multiple response|multiple select",
    "true-false": "vrai/faux|vrai ou faux|vrai faux|vf|v/f|true/false|true or false|true false|"
    "true-false|tf|t/f|truefalse",
    "numeric": "numerique|numeric|numerical|nombre|number|num",
    "short-text": "reponse courte|short answer|short text|short-text|texte court|short|sa|texte",
    "ordering": "ordre|ordonner|classement|ordering|order|sequence|remise en ordre|ranking",
    "matching": "association|appariement|matching|match|associer|relier|paires|pairs",
    "fill-blanks": "texte a trous|fill in the blanks|fill in the blank|fill-blanks|fill|trous|"
    "cloze|blanks|texte lacunaire",
    "likert": "likert|echelle|scale|sondage|survey|opinion",
    "long-answer": "reponse longue|long answer|long-answer|essay|question ouverte|open|ouverte|"
    "redaction|composition|open question|essai|long",
}
_BLOOM_WORDS = {
    Bloom.REMEMBER: "remember|remembering|se souvenir|memoriser|connaitre|connaissance|knowledge|"
    "retenir|se rappeler|restituer",
    Bloom.UNDERSTAND: "understand|understanding|comprendre|comprehension",
    Bloom.APPLY: "apply|applying|appliquer|application",
    Bloom.ANALYSE: "analyse|analyze|analysing|analyzing|analyser|analysis",
    Bloom.EVALUATE: "evaluate|evaluating|evaluer|evaluation",
    Bloom.CREATE: "create|creating|creer|creation|synthese|synthesis",
}
_WRONG = re.compile(r"wrong|incorrect|mauvaise|distract|faux|fausse|false")
_LONGEST_NAME = 60
_NUMBERED = re.compile(r"(.+?)(?:[\s_.#-]|n°)*(?:\d{1,2}|(?<=[\s_.#-])[a-h])")


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {word.strip(): name for name, listed in words.items() for word in listed.split("|")}


_FIELD_OF, _TYPE_OF = _by_word(_FIELD_WORDS), _by_word(_TYPE_WORDS)
_LEVEL_OF = {word: level for level, listed in _BLOOM_WORDS.items() for word in listed.split("|")}


def field_named(name: str) -> str:
    """Return which of the `FIELDS` a head of a column names; "" for none of them.

    `Réponse 1`, `Option B` and a mere `C` are answers.
    """
    word = _word(name)
    if word in _FIELD_OF:
        return _FIELD_OF[word]
    if re.fullmatch(r"[a-h]", word):
        return "answer"
    numbered = _NUMBERED.fullmatch(word) if len(word) <= _LONGEST_NAME else None
    return _FIELD_OF.get(numbered[1].strip(), "") if numbered else ""


def is_numbered(name: str) -> bool:
    """Return whether a head is one of several that differ by a number or a letter."""
    word = _word(name)
    return word not in _FIELD_OF and field_named(name) == "answer"


def is_wrong(name: str) -> bool:
    """Return whether a head is that of answers that are all wrong."""
    return field_named(name) == "answer" and _WRONG.search(_word(name)) is not None


def type_named(name: str) -> str:
    """Return the tag of the type that a word names; "" for none."""
    word = _word(name)
    return _TYPE_OF.get(word, "")


def bloom_named(name: str) -> Bloom | None:
    """Return the level of Bloom's taxonomy that a word or its number (1 to 6) names."""
    word = _word(re.sub(r"^\s*\d\s*[.)-]\s*", "", name))
    if re.fullmatch(r"[1-6]", word):
        return list(Bloom)[int(word) - 1]
    return _LEVEL_OF.get(word)


def _word(name: str) -> str:
    return folded(name.replace("_", " ")).strip(" :*")
