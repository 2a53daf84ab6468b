"""Where to cut: the best plan over all pauses, not the first that fits."""

from __future__ import annotations

from dataclasses import dataclass

from studio.messages import Message


@dataclass(frozen=True, slots=True)
class PlannedClip:
    """One clip of a plan: [`start_s`, `end_s`) of the recording.

    `index` counts from 1. `reason` says why the cut at its END is there.
    """

    index: int
    start_s: float
    end_s: float
    title: Message
    reason: Message

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s
