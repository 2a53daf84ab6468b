"""The package as an archive: its names and sizes against what platforms take.

The limits are those that the platforms publish or that were measured on them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from exporters.validation.contents import Contents, Entry, folded
from exporters.validation.findings import Finding, finding

_BOMB_BYTES = 10_000_000
_MOST_RATIO = 200
"""360Learning refuses more; Deflate reaches 1,032."""
_MOST_FILES = 50_000
"""360Learning."""
_MOST_UNPACKED = 4_000_000_000
"""Bytes; 360Learning."""
_PLATFORM_SIZES = {
    "Open edX": 50_000_000,
    "CrossKnowledge": 200_000_000,
    "Cornerstone Course Publisher": 250_000_000,
    "Cornerstone Content Uploader": 750_000_000,
    "360Learning": 1_500_000_000,
    "Cornerstone Edge Import": 2_000_000_000,
}
"""Bytes of the package; the smallest first."""
_FORBIDDEN = re.compile(
    r"(.*/)?(\.htaccess|[^/]*\.(php\w*|cgi|sh|asp\w*|jsp|py|rb|pl|exe))", re.IGNORECASE
)
"""What Docebo and CrossKnowledge refuse, whatever is in it."""
_NESTED = (".zip", ".7z", ".rar", ".tar", ".gz")
_ABSOLUTE = re.compile(r"/|\\|[A-Za-z]:")
_LETTERS = re.compile(r"[a-z0-9._/-]*")


def archive_findings(contents: Contents) -> Iterator[Finding]:
    """Yield what is wrong with the names and sizes of a package, whatever is in its files."""
    if not contents.files:
        yield finding("zip.empty")
    for entry in contents.entries:
        yield from _name(entry)
        yield from _storage(entry)
    yield from _twins(contents)
    yield from _sizes(contents)


def _name(entry: Entry) -> Iterator[Finding]:
    name = entry.name
    if _ABSOLUTE.match(name):
        yield finding("zip.absolute", name)
    elif "\\" in name:
        yield finding("zip.backslash", name)
    if ".." in re.split(r"[/\\]", name):
        yield finding("zip.outside", name)
    if not entry.told_encoding:
        yield finding("zip.encoding", name)
    elif unicodedata.normalize("NFC", name) != name:
        yield finding("zip.decomposed", name)
    if "~" in name:
        yield finding("zip.tilde", name)
    elif not _LETTERS.fullmatch(name) and "\\" not in name:
        yield finding("zip.letters", name)
    if _FORBIDDEN.fullmatch(name):
        yield finding("zip.forbidden", name)
    if name.lower().endswith(_NESTED):
        yield finding("zip.nested", name)


def _storage(entry: Entry) -> Iterator[Finding]:
    if entry.encrypted:
        yield finding("zip.encrypted", entry.name)
    if not entry.plain:
        yield finding("zip.method", entry.name)
    if entry.link:
        yield finding("zip.link", entry.name)
    if entry.size > _MOST_RATIO * max(1, entry.packed):
        if entry.size > _BOMB_BYTES:
            yield finding("zip.bomb", entry.name, size=entry.size, packed=entry.packed)
        elif entry.size > _MOST_RATIO:
            yield finding("zip.ratio", entry.name, most=_MOST_RATIO)


def _twins(contents: Contents) -> Iterator[Finding]:
    """Yield names that are there twice: on some disk, or where folders are not heeded."""
    names = [entry.name for entry in contents.entries if not entry.folder]
    for name, count in Counter(names).items():
        if count > 1:
            yield finding("zip.twice", name)
    seen: dict[str, str] = {}
    basenames: dict[str, str] = {}
    for name in dict.fromkeys(names):
        if (twin := seen.setdefault(folded(name), name)) != name:
            yield finding("zip.case_twins", name, twin=twin)
        first = basenames.setdefault(PurePosixPath(name).name, name)
        if first != name:
            yield finding("zip.basename_twice", name, twin=first)


def _sizes(contents: Contents) -> Iterator[Finding]:
    count = len(contents.files)
    if count > _MOST_FILES:
        yield finding("zip.many", n=count, most=_MOST_FILES)
    unpacked = sum(entry.size for entry in contents.entries)
    if unpacked > _MOST_UNPACKED:
        yield finding("zip.unpacked_large", size=unpacked, most=_MOST_UNPACKED)
    packed = sum(entry.packed for entry in contents.entries)
    exceeded = [name for name, most in _PLATFORM_SIZES.items() if packed > most]
    if exceeded:
        yield finding("zip.large", size=packed, platforms=", ".join(exceeded))
