"""Times of captions as an author reads and writes them: minutes, seconds, thousandths."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"(?:(?:(\d+):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?")


def written(seconds: float) -> str:
    """Return a time as 4:05.320 or 1:02:03.000."""
    thousandths = round(seconds * 1000)
    hours, rest = divmod(thousandths, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    tail = f"{rest // 1000:02d}.{rest % 1000:03d}"
    return f"{hours}:{minutes:02d}:{tail}" if hours else f"{minutes}:{tail}"


def read(text: str) -> float | None:
    """Return the seconds of a written time (what stands alone are seconds); None if it is none."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, part = found.groups()
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return whole + float(f"0.{part or 0}")
