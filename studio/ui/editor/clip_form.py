"""A clip on a screen: a frame of it that plays when it is clicked, its title, and its questions."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from studio.course.asking import stops_of
from studio.course.blocks import Block, ClipBlock
from studio.course.model import Course
from studio.ui.editor.clip_viewer import ClipViewer
from studio.ui.editor.form import BlockForm
from studio.ui.editor.stops_form import StopsForm
from studio.ui.editor.tools import Tools
from studio.ui.fields import LineField


class ClipForm(BlockForm):
    """A clip: a frame of it, its title, and a way to take another one."""

    def __init__(self, id_: str, tools: Tools) -> None:
        super().__init__(id_, tools)
        say = tools.voice.text
        self.viewer = ClipViewer(id_, tools)
        self.picture, self.timeline = self.viewer.picture, self.viewer.timeline
        self.play_button = self.viewer.play_button
        self.title = LineField(say("ui.field.clip_title"))
        self.replace_button = QPushButton(say("ui.other_clip"))
        self.column.addWidget(self.viewer)
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
            lambda before, after: tools.type(self.viewer.clip, "title", before, after)
        )
        self.replace_button.clicked.connect(
            lambda _checked: tools.choosing.clip(lambda clip: self.change(clip=clip))
        )

    def show_block(self, course: Course, block: Block, *, editable: bool) -> None:
        """Show a clip."""
        if not isinstance(block, ClipBlock):
            return
        self.viewer.show_clip(course, block.clip, (stop.at_s for stop in stops_of(block)))
        self.title.show_text(course.clips[block.clip].title)
        self.title.setEnabled(editable)
        self.replace_button.setEnabled(editable)
        self.stops.show_stops(course, block, editable=editable)
