"""J, K and L: how fast a player runs, and which way, as on the desks of film cutters."""

from __future__ import annotations

_FASTEST = 4


def shuttled(speed: int, way: int) -> int:
    """Return the speed after one more press of J (`way` -1), K (0) or L (1).

    A speed is a multiple of the usual one, negative for backwards, 0 at rest. The same key again
    doubles it up to 4; the key of the other way starts over in that direction.
    """
    if way == 0 or speed * way <= 0:
        return way
    return way * min(2 * abs(speed), _FASTEST)
