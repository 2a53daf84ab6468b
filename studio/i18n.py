"""Messages become sentences here, and only here: one gettext catalogue for every layer.

The catalogue's entries have symbolic ids (`media.empty`); `assets/i18n` holds one file a language.
A placeholder may say how its value is written in that language: `{size:size}` for bytes,
`{length:duration}` for seconds, `{length:time}` for a long time in
words, `{since:moment}` for a point in time (seconds since 1970), `{edited:ago}` for how long ago it
was,
`{x:number}`, `{share:percent}`. A parameter `n` picks the plural.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from studio.catalogues import read_catalogue
from studio.messages import Message, Param
from studio.resources import asset

LANGUAGES = ("en", "fr")
"""The languages of the interface, the fallback first."""

PAGE_LANGUAGES = (*LANGUAGES, "es", "de", "it", "pt", "nl", "ar")
"""The languages of the learner's page; of those that the interface has not, `player.` alone."""

_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")


class Voice:
    """One language of the interface, or of the learner's page (`known`: `PAGE_LANGUAGES`)."""

    def __init__(self, language: str, known: Sequence[str] = LANGUAGES) -> None:
        self.language = nearest(language, known)
        self._texts = _catalogue(self.language)
        self._formatter = _Formatter(self)

    def say(self, said: Message) -> str:
        """Return the sentence of a message.

        Raises:
            KeyError: the catalogue has no such entry, or the message lacks a parameter of it.
        """
        forms = self._texts[said.id]
        count = said.params.get("n")
        form = forms[_plural(self.language, count)] if len(forms) > 1 else forms[0]
        return self._formatter.vformat(form, (), said.params)

    def text(self, id_: str, **params: Param) -> str:
        """Return the sentence of the message `id_`."""
        return self.say(Message(id_, params))

    def words(self, name: Param) -> str:
        """Return a name that may be a message, as for what the author has given none."""
        return self.say(name) if isinstance(name, Message) else str(name)

    def knows(self, id_: str) -> bool:
        """Return whether the catalogue has an entry `id_`."""
        return id_ in self._texts

    def entries(self, prefix: str) -> dict[str, tuple[str, ...]]:
        """Return the texts whose ids begin with `prefix`, unformatted, each in all its forms."""
        return {id_: forms for id_, forms in self._texts.items() if id_.startswith(prefix)}


class _Formatter(string.Formatter):
    """`str.format` with the formats that depend on the language."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def get_value(self, key: int | str, _: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401
        if isinstance(value, Message):
            return self._voice.say(value)
        match format_spec:
            case "duration":
                return duration(float(value))
            case "time":
                return time(float(value), self._voice)
            case "size":
                return size(int(value), self._voice.language)
            case "number":
                return number(float(value), self._voice.language)
            case "moment":
                return moment(float(value), self._voice.language)
            case "ago":
                return ago(float(value), self._voice)
            case "percent":
                return percent(float(value), self._voice.language)
            case _:
                return str(super().format_field(value, format_spec))


def duration(seconds: float) -> str:
    """Return a length as 0:05, 6:42 or 1:02:03."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    tail = f"{whole % 60:02d}"
    return f"{hours}:{minutes:02d}:{tail}" if hours else f"{minutes}:{tail}"


def time(seconds: float, voice: Voice) -> str:
    """Return a long time in words of a kind that is spoken: 40 s, 12 min, 2 h 10 min."""
    if seconds < 60:
        return voice.text("time.seconds", seconds=round(seconds))
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return voice.text("time.minutes", minutes=minutes)
    return voice.text("time.hours", hours=hours, minutes=f"{minutes:02d}")


def size(octets: int, language: str) -> str:
    """Return a file size in the largest unit that leaves a number of at least one."""
    from babel.units import format_unit

    value, unit = float(octets), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    digits = round(value, 1) if value < 10 and unit else round(value)
    return format_unit(digits, f"digital-{_UNITS[unit]}", length="short", locale=language)


def number(value: float, language: str) -> str:
    """Return a number with at most two decimals, written as the language does."""
    from babel.numbers import format_decimal

    return format_decimal(round(value, 2), locale=language)


def percent(share: float, language: str) -> str:
    """Return a share (0 to 1) in percent."""
    from babel.numbers import format_percent

    return format_percent(share, locale=language)


def moment(timestamp: float, language: str) -> str:
    """Return a point in time (seconds since 1970) as date and time where the user is."""
    from datetime import datetime

    from babel.dates import format_datetime

    here = datetime.fromtimestamp(timestamp).astimezone()
    return format_datetime(here, "short", locale=language)


def ago(timestamp: float, voice: Voice) -> str:
    """Return how long ago a point in time (seconds since 1970) was, as one says it.

    Just now, 5 min ago, today with its time, yesterday, or its day.
    """
    from datetime import UTC, datetime

    from babel.dates import format_date, format_skeleton, format_time

    here, now = datetime.fromtimestamp(timestamp).astimezone(), datetime.now(UTC).astimezone()
    minutes = (now - here).total_seconds() / 60
    if abs(minutes) < 1:
        return voice.text("time.now")
    if 0 < minutes < 60:
        return voice.text("time.minutes_ago", minutes=int(minutes))
    days = (now.date() - here.date()).days
    if days == 0:
        return voice.text("time.today", time=format_time(here, "short", locale=voice.language))
    if days == 1:
        return voice.text("time.yesterday")
    if here.year == now.year:
        return voice.text("time.on_day", day=format_skeleton("MMMMd", here, locale=voice.language))
    return voice.text("time.on_day", day=format_date(here, "long", locale=voice.language))


def nearest(language: str, known: Sequence[str] = LANGUAGES) -> str:
    """Return which of the known languages fits a tag or a locale name (`fr_CA.UTF-8`)."""
    primary = language.replace("_", "-").split("-", 1)[0].lower()
    return primary if primary in known else known[0]


@cache
def _catalogue(language: str) -> Mapping[str, tuple[str, ...]]:
    return read_catalogue(asset("i18n", f"{language}.po"))


def _plural(language: str, count: object) -> int:
    """Return which form a count takes: French says "0 clip", English "0 clips" (CLDR)."""
    value = abs(float(count)) if isinstance(count, (int, float)) else 1.0
    return int(value >= 2) if language == "fr" else int(value != 1)
