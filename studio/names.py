"""Names of files made from what authors write."""

from __future__ import annotations

import re
import unicodedata

PACK_SUFFIX = ".coursewright"
_LONGEST = 60


def file_slug(text: str, default: str) -> str:
    """Return `text` as a file name in lower-case ASCII; `default` where nothing is left of it.

    Some LMSs fail on any other name.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-") or default
