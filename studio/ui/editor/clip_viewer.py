"""A clip to be looked at: its picture, which plays where it is clicked, and its time as a line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from studio.course.blocks import ClipBlock
from studio.course.model import Course
from studio.i18n import duration
from studio.messages import StudioError
from studio.ui import icons
from studio.ui.editor.clip_timeline import ClipTimeline
from studio.ui.editor.still import StillView
from studio.ui.editor.tools import Tools


class ClipViewer(QWidget):
    """Plays one clip; `key` is the name under which the player knows how far it has come.

    The play button has no place yet: whoever makes the viewer gives it one.
    """

    def __init__(self, key: str, tools: Tools) -> None:
        super().__init__()
        self.key = key
        self.clip = ""
        """The id of the clip that is shown; "" for none."""
        self._tools = tools
        self._said = ""
        self.picture = StillView("clip")
        self.play_button = QPushButton(icons.icon("play"), tools.voice.text("ui.play"))
        self.timeline = ClipTimeline(tools.voice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)
        column.addWidget(self.timeline)
        self.picture.clicked.connect(self.play_or_stop)
        self.play_button.clicked.connect(lambda _checked: self.play_or_stop())
        self.timeline.chosen.connect(lambda at_s: tools.player.put(key, at_s))
        tools.player.stopped.connect(self._stopped)
        tools.player.moved.connect(self._moved)

    def show_clip(self, course: Course, clip: str, marks_s: Iterable[float]) -> None:
        """Show a clip, with marks at the moments when it asks."""
        self.clip = clip
        self._said = self._described(course)
        if not self._tools.player.is_playing(self.key):
            self._show_still()
        self.timeline.show_clip(course.clips[clip].duration_s, marks_s)
        self.timeline.show_at(self._tools.player.reached_s(self.key))

    def play_or_stop(self) -> None:
        """Play the clip, or stop it."""
        player = self._tools.player
        if player.is_playing(self.key):
            player.stop()
            return
        course = self._tools.document.course
        clip = course.clips[self.clip]
        media = course.media[course.recordings[clip.recording].media]
        try:
            file = self._tools.document.session.project.media.path(media.file)
        except StudioError as problem:
            self._tools.document.failed.emit(problem)
            return
        player.play(self.key, file, clip.start_s, clip.end_s, self._show_frame)
        self.play_button.setText(self._tools.voice.text("ui.stop"))

    def _moved(self, key: str, at_s: float) -> None:
        if key == self.key:
            self.timeline.show_at(at_s)

    def _show_frame(self, image: QImage) -> None:
        self.picture.show_image(image, self._said)

    def _show_still(self) -> None:
        course = self._tools.document.course
        shown = ClipBlock(id=self.clip, clip=self.clip)
        self.picture.show_image(self._tools.pictures.of_block(course, shown), self._said, "play")

    def _stopped(self, key: str) -> None:
        if key == self.key:
            self.play_button.setText(self._tools.voice.text("ui.play"))
            if self.clip in self._tools.document.course.clips:
                self._show_still()

    def _described(self, course: Course) -> str:
        """Return where the clip comes from, how long it is, and in which languages it is told."""
        clip = course.clips[self.clip]
        recording = course.recordings[clip.recording]
        said = self._tools.voice.text(
            "ui.clip_described",
            start=duration(clip.start_s),
            end=duration(clip.end_s),
            recording=recording.title,
            length=duration(clip.duration_s),
        )
        if not recording.captions:
            return f"{said} \u00b7 {self._tools.voice.text('ui.no_captions')}"
        tags = ", ".join(sorted(recording.captions))
        return f"{said} \u00b7 {self._tools.voice.text('ui.captions_in', languages=tags)}"
