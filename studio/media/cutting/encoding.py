"""Encoding clips: the recording is decoded once, and each of its frames goes to the clip it is in.

So times stay whole ticks of the recording's own clock from the first to the last: nothing is
rounded to a frame rate, and no frame can fall between two clips or into both.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from studio.jobs import Progress
from studio.media.cutting.clip_encoder import ClipEncoder
from studio.media.cutting.files import NewClip, naming
from studio.media.decoding import Heard, Shown, decode
from studio.media.probe import Probe
from studio.messages import error


def encode_clips(recording: Probe, clips: Sequence[NewClip], progress: Progress) -> None:
    """Decode the recording once and encode each clip.

    Raises:
        StudioError: the recording can't be decoded, or a file can't be written.
        Cancelled: the work was cancelled.
    """
    start_s = min(clip.span.start_s for clip in clips)
    end_s = max(clip.span.end_s for clip in clips)
    sharing = _Sharing([ClipEncoder(clip, recording) for clip in clips])
    try:
        for item in decode(recording, start_s, progress):
            sharing.take(item)
            if sharing.done:
                break
            if recording.picture is None or isinstance(item, Shown):
                progress.at((item.at_s - start_s) / (end_s - start_s))
        _check_seen(recording, sharing)
        sharing.end()
    except BaseException:
        sharing.abandon()
        raise
    for clip in clips:
        clip.encoded = clip.frames


def _check_seen(recording: Probe, sharing: _Sharing) -> None:
    if recording.picture is not None and sharing.last is None:
        raise error("media.undecodable", file=recording.path.name)


class _Sharing:
    """Hands pictures and sound to the clips that they are in: to none, one, or several."""

    def __init__(self, clips: Sequence[ClipEncoder]) -> None:
        self.last: Shown | None = None
        self._waiting = deque(sorted(clips, key=lambda one: one.clip.span.start_s))
        self._active: list[ClipEncoder] = []

    @property
    def done(self) -> bool:
        """Whether all clips are complete."""
        return not self._waiting and not self._active

    def take(self, item: Shown | Heard) -> None:
        while self._waiting and item.reaches(self._waiting[0].clip.span):
            self._active.append(self._waiting.popleft())
        for one in self._active:
            with naming(one.clip.target):
                one.take(item, self.last)
        self._active = [one for one in self._active if not one.done]
        if isinstance(item, Shown):
            self.last = item

    def end(self) -> None:
        for one in (*self._active, *self._waiting):
            with naming(one.clip.target):
                one.end(self.last)

    def abandon(self) -> None:
        for one in (*self._active, *self._waiting):
            one.abandon()
