"""The learner's page as it is written: what it holds, and what can't get into it."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html

from exporters.freeze import freeze
from exporters.publication import PackageFile, Publication, Slots, Unit
from exporters.render import direction, render_unit
from studio.course.blocks import QuizBlock, TextBlock
from studio.course.model import Course, Lesson, Module, Screen
from studio.course.questions import Choice, SingleChoice
from studio.jobs import Progress
from studio.resources import asset
from tests.courses import small_course

BREAKOUT = (
    '</script></template><script src="https://elsewhere.example/x.js"></script>"\'&\u2028<!--'
)


@pytest.fixture(scope="module")
def publication(tmp_path_factory) -> Publication:
    project, course = small_course(tmp_path_factory.mktemp("course"))
    return freeze(project, course, progress=Progress())


def one_screen(text: str, language: str = "en") -> Publication:
    """A course whose author put `text` wherever text can be put."""
    choices = (
        Choice(id="a0000001", text=text, correct=True, feedback=text),
        Choice(id="a0000002", text=text, feedback=text),
    )
    question = SingleChoice(
        id="q0000001", stem=text, choices=choices, hint=text, feedback_right=text
    )
    quiz = QuizBlock(id="b0000002", questions=(question.id,))
    blocks = (TextBlock(id="b0000001", text=text), quiz)
    screen = Screen(id="s0000001", title=text, blocks=blocks)
    lesson = Lesson(id="l0000001", title=text, screens=(screen.id,))
    module = Module(id="m0000001", title=text, lessons=(lesson.id,))
    course = Course(
        id="c0000001",
        title=text,
        language=language,
        order=(module.id,),
        modules={module.id: module},
        lessons={lesson.id: lesson},
        screens={screen.id: screen},
        questions={question.id: question},
    )
    return Publication(
        course=course,
        language=language,
        units=(Unit(course.id, text, (screen.id,)),),
        clips={},
        media={},
        slots=Slots({screen.id: 0}, {"b0000002/q0000001": 0}, {quiz.id: 0}),
        base_iri="https://example.org/course/",
    )


def rendered(publication: Publication, tracker: str | None = None) -> list[PackageFile]:
    return render_unit(publication, publication.units[0], tracker=tracker)


def markup(publication: Publication, tracker: str | None = None) -> str:
    source = rendered(publication, tracker)[0].source
    assert isinstance(source, bytes)
    return source.decode()


def parsed(page: str | bytes) -> Any:
    return html.document_fromstring(page)


def data(page: str) -> Any:
    [script] = parsed(page).xpath("//script[@id='course']")
    return json.loads(script.text)


@pytest.mark.parametrize("tracker", [None, "scorm12", "scorm2004", "xapi"])
def test_a_package_holds_what_its_page_asks_for_and_no_more(publication, tracker):
    files = rendered(publication, tracker)
    names = [file.path for file in files]
    assert names[0] == "index.html"
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in names)
    page = parsed(markup(publication, tracker))
    asked = [*page.xpath("//script/@src"), *page.xpath("//link[@rel='stylesheet']/@href")]
    assert sorted(asked) == sorted(set(names) - {"index.html", "licence.txt"})
    [script] = [file.source for file in files if file.path == "player.js"]
    assert isinstance(script, bytes)
    trackers = re.findall(rb'^TRACKERS\["(\w+)"\]', script, re.MULTILINE)
    assert trackers == ([tracker.encode()] if tracker else [])
    media = {file.path for file in publication.media_files()}
    assert set(page.xpath("//img/@src | //video/@src | //a[@download]/@href")) == media


def test_the_mit_licence_is_in_the_package(publication):
    [licence] = [file for file in rendered(publication) if file.path == "licence.txt"]
    assert isinstance(licence.source, Path)
    assert "Permission is hereby granted, free of charge" in licence.source.read_text("utf-8")


def test_every_source_says_its_licence():
    sources = [*asset("player").glob("*.*"), *asset("templates").rglob("*.html")]
    sources += asset("themes").glob("*.css")
    for source in sources:
        assert "SPDX-License-Identifier: MIT" in source.read_text("utf-8")[:200], source.name


def test_nothing_that_an_author_writes_becomes_markup():
    source = markup(one_screen(BREAKOUT))
    page = parsed(source)
    assert all("elsewhere" not in address for address in page.xpath("//script/@src"))
    assert len(page.xpath("//script")) == len(page.xpath("//script[@src]")) + 1
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert source.count("</template>") == source.count("<template")
    assert data(source)["title"] == BREAKOUT


def test_no_inline_style_or_script(publication):
    page = parsed(markup(publication))
    assert page.xpath("//style | //@style") == []
    assert page.xpath("//script[not(@src) and not(@type='application/json')]") == []


def test_the_policy_allows_the_package_alone(publication):
    [unit] = publication.units
    [page, *_] = render_unit(publication, unit, tracker="xapi", connect="'self' https:")
    assert isinstance(page.source, bytes)
    [policy] = parsed(page.source).xpath("//meta[@http-equiv]/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self' https:"
    assert rules["script-src"] == rules["style-src"] == rules["media-src"] == "'self'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("FA", "rtl"), ("ur-PK", "rtl"), ("fr", "ltr")],
)
def test_the_direction_of_the_language(language, expected):
    assert direction(language) == expected
    root = parsed(markup(one_screen("x", language)))
    assert (root.get("lang"), root.get("dir")) == (language, expected)


def test_the_data_is_what_the_scripts_are_promised(publication):
    """The names in the JSON are those of `CourseData`, at every level."""
    types = asset("player", "types.d.ts").read_text("utf-8")
    told = data(markup(publication))
    for name, value in [
        ("CourseData", told),
        ("QuestionData", told["questions"][0]),
        ("ClipData", next(iter(told["clips"].values()))),
        ("CompletionData", told["completion"]),
    ]:
        [body] = re.findall(rf"^interface {name} \{{\n(.*?)^\}}", types, re.DOTALL | re.MULTILINE)
        promised, optional = (
            re.findall(rf"^  (\w+){mark}:", body, re.MULTILINE) for mark in ("", r"\?")
        )
        assert sorted(set(value) - set(optional)) == sorted(promised), name


def test_a_part_of_the_course_holds_its_own_screens_alone(publication):
    unit = Unit("m0000001", "Le début", ("s0000001", "s0000002"))
    [page, *_] = render_unit(publication, unit, tracker=None)
    assert isinstance(page.source, bytes)
    told = data(page.source.decode())
    assert [module["id"] for module in told["modules"]] == ["m0000001"]
    assert (told["questions"], list(told["clips"])) == ([], ["k0000001"])
    assert b'id="screen-s0000003"' not in page.source


def test_sound_alone_has_no_full_screen(publication):
    clips = {id_: replace(clip, width=None, height=None) for id_, clip in publication.clips.items()}
    page = parsed(markup(replace(publication, clips=clips)))
    assert page.xpath("//section[contains(@class, 'sound')]")
    assert page.xpath("//button[@class='full']") == []


def test_without_captions_there_is_no_choice_of_them_and_no_transcript(publication):
    clips = {id_: replace(clip, cues={}) for id_, clip in publication.clips.items()}
    page = parsed(markup(replace(publication, clips=clips)))
    assert page.xpath("//details | //select[@class='language']") == []


def test_a_clip_with_another_title_than_its_screen_shows_it(publication):
    page = parsed(markup(publication))
    assert page.xpath("//section[@data-clip='k0000001']/h2/text()") == ["Premier"]
    course = publication.course
    named = msgspec.structs.replace(course.screens["s0000002"], title="Premier")
    course = msgspec.structs.replace(course, screens={**course.screens, named.id: named})
    page = parsed(markup(replace(publication, course=course)))
    assert page.xpath("//section[@data-clip='k0000001']/h2") == []


def test_a_decorative_picture_is_silent(publication):
    course = publication.course
    screen = course.screens["s0000001"]
    blocks = [
        msgspec.structs.replace(block, decorative=True) if hasattr(block, "decorative") else block
        for block in screen.blocks
    ]
    quiet = msgspec.structs.replace(screen, blocks=tuple(blocks))
    course = msgspec.structs.replace(course, screens={**course.screens, screen.id: quiet})
    assert parsed(markup(publication)).xpath("//img/@alt") == ["Le plan du site"]
    page = parsed(markup(replace(publication, course=course)))
    assert page.xpath("//img/@alt") == [""]


SCRIPT = """
import hashlib
from tests.exporters.test_render import markup, one_screen
print(hashlib.sha256(markup(one_screen("Élan", "fr")).encode()).hexdigest())
"""


def test_the_same_course_gives_the_same_bytes():
    told = set()
    for seed, zone, locale in [("1", "UTC", "C.UTF-8"), ("2", "Asia/Tokyo", "fr_FR.UTF-8")]:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        told.add(
            subprocess.run(
                [sys.executable, "-c", SCRIPT],
                check=True,
                capture_output=True,
                env=environment,
                cwd=Path(__file__).parents[2],
            ).stdout
        )
    assert len(told) == 1


@pytest.mark.parametrize("tracker", [None, "scorm12", "scorm2004", "xapi", "cmi5"])
def test_what_a_package_has_of_the_player_is_small(publication, tracker):
    files = {file.path: file.source for file in rendered(publication, tracker)}
    texts = [files[name] for name in ("player.js", "player.css", "theme.css")]
    assert sum(len(gzip.compress(text)) for text in texts if isinstance(text, bytes)) < 60_000
