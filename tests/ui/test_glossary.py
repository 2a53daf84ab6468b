"""The glossary in the room of the plan."""

from __future__ import annotations

import pytest


@pytest.fixture
def window(window):
    window.work.go("plan")
    return window


def test_a_term_is_added_explained_removed_and_all_is_undone(window, qtbot):
    before = window.document.course
    form = window.work.plan.glossary
    form.add_button.click()
    [new] = [row for id_, row in form.rows.items() if id_ not in before.glossary]
    qtbot.keyClicks(new.term, "Apport")
    qtbot.keyClicks(new.definition, "Ce que l'on paie.")
    terms = {(t.term, t.definition) for t in window.document.course.glossary.values()}
    assert ("Apport", "Ce que l'on paie.") in terms
    form.rows["t0000001"]._remove()
    assert list(form.rows) == [new._id]
    while window.document.stack.canUndo():
        window.document.stack.undo()
    assert window.document.course == before
    assert list(form.rows) == ["t0000001"]
    assert form.rows["t0000001"].term.text() == "Site"
