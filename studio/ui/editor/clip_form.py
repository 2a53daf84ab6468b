"""A clip on a screen: a frame of it that plays when it is clicked, and its title."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from studio.course.asking import stops_of
from studio.course.blocks import Block, ClipBlock
from studio.course.model import Course
from studio.i18n import duration
from studio.messages import StudioError
from studio.ui import icons
from studio.ui.editor.clip_timeline import ClipTimeline
from studio.ui.editor.form import BlockForm
from studio.ui.editor.still import StillView
from studio.ui.editor.stops_form import StopsForm
from studio.ui.editor.tools import Tools
from studio.ui.fields import LineField


class ClipForm(BlockForm):
    """A clip: a frame of it, its title, and a way to take another one."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        say = tools.voice.text
        self._clip = self._said = ""
        self.picture = StillView("clip")
        self.play_button = QPushButton(icons.icon("play"), say("ui.play"))
        self.title = LineField(say("ui.field.clip_title"))
        self.replace_button = QPushButton(say("ui.other_clip"))
        self.timeline = ClipTimeline(tools.voice)
        self.column.addWidget(self.picture)
        self.column.addWidget(self.timeline)
        self.column.addWidget(tools.labelled("clip_title", self.title))
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        row.addWidget(self.play_button)
        row.addWidget(self.replace_button)
        self.stops = StopsForm(id_, tools)
        self.column.addLayout(row)
        self.column.addWidget(self.stops)
        self.setFocusProxy(self.title)
        self.title.typed.connect(
            lambda before, after: tools.type(self._clip, "title", before, after)
        )
        self.picture.clicked.connect(self.play_or_stop)
        self.play_button.clicked.connect(lambda _checked: self.play_or_stop())
        self.timeline.chosen.connect(lambda at_s: tools.player.put(id_, at_s))
        tools.player.stopped.connect(self._stopped)
        tools.player.moved.connect(self._moved)
        self.replace_button.clicked.connect(
            lambda _checked: tools.choosing.clip(lambda clip: self.change(clip=clip))
        )

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show a clip."""
        if not isinstance(block, ClipBlock):
            return
        self._clip = block.clip
        self._said = self._described(course)
        if not self.tools.player.is_playing(self.id):
            picture = self.tools.pictures.of_block(course, block)
            self.picture.show_image(picture, self._said, "play")
        self.title.show_text(course.clips[block.clip].title)
        self.title.setEnabled(editable)
        self.replace_button.setEnabled(editable)
        moments = (stop.at_s for stop in stops_of(block))
        self.timeline.show_clip(course.clips[block.clip].duration_s, moments)
        self.timeline.show_at(self.tools.player.reached_s(self.id))
        self.stops.show_stops(course, block, editable=editable)

    def play_or_stop(self) -> None:
        """Play the clip, or stop it."""
        player = self.tools.player
        if player.is_playing(self.id):
            player.stop()
            return
        course = self.tools.document.course
        clip = course.clips[self._clip]
        media = course.media[course.recordings[clip.recording].media]
        try:
            file = self.tools.document.session.project.media.path(media.file)
        except StudioError as problem:
            self.tools.document.failed.emit(problem)
            return
        player.play(self.id, file, clip.start_s, clip.end_s, self._show_frame)
        self.play_button.setText(self.tools.voice.text("ui.stop"))

    def _moved(self, key: str, at_s: float) -> None:
        if key == self.id:
            self.timeline.show_at(at_s)

    def _show_frame(self, image: QImage) -> None:
        self.picture.show_image(image, self._said)

    def _stopped(self, key: str) -> None:
        if key == self.id:
            self.play_button.setText(self.tools.voice.text("ui.play"))
            course = self.tools.document.course
            picture = self.tools.pictures.of_block(course, ClipBlock(id=self.id, clip=self._clip))
            self.picture.show_image(picture, self._said, "play")

    def _described(self, course: Course) -> str:
        """Return where the clip comes from, how long it is, and in which languages it is told."""
        clip = course.clips[self._clip]
        recording = course.recordings[clip.recording]
        said = self.tools.voice.text(
            "ui.clip_described",
            start=duration(clip.start_s),
            end=duration(clip.end_s),
            recording=recording.title,
            length=duration(clip.duration_s),
        )
        if not recording.captions:
            return f"{said} \u00b7 {self.tools.voice.text('ui.no_captions')}"
        tags = ", ".join(sorted(recording.captions))
        return f"{said} \u00b7 {self.tools.voice.text('ui.captions_in', languages=tags)}"
