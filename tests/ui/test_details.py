"""What platforms and catalogues are told of a course, in the room of the plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.course.details import Details


@pytest.fixture
def window(window):
    window.work.go("plan")
    return window


def test_details_are_written_and_all_is_undone(window, qtbot):
    before = window.document.course
    form = window.work.plan.details
    qtbot.keyClicks(form.lists["authors"], "Ada Lovelace, Zoe")
    qtbot.keyClick(form.lists["authors"], Qt.Key.Key_Return)
    qtbot.keyClicks(form.lists["keywords"], "audit")
    qtbot.keyClick(form.lists["keywords"], Qt.Key.Key_Return)
    qtbot.keyClicks(form.lines["licence"], "Tous droits reserves")
    qtbot.keyClicks(form.lines["version"], "2.1")
    form.lines["base_iri"].selectAll()
    qtbot.keyClicks(form.lines["base_iri"], "https://example.org/audit")
    assert window.document.course.details == Details(
        authors=("Ada Lovelace", "Zoe"),
        keywords=("audit",),
        licence="Tous droits reserves",
        version="2.1",
    )
    assert window.document.course.base_iri == "https://example.org/audit"
    while window.document.stack.canUndo():
        window.document.stack.undo()
    assert window.document.course == before
    assert {line.text() for line in form.lines.values()} == {"", before.base_iri}
    assert [tags.text() for tags in form.lists.values()] == ["", ""]


def test_a_licence_is_chosen_from_those_that_are_offered(window):
    form = window.work.plan.details
    form.lines["licence"].completer().activated.emit("CC BY-SA 4.0")
    assert window.document.course.details.licence == "CC BY-SA 4.0"
    assert form.lines["licence"].text() == "CC BY-SA 4.0"
