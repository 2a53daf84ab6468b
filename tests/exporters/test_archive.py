"""The one zip writer, the table of formats, and what a publication warns of."""

from __future__ import annotations

import zipfile
from importlib.metadata import EntryPoint

import pytest
from msgspec.structs import replace as changed

from exporters import registry
from exporters.archive import write_archive
from exporters.publication import PackageFile
from exporters.warnings import warnings
from studio.course.asking import asks
from studio.course.done_blocks import AssignmentBlock, DiscussionBlock, Entry, PollBlock
from studio.course.edits import insert
from studio.course.model import CompletionRule
from studio.course.questions import SingleChoice
from studio.i18n import Voice
from studio.jobs import Cancelled, Progress
from studio.messages import Message, StudioError
from tests.courses import small_course
from tests.review.courses import with_changed


def test_the_same_files_give_the_same_bytes(tmp_path):
    media = tmp_path / "film.bin"
    media.write_bytes(bytes(range(256)) * 5000)
    files = [PackageFile("index.html", b"<p>" * 5000), PackageFile("film.mp4", media)]
    for name in ("1.zip", "2.zip"):
        write_archive(tmp_path / name, files, Progress())
        media.touch()
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert archive.testzip() is None
        page, film = archive.infolist()
    assert page.filename == "index.html"
    assert page.compress_type == zipfile.ZIP_DEFLATED
    assert (film.compress_type, film.file_size) == (zipfile.ZIP_STORED, 1_280_000)


@pytest.mark.parametrize(
    "path", ["../a.js", "/a.js", "a//b.js", "A.js", "é.js", "a b.js", "a\\b.js", ".hidden", ""]
)
def test_a_name_that_is_not_plain_is_refused(tmp_path, path):
    with pytest.raises(ValueError, match="name"):
        write_archive(tmp_path / "out.zip", [PackageFile(path, b"")], Progress())
    assert not list(tmp_path.iterdir())


def test_a_basename_is_there_once(tmp_path):
    files = [PackageFile("a/index.html", b""), PackageFile("b/index.html", b"")]
    with pytest.raises(ValueError, match=r"index\.html"):
        write_archive(tmp_path / "out.zip", files, Progress())


@pytest.mark.parametrize("failure", ["missing", "cancelled"])
def test_an_earlier_package_stays(tmp_path, failure):
    target = tmp_path / "out.zip"
    target.write_bytes(b"earlier")
    media = tmp_path / "film.bin"
    progress = Progress()
    if failure == "cancelled":
        media.write_bytes(b"x" * 3_000_000)
        progress = Progress(lambda progress: progress.cancel())
    before = set(tmp_path.iterdir())
    with pytest.raises((FileNotFoundError, Cancelled)):
        write_archive(target, [PackageFile("film.mp4", media)], progress)
    assert target.read_bytes() == b"earlier"
    assert set(tmp_path.iterdir()) == before


@pytest.mark.full
def test_more_than_four_gigabytes(tmp_path):
    media = tmp_path / "film.bin"
    with media.open("wb") as stream:
        stream.truncate(4_400_000_000)
    files = [PackageFile("film.mp4", media), PackageFile("index.html", b"<p>")]
    write_archive(tmp_path / "out.zip", files, Progress())
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.getinfo("film.mp4").file_size == 4_400_000_000
        assert archive.read("index.html") == b"<p>"


def test_our_formats_stand_in_one_table():
    assert registry.formats() == ["scorm12", "scorm2004", "xapi", "cmi5", "html"]
    assert [registry.exporter(name).name for name in registry.formats()] == registry.formats()


@pytest.mark.parametrize(
    ("name", "id_"),
    [("scorm13", "publish.unknown_format_near"), ("pdf", "publish.unknown_format")],
)
def test_an_unknown_format(name, id_):
    with pytest.raises(StudioError) as raised:
        registry.exporter(name)
    assert raised.value.message.id == id_


