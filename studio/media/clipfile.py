"""One clip as it is written: it takes the pictures and the sound that are of its span."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.media.decoding import Heard, Shown, Span, sound_form
from studio.media.frames import STILL_S
from studio.media.mp4 import Mp4
from studio.media.probe import Probe

if TYPE_CHECKING:
    from studio.media.decoding import Samples


class ClipFile:
    """A clip that is written to a `.part` beside its target.

    Everything is shown and heard to it in the order of time; it takes its own. Its picture begins
    with its first moment, and its sound fills it whole, with silence where there was none.
    """

    def __init__(self, target: Path, recording: Probe, span: Span) -> None:
        self.target = target
        # A name of its own: a preview and a publication may cut the same clip at the same time.
        self.part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        self.span = span
        self.frames = 0
        self._recording = recording
        self._file: Mp4 | None = None
        self._samples = 0
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
        if self._picture_done or shown.tick < self.span.first_tick:
            return
        if not self.frames:
            self._open_with(shown, before)
        elif shown.tick < self.span.end_tick:
            self._add(shown, shown.tick)
        if shown.tick >= self.span.end_tick:
            self._end_picture()

    def _hear(self, heard: Heard) -> None:
        if self._sound_done:
            return
        due = self.span.first_sample + self._samples
        self._add_silence(min(heard.at, self.span.end_sample) - due)
        due = self.span.first_sample + self._samples
        own = heard.samples[:, max(0, due - heard.at) : max(0, self.span.end_sample - heard.at)]
        self._add_samples(own)
        if heard.end >= self.span.end_sample:
            self._end_sound()

    def end(self, last: Shown | None) -> None:
        """Complete the file: the recording is over, `last` was its last picture."""
        if not self._picture_done:
            if not self.frames and last is not None:
                self._add(last, self.span.first_tick)
            self._end_picture()
        if not self._sound_done:
            self._add_silence(self.span.end_sample - self.span.first_sample - self._samples)
            self._end_sound()

    def discard(self) -> None:
        """Leave nothing of the clip behind, but what stood at its target before."""
        if self._file is not None:
            self._file.abandon()
        self.part.unlink(missing_ok=True)

    def _open_with(self, shown: Shown, before: Shown | None) -> None:
        """Give the clip its first picture.

        A span that begins inside a still, or lies inside one frame, opens with the picture that
        is seen then. Otherwise the first picture of the span itself is seen from the start.
        """
        begun_before = before is not None and self._lasts(before, shown.tick)
        if before is not None and shown.tick > self.span.first_tick and begun_before:
            self._add(before, self.span.first_tick)
            if shown.tick < self.span.end_tick:
                self._add(shown, shown.tick)
        else:
            self._add(shown, self.span.first_tick)

    def _lasts(self, before: Shown, tick: int) -> bool:
        assert self._recording.picture is not None  # noqa: S101  # it has pictures
        long = (tick - before.tick) * self._recording.picture.time_base > STILL_S
        return long or tick >= self.span.end_tick

    def _add(self, shown: Shown, tick: int) -> None:
        self._mp4().add_picture(shown.frame, tick - self.span.first_tick)
        self.frames += 1

    def _add_samples(self, samples: Samples) -> None:
        if samples.shape[1]:
            self._mp4().add_sound(samples)
            self._samples += samples.shape[1]

    def _add_silence(self, count: int) -> None:
        rate, layout = self._form()
        for at in range(0, count, rate):
            length = min(rate, count - at)
            self._add_samples(np.zeros((1 if layout == "mono" else 2, length), np.float32))

    def _form(self) -> tuple[int, str]:
        assert self._recording.sound is not None  # noqa: S101  # it has sound
        return sound_form(self._recording.sound)

    def _end_picture(self) -> None:
        self._mp4().end_picture(self.span.end_tick - self.span.first_tick)
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
            self._file = Mp4(self.part, self._recording)
        return self._file
