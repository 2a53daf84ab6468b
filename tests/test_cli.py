"""The commands, as users and scripts run them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace as changed

from studio.course.blocks import ClipBlock, QuizBlock
from studio.course.edits import remove
from studio.course.model import Screen
from studio.project.project import create_project, open_project
from tests.lines import Run, runner
from tests.media import recordings
from tests.real_media.films import numbers
from tests.review.courses import FILM, PICTURE, sound_course


@pytest.fixture
def run(capsys) -> Run:
    return runner(capsys)


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Path:
    film: Path = recordings.plain(tmp_path_factory.mktemp("films"))
    return film


@pytest.fixture
def course(run, tmp_path) -> Path:
    folder: Path = tmp_path / "Élan vital.course"
    assert run("new", folder, "--title", "Élan vital", "--language", "fr").status == 0
    return folder


def test_new_makes_an_empty_course(run, tmp_path):
    said = run("new", tmp_path / "A course", "--title", "Budget “1”", "--language", "fr", "--json")
    assert said.status == 0
    made = open_project(tmp_path / "A course").load()
    assert (made.title, made.language, made.order) == ("Budget “1”", "fr", ())
    assert said.data == {"folder": str(tmp_path / "A course"), "id": made.id, "title": made.title}


def test_new_is_in_the_language_of_the_user_by_default(run, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSEWRIGHT_LANGUAGE", "fr")
    said = run("new", tmp_path / "c", "--title", "Cours")
    assert open_project(tmp_path / "c").load().language == "fr"
    assert said.out.startswith("Le cours «\xa0Cours\xa0» se trouve dans")


def test_new_keeps_the_address_of_the_course(run, tmp_path):
    run("new", tmp_path / "c", "--title", "T", "--iri", "https://formation.example.fr/budget")
    assert open_project(tmp_path / "c").load().base_iri == "https://formation.example.fr/budget"


def test_split_plans_without_writing(run, film, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = run("split", film, "--max", "0:05", "--json").data
    assert set(data) == {"recording", "limit_s", "clips"}
    assert data["limit_s"] == 5.0
    assert data["recording"]["duration_s"] == pytest.approx(9.0, abs=0.05)
    for index, clip in enumerate(data["clips"], 1):
        assert set(clip) == {"index", "start_s", "end_s", "duration_s", "title", "reasons"}
        assert clip["index"] == index
        assert clip["duration_s"] == clip["end_s"] - clip["start_s"] < 5.0
        assert clip["title"]
        assert all(clip["reasons"])
    ends = [clip["end_s"] for clip in data["clips"]]
    assert [clip["start_s"] for clip in data["clips"]] == [0.0, *ends[:-1]]
    assert not list(tmp_path.iterdir())


def test_split_writes_the_clips(run, film, tmp_path):
    data = run("split", film, "--max", "0:05", "--out", tmp_path / "neue" / "Clips", "--json").data
    files = [Path(clip["file"]) for clip in data["clips"]]
    assert sorted(files) == sorted((tmp_path / "neue" / "Clips").iterdir())
    for number, file in enumerate(files, 1):
        assert re.fullmatch(rf"{number:02d}-[a-z0-9-]+\.mp4", file.name)
    shown = [frame for file in files for frame, _ in numbers(file)]
    assert shown == list(range(225))


def test_split_has_seven_minutes_as_its_limit(run, film):
    data = run("split", film, "--json").data
    assert data["limit_s"] == 420.0
    assert len(data["clips"]) == 1


def test_split_speaks(run, film, monkeypatch):
    english = run("split", film, "--max", "0:05").out
    monkeypatch.setenv("COURSEWRIGHT_LANGUAGE", "fr")
    french = run("split", film, "--max", "0:05").out
    assert "pause" in english.lower()
    assert french != english
    assert len(french.splitlines()) == len(english.splitlines())


def clip_of(screen: Screen) -> str:
    [block] = screen.blocks
    assert isinstance(block, ClipBlock)
    return block.clip


def test_add_lecture_makes_a_screen_for_each_clip(run, film, course):
    data = run("add-lecture", course, film, "--max", "0:05", "--json").data
    made = open_project(course).load()
    screens = made.screens_in_order()
    assert [clip["id"] for clip in data["clips"]] == [clip_of(screen) for screen in screens]
    assert [screen.title for screen in screens] == [clip["title"] for clip in data["clips"]]
    assert sum(clip.duration_s for clip in made.clips.values()) == pytest.approx(9.0, abs=0.05)
    [lesson] = made.lessons.values()
    assert data["title"] == lesson.title == "Plain"
    assert lesson.screens == tuple(screen.id for screen in screens)


def test_a_second_lecture_comes_after_the_first_and_is_stored_once(run, film, course):
    run("add-lecture", course, film)
    run("add-lecture", course, film, "--max", "0:05")
    made = open_project(course).load()
    [module] = made.modules.values()
    assert len(module.lessons) == len(made.recordings) == 2
    assert len(list((course / "media").iterdir())) == 1


def test_add_lecture_keeps_the_captions(run, film, course, tmp_path):
    captions = tmp_path / "film.de.srt"
    captions.write_text("1\n00:00:00,500 --> 00:00:02,000\nGrüß Gott\n", "utf-8")
    run("add-lecture", course, film, "--captions", captions)
    [recording] = open_project(course).load().recordings.values()
    assert set(recording.captions) == {"de"}
    [stored] = (course / "captions").iterdir()
    assert "Grüß Gott" in stored.read_text("utf-8")


@pytest.mark.parametrize(("given", "language"), [([], "fr"), (["--language", "it"], "it")])
def test_captions_are_in_the_language_that_is_given_or_the_course_s(
    given, language, run, film, course, tmp_path
):
    captions = tmp_path / "captions.srt"
    captions.write_text("1\n00:00:00,500 --> 00:00:02,000\nCiao\n", "utf-8")
    run("add-lecture", course, film, "--captions", captions, *given)
    [recording] = open_project(course).load().recordings.values()
    assert set(recording.captions) == {language}


def test_the_template_is_a_course_of_clips_and_questions(run, tmp_path):
    said = run("new", tmp_path / "c", "--title", "Mine", "--template", "first-home", "--json")
    made = open_project(tmp_path / "c").load()
    assert said.data["title"] == made.title == "Mine"
    assert len(made.questions) == 8
    [recording] = made.recordings.values()
    assert set(recording.captions) == {"en", "fr"}
    blocks = [block for screen in made.screens_in_order() for block in screen.blocks]
    quizzes = [block for block in blocks if isinstance(block, QuizBlock)]
    asked = [id_ for quiz in quizzes for id_ in quiz.questions]
    assert sorted(asked) == sorted(made.questions)
    assert all(clip.duration_s < 420 for clip in made.clips.values())
    assert [found["check"] for found in json.loads(run("check", tmp_path / "c", "--json").out)] == [
        "no-iri"
    ]


def test_publish_says_the_file_its_size_and_its_warnings(run, film, course, tmp_path):
    run("add-lecture", course, film)
    data = run("publish", course, "--to", "scorm12", "--json").data
    package = tmp_path / "elan-vital-scorm12.zip"
    assert data["file"] == str(package)
    assert data["size"] == package.stat().st_size
    assert [warning for warning in data["warnings"] if "Plain" in warning]
    text = run("publish", course, "--to", "scorm12").out
    assert str(package) in text
    assert all(warning in text for warning in data["warnings"])


@pytest.mark.parametrize("where", ["named.zip", ""])
def test_publish_writes_where_it_is_told(run, film, course, tmp_path, where):
    run("add-lecture", course, film)
    (tmp_path / "out").mkdir()
    data = run("publish", course, "--to", "html", "--out", tmp_path / "out" / where, "--json").data
    assert [str(file) for file in (tmp_path / "out").iterdir()] == [data["file"]]


def test_check_tells_what_it_finds_and_where(run, film, course):
    run("add-lecture", course, film)
    said = run("check", course, "--json")
    assert said.status == 1
    findings = json.loads(said.out)
    for finding in findings:
        assert set(finding) == {"level", "check", "node", "place", "text", "fixable"}
    [silent] = [finding for finding in findings if finding["level"] == "error"]
    made = open_project(course).load()
    [screen] = made.screens_in_order()
    assert (silent["check"], silent["node"]) == ("no-captions", screen.blocks[0].id)
    assert silent["place"].endswith(f" \u203a Plain \u203a {screen.title}")
    assert "Plain" in silent["text"]
    lines = run("check", course).out.splitlines()
    assert silent["place"] in lines
    assert f"   Error: {silent['text']}" in lines
    assert lines[-1] == "“Élan vital”: 1 error, 1 warning, 3 ideas."


def test_check_of_a_course_with_ideas_alone_or_nothing_at_all(run, tmp_path, monkeypatch):
    project = create_project(tmp_path / "c", remove(remove(sound_course(), FILM), PICTURE))
    monkeypatch.setenv("COURSEWRIGHT_LANGUAGE", "fr")
    said = run("check", project.folder)
    assert (said.status, said.out) == (0, "«\xa0Élan vital\xa0»\xa0: rien à corriger.\n")
    project.save(changed(project.load(), audience=""))
    said = run("check", project.folder)
    assert said.status == 0
    assert "   Idée\xa0: Le cours ne dit pas à qui il s\u2019adresse." in said.out
    assert said.out.endswith("0 erreur, 0 avertissement, 1 idée.\n")


def test_check_finds_a_file_that_is_missing(run, film, course):
    run("add-lecture", course, film)
    before = (course / "course.json").read_bytes()
    [stored] = (course / "media").iterdir()
    stored.unlink()
    findings = json.loads(run("check", course, "--json").out)
    assert [each["text"] for each in findings if each["check"] == "missing-file"] == [
        "The file “plain.mp4” is missing. Find it again, or take out what shows it."
    ]
    assert (course / "course.json").read_bytes() == before


def test_check_of_no_course_is_an_error(run, tmp_path):
    said = run("check", tmp_path / "nowhere")
    assert (said.status, said.out) == (1, "")
    assert "nowhere" in said.error


def test_progress_goes_to_stderr_and_results_to_stdout(run, film, course):
    said = run("add-lecture", course, film, "--json")
    assert json.loads(said.out)
    assert "plain.mp4" in said.err


@pytest.mark.parametrize(("language", "word"), [("en", "usage:"), ("fr", "utilisation")])
@pytest.mark.parametrize("command", [[], ["new"], ["split"], ["add-lecture"], ["publish"]])
def test_help_is_in_the_language_of_the_user(run, monkeypatch, language, word, command):
    monkeypatch.setenv("COURSEWRIGHT_LANGUAGE", language)
    said = run(*command, "--help")
    assert said.status == 0
    assert word in said.out


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        ["new", "folder"],
        ["new", "folder", "--title", "T", "--language", "not a language"],
        ["new", "folder", "--title", "T", "--iri", "budget"],
        ["new", "folder", "--title", "T", "--language", "fr", "--template", "first-home"],
        ["split"],
        ["split", "film.mp4", "--max", "soon"],
        ["split", "film.mp4", "--max", "0:01"],
        ["publish", "folder"],
        ["folder", "another"],
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_wrong_usage_ends_with_2_and_makes_nothing(run, words, language, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSEWRIGHT_LANGUAGE", language)
    said = run(*words)
    assert said.status == 2
    assert said.out == ""
    assert "coursewright" in said.error
    assert not list(tmp_path.iterdir())


def test_ctrl_c_leaves_the_course_as_it_was(run, film, course, monkeypatch):
    before = (course / "course.json").read_bytes()
    monkeypatch.setattr("studio.jobs.Progress.cancelled", True)

    def interrupted(self):
        from studio.jobs import Cancelled

        raise Cancelled

    monkeypatch.setattr("studio.jobs.Progress.check", interrupted)
    said = run("add-lecture", course, film)
    assert said.status == 1
    assert (course / "course.json").read_bytes() == before
    assert not list((course / "media").iterdir())
