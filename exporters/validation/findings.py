"""What is found in a package: a code, how bad it is, where it is, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studio.messages import Message, Param, message
from studio.review.findings import Level

_ERRORS = (
    *("zip.broken", "zip.too_many_entries", "zip.empty", "zip.encrypted", "zip.method"),
    *("zip.backslash", "zip.absolute", "zip.outside", "zip.link", "zip.twice", "zip.bomb"),
    *("zip.unreadable", "package.none", "package.misplaced", "package.case"),
    *("xml.malformed", "xml.doctype", "xml.large"),
    *("schema.children", "schema.text", "schema.attribute", "schema.no_attribute"),
    *("schema.value", "schema.unknown"),
    *("href.absolute", "href.backslash", "href.outside", "href.case", "href.missing"),
    *("manifest.namespace", "manifest.version", "manifest.identifier_twice"),
    *("manifest.no_organization", "manifest.unknown_default", "manifest.title_long"),
    *("item.no_resource", "item.folder_launches", "item.unknown_resource", "item.no_launch"),
    *("resource.unknown_dependency", "scorm12.scormtype", "scorm12.masteryscore"),
    *("scorm2004.scormtype", "sequencing.objective_twice", "sequencing.unknown_objective"),
    *("sequencing.unknown_collection", "tincan.root", "tincan.no_activity", "tincan.relative_id"),
    *("tincan.no_launch", "cmi5.root", "cmi5.relative_id", "cmi5.id_twice"),
    *("cmi5.no_language", "cmi5.unknown_objective", "cmi5.query"),
)
_WARNINGS = (
    *("zip.case_twins", "zip.encoding", "zip.decomposed", "zip.tilde", "zip.basename_twice"),
    *("zip.forbidden", "zip.nested", "zip.ratio", "zip.many", "zip.unpacked_large"),
    *("href.external", "manifest.schema", "manifest.prefix", "manifest.no_default"),
    *("manifest.unlisted", "item.no_title", "resource.launch_unlisted", "resource.first"),
    *("scorm.no_sco", "sequencing.closed", "tincan.id_twice", "tincan.relative_type"),
    *("tincan.no_type", "tincan.no_name", "tincan.language"),
    *("page.external", "page.absolute", "page.backslash", "page.outside", "page.case"),
    *("page.missing", "page.large"),
)
_HINTS = (
    *("zip.letters", "zip.large", "package.several", "manifest.identifier_letters"),
    *("manifest.organizations", "manifest.schema_file", "scorm12.several_scos", "page.embedded"),
    "page.too_many",
)
LEVELS: Mapping[str, Level] = {
    **dict.fromkeys(_ERRORS, Level.ERROR),
    **dict.fromkeys(_WARNINGS, Level.WARNING),
    **dict.fromkeys(_HINTS, Level.HINT),
}
"""Every code, and how bad it is: an error keeps some platform from taking or playing a package."""
_LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `place` is a file of the package, with a line where it is in XML; empty for the package as a
    whole. `said` tells what is wrong and what to do; `details` is technical text in no particular
    language.
    """

    code: str
    level: Level
    place: str
    said: Message
    details: str = ""


def finding(code: str, place: str = "", /, *, details: str = "", **params: Param) -> Finding:
    """Return a finding; its sentence is the catalogue's entry `validate.` and the code."""
    said = {
        name: shown(value) if isinstance(value, str) else value for name, value in params.items()
    }
    sentence = message(f"validate.{code}", **said)
    return Finding(code, LEVELS[code], shown(place), sentence, shown(details))


def with_place(each: Finding) -> dict[str, Param]:
    """Return where something was found and what is said of it, for a sentence with both."""
    return {"place": each.place or message("validate.whole"), "text": each.said}


def shown(text: str) -> str:
    """Return text of a package as it can be shown: short, and without what steers a terminal."""
    short = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "\u2026"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in short)
