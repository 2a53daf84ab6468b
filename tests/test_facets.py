"""Every kind of block and every type of question, through all that a kind must have.

A new kind that lacks one of these facets fails here: CONTRIBUTING says where each is added.
"""

from __future__ import annotations

from typing import Any, get_args

import pytest
from lxml import html
from msgspec.structs import replace as changed

from exporters.freeze import freeze
from exporters.page_data import page_data
from exporters.render import render_unit
from exporters.storyboard_rows import Card, storyboard
from studio.course.blocks import Block, QuizBlock
from studio.course.compare import compare
from studio.course.copying import duplicate
from studio.course.edits import remove, replace
from studio.course.grading import grade, right_answer
from studio.course.model import Course, Screen
from studio.course.nodes import child_ids
from studio.course.question_types import QUESTION_TYPES, as_type, tag_of
from studio.course.questions import Question
from studio.course.references import block_references, repointed
from studio.course.timing import block_s
from studio.i18n import LANGUAGES, Voice
from studio.jobs import Progress
from studio.messages import message
from studio.project.clipboard import copied_blocks, paste
from studio.review.review import review
from studio.ui.editor.question_form import QuestionForm
from studio.ui.editor.recipes import FORMS, RECIPES
from studio.ui.kinds import kind_of
from studio.ui.shell.findable import places
from studio.ui.shell.window import MainWindow
from tests.block_courses import full_course
from tests.course.test_grading import CASES
from tests.questions import with_all_questions

LABEL = message("undo.content")
KINDS: tuple[type[Any], ...] = get_args(Block)
TYPES: tuple[type[Any], ...] = get_args(Question)
WITHOUT_TIME = {"file", "gate", "certificate"}
"""Kinds that take no time by themselves: a file is read elsewhere."""


def tag(kind: type[Any]) -> str:
    name = kind.__struct_config__.tag
    assert isinstance(name, str)
    return name


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    return with_all_questions(*full_course(folder), folder)


@pytest.fixture(scope="module")
def course(made) -> Course:
    held: Course = made[1]
    return held


@pytest.fixture(scope="module")
def publication(made):
    return freeze(*made, progress=Progress())


@pytest.fixture(scope="module")
def page(publication):
    source = render_unit(publication, publication.units[0], tracker=None)[0].source
    assert isinstance(source, bytes)
    return html.fromstring(source)


@pytest.fixture(params=LANGUAGES)
def window(request, qtbot, made):
    shown = MainWindow(Voice(request.param))
    qtbot.addWidget(shown)
    shown.show()
    shown.open_course(made[0].folder)
    yield shown
    shown.close()


def place_of(course: Course, kind: type[Any]) -> tuple[Screen, Block]:
    """Return a screen with a block of a kind: the course of the tests has them all."""
    return next((s, b) for s in course.screens.values() for b in s.blocks if isinstance(b, kind))


def question_of(course: Course, kind: type[Any]) -> Question:
    asked = (each for each in course.questions.values() if type(each) is kind)
    return next(asked)


def said(voice: Voice, *ids: str) -> None:
    assert [id_ for id_ in ids if not voice.knows(id_)] == []


