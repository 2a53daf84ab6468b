"""Which kept versions are superfluous: all of today stay, then one an hour, then one a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from studio.project.versions import Version, VersionKind

_HOURLY_FOR = timedelta(days=7)


def superfluous(versions: Iterable[Version], now: datetime, size_cap: int) -> list[Version]:
    """Return the versions that may be deleted at `now`, so that the rest is at most `size_cap`.

    Of today (in the user's time zone) all stay; of the seven days before, the last one of each
    hour; of the time before that, the last one of each day. Versions with a name and published
    ones stay whatever their age. If the rest is still larger than `size_cap` bytes, the oldest
    ones go, those without a name first; the newest version always stays.
    """
    newest_first = sorted(versions, key=lambda version: version.head.time, reverse=True)
    kept: list[Version] = []
    aged: list[Version] = []
    seen: set[datetime] = set()
    for version in newest_first:
        slot = _slot(version.head.time, now)
        (aged if slot in seen and not _wanted(version) else kept).append(version)
        if slot:
            seen.add(slot)
    return aged + _over_the_cap(kept, size_cap)


def _wanted(version: Version) -> bool:
    return bool(version.head.name) or version.head.kind is VersionKind.PUBLISHED


def _slot(time: datetime, now: datetime) -> datetime | None:
    """Return the beginning of the stretch of time of which one version stays; None for today."""
    here, today = time.astimezone(), now.astimezone()
    if here.date() >= today.date():
        return None
    if today - here < _HOURLY_FOR:
        return here.replace(minute=0, second=0, microsecond=0)
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def _over_the_cap(kept: list[Version], size_cap: int) -> list[Version]:
    """Return what has to go of `kept` (the newest first) to come down to `size_cap`."""
    excess = sum(version.size for version in kept) - size_cap
    gone = []
    for version in sorted(kept[1:], key=lambda each: (_wanted(each), each.head.time)):
        if excess <= 0:
            break
        gone.append(version)
        excess -= version.size
    return gone
