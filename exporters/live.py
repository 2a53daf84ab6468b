"""A course as its live preview shows it: the page of a package, its clips not cut yet.

What a course is rendered to is kept by its frozen values, so that an edit renders one screen anew.
Nothing is written but cuts, into the course's cache or, where that can't be, beside it.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from markupsafe import Markup

from exporters.clips import CACHE, Source, source_of
from exporters.freeze import assemble, clips_shown, media_shown, slots_of
from exporters.publication import ClipFile, PackageFile, Publication, Slots
from exporters.render import render_screen, render_unit
from studio.course.asking import asked_on
from studio.course.model import Clip, Course, Screen
from studio.course.parts import pictures_of
from studio.course.questions import Question
from studio.course.references import block_references
from studio.jobs import Progress
from studio.messages import Message, StudioError, message
from studio.project.project import Project
from studio.project.published import PublishedSlots, with_course
from studio.resources import asset

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Cut:
    """A clip that is cut when it is asked for. Equal cuts give the same bytes."""

    target: Path
    project: Project
    content: str
    """The name of the recording's stored file."""
    start_s: float
    end_s: float
    title: Message

    def make(self, progress: Progress) -> Path:
        """Return the cut, made now if it is not there.

        Raises:
            StudioError: the recording is missing or can't be cut.
            Cancelled: the work was cancelled.
        """
        from studio.media.cut import cut
        from studio.media.probe import probe

        if not self.target.exists():
            probed = probe(self.project.media.path(self.content))
            cut(probed, [(self.start_s, self.end_s)], [self.target], progress=progress)
        return self.target


class LiveRender:
    """Renders the course of one folder again and again."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._folders = self._cut_folders()
        self._sources: dict[str, tuple[object, Source | None]] = {}
        self._clips: dict[str, tuple[object, ClipFile]] = {}
        self._screens: dict[str, tuple[object, Markup]] = {}
        self._slots = PublishedSlots()
        self._questions: dict[str, tuple[Question, int]] = {}
        self._next_slot = count()

    def __call__(self, course: Course) -> dict[str, bytes | Path | Cut]:
        """Return the files of the page by their paths; `index.html` is the page itself."""
        clips = {clip.id: self._clip(course, clip) for clip in clips_shown(course)}
        publication = assemble(course, clips, self._media(course), self._provisional(course))
        [unit] = publication.units
        page = render_unit(
            publication, unit, tracker="preview", connect="'self'", screen_html=self._screen_html
        )
        style = PackageFile("live.css", asset("preview", "live.css"))
        files: dict[str, bytes | Path | Cut] = {
            file.path: file.source for file in (*page, style, *publication.media.values())
        }
        return files | {
            clips[clip.id].file.path: self._cut(course, clip, clips[clip.id])
            for clip in clips_shown(course)
        }

    def close(self) -> None:
        """Remove what was cut beside the course."""
        if self._temporary:
            self._temporary.cleanup()

    def _cut_folders(self) -> list[Path]:
        """Return where cuts may lie already; new ones go into the last folder."""
        cache = self._project.folder / ".studio" / CACHE
        try:
            with tempfile.TemporaryFile(dir=self._project.cache(CACHE)):
                return [cache]
        except OSError:
            self._temporary = tempfile.TemporaryDirectory(prefix="coursewright-cuts-")
            return [cache, Path(self._temporary.name)]

    def _media(self, course: Course) -> dict[str, Path]:
        """Return where the media lie; what is missing leaves a gap on the page, no more."""
        folder = self._project.media.folder
        return {id_: folder / course.media[id_].file for id_ in media_shown(course)}

    def _provisional(self, course: Course) -> Slots:
        """Return numbers for this preview alone. A question that was changed is asked anew."""
        self._slots = with_course(self._slots, course)
        for place in self._slots.questions:
            question = course.questions.get(place.partition("/")[2])
            known = self._questions.get(place)
            if question is not None and (known is None or known[0] is not question):
                self._questions[place] = (question, next(self._next_slot))
        questions = {k: slot for k, (_, slot) in self._questions.items()}
        return replace(slots_of(self._slots), questions=questions)

    def _source(self, course: Course, clip: Clip) -> Source | None:
        """Return what is known of a clip's recording; None if it can't be read."""
        recording = course.recordings[clip.recording]
        asked = (recording, course.media[recording.media], course.language)
        known = self._sources.get(recording.id)
        if known is None or known[0] != asked or known[1] is None:
            try:
                known = (asked, source_of(self._project, course, recording))
            except (StudioError, OSError):
                log.info("a recording can't be previewed", exc_info=True)
                known = (asked, None)
            self._sources[recording.id] = known
        return known[1]

    def _clip(self, course: Course, clip: Clip) -> ClipFile:
        source = self._source(course, clip)
        known = self._clips.get(clip.id)
        if known is None or known[0] != (clip, source):
            name = source.cut_name(clip) if source else f"{clip.id}.mp4"
            made = [file for folder in self._folders if (file := folder / name).exists()]
            file = (made or [self._folders[-1] / name])[0]
            plain = ClipFile(PackageFile(f"{clip.id}.mp4", file), "video/mp4", clip.duration_s)
            known = ((clip, source), source.clip_file(clip, file) if source else plain)
            self._clips[clip.id] = known
        return known[1]

    def _cut(self, course: Course, clip: Clip, file: ClipFile) -> Cut:
        recording = course.recordings[clip.recording]
        content = course.media[recording.media].file
        target = file.file.source
        assert isinstance(target, Path)  # noqa: S101  # clips are files
        title = message("preview.live.clip", title=clip.title or recording.title)
        return Cut(target, self._project, content, clip.start_s, clip.end_s, title)

    def _screen_html(self, publication: Publication, screen: Screen, place: str) -> Markup:
        needs = (screen, place, publication.language, *_named(publication, screen))
        known = self._screens.get(screen.id)
        if known is None or known[0] != needs:
            known = (needs, render_screen(publication, screen, place))
            self._screens[screen.id] = known
        return known[1]


def _named(publication: Publication, screen: Screen) -> list[object]:
    """Return all values that the blocks of a screen name."""
    course = publication.course
    maps: Mapping[str, Mapping[str, object]] = {
        "media": course.media,
        "questions": course.questions,
        "clips": course.clips,
    }
    named = [each for block in screen.blocks for each in block_references(block)]
    asked = [course.questions[id_] for _, id_ in asked_on(course, screen)]
    pictures = [course.media[id_] for question in asked for id_ in pictures_of(question)]
    cut = [publication.clips[each.target] for each in named if each.field == "clips"]
    return [*(maps[each.field][each.target] for each in named), *asked, *pictures, *cut]
