"""The course's files from the window: lectures brought in, files looked after."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from studio.i18n import Voice
from studio.jobs import Job, Progress
from studio.media.captions_beside import captions_beside
from studio.messages import message
from studio.project.media_check import MediaProblem, full_check, quick_check
from studio.settings import chosen_ffmpeg
from studio.ui.document import Document
from studio.ui.lectures.add import RECORDINGS, AddLecture
from studio.ui.shell.actions import Slots
from studio.ui.shell.courses import Courses
from studio.ui.shell.keeping import Keeping

if TYPE_CHECKING:
    from studio.imports.lecture import Lecture


class Media(QObject):
    """Adds lectures, finds what is missing, empties what nothing needs."""

    coming_changed = Signal()
    """Recordings that are brought in have come further."""
    brought_in = Signal(str)
    """The id of a recording that is in the course now."""
    begun = Signal()
    """A course was made for a recording that is brought in now."""

    def __init__(
        self, document: Document, voice: Voice, courses: Courses, keeping: Keeping
    ) -> None:
        super().__init__(document)
        self._document = document
        self._voice = voice
        self._courses = courses
        self._working = courses.working
        self._asking = courses.asking
        self._keeping = keeping
        self.clips_alone: Callable[[], bool] = lambda: False
        """Says whether the author is where clips alone are wanted, without screens."""
        self._coming: dict[str, Job[Any]] = {}
        """What brings recordings in, by their names."""
        courses.working.running.changed.connect(self._show_coming)
        courses.working.running.ended.connect(lambda _job: self._show_coming())

    def slots(self) -> Slots:
        """Return what this does, by the names of the actions."""
        return {
            "from_recording": self.from_recording,
            "add_lecture": self.add_lecture,
            "check_media": self.check_all,
            "empty_unused": self.empty_unused,
        }

    def look(self) -> None:
        """Notice files that are missing or of another size; none of them is read."""
        session = self._document.session
        self._tell(quick_check(session.project, session.course))

    def choose_recording(self) -> Path | None:
        """Ask for a recording."""
        pattern = self._voice.text("ui.recordings", patterns=RECORDINGS)
        return self._asking.file(self._voice.text("ui.choose_recording"), pattern)

    def add_lecture(self) -> None:
        """Ask for a recording, its captions and the longest clip, and bring it in."""
        recording = self.choose_recording()
        if recording is None:
            return
        limit_s = self._document.course.clip_limit_s
        dialog = AddLecture(self._voice, self._asking, limit_s, self._asking.window)
        dialog.on_screens.setChecked(not self.clips_alone())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(
            lambda file, captions, limit, on: self.bring_in(file, captions, limit, on_screens=on)
        )
        dialog.recording.setText(str(recording))
        dialog.open()

    def from_recording(self) -> None:
        """Ask for a recording and begin a course with it."""
        recording = self.choose_recording()
        if recording:
            self.begin_with(recording)

    def begin_with(self, recording: Path) -> None:
        """Make a course for a recording, and bring it in."""
        if self._courses.new(recording.stem):
            self.begun.emit()
            self.bring_in(recording, captions_beside(recording), None, on_screens=False)

    def add_recording(self, recording: Path) -> None:
        """Bring a recording in that was dropped, with the captions that lie beside it."""
        captions = captions_beside(recording)
        self.bring_in(recording, captions, None, on_screens=not self.clips_alone())

    def coming(self) -> list[tuple[str, Job[Any]]]:
        """Return the names of the recordings that are brought in, and what does it."""
        return [(name, job) for name, job in self._coming.items() if not job.ended]

    def bring_in(
        self, recording: Path, captions: Path | None, limit_s: float | None, *, on_screens: bool
    ) -> None:
        """Bring a recording in and split it; the author goes on meanwhile.

        With `on_screens` each clip becomes a screen of a new lesson.
        """
        from studio.imports.lecture import bring_in_lecture

        session, course = self._document.session, self._document.course

        def work(progress: Progress) -> Lecture:
            return bring_in_lecture(
                session.project,
                course,
                recording,
                captions=captions,
                limit_s=limit_s,
                ffmpeg=chosen_ffmpeg(),
                progress=progress,
                on_screens=on_screens,
            )

        title = message("ui.bringing_in", name=recording.name)
        target = str(session.project.folder / recording.name)
        job = self._working.start(target, title, work, self._lecture_added)
        if job is not None:
            self._coming[recording.name] = job
            self.coming_changed.emit()

    def replace_recording(self, recording: str) -> None:
        """Ask for another file, and let it take the place of a recording."""
        file = self.choose_recording()
        if file is not None:
            self.replace_by(recording, file)

    def replace_by(self, recording: str, file: Path) -> None:
        """Let a file take the place of a recording; clips stay or follow what is said."""
        from studio.imports.replacing import Replacement, replaced_recording

        project, course = self._document.session.project, self._document.course
        title = course.recordings[recording].title

        def work(progress: Progress) -> Replacement:
            return replaced_recording(
                project, course, recording, file, ffmpeg=chosen_ffmpeg(), progress=progress
            )

        def take(found: Replacement) -> None:
            edit = found.follow if self._shall_follow(found.shift_s) else found.stay
            self._document.edit(message("undo.replace_recording", title=title), edit)

        label = message("ui.bringing_in", name=file.name)
        self._working.start(str(project.folder / file.name), label, work, take)

    def _shall_follow(self, shift_s: float) -> bool:
        """Ask whether clips move along with a talk that begins earlier or later."""
        if not shift_s:
            return False
        text = self._voice.text(
            "ui.talk_later" if shift_s > 0 else "ui.talk_earlier", by=abs(shift_s)
        )
        names = ("ui.choice.follow", "ui.choice.leave_clips")
        return self._asking.choice(text, [self._voice.text(name) for name in names]) == 0

    def check_all(self) -> None:
        """Read every file and tell which are not what they were."""
        session = self._document.session

        def done(problems: list[MediaProblem]) -> None:
            self._tell(problems)
            if not problems:
                self._working.say(self._voice.text("ui.media_sound"))

        self._working.start(
            str(session.project.folder / "media"),
            message("ui.checking_media"),
            lambda progress: full_check(session.project, session.course, progress),
            done,
        )

    def empty_unused(self) -> None:
        """Put the files aside that nothing needs."""
        files = self._document.unused_files()
        if not files:
            self._working.say(self._voice.text("ui.nothing_unused"))
            return
        self._document.empty(files)
        size = sum(file.size for file in files)
        self._working.say(self._voice.text("ui.emptied", n=len(files), size=size))

    def _lecture_added(self, lecture: Lecture) -> None:
        self._document.edit(message("undo.add_lecture", title=lecture.title), lecture.edit)
        text = self._voice.text("cli.lecture_added", n=len(lecture.clips), title=lecture.title)
        self._working.say(text)
        self.brought_in.emit(lecture.recording)

    def _show_coming(self) -> None:
        if self._coming:
            self._coming = dict(self.coming())
            self.coming_changed.emit()

    def _tell(self, problems: list[MediaProblem]) -> None:
        self._keeping.media_problems = problems
        self._keeping.show()
