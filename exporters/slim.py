"""The player's scripts and styles without what only their writers read.

Comments that stand on lines of their own go, and so do empty lines and indentation; the line that
names the licence stays. Nothing else is touched: what a browser says of a line is found in the
source. So no text of a script may go over several lines.
"""

from __future__ import annotations

from collections.abc import Iterator

_LICENCE = "SPDX-License-Identifier"


def slim(source: str) -> str:
    """Return a script or a style sheet of the player without what only its writers read."""
    return "\n".join(_kept(source.splitlines())) + "\n"


def _kept(lines: list[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        text = line.strip()
        if inside or (text.startswith("/*") and _is_comment(text)):
            inside = "*/" not in text
        elif text and (_LICENCE in text or not text.startswith("//")):
            yield text


def _is_comment(text: str) -> bool:
    """Return whether a line that begins a comment holds nothing else, nor names the licence."""
    return _LICENCE not in text and text.partition("*/")[2] == ""
