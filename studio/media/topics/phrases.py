"""What a speaker says on passing from one topic to the next, in English and in French.

Each group has the same meaning in every language, so that one table of weights serves them all.
"""

from __future__ import annotations

import re

GROUPS = ("opener", "advance", "ordinal", "subject", "asking", "greeting", "recap", "closing")
"""The meanings of phrases: a word that opens, "let's move on", "the second", "the question",
"how does", "welcome", "as we said", "that's it"."""

_PHRASES = {
    "en": {
        "opener": r"^(?:(?:and|but|yeah|yes|cool|great|nice)\W+)?"
        r"(?:so|okay|ok|all right|alright|right|now|well|anyway)\b",
        "advance": r"\b(?:mov(?:e|ing) (?:on|to|over)|next (?:one|thing|point|question|topic|slide"
        r"|step|part|up|section)|the next|on to|turn(?:ing)? to|switch(?:ing)?|get (?:in)?to"
        r"|getting (?:in)?to|dive in(?:to)?|jump (?:in)?to|brings? (?:us|me) to|go(?:ing)? through"
        r"|another (?:thing|point|question|topic|one|example)|let'?s (?:talk|start|go|look|move"
        r"|discuss|turn|take|begin|do|get|jump)|let me (?:start|talk|go|ask|explain|introduce|turn)"
        r"|(?:want|wanted|like|going) to (?:talk about|ask|discuss|cover|mention|bring up|start"
        r"|touch|go over|move|switch)|start(?:ing)? with|begin with|talk about)",
        "ordinal": r"\b(?:first(?:ly| of all| thing| one)|second(?:ly)?|third(?:ly)?|fourth|fifth"
        r"|final(?:ly)?|last(?:ly| one| thing| point| question)|one more|number \w+"
        r"|(?:part|step|version|chapter) (?:one|two|three|four|five|\d+))\b",
        "subject": r"\b(?:topics?|subject|section|chapter|slides?|agenda|questions?|points?|summary"
        r"|conclusion|overview|background|context|introduction|problem|idea|example|episode)\b",
        "asking": r"\b(?:what about|how about|what(?:'s| is| are| was| does| do| would)|how (?:do"
        r"|does|did|is|are|would|can)|why (?:is|do|does|did|are|would)|can you|could you|do you"
        r"|would you|tell (?:me|us)|curious|wonder(?:ing)?|is there|are there)\b",
        "greeting": r"\b(?:welcome|hello|hi|thank(?:s| you)|goodbye|bye|good (?:morning|afternoon"
        r"|evening)|today|this week|joining)\b",
        "recap": r"\b(?:as (?:i|we) (?:said|mentioned|saw)|we(?:'ve| have)? (?:talked|discussed"
        r"|covered|explained|seen|mentioned|established)|(?:going|coming|go|come|get) back"
        r"|you mentioned|earlier|remind(?:er)?|recap|to summari[sz]e|in summary|to sum up)\b",
        "closing": r"\b(?:that(?:'s| is) (?:it|all|basically|about it|everything|right|great|good)"
        r"|makes? (?:a lot of )?sense|got it|any (?:other |more )?questions|and so on|cool|great"
        r"|awesome|perfect|exactly|fair enough|i think that|interesting|nice)\b",
    },
    "fr": {
        "opener": r"^(?:(?:et|mais|oui)\W+)?(?:alors|donc|bon|bien|voilà|maintenant|ok|d'accord"
        r"|eh bien|ensuite|enfin|or|bref)\b",
        "advance": r"\b(?:pass(?:ons|er|e|ez) (?:à|au|aux|maintenant|ensuite)|venons[- ]en"
        r"|j'en viens"
        r"|on en vient|abord(?:ons|er)|commen(?:çons|cer) par|entrons|attaquons|regardons|voyons"
        r"|parlons|parler (?:de|du|des|d')|tournons|poursuivons|continuons|allons (?:voir|parler"
        r"|passer|aborder)|va (?:voir|parler|passer|aborder|commencer)|vais (?:vous )?(?:parler"
        r"|présenter|montrer|aborder|commencer)|(?:point|question|partie|étape|diapo(?:sitive)?"
        r"|chapitre|sujet|thème) suivant[es]*|prochain[es]* (?:point|question|partie|étape|sujet)"
        r"|un autre (?:point|sujet|exemple|aspect)|une autre (?:question|chose|idée))",
        "ordinal": r"\b(?:premi(?:er|ère)(?:ment)?|(?:deux|trois|quatr|cinqu?)ième(?:ment)?"
        r"|seconde?(?:ment)?|derni(?:er|ère) (?:point|question|partie|chose|étape)|d'abord|enfin"
        r"|pour finir|pour terminer|(?:partie|étape|chapitre) (?:un|deux|trois|quatre|\d+))\b",
        "subject": r"\b(?:sujet|thème|partie|chapitre|diapos?|diapositives?|plan|questions?|points?"
        r"|résumé|conclusion|introduction|contexte|problème|exemple|idée|notion|séance|cours)\b",
        "asking": r"\b(?:qu'est-ce|est-ce que|comment|pourquoi|à quoi|de quoi|que se passe"
        r"|quel(?:le)?s? (?:est|sont)|combien|peut-on|faut-il|pouvez-vous|y a-t-il|d'où vient)",
        "greeting": r"\b(?:bonjour|bonsoir|bienvenue|merci|au revoir|aujourd'hui|à bientôt"
        r"|à la semaine|cette semaine)\b",
        "recap": r"\b(?:on a (?:vu|dit|parlé)|nous avons (?:vu|dit|parlé)|comme (?:je|on|nous)"
        r"|rappel(?:ons|ez|le)?|reven(?:ons|ir)|tout à l'heure|en résumé|pour résumer|résumons"
        r"|récapitul\w*|on retient|retenez|à retenir)\b",
        "closing": r"\b(?:voilà|c'est tout|ça suffit|et ainsi de suite|des questions|c'est clair"
        r"|d'accord|très bien|parfait|exactement|en somme|au total)\b",
    },
}

PHRASES = {
    language: {group: re.compile(groups[group]) for group in GROUPS}
    for language, groups in _PHRASES.items()
}
"""How each meaning is said, by language."""

LEANING = {
    "en": frozenset(
        [
            "it",
            "it's",
            "he",
            "she",
            "they",
            "this",
            "that",
            "that's",
            "these",
            "those",
            "its",
            "which",
            "because",
            "but",
            "and",
            "or",
            "it'll",
            "they're",
            "they've",
            "he's",
            "she's",
            "them",
            "also",
            "too",
            "then",
        ]
    ),
    "fr": frozenset(
        [
            "il",
            "elle",
            "ils",
            "elles",
            "ce",
            "c'est",
            "ça",
            "cela",
            "ceci",
            "ceux",
            "celui",
            "celle",
            "celles",
            "qui",
            "que",
            "parce",
            "mais",
            "et",
            "ou",
            "car",
            "lui",
            "leur",
            "aussi",
            "puis",
            "y",
            "en",
        ]
    ),
}
"""The first words of a sentence that leans on the one before."""