class OnTape:
    """A format of somebody else."""

    name = "tape"

    def files(self, publication):
        return []


def test_a_plug_in_adds_its_format(monkeypatch):
    point = EntryPoint("tape", f"{__name__}:OnTape", registry.ENTRY_POINTS)
    monkeypatch.setattr(
        registry,
        "entry_points",
        lambda group, name=None: [point] if name in (None, "tape") else [],
    )
    assert registry.formats()[-1] == "tape"
    assert isinstance(registry.exporter("tape"), OnTape)


def said(course, format_name: str) -> set[str]:
    """Return the sentences' ids; those of places stand inside of one that names the place."""
    parts = (each.params.get("text", each) for each, _ in warnings(course, format_name))
    return {part.id for part in parts if isinstance(part, Message)}


def test_warnings_name_what_to_look_at(tmp_path):
    _, course = small_course(tmp_path)
    assert said(course, "xapi") == set()
    unnamed = changed(course, base_iri="")
    assert said(unnamed, "xapi") == {"review.no-iri"}
    assert said(unnamed, "scorm12") == set()
    [quiz] = (block for block in course.screens["s0000003"].blocks if asks(block))
    often = with_changed(course, quiz.id, attempts=60)
    assert said(often, "scorm12") == {"review.many-answers"}
    assert said(often, "xapi") == set()
    [recording] = course.recordings.values()
    silent = changed(course, recordings={recording.id: changed(recording, captions={})})
    assert said(silent, "html") == {"review.no-captions"}
    short = changed(course, clip_limit_s=3.0)
    assert said(short, "html") == {"review.long-clip"}
    ungraded = changed(
        course,
        screens={
            id_: changed(
                screen,
                blocks=tuple(
                    changed(block, graded=False) if hasattr(block, "graded") else block
                    for block in screen.blocks
                ),
            )
            for id_, screen in course.screens.items()
        },
        completion=CompletionRule(pass_mark=0.5),
    )
    assert said(ungraded, "html") == {"review.nothing-graded"}


def test_a_page_without_a_platform_says_that_nobody_collects_answers(tmp_path):
    _, course = small_course(tmp_path)
    poll = PollBlock(
        id="b0000091",
        prompt="Ville ou campagne ?",
        entries=(Entry(id="e0000091", text="Ville"), Entry(id="e0000092", text="Campagne")),
    )
    polled = insert(course, poll, "s0000001")
    work = AssignmentBlock(id="b0000092", prompt="Visitez un bien.", where="Par courriel.")
    assert said(polled, "html") == {"publish.polls_uncollected"}
    assert said(insert(course, work, "s0000001"), "html") == {"publish.assignments_uncollected"}
    for reporting in ("scorm12", "xapi"):
        assert said(insert(polled, work, "s0000001"), reporting) == set()


@pytest.mark.parametrize("format_name", ["scorm12", "scorm2004", "xapi", "cmi5", "html"])
def test_what_has_no_place_to_go_is_told_in_every_format(tmp_path, format_name):
    _, course = small_course(tmp_path)
    talk = DiscussionBlock(id="b0000091", prompt="Et chez vous ?")
    work = AssignmentBlock(id="b0000092", prompt="Visitez un bien.")
    told = said(insert(insert(course, talk, "s0000001"), work, "s0000001"), format_name)
    assert told >= {"review.no-forum", "review.no-hand-in"}


def test_warnings_name_the_place_and_nothing_that_no_learner_meets(tmp_path):
    _, course = small_course(tmp_path)
    screen = course.screens["s0000005"]
    untitled = changed(course, screens={**course.screens, screen.id: changed(screen, title="")})
    unasked = SingleChoice(id="q0000009", stem="", choices=())
    [warning] = warnings(insert(untitled, unasked), "scorm12")
    place = "La fin \u203a Finir \u203a écran sans titre\u00a0: L\u2019écran n\u2019a pas de titre."
    assert Voice("fr").say(warning.said).startswith(place)
    assert warning.node == screen.id
