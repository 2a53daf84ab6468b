"""The recordings of the course: planned into clips, seen, heard, cut, and captioned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from studio.course.blocks import ClipBlock
from studio.course.clip_screens import unshown
from studio.course.edits import replace
from studio.course.model import Clip, Course, Recording
from studio.i18n import Voice
from studio.imports.captions import cues_of
from studio.messages import StudioError, message
from studio.ui.document import Document
from studio.ui.lectures.clip_list import ClipRow
from studio.ui.lectures.cutting import Cutting
from studio.ui.lectures.head import LectureHead
from studio.ui.lectures.recordings import RecordingList
from studio.ui.lectures.side import LectureSide
from studio.ui.lectures.stage import Stage
from studio.ui.lectures.studies import Studies
from studio.ui.lectures.timeline import Span
from studio.ui.pieces import button, head, quiet
from studio.ui.shell.actions import ENTRIES
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working
from studio.ui.storyboard.pictures import CardPictures
from studio.ui.undo import Typing

if TYPE_CHECKING:
    from studio.media.cues import Cue

KEYS = {entry.key: entry.name for entry in ENTRIES if entry.menu == "lecture" and entry.key}
"""The keys that the room takes, and the actions that they stand for."""

_BY_FRAMES = {"play_backwards": "frame_back", "play_forwards": "frame_on"}
"""What J and L do while K is held, as in the cutting rooms of films."""

_NARROW = 1080
"""In fewer pixels there is no room for all columns at their best."""


class LecturesRoom(QWidget):
    """Recordings at the left, the one that is chosen in the middle, its clips at the right."""

    add_wanted = Signal()
    replace_wanted = Signal(str)
    """The id of the recording that another file is to take the place of."""
    go_wanted = Signal(str)
    """The id of a screen."""

    def __init__(
        self,
        document: Document,
        voice: Voice,
        working: Working,
        asking: Asking,
        pictures: CardPictures,
    ) -> None:
        super().__init__()
        self._document = document
        self._voice = voice
        self._working = working
        self._shown: tuple[object, ...] = ()
        self._holds_still = False
        self.studies = Studies(document, working)
        self.cutting = Cutting(document, voice)
        self.recordings = RecordingList(voice, pictures)
        self.head = LectureHead(voice)
        self.stage = Stage(voice, self.cutting)
        self.trouble = quiet()
        self.side = LectureSide(document, voice, working, asking)
        self.clips = self.side.clips
        self.pages = QStackedWidget()
        self.pages.addWidget(self._empty())
        self.pages.addWidget(self._detail())
        self.commands: Mapping[str, Callable[[], object]] = self._commands()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.recordings)
        row.addWidget(self.pages, 1)
        self._connect()
        self._share_room()

    def show_course(self, course: Course) -> None:
        """Show a course, or what an edit has made of it."""
        self.recordings.show_course(course, editable=self._editable)
        self._show_current()

    def current_id(self) -> str:
        """Return the id of the recording that is chosen; "" for none."""
        return self.recordings.current_id()

    def select(self, recording: str, clip: str = "") -> None:
        """Go to a recording, and to one of its clips."""
        self.recordings.select(recording)
        if clip:
            self._go_to_clip(clip)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        """Notice a file that was missing and has been found meanwhile."""
        super().showEvent(event)
        if self._document.is_open and self.current_id():
            self._show_current()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Give what is worked on the room that there is."""
        super().resizeEvent(event)
        self._share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Take the keys of the actions, where nothing below has a use for them."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        name = KEYS.get(Qt.Key(event.key())) if plain and self.current_id() else None
        if name is None:
            super().keyPressEvent(event)
            return
        self._holds_still = self._holds_still or name == "play_stop"
        self.commands[_BY_FRAMES.get(name, name) if self._holds_still else name]()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        """Let J and L play again once K is not held any longer."""
        super().keyReleaseEvent(event)
        is_stop = KEYS.get(Qt.Key(event.key())) == "play_stop"
        self._holds_still = self._holds_still and not (is_stop and not event.isAutoRepeat())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  # Qt's name
        """Hear of no key that was let go in another window."""
        super().changeEvent(event)
        self._holds_still = self._holds_still and self.isActiveWindow()

    @property
    def _editable(self) -> bool:
        return not self._document.session.read_only

    def _commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what the room does, by the names of the actions."""
        player = self.stage.player
        return {
            "play_pause": player.toggle,
            "play_backwards": partial(player.shuttle, -1),
            "play_stop": partial(player.shuttle, 0),
            "play_forwards": partial(player.shuttle, 1),
            "frame_back": partial(player.step, -1),
            "frame_on": partial(player.step, 1),
            "previous_cut": partial(self.stage.go_to_cut, -1),
            "next_cut": partial(self.stage.go_to_cut, 1),
            "loop_clip": self.stage.loop,
            "hear_seam": self.stage.hear_seam,
            "split_here": self._split,
            "join_clips": self._join,
            "drop_stretch": self._drop,
            "pin_cut": self._pin,
            "plan_again": self.cutting.plan,
            "clips_to_storyboard": partial(self.cutting.show_on_storyboard, with_questions=False),
            "replace_recording": lambda: self.replace_wanted.emit(self.current_id()),
        }

    def _split(self) -> None:
        if self._editable:
            self.cutting.split(self.stage.at_s)

    def _join(self) -> None:
        if not self._editable:
            return
        if self.stage.timeline.boundary is not None:
            self.cutting.join_at(self.stage.timeline.boundary)
        else:
            self.cutting.join(self.clips.current_id())

    def _drop(self) -> None:
        """Leave out the stretch that is marked in the timeline, else the clip that is chosen."""
        clip = self._document.course.clips.get(self.clips.current_id())
        stretch = self.stage.timeline.stretch or (clip and (clip.start_s, clip.end_s))
        if self._editable and stretch:
            self.cutting.drop(*stretch)
            self.stage.timeline.choose_stretch(None)

    def _pin(self) -> None:
        if self._editable and self.stage.edge is not None:
            self.cutting.pin(self.stage.edge)

    def _show_current(self) -> None:
        """Show the recording that is chosen, with its clips as they are now."""
        course = self._document.course
        recording = course.recordings.get(self.current_id())
        self.pages.setCurrentIndex(0 if recording is None else 1)
        self.cutting.recording = "" if recording is None else recording.id
        if recording is None:
            self._shown = ()
            self.stage.show_recording(None, 0.0, None)
            return
        self._show_study(course, recording)
        self._show_clips(course, recording)
        self.side.show_recording(course, recording.id)

    def _show_study(self, course: Course, recording: Recording) -> None:
        """Show the recording itself, with what was found out about it as far as that goes."""
        found = self.studies.of(recording.id)
        problem = found if isinstance(found, StudioError) else None
        study = None if isinstance(found, StudioError) else found
        self.cutting.study, self.cutting.cues = study, self._cues(course, recording)
        self.trouble.setText(self._voice.say(problem.message) if problem else "")
        self.trouble.setVisible(problem is not None)
        store, file = self._document.session.project.media, course.media[recording.media].file
        shown = (recording.id, file, id(study))
        if shown != self._shown:
            self._shown = shown
            path = store.path(file) if store.has(file) else None
            self.stage.show_recording(path, recording.duration_s, study, recording.title)
        self.stage.player.show_captions(self.cutting.cues)

    def _show_clips(self, course: Course, recording: Recording) -> None:
        clips = self.cutting.clips
        limit_s, editable = course.clip_limit_s, self._editable
        current = self.clips.current_id()
        if current not in [clip.id for clip in clips]:
            here = self.cutting.clip_at(self.stage.at_s)
            current = here.id if here else clips[0].id if clips else ""
        missing = len(unshown(course, recording.id))
        self.head.show_recording(recording, clips, limit_s, missing, editable=editable)
        self.clips.show_rows(self._rows(course, clips), current, editable=editable)
        self.stage.show_clips(
            [_span(clip, number, limit_s) for number, clip in enumerate(clips, 1)],
            current,
            editable=editable,
        )

    def _rows(self, course: Course, clips: list[Clip]) -> list[ClipRow]:
        screens, whys = _screens_by_clip(course), self.cutting.whys()
        return [
            ClipRow(
                clip.id,
                number,
                clip.title,
                clip.duration_s,
                whys[clip.id],
                clip.duration_s > course.clip_limit_s,
                clip.pinned,
                screens.get(clip.id, ""),
            )
            for number, clip in enumerate(clips, 1)
        ]

    def _cues(self, course: Course, recording: Recording) -> tuple[Cue, ...]:
        """Return the captions in the language of the course, else in the first that there is."""
        tags = sorted(recording.captions, key=lambda tag: (tag != course.language, tag))
        try:
            return cues_of(self._document.session.project, recording, tags[0]) if tags else ()
        except StudioError:
            return ()

    def _follow(self, at_s: float) -> None:
        if self.side.is_editing:
            self.side.editor.show_at(at_s)

    def _choose_clip(self, clip: str) -> None:
        """Show the clip that plays, or that was pointed at, as the current one."""
        self.clips.select(clip)
        self._show_clips(self._document.course, self._document.course.recordings[self.current_id()])

    def _go_to_clip(self, clip: str) -> None:
        self.clips.select(clip)
        self.stage.go_to(self._document.course.clips[clip].start_s)

    def _share_room(self) -> None:
        """Make the list of recordings narrow in a narrow window, and hide it beside captions."""
        narrow = self.width() < _NARROW
        self.recordings.setFixedWidth(196 if narrow else 232)
        self.recordings.setHidden(narrow and self.side.is_editing)

    def _limit(self, limit_s: float) -> None:
        """Plan with another limit; one that can't be kept is not shown any longer."""
        self.cutting.plan(limit_s)
        self._show_current()

    def _leave(self) -> None:
        """Let go of the file that is played: its course is closed."""
        self._shown = ()
        self.stage.player.release()
        self.cutting.reasons.close()

    def _type(self, before: str, after: str) -> None:
        recording = self._document.course.recordings[self.current_id()]
        label = message("undo.rename", title=before)
        edit = partial(replace, node=changed(recording, title=after))
        self._document.edit(label, edit, Typing(recording.id, "title", before, after))

    def _connect(self) -> None:
        self.recordings.add_wanted.connect(self.add_wanted)
        self.recordings.chosen.connect(self._show_current)
        self.studies.ready.connect(lambda _file: self._show_current())
        self.head.titled.connect(self._type)
        self.head.limit_wanted.connect(self._limit)
        self.head.plan_button.clicked.connect(lambda _checked: self.cutting.plan())
        self.head.storyboard_wanted.connect(
            lambda asks: self.cutting.show_on_storyboard(with_questions=asks)
        )
        self.stage.chosen.connect(self._choose_clip)
        self.side.editing_changed.connect(self._share_room)
        self.clips.chosen.connect(self._go_to_clip)
        self.clips.titled.connect(self.cutting.retitle)
        self.clips.go_wanted.connect(self.go_wanted)
        self.cutting.told.connect(self._working.say)
        self.cutting.reasons.changed.connect(self._show_current)
        self.stage.player.failed.connect(self._document.failed)
        self._document.leaving.connect(self._leave)
        self.stage.player.moved.connect(self._follow)
        self.side.editor.seek_wanted.connect(self.stage.go_to)

    def _detail(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.trouble)
        column.addWidget(self.stage, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(middle)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([800, 288])
        return split

    def _empty(self) -> QWidget:
        page = QWidget()
        drop = QLabel(self._voice.text("ui.no_lectures"))
        drop.setWordWrap(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(12)
        column.addWidget(head(self._voice.text("ui.no_lectures_head")))
        column.addWidget(drop)
        add = button(
            self._voice.text("ui.lecture_add"), self.add_wanted.emit, kind="main", icon="add"
        )
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page


def _span(clip: Clip, number: int, limit_s: float) -> Span:
    return Span(
        id=clip.id,
        number=number,
        title=clip.title,
        start_s=clip.start_s,
        end_s=clip.end_s,
        pinned=clip.pinned,
        too_long=clip.duration_s > limit_s,
    )


def _screens_by_clip(course: Course) -> dict[str, str]:
    """Return the first screen that shows each clip."""
    found: dict[str, str] = {}
    for screen in course.screens_in_order():
        for block in screen.blocks:
            if isinstance(block, ClipBlock):
                found.setdefault(block.clip, screen.id)
    return found
