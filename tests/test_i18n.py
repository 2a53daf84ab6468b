"""Both languages say everything, and say it properly."""

from __future__ import annotations

import ast
import re
import string
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from studio.catalogues import read_catalogue
from studio.i18n import LANGUAGES, PAGE_LANGUAGES, Voice, ago, duration, nearest, size
from studio.messages import Message, message

ROOT = Path(__file__).parents[1]
SOURCES = [*(ROOT / "studio").rglob("*.py"), *(ROOT / "exporters").rglob("*.py")]
SAYING = {"message", "error", "text", "Message"}
LETTERED = re.compile(r"[a-z0-9]+(\.[a-z0-9_-]+)+")


def read_with_babel(file: Path, language: str) -> dict[str, tuple[str, ...]]:
    with file.open("rb") as source:
        read = [entry for entry in read_po(source, locale=language) if entry.id]
    ids = [entry.id if isinstance(entry.id, str) else entry.id[0] for entry in read]
    assert len(ids) == len(set(ids))
    texts = (entry.string for entry in read)
    forms = ((text,) if isinstance(text, str) else tuple(text or ()) for text in texts)
    return dict(zip(ids, forms, strict=True))


ENGLISH, FRENCH = (
    read_with_babel(ROOT / "assets" / "i18n" / f"{language}.po", language)
    for language in ("en", "fr")
)


@pytest.mark.parametrize("file", sorted((ROOT / "assets" / "i18n").glob("*.po")))
def test_our_reader_reads_what_babel_reads(file: Path) -> None:
    language = file.stem.rpartition(".")[2]
    assert read_catalogue(file) == read_with_babel(file, language)


@pytest.mark.parametrize("line", ["mgsid 'a'", 'msgctxt "a"', "text"])
def test_a_line_that_no_catalogue_has_is_told(tmp_path: Path, line: str) -> None:
    broken = tmp_path / "broken.po"
    broken.write_text(line, "utf-8")
    with pytest.raises(ValueError, match=re.escape(f"broken.po: {line}")):
        read_catalogue(broken)


def said_in_code() -> set[str]:
    """Return the ids that the code says as literals."""
    found = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                first = node.args[0]
                literal = first.value if isinstance(first, ast.Constant) else None
                if name in SAYING and isinstance(literal, str) and LETTERED.fullmatch(literal):
                    found.add(literal)
    return found


def placeholders(text: str) -> set[str]:
    return {f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name}


def test_the_catalogues_have_the_same_entries():
    assert set(ENGLISH) == set(FRENCH)


def test_what_the_code_says_is_there():
    said = said_in_code()
    assert len(said) > 60
    assert said - set(ENGLISH) == set()


@pytest.mark.parametrize("id_", sorted(ENGLISH))
def test_an_entry_says_the_same_in_both(id_):
    for forms in (ENGLISH[id_], FRENCH[id_]):
        assert all(form.strip() for form in forms)
    named = [set().union(*map(placeholders, forms)) for forms in (ENGLISH[id_], FRENCH[id_])]
    assert named[0] == named[1]
    assert len(ENGLISH[id_]) == len(FRENCH[id_])


PLURAL_FORMS = {"ar": 6}


@pytest.mark.parametrize("language", PAGE_LANGUAGES[len(LANGUAGES) :])
def test_the_page_says_everything_in_its_other_languages(language):
    """What is missing is to be written in this language, and what is too much taken out."""
    texts = read_with_babel(ROOT / "assets" / "i18n" / f"{language}.po", language)
    wanted = {id_ for id_ in ENGLISH if id_.startswith("player.")}
    assert sorted(wanted - set(texts)) == []
    assert sorted(set(texts) - wanted) == []
    for id_, forms in texts.items():
        assert all(form.strip() for form in forms), id_
        promised = set().union(*map(placeholders, ENGLISH[id_]))
        assert all(placeholders(form) == promised for form in forms), id_
        assert len(forms) == (1 if len(ENGLISH[id_]) == 1 else PLURAL_FORMS.get(language, 2)), id_


def test_the_page_speaks_the_language_of_the_course():
    said = {tag: Voice(tag, PAGE_LANGUAGES).text("player.next") for tag in ("pt-BR", "ar", "de-AT")}
    assert said == {"pt-BR": "Seguinte", "ar": "التالي", "de-AT": "Weiter"}
    assert Voice("sv", PAGE_LANGUAGES).text("player.next") == "Next"


@pytest.mark.parametrize("id_", sorted(FRENCH))
def test_french_is_written_as_the_french_do(id_):
    for text in FRENCH[id_]:
        assert "'" not in text
        words = re.sub(r"\{[^}]*\}|(https?|mailto):\S*|\d+:\d\d", "X", text)
        assert not re.search(r"(?<![\u00a0\u202f])[;?!»]|«(?![\u00a0\u202f])", words), text
        assert not re.search(r"(?<=[\w»]) ?:(?=\s|$)", words), text


def test_plurals_follow_the_language():
    one, many = (message("cli.lecture_added", n=n, title="T") for n in (1, 3))
    assert Voice("en").say(one) != Voice("en").say(many)
    nothing = message("review.count.error", n=0)
    assert Voice("fr").say(nothing) == "0 erreur"
    assert Voice("en").say(nothing) == "0 errors"


def test_a_message_may_hold_another():
    inner = message("error.disk_full", file="x")
    assert Voice("en").say(inner) in Voice("en").say(Message("cli.error", {"text": inner}))


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (5.4, "0:05"), (402, "6:42"), (3723, "1:02:03")]
)
def test_durations(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("before", "english", "french"),
    [
        (timedelta(seconds=20), "just now", "à l\u2019instant"),
        (timedelta(minutes=5, seconds=30), "5 min ago", "il y a 5\u00a0min"),
        (timedelta(days=1), "yesterday", "hier"),
        (timedelta(days=-2), None, None),
        (timedelta(days=800), None, None),
    ],
)
def test_how_long_ago(before, english, french):
    then = datetime.now(UTC).astimezone() - before
    for language, text in (("en", english), ("fr", french)):
        said = ago(then.timestamp(), Voice(language))
        assert said == text if text else str(then.day) in said
    if before > timedelta(days=366):
        assert str(then.year) in ago(then.timestamp(), Voice("fr"))


def test_sizes_and_languages():
    assert size(12_300_000, "en") == "12 MB"
    assert size(1500, "fr").replace("\u202f", " ").replace("\u00a0", " ") == "1,5 ko"
    assert [nearest(tag) for tag in ("fr_CA.UTF-8", "fr-FR", "en", "de_DE", "")] == [
        "fr",
        "fr",
        "en",
        "en",
        "en",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_entry_stands_twice(language):
    text = (ROOT / "assets" / "i18n" / f"{language}.po").read_text("utf-8")
    ids = re.findall(r'^msgid "([^"]+)"$', text, re.MULTILINE)
    assert len(ids) > 1000
    assert [id_ for id_ in set(ids) if ids.count(id_) > 1] == []
