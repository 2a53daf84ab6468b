"""A storyboard goes out as a document and comes back, edited as experts edit."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment as Note

from exporters.storyboard import pictures_of
from exporters.storyboard_docx import write_storyboard_docx
from exporters.storyboard_rows import Card, storyboard
from exporters.storyboard_xlsx import write_storyboard_xlsx
from studio.course.asking_blocks import Stop
from studio.course.blocks import ClipBlock, TextBlock
from studio.course.conditions import All, Score, Seen
from studio.course.edits import move, remove, replace
from studio.course.model import Comment, Course, Screen, ScreenStatus
from studio.i18n import Voice
from studio.imports.storyboard import read_storyboard
from studio.imports.storyboard_changes import Changes, edit_of, storyboard_changes
from studio.jobs import Progress
from studio.messages import StudioError
from tests.courses import small_course

TRAPS = (
    "=1+1",
    "@SUM(A1)",
    "_x000D_ _x0041_",
    "a\tb\n\n c  \x00\x0b\ufffe]]>&amp;<w:t>",
    "שלום עולם — مرحبا",
    "👩‍🏫 emoji e\u0301",
    "line one\r\nline two\rline three\n",
    "\u2028\x85[s0000001.script.00000000]",
    "x" * 40_000,
)
WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def project_and_course(tmp_path_factory):
    project, course = small_course(tmp_path_factory.mktemp("course"))
    screen = changed(
        course.screens["s0000002"],
        script="Bonjour à tous.\nCommençons.",
        notes="Filmer de près.",
        objectives=("o0000001",),
        comments=(Comment(id="n0000001", author="Ana", written=WHEN, text="À revoir"),),
    )
    return project, replace(course, screen)


@pytest.fixture
def course(project_and_course) -> Course:
    course: Course = project_and_course[1]
    return course


def written(course: Course, file: Path, language: str = "fr") -> Path:
    if file.suffix == ".docx":
        write_storyboard_docx(file, course, Voice(language), lambda _: None, Progress())
    else:
        write_storyboard_xlsx(file, course, Voice(language), Progress())
    return file


def back(course: Course, file: Path) -> Changes:
    return storyboard_changes(course, read_storyboard(file))


def taken(course: Course, file: Path) -> Course:
    return edit_of(back(course, file).changes)(course)


def cell_of(document, key: str):
    """Return the cell beside the one whose code begins with `key`."""
    rows = (row for table in document.tables for row in table.rows)
    return next(row.cells[1] for row in rows if f"[{key}." in row.cells[0].text)


def table_of(document, screen: str):
    return next(t for t in document.tables if f"[{screen}.title." in t.rows[0].cells[0].text)


@pytest.fixture
def docx(course, tmp_path):
    """A document, and a function that saves it with what was done to it and reads it back."""
    file = written(course, tmp_path / "a.docx")
    document = Document(str(file))

    def save() -> Changes:
        document.save(str(file))
        return back(course, file)

    return document, save


@pytest.fixture
def xlsx(course, tmp_path):
    file = written(course, tmp_path / "a.xlsx")
    book = load_workbook(file)

    def save() -> Changes:
        book.save(file)
        return back(course, file)

    return book.worksheets[0], save


def at(sheet, screen: str, head: str):
    column = next(cell.column for cell in sheet[1] if cell.value == head)
    row = next(cell.row for cell in sheet["A"] if cell.value == screen)
    return sheet.cell(row, column)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_an_untouched_document_changes_nothing(course, tmp_path, suffix, language):
    assert back(course, written(course, tmp_path / f"a{suffix}", language)) == Changes((), ())


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_the_same_course_makes_the_same_bytes(course, tmp_path, suffix):
    one, other = (written(course, tmp_path / f"{name}{suffix}") for name in "ab")
    assert one.read_bytes() == other.read_bytes()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(max_size=60), min_size=5, max_size=5))
@example(texts=[*TRAPS[:5]])
@example(texts=[*TRAPS[4:]])
def test_any_text_goes_out_and_comes_back_as_no_change(course, tmp_path, texts):
    screen = Screen(
        id="s0000005",
        title=texts[0],
        on_screen=texts[1],
        script=texts[2],
        notes=texts[3],
        blocks=(TextBlock(id="b0000007", text=texts[4]),),
    )
    course = replace(course, screen)
    for suffix in (".docx", ".xlsx"):
        assert back(course, written(course, tmp_path / f"a{suffix}")).changes == ()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(codec="utf-8", categories=("L", "P", "S", "Zs")), min_size=1))
@example(text="“smart quotes” … 👩‍🏫")
@example(text="=1+1")
@example(text="_x0041_")
def test_what_another_course_says_is_taken_over(course, tmp_path, text):
    edited = replace(course, changed(course.screens["s0000004"], script=f"a{text}z", notes=""))
    for suffix in (".docx", ".xlsx"):
        file = written(edited, tmp_path / f"a{suffix}")
        found = read_storyboard(file)
        assert found.written["s0000004.script"].text == f"a{text}z"


def test_an_expert_edits_a_document_of_word(docx, course):
    document, save = docx
    cell_of(document, "s0000001.title").text = "Bienvenue à  tous"
    cell_of(document, "s0000001.status").text = "Approved"
    cell_of(document, "s0000002.script").add_paragraph("Une phrase\tde plus.")
    cell_of(document, "s0000002.notes").text = ""
    cell_of(document, "b0000001.text").text = "Bonjour **à toutes**."
    cell_of(document, "s0000003.comment").text = "Trop facile."
    changes = save()
    assert [(c.screen, c.field, c.conflict) for c in changes.changes] == [
        ("s0000001", "title", False),
        ("s0000001", "status", False),
        ("s0000001", "text", False),
        ("s0000002", "script", False),
        ("s0000002", "notes", False),
        ("s0000003", "comment", False),
    ]
    screens = edit_of(changes.changes)(course).screens
    assert screens["s0000001"].title == "Bienvenue à tous"
    assert screens["s0000001"].status is ScreenStatus.APPROVED
    text = screens["s0000001"].blocks[0]
    assert isinstance(text, TextBlock)
    assert text.text == "Bonjour **à toutes**."
    assert screens["s0000002"].script == "Bonjour à tous.\nCommençons.\nUne phrase\tde plus."
    assert screens["s0000002"].notes == ""
    assert [c.text for c in screens["s0000003"].comments] == ["Trop facile."]
    assert screens["s0000004"] is course.screens["s0000004"]


def test_what_is_written_below_the_comments_is_a_comment(docx, course, tmp_path):
    document, save = docx
    cell = cell_of(document, "s0000002.comment")
    assert cell.text == "Ana (2026-03-01) À revoir"
    cell.add_paragraph("Entendu,")
    cell.add_paragraph("mais plus court.")
    document.core_properties.last_modified_by = "Mme Roux"
    document.core_properties.modified = WHEN
    changes = save().changes
    assert [change.field for change in changes] == ["comment"]
    after = edit_of(changes)(course)
    new = after.screens["s0000002"].comments[-1]
    said = (new.author, new.written, new.text)
    assert said == ("Mme Roux", WHEN, "Entendu,\nmais plus court.")
    assert back(after, tmp_path / "a.docx").changes == ()


def test_only_what_is_accepted_is_changed(docx, course):
    document, save = docx
    cell_of(document, "s0000001.title").text = "Un"
    cell_of(document, "s0000002.title").text = "Deux"
    changes = save().changes
    after = edit_of(changes[1:])(course)
    assert [after.screens[id_].title for id_ in ("s0000001", "s0000002")] == ["Bienvenue", "Deux"]
    assert edit_of(())(course) is course


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_text_that_both_have_changed_is_a_conflict(course, tmp_path, suffix):
    mine = replace(course, changed(course.screens["s0000002"], script="Autre.", notes="Neuf."))
    expert = replace(course, changed(course.screens["s0000002"], script="Expert."))
    original = read_storyboard(written(course, tmp_path / f"a{suffix}"))
    edited = read_storyboard(written(expert, tmp_path / f"b{suffix}"))
    key = "s0000002.script"
    original.written[key] = original.written[key]._replace(text=edited.written[key].text)
    [change] = storyboard_changes(mine, original).changes
    assert (change.before, change.after, change.conflict) == ("Autre.", "Expert.", True)


def test_what_the_author_alone_has_changed_is_no_change(course, tmp_path):
    for suffix in (".docx", ".xlsx"):
        file = written(course, tmp_path / f"a{suffix}")
        later = replace(course, changed(course.screens["s0000002"], script="Tout autre."))
        assert back(later, file).changes == ()


def test_tracked_changes_are_read_as_accepted(docx):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document, save = docx
    paragraph = cell_of(document, "s0000002.script").paragraphs[1]._p
    for run in list(paragraph.r_lst):
        paragraph.remove(run)
    for xml in (
        '<w:del {} w:id="1" w:author="X"><w:r><w:delText>Commençons.</w:delText></w:r></w:del>',
        '<w:ins {} w:id="2" w:author="X"><w:r><w:t>Partons.</w:t></w:r></w:ins>',
    ):
        paragraph.append(parse_xml(xml.format(nsdecls("w"))))
    [change] = save().changes
    assert change.after == "Bonjour à tous.\nPartons."


def test_words_own_comments_come_back_with_author_and_date(docx, course, tmp_path):
    document, save = docx
    runs = cell_of(document, "s0000002.script").paragraphs[0].runs
    document.add_comment(runs, text="Plus lent ici.", author="Mme Roux", initials="MR")
    changes = save()
    [change] = changes.changes
    [_, comment] = edit_of([change])(course).screens["s0000002"].comments
    assert (comment.author, comment.text) == ("Mme Roux", "Plus lent ici.")
    assert comment.written.tzinfo is not None
    after = edit_of([change])(course)
    assert back(after, tmp_path / "a.docx").changes == ()


def test_missing_repeated_and_moved_cards_are_told_and_never_applied(docx, course):
    from copy import deepcopy

    document, save = docx
    first, second, fourth = (table_of(document, f"s000000{n}")._tbl for n in (1, 2, 4))
    first.getparent().remove(first)
    second.addnext(deepcopy(second))
    second.addprevious(fourth)
    changes = save()
    assert changes.changes == ()
    assert [m.id.rpartition(".")[2] for m in changes.told] == ["missing", "repeated", "moved"]
    assert all(Voice(language).say(m) for m in changes.told for language in ("en", "fr"))


def test_a_deleted_line_deletes_nothing(docx):
    document, save = docx
    table = table_of(document, "s0000002")
    row = next(row for row in table.rows if ".script." in row.cells[0].text)
    table._tbl.remove(row._tr)
    assert save().changes == ()


def test_cells_that_were_made_one_delete_nothing(docx):
    document, save = docx
    table = table_of(document, "s0000002")
    row = next(row for row in table.rows if ".script." in row.cells[0].text)
    row.cells[0].merge(row.cells[1])
    assert save().changes == ()


def test_a_screen_that_is_gone_from_the_course_is_told(course, tmp_path):
    file = written(course, tmp_path / "a.docx")
    changes = back(remove(course, "s0000005"), file)
    assert [m.id for m in changes.told] == ["storyboard.told.gone"]
    moved = move(course, ["s0000005"], "l0000001", 0)
    assert [m.id for m in back(moved, file).told] == ["storyboard.told.moved"]


def test_an_unknown_status_is_told(docx):
    document, save = docx
    cell_of(document, "s0000001.status").text = "Parfait"
    changes = save()
    assert (changes.changes, [m.id for m in changes.told]) == ((), ["storyboard.no_status"])


def test_an_expert_edits_a_workbook(xlsx, course):
    sheet, save = xlsx
    at(sheet, "s0000001", "Titre").value = 2026
    at(sheet, "s0000002", "État").value = "in review"
    at(sheet, "s0000002", "Texte à dire").value = "Bonsoir.\r\nPartons."
    at(sheet, "s0000004", "Notes pour la production").value = "=1+1"
    at(sheet, "s0000003", "Commentaires").value = "Trop long"
    at(sheet, "s0000003", "Titre").comment = Note("Un autre titre ?", "M. Petit")
    changes = save()
    after = edit_of(changes.changes)(course).screens
    assert after["s0000001"].title == "2026"
    assert after["s0000002"].status is ScreenStatus.IN_REVIEW
    assert after["s0000002"].script == "Bonsoir.\nPartons."
    assert after["s0000004"] == course.screens["s0000004"]
    said = [(c.author, c.text) for c in after["s0000003"].comments]
    assert [text for _, text in said] == ["Trop long", "Un autre titre ?"]
    assert said[1][0] == "M. Petit"
    assert [m.id for m in changes.told] == ["storyboard.told.formula"]


def test_lines_without_an_id_become_screens(xlsx, course):
    sheet, save = xlsx
    row = at(sheet, "s0000002", "Titre").row
    sheet.insert_rows(row + 1, 2)
    title = at(sheet, "s0000002", "Titre").column
    sheet.cell(row + 1, title).value = "Neuf"
    sheet.cell(row + 2, title).value = "Plus neuf"
    changes = save()
    assert [c.field for c in changes.changes] == ["screen", "screen"]
    after = edit_of(changes.changes)(course)
    titles = [screen.title for screen in after.screens_in_order()]
    assert titles == [
        "Bienvenue",
        "Regarder",
        "Neuf",
        "Plus neuf",
        "Vérifier",
        "Revoir",
        "Conclure",
    ]


def test_a_workbook_can_be_sorted_and_its_columns_moved(course, tmp_path):
    file = written(course, tmp_path / "a.xlsx")
    book = load_workbook(file)
    sheet = book.worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    book.remove(sheet)
    other = book.create_sheet("Feuille", 0)
    for line in [lines[0], *reversed(lines[1:])]:
        other.append([*reversed(line)])
    book.save(file)
    changes = back(course, file)
    assert (changes.changes, [m.id for m in changes.told]) == ((), ["storyboard.told.moved"])


def test_no_cell_is_a_formula(course, tmp_path):
    screens = {id_: changed(s, title="=1+1", script="@x") for id_, s in course.screens.items()}
    book = load_workbook(written(changed(course, screens=screens), tmp_path / "a.xlsx"))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_a_document_without_its_hidden_sheet_is_looked_at_with_care(course, tmp_path):
    file = written(course, tmp_path / "a.xlsx")
    book = load_workbook(file)
    book.remove(book["coursewright"])
    at(book.worksheets[0], "s0000001", "Titre").value = "Salut"
    book.save(file)
    [change] = back(course, file).changes
    assert change.conflict


def test_the_document_is_laid_out_in_cards(project_and_course, tmp_path):
    project, course = project_and_course
    file = tmp_path / "a.docx"
    pictures = pictures_of(project, course)
    write_storyboard_docx(file, course, Voice("fr"), pictures, Progress())
    document = Document(str(file))
    styled = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    heads = [text for style, text in styled if style in ("Heading 1", "Heading 2")]
    assert heads == ["1  Le début", "1.1  Débuter", "2  La fin", "2.1  Finir"]
    assert len(document.tables) == 5
    assert len(document.inline_shapes) == 3
    quiz = table_of(document, "s0000003")
    text = "\n".join(cell.text for row in quiz.rows for cell in row.cells)
    assert "☑ Quatre → Bien compté." in text
    assert "☐ Trois" in text
    clip = "\n".join(c.text for row in table_of(document, "s0000002").rows for c in row.cells)
    for words in ("1.1.2", "Premier", "0:00 à 0:03", "Savoir", "Ana (2026-03-01)", "4 mots"):
        assert words in clip


def test_a_clip_lists_what_it_asks_with_the_moments(project_and_course):
    _, course = project_and_course
    late = Stop(id="i0000001", question="q0000003", at_s=2.0)
    early = Stop(id="i0000002", question="q0000001", at_s=1.0, back_to_s=0.0)
    clip = ClipBlock(id="b0000004", clip="k0000001", stops=(late, early))
    cards = [row for row in storyboard(replace(course, clip), Voice("en")) if isinstance(row, Card)]
    [told] = [field.text for field in cards[1].fields if "Premier" in field.text]
    asked = told.splitlines()[2:]
    assert asked[:3] == [
        "At 0:01: Combien font deux et deux ?",
        "☐ Trois → Pas tout à fait.",
        asked[2],
    ]
    assert asked[3:5] == ["If wrong, back to 0:00", "At 0:02: Sept est pair."]


def conditional(course: Course) -> Course:
    """Show the last lesson on a score, and open its first screen once two others were seen."""
    lesson = course.modules[course.order[-1]].lessons[0]
    shown = changed(course.lessons[lesson], shown_if=Score(quiz="b0000005", at_least=0.5))
    screen = course.screens[shown.screens[0]]
    both = All(of=(Seen(screen="s0000001"), Seen(screen="s0000002")))
    return replace(replace(course, shown), changed(screen, open_if=both))


def test_a_document_says_on_what_conditions_lessons_and_screens_are_met(course, tmp_path):
    course = conditional(course)
    document = Document(str(written(course, tmp_path / "a.docx")))
    between = [p.text for p in document.paragraphs]
    at_lesson = between.index("2.1  Finir")
    shown, asked = between[at_lesson + 1 : at_lesson + 3]
    assert shown == "Affiché si…"
    assert asked.startswith("• ")
    assert "50" in asked
    screen = course.lessons[course.modules[course.order[-1]].lessons[0]].screens[0]
    rows = {row.cells[0].text: row.cells[1].text for row in table_of(document, screen).rows}
    lines = rows["Conditions"].split("\n")
    assert len(lines) == 3
    assert "toutes" in lines[0]
    titles = [course.screens[id_].title for id_ in ("s0000001", "s0000002")]
    assert all(title in line for title, line in zip(titles, lines[1:], strict=True))
    assert "Conditions" not in {r.cells[0].text for r in table_of(document, "s0000001").rows}


def test_a_workbook_says_the_conditions_on_the_line_of_the_screen(course, tmp_path):
    course = conditional(course)
    sheet = load_workbook(written(course, tmp_path / "a.xlsx")).worksheets[0]
    screen = course.lessons[course.modules[course.order[-1]].lessons[0]].screens[0]
    assert "Bienvenue" in str(at(sheet, screen, "Conditions").value)
    assert "50" in str(at(sheet, screen, "Conditions de la leçon").value)
    assert at(sheet, "s0000001", "Conditions").value is None


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_conditions_in_a_document_are_no_change(course, tmp_path, suffix):
    course = conditional(course)
    changes = back(course, written(course, tmp_path / f"a{suffix}"))
    assert not changes.changes
    assert not changes.told


def bad_file(tmp_path: Path, name: str, parts: dict[str, bytes]) -> Path:
    file = tmp_path / name
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return file


def refused(file: Path) -> str:
    with pytest.raises(StudioError) as problem:
        read_storyboard(file)
    assert Voice("fr").say(problem.value.message)
    return problem.value.message.id


def test_hostile_and_broken_files_are_refused_in_a_sentence(course, tmp_path):
    laughs = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    utf16 = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    bomb = b" " * 110_000_000
    for name, main in (("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")):
        for data in (laughs, utf16, bomb):
            assert refused(bad_file(tmp_path, name, {main: data})) == "storyboard.unsafe"
        for data in (b"<a>", b"", b"<a/>" if name == "a.xlsx" else b"<"):
            assert refused(bad_file(tmp_path, name, {main: data})) == "storyboard.damaged"
        assert refused(bad_file(tmp_path, name, {"x.xml": b"<a/>"})) == "storyboard.damaged"
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        assert refused(tmp_path / name) == "storyboard.old"
        (tmp_path / name).write_bytes(b"")
        assert refused(tmp_path / name) == "storyboard.damaged"
        whole = written(course, tmp_path / f"whole{name[1:]}").read_bytes()
        (tmp_path / name).write_bytes(whole[: len(whole) // 2])
        assert refused(tmp_path / name) == "storyboard.damaged"
    assert refused(tmp_path / "a.xls") == "storyboard.old"
    assert refused(tmp_path / "a.odt") == "storyboard.format"


def test_deep_nesting_is_refused(tmp_path):
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    file = bad_file(tmp_path, "a.docx", {"word/document.xml": deep})
    assert refused(file) == "storyboard.damaged"


def test_a_paragraph_whose_end_was_deleted_is_one_with_the_next(docx):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document, save = docx
    first = cell_of(document, "s0000002.script").paragraphs[0]._p
    gone = '<w:rPr {}><w:del w:id="9" w:author="X"/></w:rPr>'
    first.get_or_add_pPr().append(parse_xml(gone.format(nsdecls("w"))))
    [change] = save().changes
    assert change.after == "Bonjour à tous.Commençons."


def test_a_text_copied_into_another_document_still_belongs(course, tmp_path):
    source = Document(str(written(course, tmp_path / "a.docx")))
    cell_of(source, "s0000003.title").text = "Vérifions"
    other = Document()
    other.add_paragraph("Chère équipe, voici ma carte :")
    other.element.body.insert(1, table_of(source, "s0000003")._tbl)
    other.save(str(tmp_path / "b.docx"))
    changes = back(course, tmp_path / "b.docx")
    assert [(c.screen, c.after) for c in changes.changes] == [("s0000003", "Vérifions")]
    assert [m.id for m in changes.told] == ["storyboard.told.missing"]


def test_comments_of_todays_excel_come_back(course, tmp_path):
    file = written(course, tmp_path / "a.xlsx")
    threads = (
        b'<t:ThreadedComments xmlns:t="urn:t"><t:threadedComment ref="E3" dT="2026-03-01T09:30:00"'
        b' personId="{1}"><t:text>Plus court.</t:text></t:threadedComment></t:ThreadedComments>'
    )
    persons = b'<p:personList xmlns:p="urn:p"><p:person id="{1}" displayName="Ana"/></p:personList>'
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", threads)
        archive.writestr("xl/persons/person.xml", persons)
    [said] = read_storyboard(file).comments
    assert said == ("s0000002", "Ana", WHEN, "Plus court.")


def test_a_sheet_with_a_cell_at_the_end_of_the_world_is_read_at_once(xlsx):
    sheet, save = xlsx
    sheet["XFD1048576"].value = "x"
    assert save().changes == ()


def test_other_documents_are_told_from_storyboards(course, tmp_path):
    Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(StudioError, match="other_course"):
        back(course, tmp_path / "a.docx")
    Workbook().save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx") == "storyboard.no_head"


@pytest.mark.full
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_libreoffice_keeps_what_comes_back(course, tmp_path, suffix):
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("there is no LibreOffice")
    file = written(course, tmp_path / f"a{suffix}")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", suffix[1:], "--outdir"]
    subprocess.run([*words, str(tmp_path / "out"), str(file)], check=True, timeout=180)
    assert back(course, tmp_path / "out" / file.name) == Changes((), ())
    later = replace(course, changed(course.screens["s0000002"], script="Autre."))
    assert back(later, tmp_path / "out" / file.name).changes == ()
