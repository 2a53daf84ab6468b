"""Captions are edited like anything else: saved, undone, and their files never lost."""

from __future__ import annotations

import pytest

from studio.i18n import Voice
from studio.imports.captions import replace_captions
from studio.jobs import Progress
from studio.media.captions import read_captions
from studio.media.cues import Cue
from studio.messages import message
from studio.project.media_check import full_check
from studio.project.project import open_project
from studio.project.session import open_session
from studio.ui.document import Document
from tests.courses import small_course

LABEL = message("undo.find_media", name="Cours")


@pytest.fixture
def document(tmp_path, qapp):
    project, _ = small_course(tmp_path)
    document = Document(Voice("fr"))
    document.take(open_session(project.folder))
    yield document
    document.session.close()
    document.close()


def cues_of(document: Document, language: str) -> list[str]:
    project, [recording] = document.session.project, document.course.recordings.values()
    return [cue.text for cue in read_captions(project.captions.path(recording.captions[language]))]


def test_an_edit_of_captions_is_saved_and_undone(document):
    project = document.session.project
    earlier = cues_of(document, "fr")
    edit = replace_captions(project, "r0000001", "fr", [Cue(0.0, 2.0, "Corrigé, à l'été")])
    assert document.edit(LABEL, edit)
    assert cues_of(document, "fr") == ["Corrigé, à l'été"]
    assert document.session.flush()
    assert open_project(project.folder).load() == document.course
    document.stack.undo()
    assert cues_of(document, "fr") == earlier
    document.stack.redo()
    assert full_check(project, document.course, Progress()) == []
    assert document.unused_files() == []


def test_a_language_is_added_and_taken_away(document):
    project = document.session.project
    document.edit(LABEL, replace_captions(project, "r0000001", "en", [Cue(0.0, 1.0, "Hello")]))
    assert cues_of(document, "en") == ["Hello"]
    assert len(cues_of(document, "fr")) == 3
    document.edit(LABEL, replace_captions(project, "r0000001", "fr", []))
    assert list(document.course.recordings["r0000001"].captions) == ["en"]
    document.stack.undo()
    document.stack.undo()
    assert list(document.course.recordings["r0000001"].captions) == ["fr"]


def test_captions_of_a_recording_that_is_gone_change_nothing(document):
    edit = replace_captions(document.session.project, "r9999999", "fr", [Cue(0.0, 1.0, "x")])
    assert not document.edit(LABEL, edit)
