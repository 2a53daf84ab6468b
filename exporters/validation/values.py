"""The kinds of values that attributes and elements take, and how a kind is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from studio.course import addresses
from studio.messages import Message, message


@dataclass(frozen=True, slots=True)
class Value:
    """One kind of value: whether a text is of it, and what is wanted."""

    takes: Callable[[str], bool]
    wanted: Message


def _like(name: str, pattern: str) -> Value:
    """Return the values that are like a pattern, with white space around it (XML Schema, 4.3.6)."""
    compiled = re.compile(pattern)
    return Value(
        lambda text: compiled.fullmatch(text.strip(" \t\r\n")) is not None,
        message(f"validate.value.{name}"),
    )


_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_DATE = r"-?\d{4,}-\d\d-\d\d"
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
NCNAME = _like("ncname", f"[{_START}][{_START}0-9.\u00b7\u0300-\u036f\u203f-\u2040-]*")
"""Namespaces in XML 1.0, section 3: what xsd:ID takes."""
BOOLEAN = _like("boolean", "true|false|1|0")
WHOLE = _like("whole", r"\+?\d+|-0+")
DURATION = _like(
    "duration",
    r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
)
MOMENT = _like("moment", rf"{_DATE}T\d\d:\d\d:\d\d(\.\d+)?{_ZONE}")
LANGUAGE = _like("language", r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
IRI = _like("iri", addresses.IRI)
ADDRESS = _like("address", r"[^\s<>\"{}|^`]+")
"""RFC 3987, section 2.2: an address, relative ones and those of a disk too."""
ANY = Value(lambda _: True, message("validate.value.any"))


def at_most(letters: int) -> Value:
    """Return texts of at most so many characters."""
    return Value(lambda text: len(text) <= letters, message("validate.value.at_most", most=letters))


def one_of(*words: str) -> Value:
    """Return the words of a vocabulary."""
    wanted = message("validate.value.one_of", words=", ".join(words))
    return Value(lambda text: text in words, wanted)


def between(least: str, most: str) -> Value:
    """Return the decimal numbers from one to another, both included (XML Schema, 3.2.3)."""
    wanted = message("validate.value.between", least=least, most=most)

    def takes(text: str) -> bool:
        number = decimal(text)
        return number is not None and Decimal(least) <= number <= Decimal(most)

    return Value(takes, wanted)


def decimal(text: str) -> Decimal | None:
    """Return the decimal number that a text is, if it is one."""
    plain = text.strip(" \t\r\n")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", plain, re.ASCII):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:  # more digits than there can be
        return None