@pytest.mark.parametrize("kind", KINDS, ids=tag)
class TestBlock:
    def test_learner_time(self, course, kind):
        _, block = place_of(course, kind)
        assert (block_s(course, block) > 0) == (tag(kind) not in WITHOUT_TIME)

    def test_edit_form(self, window, kind, qtbot):
        screen, block = place_of(window.document.course, kind)
        window.screen_editing.open(screen.id)
        form = window.screen_editing.page.column.frames[block.id].form
        assert type(form) is FORMS[kind]
        assert form.focusProxy() is not None
        named = {block.id, *(each.target for each in block_references(block))}
        for field in kind.__struct_fields__:
            value = getattr(block, field)
            if isinstance(value, (bool, str)) and value not in named:
                other = not value if isinstance(value, bool) else f"{value} *x*"
                window.document.edit(
                    LABEL, lambda now, f=field, o=other: replace(now, changed(block, **{f: o}))
                )
        form.show_block(window.document.course, block, editable=False)

    def test_a_way_to_add_it(self, kind):
        names = {recipe.name for recipe in RECIPES}
        assert tag(kind) in names or (kind is QuizBlock and set(QUESTION_TYPES) <= names)

    def test_rendering(self, page, course, kind):
        screen, block = place_of(course, kind)
        template = page.get_element_by_id(f"screen-{screen.id}")
        at = child_ids(screen).index(block.id)
        element = template.xpath("./*[contains(@class, 'block')]")[at]
        assert f"block {tag(kind)}" in element.get("class")
        assert element.text_content().strip() or element.xpath(".//*[@src or @href]")

    def test_words_in_both_languages(self, kind):
        for language in LANGUAGES:
            name = tag(kind)
            said(Voice(language), f"ui.recipe.{name}", f"ui.kind.{name}")

    def test_comparison(self, course, kind):
        screen, block = place_of(course, kind)
        without = remove(course, block.id)
        for before, after in ((course, without), (without, course)):
            told = compare(before, after)
            assert told
            for language in LANGUAGES:
                assert all(Voice(language).say(each.said) for each in told)
        assert screen.id in without.screens

    def test_card_and_finder(self, course, kind):
        screen, block = place_of(course, kind)
        assert kind_of(changed(screen, blocks=(block,))) == tag(kind)
        assert places(course, Voice("fr"), lambda _: None)

    def test_copies(self, made, course, kind):
        screen, block = place_of(course, kind)
        copied, new = duplicate(course, block.id)
        assert child_ids(copied.screens[screen.id]).count(new) == 1
        pasted = paste(made[0], copied_blocks(made[0], course, [block]), Progress())
        then, [id_] = pasted.edit(course, screen.id, 0)
        assert type(then.screens[screen.id].blocks[0]) is kind
        assert id_ != block.id
        names = {each.target for each in block_references(block)}
        renamed = repointed(block, lambda target: f"{target}x")
        assert {each.target for each in block_references(renamed)} == {f"{n}x" for n in names}

    def test_storyboard_document(self, course, kind):
        screen, block = place_of(course, kind)
        for language in LANGUAGES:
            voice = Voice(language)
            full, empty = (
                self.card(replace(course, changed(screen, blocks=blocks)), screen.id, voice)
                for blocks in ((block,), ())
            )
            assert len(full.fields) == len(empty.fields) + 1
            assert full.kind == voice.text(f"ui.kind.{tag(kind)}")

    def card(self, course, screen: str, voice: Voice) -> Card:
        cards = (each for each in storyboard(course, voice) if isinstance(each, Card))
        return next(each for each in cards if each.screen.id == screen)

    def test_review(self, course, kind):
        screen, block = place_of(course, kind)
        alone = replace(course, changed(screen, blocks=(block,)))
        for language in LANGUAGES:
            assert all(Voice(language).say(each.said) for each in review(alone))

    def test_tracking(self, publication, course, kind):
        screen, block = place_of(course, kind)
        data = page_data(publication, publication.units[0], None)
        targets = {each.target for each in block_references(block) if each.field != "media"}
        tracked = {*data["clips"], *(each["id"] for each in data["questions"])}
        assert targets <= tracked
        assert screen.id in publication.slots.screens


@pytest.mark.parametrize("kind", TYPES, ids=tag)
class TestQuestion:
    def test_edit_form(self, window, kind, qtbot):
        asked = question_of(window.document.course, kind)
        window.screen_editing.open("s0000003")
        quiz = window.screen_editing.page.column.frames["b0000005"].form
        quiz.open(asked.id)
        form = quiz.rows[asked.id].form
        assert isinstance(form, QuestionForm)
        assert form.type.currentData() == tag(kind)
        for field in kind.__struct_fields__:
            value = getattr(asked, field)
            if isinstance(value, bool):
                window.document.edit(
                    LABEL,
                    lambda now, f=field, v=value: replace(now, changed(asked, **{f: not v})),
                )
        form.show_question(window.document.course, asked, editable=False)

    def test_it_can_become_any_other_type(self, course, kind):
        asked = question_of(course, kind)
        assert tag_of(asked) == tag(kind)
        for other in QUESTION_TYPES:
            assert tag_of(as_type(asked, other)) == other

    def test_grading_in_both_worlds(self, course, kind):
        asked = question_of(course, kind)
        assert grade(asked, right_answer(asked)).right in (True, None)
        assert any(type(case.question) is kind for case in CASES)

    def test_rendering(self, page, course, kind):
        asked = question_of(course, kind)
        [element] = page.xpath(f"//*[@data-placement='b0000005/{asked.id}']")
        assert element.xpath(
            ".//input | .//select | .//textarea | .//*[@class='up' or @role='application']"
        )

    def test_words_in_both_languages(self, kind):
        for language in LANGUAGES:
            name = tag(kind)
            said(Voice(language), f"ui.question.{name}", f"ui.recipe.{name}")

    def test_comparison(self, course, kind):
        asked = question_of(course, kind)
        other = replace(course, changed(asked, stem="Autre", points=3.0, hint="Indice"))
        told = compare(course, other)
        assert told
        for language in LANGUAGES:
            assert all(Voice(language).say(each.said) for each in told)

    def test_tracking(self, publication, course, kind):
        asked = question_of(course, kind)
        data = page_data(publication, publication.units[0], "scorm12")
        [tracked] = [each for each in data["questions"] if each["id"] == asked.id]
        assert tracked["type"] == tag(kind)
        assert tracked["right"] == list(right_answer(asked))
        assert f"b0000005/{asked.id}" in publication.slots.questions
