"""What the author does to the clips of a recording: each is one edit of the course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed
from PySide6.QtCore import QObject, Signal

from studio.course.change import name_of
from studio.course.clip_links import SAME_S
from studio.course.clip_screens import to_storyboard, unshown
from studio.course.model import Clip, Course
from studio.course.recording_clips import (
    clips_of,
    dropped,
    end_moved,
    gaps,
    joined,
    pinned,
    replanned,
    retitled,
    split_at,
    start_moved,
    with_clips,
)
from studio.i18n import Voice
from studio.imports.lecture import automatic_titles
from studio.messages import Message, StudioError, message
from studio.ui.document import Document
from studio.ui.lectures.reasons import Reasons

if TYPE_CHECKING:
    from studio.media.cues import Cue
    from studio.media.study import Study

Edge = tuple[str, bool]
"""An end of a clip: the clip, and whether it is its end (or else its start)."""


class Cutting(QObject):
    """Edits the clips of one recording; what it can't do it says."""

    told = Signal(str)
    """A sentence: why nothing was done."""

    def __init__(self, document: Document, voice: Voice) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self.recording = ""
        """The id of the recording."""
        self.study: Study | None = None
        self.cues: tuple[Cue, ...] = ()
        """Its captions in the language of the course, if it has any."""
        self.reasons = Reasons(self)

    @property
    def clips(self) -> list[Clip]:
        """The clips of the recording, by their beginning."""
        return clips_of(self._document.course, self.recording) if self.recording else []

    def clip_at(self, at_s: float) -> Clip | None:
        """Return the clip that plays at a time; None in a stretch that is left out."""
        return next((clip for clip in self.clips if clip.start_s <= at_s < clip.end_s), None)

    def split(self, at_s: float) -> str:
        """Cut the clip that plays at `at_s` in two there; return the id of the clip cut."""
        clip = self.clip_at(at_s)
        if clip is None:
            self.told.emit(self._voice.text("ui.no_clip_here"))
            return ""
        at_s = self.on_frame(at_s)
        title = self._title(at_s, clip.end_s, self.clips.index(clip) + 2)
        label = message("undo.split_clip", title=name_of(clip))
        done = self._edit(label, lambda now: split_at(now, clip.id, at_s, title))
        if not done:
            self.told.emit(self._voice.text("ui.too_near_cut"))
        return clip.id

    def join(self, clip_id: str) -> None:
        """Join a clip with the one after it; the last one with the one before."""
        ids = [clip.id for clip in self.clips]
        if len(ids) < 2 or clip_id not in ids:
            self.told.emit(self._voice.text("ui.nothing_to_join"))
            return
        first = self.clips[min(ids.index(clip_id), len(ids) - 2)]
        label = message("undo.join_clips", title=name_of(first))
        self._edit(label, lambda now: joined(now, first.id))

    def join_at(self, edge: Edge) -> None:
        """Join the two clips that meet at an edge."""
        clip, is_end = edge
        ids = [each.id for each in self.clips]
        if not is_end and clip in ids[1:]:
            clip = ids[ids.index(clip) - 1]
        self.join(clip)

    def drop(self, start_s: float, end_s: float) -> None:
        """Leave a stretch of the recording out."""
        start_s, end_s = self.on_frame(start_s), self.on_frame(end_s)
        label = message("undo.drop_stretch", start=start_s, end=end_s)
        if not self._edit(label, lambda now: dropped(now, self.recording, start_s, end_s)):
            self.told.emit(self._voice.text("ui.no_clip_here"))

    def pin(self, edge: Edge) -> None:
        """Pin the cut at an edge, or let it go: a new plan moves what is not pinned."""
        clip = self._ending_at(edge)
        if clip is not None:
            on = not clip.pinned
            label = message("undo.pin_cut" if on else "undo.unpin_cut", at=clip.end_s)
            self._edit(label, lambda now: pinned(now, clip.id, on))

    def move(self, edge: Edge, at_s: float) -> None:
        """Move an end of a clip; a clip that touches it there follows."""
        clip, is_end = edge
        moved = end_moved if is_end else start_moved
        label = message("undo.move_cut", at=at_s)
        self._edit(label, lambda now: moved(now, clip, at_s))

    def retitle(self, clip: str, title: str) -> None:
        """Give a clip another title."""
        label = message("undo.rename", title=name_of(self._document.course.clips[clip]))
        self._edit(label, lambda now: retitled(now, clip, title))

    def plan(self, limit_s: float | None = None) -> None:
        """Plan the clips anew around what is pinned and left out, with another limit if given."""
        study, course = self.study, self._document.course
        if study is None:
            return
        limit_s = limit_s or course.clip_limit_s
        kept = [clip.end_s for clip in self.clips if clip.pinned]
        left_out = gaps(course, self.recording)
        try:
            found = study.plan(limit_s, kept, left_out, self.cues, course.language)
        except StudioError as problem:
            self.told.emit(self._voice.say(problem.message))
            return
        voice = Voice(course.language)
        spans = [(each.start_s, each.end_s, voice.say(each.title)) for each in found]
        automatic = automatic_titles(course, self.recording, self.cues)
        label = message("undo.plan_clips", title=course.recordings[self.recording].title)

        def edit(now: Course) -> Course:
            return replanned(now, self.recording, limit_s, spans, automatic=automatic)

        if not self._edit(label, edit):
            self.told.emit(self._voice.text("ui.plan_is_best"))

    def show_on_storyboard(self, *, with_questions: bool) -> None:
        """Give each clip that no screen shows a screen of its own."""
        recording, voice = self.recording, Voice(self._document.course.language)
        asking = voice.text("lecture.check_yourself") if with_questions else ""
        count = len(unshown(self._document.course, recording))
        label = message("undo.clips_to_storyboard", n=count)

        def edit(now: Course) -> Course:
            return to_storyboard(now, recording, lesson=None, asking=asking)

        if self._edit(label, edit):
            self.told.emit(self._voice.text("ui.clips_on_storyboard", n=count))

    def on_frame(self, at_s: float) -> float:
        """Return the time of the frame nearest to a time."""
        return self.study.snapped(at_s, 0.0) if self.study else at_s

    def snapped(self, at_s: float, reach_s: float) -> float:
        """Return where a cut is best within reach of a time."""
        return self.study.snapped(at_s, reach_s) if self.study else at_s

    def whys(self) -> dict[str, str]:
        """Return for each clip why it ends where it does, as one sentence; "" for no reason."""
        clips = self.clips
        self.reasons.use(self.study, self.cues, self._document.course.language)
        self.reasons.at([clip.end_s for clip in clips])
        starts = [clip.start_s for clip in clips]
        return {clip.id: self._said(self._reasons(clip, starts)) for clip in clips}

    def _said(self, reasons: Sequence[Message]) -> str:
        said = [self._voice.say(each) for each in reasons]
        return ", ".join([*said[:1], *(each[:1].lower() + each[1:] for each in said[1:])])

    def _reasons(self, clip: Clip, starts: Sequence[float]) -> Sequence[Message]:
        course = self._document.course
        if clip.end_s >= course.recordings[self.recording].duration_s - SAME_S:
            return [message("plan.reason.end")]
        own = [message("plan.reason.pinned")] if clip.pinned else []
        if not any(abs(start_s - clip.end_s) <= SAME_S for start_s in starts):
            own.append(message("plan.reason.excluded"))
        return [*own, *self.reasons.at([clip.end_s]).get(clip.end_s, ())]

    def _numbered(self, course: Course) -> Course:
        """Return the course with numbers for clips that have no other name, and their screens."""
        voice, clips = Voice(course.language), clips_of(course, self.recording)
        names = [voice.text("plan.title.part", n=n) for n in range(1, len(clips) + 3)]
        numbered = [
            changed(clip, title=name) if clip.title in names else clip
            for clip, name in zip(clips, names, strict=False)
        ]
        return course if numbered == clips else with_clips(course, self.recording, numbered)

    def _title(self, start_s: float, end_s: float, number: int) -> str:
        from studio.media.captions import cut_cues
        from studio.media.titles import title

        said = title(cut_cues(self.cues, start_s, end_s), number)
        return Voice(self._document.course.language).say(said)

    def _ending_at(self, edge: Edge) -> Clip | None:
        """Return the clip whose end is the cut at an edge."""
        clip, is_end = edge
        clips = self.clips
        at = next((n for n, each in enumerate(clips) if each.id == clip), None)
        if at is None or (not is_end and at == 0):
            return None
        return clips[at] if is_end else clips[at - 1]

    def _edit(self, label: Message, edit: Callable[[Course], Course]) -> bool:
        """Edit the clips; return whether that changed anything."""

        def whole(now: Course) -> Course:
            after = edit(now)
            return now if after is now else self._numbered(after)

        return self._document.edit(label, whole)
