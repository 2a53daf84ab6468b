"""What is seen in a recording: where its slides change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SlideChange:
    """A change of slide: `share` of the picture became another.

    `is_slide` is False for a bullet that appears, which is a smaller event than a new slide.
    """

    at_s: float
    share: float
    is_slide: bool
