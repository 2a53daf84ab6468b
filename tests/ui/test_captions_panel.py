"""Captions are attached, transcribed, exported and taken away in the column of a recording."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow

from studio.i18n import Voice
from studio.imports.captions import cues_of, replace_captions
from studio.media.caption_making import Word
from studio.media.captions import read_captions
from studio.media.cues import Cue
from studio.messages import StudioError, message
from studio.project.session import open_session
from studio.ui.captions import panel as module
from studio.ui.captions.asking import AskLanguage, AskModel
from studio.ui.captions.panel import CaptionsPanel
from studio.ui.document import Document
from studio.ui.languages import language_name
from studio.ui.shell.asking import Asking
from studio.ui.shell.working import Working
from tests.courses import small_course
from tests.ui.test_accessible import nameless

LABEL = message("undo.find_media", name="Cours")


@pytest.fixture
def document(tmp_path, qapp):
    project, _ = small_course(tmp_path)
    document = Document(Voice("fr"))
    document.take(open_session(project.folder))
    yield document
    document.session.close()
    document.close()


@pytest.fixture
def host(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(360, 600)
    return made


@pytest.fixture
def working(host):
    made = Working(Voice("fr"), host.statusBar())
    yield made
    made.close()


@pytest.fixture
def installed(monkeypatch):
    monkeypatch.setattr(module, "is_installed", lambda: True)


@pytest.fixture
def panel(document, host, working):
    voice = Voice("fr")
    made = CaptionsPanel(document, voice, working, Asking(voice, host))
    host.setCentralWidget(made)
    host.show()
    made.show_recording(document.course, "r0000001")
    return made


def languages(document: Document) -> list[str]:
    return sorted(document.course.recordings["r0000001"].captions)


def written(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_bytes("\ufeff1\r\n00:00:01,000 --> 00:00:03,000\r\nC'est l'été\r\n".encode())
    return file


def dialog(host: QMainWindow, kind: type):
    return host.findChildren(kind)[-1]


def test_a_language_says_how_many_captions_it_has_and_how_many_need_a_look(panel, document):
    assert panel.cards["fr"].title.text() == "Français · 3 sous-titres"
    cues = [Cue(0, 0.5, "Trop vite dit"), Cue(2, 4, "Bien.")]
    document.edit(LABEL, replace_captions(document.session.project, "r0000001", "fr", cues))
    assert panel.cards["fr"].title.text() == "Français · 2 sous-titres"
    assert panel.cards["fr"].note.text() == "▲ 1 à revoir"
    assert panel.cards["fr"].note.property("warns")
    document.edit(LABEL, replace_captions(document.session.project, "r0000001", "fr", cues[1:]))
    assert panel.cards["fr"].note.text() == "✓ Faciles à lire"


def test_captions_whose_file_is_gone_say_so(panel, document):
    project = document.session.project
    recording = document.course.recordings["r0000001"]
    project.captions.path(recording.captions["fr"]).unlink()
    panel.show_recording(document.course, "")
    panel.show_recording(document.course, "r0000001")
    assert panel.cards["fr"].note.text().startswith("▲ ")
    with pytest.raises(StudioError):
        cues_of(project, recording, "fr")


def test_a_file_that_says_its_language_is_attached_at_once(panel, document, tmp_path, qtbot):
    panel.attach(written(tmp_path, "cours.en.srt"))
    qtbot.waitUntil(lambda: languages(document) == ["en", "fr"])
    assert list(panel.cards) == ["fr", "en"]
    document.stack.undo()
    assert list(panel.cards) == ["fr"]


def test_a_file_that_says_no_language_is_asked_for_it(panel, document, tmp_path, qtbot, host):
    panel.attach(written(tmp_path, "cours.srt"))
    asked = dialog(host, AskLanguage)
    assert asked.language.currentData() == document.course.language
    assert nameless(asked) == []
    asked.language.setCurrentIndex(asked.language.findData("de"))
    asked.accept()
    qtbot.waitUntil(lambda: "de" in languages(document))
    recording = document.course.recordings["r0000001"]
    [cue] = cues_of(document.session.project, recording, "de")
    assert cue == Cue(1.0, 3.0, "C'est l'été")


def test_a_file_without_captions_changes_nothing(panel, document, tmp_path, qtbot, working):
    (tmp_path / "notes.en.srt").write_text("Des notes.", "utf-8")
    with qtbot.waitSignal(working.failed) as told:
        panel.attach(tmp_path / "notes.en.srt")
    assert "notes.en.srt" in Voice("fr").say(told.args[0].message)
    assert languages(document) == ["fr"]


@pytest.mark.parametrize("name", ["sous-titres.srt", "sous-titres.vtt"])
def test_captions_are_exported(panel, document, tmp_path, monkeypatch, name):
    target = tmp_path / name
    monkeypatch.setattr(Asking, "new_file_of", lambda *_: target)
    panel.cards["fr"].export_action.trigger()
    recording = document.course.recordings["r0000001"]
    assert read_captions(target) == cues_of(document.session.project, recording, "fr")
    assert target.read_text("utf-8").startswith("WEBVTT") == (target.suffix == ".vtt")


def test_a_language_is_taken_away_and_comes_back(panel, document):
    panel.cards["fr"].remove_action.trigger()
    assert languages(document) == []
    assert panel.nothing.isVisible()
    document.stack.undo()
    assert list(panel.cards) == ["fr"]


def test_editing_is_asked_for_by_language(panel, qtbot):
    with qtbot.waitSignal(panel.edit_wanted) as told:
        panel.cards["fr"].edit_button.click()
    assert told.args == ["fr"]


def test_without_the_extra_a_sentence_says_how_to_get_it(panel, monkeypatch):
    assert panel.no_transcribing.isVisible() != panel.transcribe_button.isVisible()
    assert "coursewright[transcribe]" in panel.no_transcribing.text()


class FakeEngine:
    languages = ("fr", "en")

    def hear(self, samples: object, language: str | None) -> tuple[str, Iterable[Word]]:
        return language or "en", [Word(0.5, 1.0, " Bonjour"), Word(1.0, 1.5, " à tous.")]


def model_in(folder: Path) -> Path:
    model = folder / "modèle"
    model.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (model / name).touch()
    return model


def test_speech_becomes_captions(installed, panel, document, tmp_path, qtbot, host, monkeypatch):
    monkeypatch.setattr("studio.media.transcribe.load_engine", lambda _: FakeEngine())
    panel.transcribe_button.click()
    asked = dialog(host, AskModel)
    assert nameless(asked) == []
    assert not asked.start_button.isEnabled()
    asked.model.setText(str(tmp_path))
    assert "model.bin" in asked.problem.text()
    monkeypatch.setattr(Asking, "folder", lambda *_: model_in(tmp_path))
    asked.choose()
    assert asked.start_button.isEnabled()
    asked.language.setCurrentIndex(asked.language.findData(""))
    asked.accept()
    qtbot.waitUntil(lambda: languages(document) == ["en", "fr"], timeout=20_000)
    recording = document.course.recordings["r0000001"]
    assert cues_of(document.session.project, recording, "en")[0].text == "Bonjour à tous."
    panel.transcribe_button.click()
    assert dialog(host, AskModel).model.text() == str(tmp_path / "modèle")


def test_a_transcription_can_be_cancelled(
    installed, panel, document, tmp_path, qtbot, working, monkeypatch
):
    import threading

    heard, ended = threading.Event(), threading.Event()

    class Slow(FakeEngine):
        def hear(self, samples: object, language: str | None) -> tuple[str, Iterable[Word]]:
            heard.set()
            ended.wait(20)
            return super().hear(samples, language)

    monkeypatch.setattr("studio.media.transcribe.load_engine", lambda _: Slow())
    panel._bringing.transcribe("r0000001", model_in(tmp_path), "fr")
    qtbot.waitUntil(heard.is_set, timeout=20_000)
    before = document.course
    working.cancel()
    qtbot.waitUntil(lambda: not working.busy, timeout=20_000)
    ended.set()
    assert document.course is before


def test_it_fits_and_all_is_named(panel):
    assert panel.minimumSizeHint().width() <= 280
    assert nameless(panel) == []


@pytest.mark.parametrize(
    ("tag", "name"), [("fr", "Français"), ("fr-CA", "Français (CA)"), ("zh", "zh")]
)
def test_a_language_is_called_by_its_name(tag, name):
    assert language_name(Voice("fr"), tag) == name
