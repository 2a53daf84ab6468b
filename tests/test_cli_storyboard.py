"""A storyboard is written and brought back from the command line."""

from __future__ import annotations

import pytest
from docx import Document

from studio.project.project import open_project
from tests.courses import small_course
from tests.lines import Run, runner


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


@pytest.fixture
def folder(tmp_path):
    project, _ = small_course(tmp_path)
    return project.folder


def edit(file, key: str, text: str) -> None:
    document = Document(str(file))
    for table in document.tables:
        for row in table.rows:
            if f"[{key}." in row.cells[0].text:
                row.cells[1].text = text
    document.save(str(file))


def title_of(folder, id_: str) -> str:
    return open_project(folder).load().screens[id_].title


def test_a_storyboard_goes_out_and_comes_back(run, folder, tmp_path):
    file = tmp_path / "a.docx"
    assert run("storyboard", folder, "--out", file, "--json").data == {"file": str(file)}
    unchanged = run("storyboard", folder, "--from", file, "--json")
    assert (unchanged.status, unchanged.data) == (0, {"changes": [], "told": []})
    edit(file, "s0000001.title", "Salut")
    shown = run("storyboard", folder, "--from", file)
    assert shown.status == 1
    assert "Title: Bienvenue → Salut" in shown.out
    assert title_of(folder, "s0000001") == "Bienvenue"
    taken = run("storyboard", folder, "--from", file, "--apply", "--json")
    assert taken.status == 0
    [change] = taken.data["changes"]
    assert (change["screen"], change["field"], change["applied"]) == ("s0000001", "title", True)
    assert title_of(folder, "s0000001") == "Salut"


def test_a_conflict_is_left_for_a_person(run, folder, tmp_path):
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    for file, title in ((first, "Un"), (second, "Deux")):
        run("storyboard", folder, "--out", file)
        edit(file, "s0000001.title", title)
    run("storyboard", folder, "--from", first, "--apply")
    second_back = run("storyboard", folder, "--from", second, "--apply", "--json")
    assert second_back.status == 1
    assert [change["conflict"] for change in second_back.data["changes"]] == [True]
    assert title_of(folder, "s0000001") == "Un"


def test_a_workbook_is_written_too(run, folder, tmp_path):
    file = tmp_path / "a.xlsx"
    assert run("storyboard", folder, "--out", file).status == 0
    assert run("storyboard", folder, "--from", file).status == 0


def test_what_cannot_be_done_is_said_in_a_sentence(run, folder, tmp_path):
    assert "from the window" in run("storyboard", folder, "--out", tmp_path / "a.pdf").error
    assert ".docx or .xlsx" in run("storyboard", folder, "--out", tmp_path / "a.odt").error
    assert "does not exist" in run("storyboard", folder, "--from", tmp_path / "a.docx").error
    assert run("storyboard", folder).status == 2
    (tmp_path / "a.docx").write_bytes(b"no zip")
    said = run("storyboard", folder, "--from", tmp_path / "a.docx")
    assert said.status == 1
    assert "damaged" in said.error
