"""References from one file of a package to another: whether they lead to a file that is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from exporters.validation.contents import Contents
from exporters.validation.findings import Finding, finding

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ELSEWHERE = ("http:", "https:", "ftp:")


def is_elsewhere(href: str) -> bool:
    """Return whether a reference leads to another server."""
    return href.startswith("//") or href.lower().startswith(_ELSEWHERE)


def href_findings(
    contents: Contents, kind: str, place: str, href: str, folder: str = ""
) -> Iterator[Finding]:
    """Yield what is wrong with a reference from a file in `folder`.

    `kind` begins the codes: `href` for what a platform launches or copies, `page` for what a
    browser loads, which may be inline or a mail, too.
    """
    href = href.strip()
    trouble, name = _trouble(contents, href, folder)
    if trouble == "scheme" and kind == "page":
        return
    if trouble:
        code = "external" if trouble == "scheme" else trouble
        yield finding(f"{kind}.{code}", place, href=href, name=name)


def target(href: str, folder: str = "") -> str:
    """Return the name of the file that a relative reference leads to (RFC 3986, section 5.2)."""
    path = re.split(r"[?#]", href.strip(), maxsplit=1)[0]
    return posixpath.normpath(posixpath.join(folder, unquote(path))) if path else ""


def _trouble(contents: Contents, href: str, folder: str) -> tuple[str, str]:
    """Return what is wrong, and the file that was meant; nothing for what is right."""
    if _DRIVE.match(href) or href.lower().startswith("file:"):
        return "absolute", ""
    if is_elsewhere(href):
        return "external", ""
    if _SCHEME.match(href):
        return "scheme", ""
    if href.startswith("/"):
        return "absolute", ""
    return _local_trouble(contents, href, folder)


def _local_trouble(contents: Contents, href: str, folder: str) -> tuple[str, str]:
    name = target(href, folder)
    as_written = posixpath.normpath(posixpath.join(folder, href))  # `#` in a name, not escaped
    if not name or {name, as_written} & contents.files:
        return "", ""
    if "\\" in re.split(r"[?#]", href, maxsplit=1)[0]:
        return "backslash", name.replace("\\", "/")
    if name.startswith("../") or name == "..":
        return "outside", ""
    if _is_folder(href):
        return "", ""
    other = contents.alike(name)
    return ("case", other) if other else ("missing", name)


def _is_folder(href: str) -> bool:
    path = re.split(r"[?#]", href, maxsplit=1)[0]
    return path.endswith("/") or path in {".", ".."}
