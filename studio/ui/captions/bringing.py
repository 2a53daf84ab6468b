"""Captions into the course and out of it: from a file, from the speech itself, to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from studio.course.change import name_of
from studio.course.model import Course, Recording
from studio.i18n import Voice
from studio.imports.captions import cues_of, replace_captions
from studio.imports.lecture import caption_language
from studio.jobs import Progress, in_words
from studio.media.captions import read_captions, srt, vtt
from studio.messages import StudioError, message
from studio.project.files import write_file
from studio.settings import present_settings
from studio.system import portable_name
from studio.ui.captions.asking import AskLanguage, AskModel
from studio.ui.document import Document
from studio.ui.languages import language_name
from studio.ui.lectures.add import CAPTIONS
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working

Edit = Callable[[Course], Course]


class CaptionBringing:
    """Asks what it has to know and works beside the window; every change can be undone."""

    def __init__(self, document: Document, voice: Voice, working: Working, asking: Asking) -> None:
        self._document = document
        self._voice = voice
        self._working = working
        self._asking = asking
        self._model = ""

    def attach(self, recording: str, file: Path | None = None) -> None:
        """Attach the captions of a file, in the language that its name or else the author says."""
        if file is None:
            pattern = self._voice.text("ui.caption_files", patterns=CAPTIONS)
            file = self._asking.file(self._voice.text("ui.choose_captions"), pattern)
        if file is None:
            return
        if language := caption_language(file, ""):
            self._attach(recording, file, language)
            return
        course, chosen = self._document.course, file
        asked = AskLanguage(self._voice, file.name, course.language, self._asking.window)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.chosen.connect(lambda language: self._attach(recording, chosen, language))
        asked.open()

    def ask_to_transcribe(self, recording: str) -> None:
        """Ask for the model and the language, then have captions made."""
        asked = AskModel(self._voice, self._asking, self._model, self._document.course.language)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.chosen.connect(lambda model, tag: self.transcribe(recording, Path(model), tag))
        asked.open()

    def transcribe(self, recording: str, model: Path, language: str) -> None:
        """Have captions made from the speech by a model; "" for a language to be found out."""
        from studio.media.ffmpeg import find_ffmpeg
        from studio.media.probe import probe
        from studio.media.transcribe import transcribe

        self._model = str(model)
        project, course = self._document.session.project, self._document.course
        shown = course.recordings[recording]
        film = project.media.folder / course.media[shown.media].file
        ffmpeg = present_settings().ffmpeg

        def work(progress: Progress) -> Edit:
            told = transcribe(
                probe(film),
                model,
                ffmpeg=find_ffmpeg(Path(ffmpeg) if ffmpeg else None),
                progress=progress,
                language=language or None,
            )
            return replace_captions(project, recording, told.language, told.cues)

        self._start("ui.captions.transcribing", shown, work, "undo.transcribe_captions")

    def export(self, recording: str, language: str) -> None:
        """Write captions to a file of the author's choice, as SubRip or WebVTT."""
        shown = self._document.course.recordings[recording]
        stem = portable_name(self._voice.words(name_of(shown)), "captions")
        proposed = Path.home() / f"{stem}.{language}"
        kinds = {".srt": "SubRip (*.srt)", ".vtt": "WebVTT (*.vtt)"}
        title = self._voice.text("ui.captions.choose_export")
        target = self._asking.new_file_of(title, proposed, kinds)
        if target is None:
            return
        try:
            cues = cues_of(self._document.session.project, shown, language)
            text = vtt(cues) if target.suffix.lower() == ".vtt" else srt(cues)
            write_file(target, text.encode())
        except StudioError as problem:
            self._document.failed.emit(problem)
        except OSError as problem:
            self._document.failed.emit(in_words(problem))
        else:
            self._working.say(self._voice.text("ui.captions.exported", file=target.name))

    def remove(self, recording: str, language: str) -> None:
        """Take the captions in a language away from a recording."""
        edit = replace_captions(self._document.session.project, recording, language, ())
        shown = self._document.course.recordings[recording]
        name = language_name(self._voice, language)
        label = message("undo.remove_captions", language=name, title=name_of(shown))
        self._document.edit(label, edit)

    def _attach(self, recording: str, file: Path, language: str) -> None:
        project = self._document.session.project
        shown = self._document.course.recordings[recording]

        def work(_: Progress) -> Edit:
            return replace_captions(project, recording, language, read_captions(file))

        self._start("ui.captions.attaching", shown, work, "undo.attach_captions")

    def _start(
        self, title: str, recording: Recording, work: Callable[[Progress], Edit], undo: str
    ) -> None:
        name = name_of(recording)

        def take(edit: Edit) -> None:
            self._document.edit(message(undo, title=name), edit)

        folder = self._document.session.project.folder
        target = f"{folder} captions of {recording.id}"
        self._working.start(target, message(title, name=name), work, take)
