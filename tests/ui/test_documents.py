"""The storyboard leaves the window as a document and comes back into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument

from exporters.storyboard import pictures_of
from studio.course.conditions import Score, Seen
from studio.course.edits import replace
from studio.course.model import Course
from studio.course.word_diff import Kind, word_diff
from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import StudioError
from studio.ui.storyboard.changes_dialog import ChangesDialog
from studio.ui.storyboard.pdf import write_storyboard_pdf
from tests.courses import small_course


def exported(window, qtbot, file: Path) -> Path:
    with qtbot.waitSignal(window.working.running.ended, timeout=30_000):
        window.documents.write(file)
    assert file.is_file()
    return file


def edited(file: Path, texts: dict[str, str]) -> Path:
    document = Document(str(file))
    for table in document.tables:
        for row in table.rows:
            for key, text in texts.items():
                if f"[{key}." in row.cells[0].text:
                    row.cells[1].text = text
    document.save(str(file))
    return file


def dialog_for(window, qtbot, file: Path) -> ChangesDialog:
    with qtbot.waitSignal(window.documents.dialog_shown, timeout=30_000) as shown:
        window.documents.read(file)
    dialog: ChangesDialog = shown.args[0]
    return dialog


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx"])
def test_the_window_writes_every_kind_and_says_where(window, qtbot, tmp_path, suffix):
    file = exported(window, qtbot, tmp_path / f"a{suffix}")
    assert str(file) in window.working.step.text()
    assert not list(tmp_path.glob("*.part"))


def test_what_an_expert_has_changed_is_taken_over_in_one_step(window, qtbot, tmp_path):
    before = window.document.course
    file = exported(window, qtbot, tmp_path / "a.docx")
    edited(file, {"s0000001.title": "Salut", "s0000002.script": "Neuf.", "s0000003.comment": "!"})
    dialog = dialog_for(window, qtbot, file)
    assert len(dialog.chosen()) == 3
    dialog.list.setCurrentItem(dialog._items[0])
    assert "Bienvenue" in dialog.text.toHtml()
    assert "line-through" in dialog.text.toHtml()
    assert "underline" in dialog.text.toHtml()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert [change.field for change in dialog.chosen()] == ["script", "comment"]
    assert "2" in dialog.accept_button.text()
    dialog.accept_button.click()
    screens = window.document.course.screens
    assert (screens["s0000001"].title, screens["s0000002"].script) == ("Bienvenue", "Neuf.")
    assert window.document.stack.count() == 1
    window.document.stack.undo()
    assert window.document.course is before


def test_conflicts_are_marked_and_not_ticked(window, qtbot, tmp_path):
    file = exported(window, qtbot, tmp_path / "a.docx")
    edited(file, {"s0000001.title": "Salut", "s0000002.title": "Voir"})
    window.outline.select("s0000001")
    title = window.work.storyboard.inspector.title
    title.setFocus()
    qtbot.keyClicks(title, "!")
    dialog = dialog_for(window, qtbot, file)
    assert [change.screen for change in dialog.chosen()] == ["s0000002"]
    assert dialog.conflict.isVisible()
    assert "aussi" in dialog._items[0].text(0)
    dialog.list.setCurrentItem(dialog._items[1])
    assert not dialog.conflict.isVisible()
    dialog.tick_all(Qt.CheckState.Unchecked)
    assert not dialog.accept_button.isEnabled()
    dialog.tick_all(Qt.CheckState.Checked)
    dialog.reject()
    assert window.document.course.screens["s0000002"].title == "Regarder"


def test_a_document_that_changes_nothing_says_so(window, qtbot, tmp_path):
    file = exported(window, qtbot, tmp_path / "a.xlsx")
    with qtbot.waitSignal(window.working.running.ended, timeout=30_000):
        window.documents.read(file)
    assert window.working.step.text().startswith("Le document dit la même chose")


def test_a_strange_document_is_refused(window, qtbot, tmp_path):
    (tmp_path / "a.docx").write_bytes(b"nothing")
    with qtbot.waitSignal(window.working.failed, timeout=30_000) as failed:
        window.documents.read(tmp_path / "a.docx")
    assert failed.args[0].message.id == "storyboard.damaged"


def test_the_kind_that_was_chosen_gives_the_suffix(window, monkeypatch, tmp_path):
    from PySide6.QtWidgets import QFileDialog

    (tmp_path / "b.pdf").write_bytes(b"")
    answers = [("a", ".xlsx"), ("a.PDF", ".docx"), ("", ".pdf"), ("b", ".pdf")]
    kinds = {suffix: f"x (*{suffix})" for suffix in (".docx", ".pdf", ".xlsx")}
    monkeypatch.setattr(window.asking, "choice", lambda *_: 1)
    found = []
    for name, suffix in answers:
        path = str(tmp_path / name) if name else ""
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, a=(path, kinds[suffix]): a)
        found.append(window.asking.new_file_of("", tmp_path / "p", kinds))
    assert found == [tmp_path / "a.xlsx", tmp_path / "a.PDF", None, None]


def pdf_of(course: Course, project, file: Path) -> QPdfDocument:
    write_storyboard_pdf(file, course, Voice("fr"), pictures_of(project, course), Progress())
    document = QPdfDocument()
    document.load(str(file))
    return document


def pages_of(document: QPdfDocument) -> list[str]:
    """Return the text of each page without its spaces: PDFium reads some between letters."""
    pages = range(document.pageCount())
    return ["".join(document.getAllText(page).text().split()) for page in pages]


def test_the_pdf_holds_all_cards_on_numbered_pages(qtbot, tmp_path):
    project, course = small_course(tmp_path)
    long = changed(course.screens["s0000002"], script="\n".join(f"Phrase {n}." for n in range(150)))
    pages = pages_of(pdf_of(replace(course, long), project, tmp_path / "a.pdf"))
    text = "".join(pages)
    for words in ("Élanvital", "1Ledébut", "1.1Débuter", "Quatre", "2.1.2", "Fin."):
        assert words in text
    assert all(f"Phrase{n}." in text for n in range(150))
    assert len(pages) > 4
    assert all(str(n) in (page[:1], page[-1:]) for n, page in enumerate(pages, 1))


def test_headings_and_cards_of_the_pdf_stay_together(qtbot, tmp_path):
    project, course = small_course(tmp_path)
    for lines in range(5, 45, 8):
        script = "\n".join("Une phrase." for _ in range(lines))
        first = changed(course.screens["s0000003"], script=script)
        pages = pages_of(pdf_of(replace(course, first), project, tmp_path / "a.pdf"))
        for head, last in (
            ("2Lafin", "2.1Finir"),
            ("2.1Finir", "Coursde0:03à0:06"),
            ("Vérifier", "mots/min"),
            ("Conclure", "Fin."),
        ):
            [page] = [page for page in pages if head in page]
            assert last in page.replace(",", "")


def test_the_pdf_says_on_what_conditions_lessons_and_screens_are_met(qtbot, tmp_path):
    project, course = small_course(tmp_path)
    seen, answered = Seen(screen="s0000001"), Score(quiz="b0000005", at_least=0.5)
    lesson = changed(course.lessons[course.modules[course.order[-1]].lessons[0]], shown_if=seen)
    screen = changed(course.screens[lesson.screens[0]], open_if=answered)
    text = "".join(
        pages_of(pdf_of(replace(replace(course, lesson), screen), project, tmp_path / "a.pdf"))
    )
    assert "2.1FinirAffichési" in text
    assert "ConditionsOuvertsi" in text


def test_a_course_without_screens_has_no_pdf(qtbot, tmp_path):
    course = Course(id="c0000001", title="Vide")
    with pytest.raises(StudioError, match="no_screens"):
        write_storyboard_pdf(tmp_path / "a.pdf", course, Voice("fr"), lambda _: None, Progress())


@given(before=st.text(max_size=60), after=st.text(max_size=60))
def test_the_pieces_of_a_diff_make_up_both_texts(before, after):
    pieces = list(word_diff(before, after))
    assert "".join(p.text for p in pieces if p.kind is not Kind.ADDED) == before
    assert "".join(p.text for p in pieces if p.kind is not Kind.REMOVED) == after
