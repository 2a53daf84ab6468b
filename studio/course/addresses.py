"""Addresses of the web that a course leads to, or begins with."""

from __future__ import annotations

from urllib.parse import urlsplit

IRI = r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+"
"""An address with a scheme, as a pattern (RFC 3987, section 2.2): it means the same anywhere."""


def origin(address: str) -> str:
    """Return scheme, host and port of an `https` address; empty where it is none.

    Nothing else may be shown inside a course: platforms are reached by https, and browsers refuse
    to mix.
    """
    try:
        parts = urlsplit(address.strip())
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    if parts.scheme != "https" or not host or not set(host) <= _HOST_LETTERS:
        return ""
    return f"https://{host}{port}"


_HOST_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
"""As a Content-Security-Policy can hold them: names in other scripts are written as `xn--`."""
