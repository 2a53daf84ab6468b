"""Places on a picture, in shares of its width and height, and the regions that hold them."""

from __future__ import annotations

import re

from studio.course.questions import Region, Shape

_PLACE = re.compile(r"([01]\.\d{4}),([01]\.\d{4})")


def contains(region: Region, place: str) -> bool:
    """Return whether a place (`0.2500,0.5000`) lies in a region, its edge included."""
    read = _PLACE.fullmatch(place)
    if read is None or not (region.width > 0 and region.height > 0):
        return False
    x, y = float(read[1]), float(read[2])
    if region.shape is Shape.RECTANGLE:
        right, bottom = region.x + region.width, region.y + region.height
        return region.x <= x <= right and region.y <= y <= bottom
    across = (x - region.x) / region.width * 2 - 1
    down = (y - region.y) / region.height * 2 - 1
    return across * across + down * down <= 1.0


def centre(region: Region) -> str:
    """Return the place in the middle of a region."""
    return f"{region.x + region.width / 2:.4f},{region.y + region.height / 2:.4f}"


def reachable(region: Region) -> bool:
    """Return whether a region has a size, and its middle lies on the picture."""
    sized = region.width > 0 and region.height > 0
    middle = region.x + region.width / 2 <= 1 and region.y + region.height / 2 <= 1
    return sized and middle
