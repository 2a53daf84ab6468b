"""Which names the entries of a pack have: one rule for writing a pack and for opening one."""

from __future__ import annotations

import re
import unicodedata

from studio.project.media_store import DIGEST_LETTERS
from studio.project.project import COURSE_FILE
from studio.system import portable_name

MIMETYPE_ENTRY = "mimetype"
SLOTS_ENTRY = "published.json"
PUBLISHING_ENTRY = "publishing.json"
STORES = ("media", "captions")
"""The folders whose files are named by their content."""
PACKED_FOLDERS = frozenset({*STORES, "translations", "history"})
_AT_THE_TOP = frozenset({MIMETYPE_ENTRY, COURSE_FILE, SLOTS_ENTRY, PUBLISHING_ENTRY})
_BY_CONTENT = re.compile(rf"[0-9a-f]{{{DIGEST_LETTERS}}}(\.[a-z0-9]{{1,8}})?")


def is_pack_name(path: str) -> bool:
    """Return whether an entry of a pack may have this name.

    It is a file of a course, in its folder, under a name that Windows, macOS and Linux take.
    """
    folder, slash, name = path.partition("/")
    if not slash:
        return path in _AT_THE_TOP
    if folder in STORES:
        return _BY_CONTENT.fullmatch(name) is not None
    return folder in PACKED_FOLDERS and name != "" and name == portable_name(name, "")


def is_named_by_content(path: str) -> bool:
    """Return whether the name of an entry says what is in it."""
    return path.partition("/")[0] in STORES


def digest_in(path: str) -> str:
    """Return the digest that the name of an entry named by its content begins with."""
    return path.partition("/")[2][:DIGEST_LETTERS]


def first_twin(paths: list[str]) -> str | None:
    """Return the first name that is another one's on a disk that knows no upper and lower case."""
    seen: set[str] = set()
    for path in paths:
        key = unicodedata.normalize("NFC", path.casefold())
        if key in seen:
            return path
        seen.add(key)
    return None
