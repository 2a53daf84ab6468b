"""The player above the timeline: one place in the recording, seen, heard and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from studio.i18n import Voice
from studio.ui.lectures.cutting import Cutting, Edge
from studio.ui.lectures.player import LecturePlayer
from studio.ui.lectures.timeline import Heard, Span, Timeline

if TYPE_CHECKING:
    from studio.media.study import Study

SEAM_S = 2.0
"""How much is played on each side of a cut."""
_SOUND_S = 0.01
_HERE_S = 0.05
"""A cut that is nearer than this is the one where the player is."""


class Stage(QWidget):
    """Keeps player and timeline at the same place."""

    chosen = Signal(str)
    """The clip that was pointed at, or that is played."""

    def __init__(self, voice: Voice, cutting: Cutting) -> None:
        super().__init__()
        self._cutting = cutting
        self._current = ""
        self._duration_s = 0.0
        self.player = LecturePlayer(voice)
        self.timeline = Timeline(voice)
        self.timeline.snap = cutting.snapped
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.player)
        split.addWidget(self.timeline)
        split.setStretchFactor(0, 1)
        split.setCollapsible(0, False)
        split.setCollapsible(1, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.timeline.seek_wanted.connect(self.player.seek)
        self.timeline.boundary_moving.connect(self.player.seek)
        self.timeline.boundary_moved.connect(lambda c, end, at_s: cutting.move((c, end), at_s))
        self.timeline.chosen.connect(self.chosen)
        self.player.moved.connect(self._follow)
        self.player.previous_wanted.connect(lambda: self.go_to_cut(-1))
        self.player.next_wanted.connect(lambda: self.go_to_cut(1))

    def show_recording(
        self, file: Path | None, duration_s: float, study: Study | None, title: str = ""
    ) -> None:
        """Show a recording; without a study it can be played all the same."""
        self._duration_s = duration_s
        self.player.show_recording(file, duration_s, study.frames if study else None, title)
        self.timeline.show_recording(_heard(study) if study else None)
        self.timeline.show_playhead(self.player.at_s)

    def show_clips(self, spans: Sequence[Span], current: str, *, editable: bool) -> None:
        """Show the clips of the recording."""
        self._current = current
        self.timeline.show_clips(spans, current, editable=editable)
        for span in spans:
            if span.id == current:
                self.player.set_clip(span.start_s, span.end_s)

    @property
    def at_s(self) -> float:
        """Where the player is, in seconds."""
        return self.player.at_s

    @property
    def edge(self) -> Edge | None:
        """The cut that is meant: the one chosen in the timeline, else the nearest one."""
        if self.timeline.boundary is not None:
            return self.timeline.boundary
        at_s = self.at_s
        edges = self._cuts()
        return min(edges, key=lambda edge: abs(edges[edge] - at_s), default=None)

    def go_to(self, at_s: float) -> None:
        """Go to a place of the recording."""
        self.player.seek(at_s)
        self.timeline.show_playhead(at_s)

    def go_to_cut(self, way: int) -> None:
        """Go to the next cut, or with -1 to the one before; beyond the last, to the end."""
        times = sorted({0.0, *self._cuts().values(), self._duration_s})
        here = self.at_s
        ahead = [t for t in times if (t - here) * way > _HERE_S]
        if ahead:
            self.go_to(min(ahead, key=lambda t: abs(t - here)))

    def hear_seam(self) -> None:
        """Play what leads up to the cut, and what comes after it."""
        if self.edge is None:
            return
        clip, is_end = self.edge
        clips = self._cutting.clips
        at = next(n for n, each in enumerate(clips) if each.id == clip)
        before, after = (at, at + 1) if is_end else (at - 1, at)
        spans = []
        if before >= 0:
            end_s = clips[before].end_s
            spans.append((max(clips[before].start_s, end_s - SEAM_S), end_s))
        if after < len(clips):
            start_s = clips[after].start_s
            spans.append((start_s, min(clips[after].end_s, start_s + SEAM_S)))
        self.player.play_spans(spans)

    def loop(self) -> None:
        """Play the current clip over and over, or no longer."""
        switch = self.player.transport.loop_button
        switch.toggle()
        if switch.isChecked() and not self.player.is_playing:
            self.player.play()

    def _follow(self, at_s: float) -> None:
        self.timeline.show_playhead(at_s)
        clip = self._cutting.clip_at(at_s)
        if clip is not None and clip.id != self._current:
            self._current = clip.id
            self.chosen.emit(clip.id)

    def _cuts(self) -> dict[Edge, float]:
        """Return the cuts between clips, and where the first begins and the last ends."""
        found: dict[Edge, float] = {}
        end_s = None
        for clip in self._cutting.clips:
            if clip.start_s != end_s and clip.start_s > 0:
                found[(clip.id, False)] = clip.start_s
            found[(clip.id, True)] = end_s = clip.end_s
        return found


def _heard(study: Study) -> Heard:
    """Return what the timeline draws of a recording."""
    heard, seen = study.analysis.heard, study.analysis.seen
    sounds = study.recording.has_audio
    return Heard(
        duration_s=study.recording.duration_s,
        peaks=heard.peaks if sounds else None,
        thumbnails=seen.thumbnails,
        pauses=heard.pauses if sounds else (),
        slides=[change for change in seen.changes if change.is_slide],
        frame_s=_frame_s(study),
    )


def _frame_s(study: Study) -> float:
    """Return how long a frame is shown, as a rule; ten milliseconds where there is only sound."""
    seconds = study.frames.seconds
    if len(seconds) < 2:
        return _SOUND_S
    return float(seconds[-1] - seconds[0]) / (len(seconds) - 1)
