"""One clip as it is encoded: it takes the pictures and the sound that are of its span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.media.cutting.files import NewClip
from studio.media.cutting.span_sound import SpanSound
from studio.media.decoding import Heard, Shown
from studio.media.encoder import Mp4
from studio.media.frames import STILL_S
from studio.media.probe import Probe

if TYPE_CHECKING:
    from studio.media.decoding import Samples


class ClipEncoder:
    """Encodes a clip.

    Everything is shown and heard to it in the order of time; it takes its own. Its picture begins
    with its first moment, and its sound fills it whole, with silence where there was none.
    """

    def __init__(self, clip: NewClip, recording: Probe) -> None:
        self.clip = clip
        self._span = clip.span
        self._recording = recording
        self._file: Mp4 | None = None
        self._sound = (
            SpanSound(clip.span, recording.sound, self._add_sound, clip.gain)
            if recording.sound
            else None
        )
        self._picture_done = recording.picture is None
        self._sound_done = recording.sound is None

    @property
    def done(self) -> bool:
        """Whether the file is complete."""
        return self._picture_done and self._sound_done

    def take(self, item: Shown | Heard, before: Shown | None) -> None:
        """Take what is of this clip; `before` is the picture shown before."""
        if isinstance(item, Shown):
            self._show(item, before)
        else:
            self._hear(item)

    def _show(self, shown: Shown, before: Shown | None) -> None:
        if self._picture_done or shown.tick < self._span.first_tick:
            return
        if not self.clip.frames:
            self._open_with(shown, before)
        elif shown.tick < self._span.end_tick:
            self._add(shown, shown.tick)
        if shown.tick >= self._span.end_tick:
            self._end_picture()

    def _hear(self, heard: Heard) -> None:
        if self._sound is not None and not self._sound_done:
            self._sound.take(heard)
            if self._sound.done:
                self._end_sound()

    def end(self, last: Shown | None) -> None:
        """Complete the file: the recording is over, `last` was its last picture."""
        if not self._picture_done:
            if not self.clip.frames and last is not None:
                self._add(last, self._span.first_tick)
            self._end_picture()
        if self._sound is not None and not self._sound_done:
            self._sound.end()
            self._end_sound()

    def abandon(self) -> None:
        """Stop where it is: the file will not be used."""
        if self._file is not None:
            self._file.abandon()

    def _open_with(self, shown: Shown, before: Shown | None) -> None:
        """Give the clip its first picture.

        A span that begins inside a still, or lies inside one frame, opens with the picture that
        is seen then. Otherwise the first picture of the span itself is seen from the start.
        """
        begun_before = before is not None and self._lasts(before, shown.tick)
        if before is not None and shown.tick > self._span.first_tick and begun_before:
            self._add(before, self._span.first_tick)
            if shown.tick < self._span.end_tick:
                self._add(shown, shown.tick)
        else:
            self._add(shown, self._span.first_tick)

    def _lasts(self, before: Shown, tick: int) -> bool:
        assert self._recording.picture is not None  # noqa: S101  # it has pictures
        long = (tick - before.tick) * self._recording.picture.time_base > STILL_S
        return long or tick >= self._span.end_tick

    def _add(self, shown: Shown, tick: int) -> None:
        self._mp4().add_picture(shown.frame, tick - self._span.first_tick)
        self.clip.frames += 1

    def _add_sound(self, samples: Samples) -> None:
        self._mp4().add_sound(samples)

    def _end_picture(self) -> None:
        self._mp4().end_picture(self._span.end_tick - self._span.first_tick)
        self._picture_done = True
        self._close_if_done()

    def _end_sound(self) -> None:
        self._mp4().end_sound()
        self._sound_done = True
        self._close_if_done()

    def _close_if_done(self) -> None:
        if self.done:
            self._mp4().close()

    def _mp4(self) -> Mp4:
        # Opened when it is needed: an encoder takes memory, and there may be hundreds of clips.
        if self._file is None:
            self._file = Mp4(self.clip.part, self._recording, self.clip.rates)
        return self._file
