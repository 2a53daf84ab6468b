"""The learner's page of one unit: HTML by Jinja2, the player's scripts and styles, its licence.

Each kind of block and each type of question has a template named after its tag. Screens are inert
`<template>`s of one page, so opening one asks for nothing. The page works from `file://` too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup

from exporters.blank_pieces import blank_pieces
from exporters.markdown import to_html, to_inline_html, to_linkless_html, to_plain
from exporters.page_data import explained, labels, page_data, placement
from exporters.publication import PackageFile, Publication, Unit
from exporters.question_data import choices_of, targets_of
from exporters.slim import slim
from exporters.theme import theme_css
from studio.course.addresses import origin
from studio.course.asking import asked_by, stops_of
from studio.course.blocks import Block, ClipBlock
from studio.course.grading import right_answer
from studio.course.model import Screen
from studio.course.parts import items_of
from studio.course.questions import Item, MultipleChoice, Question, SingleChoice
from studio.course.scenario import ScenarioBlock, is_scored
from studio.course.scenario_ways import best_points
from studio.course.shown_blocks import EmbedBlock
from studio.i18n import duration, size
from studio.project.media_store import extension
from studio.resources import asset

if TYPE_CHECKING:
    from jinja2 import Environment

ScreenHtml: TypeAlias = Callable[[Publication, Screen, str], Markup]

_LOCAL = ("local_store", "safety_copy", "trouble", "tracker_local")
_SCORM = (
    *(*_LOCAL, "interactions", "scorm_values", "scorm_api"),
    *("scorm_reports", "scorm_tracker"),
)
_LRS = (
    *(*_LOCAL, "interactions", "xapi_client", "xapi_queue"),
    *("xapi_interactions", "xapi_statements", "xapi_sitting", "lrs_tracker"),
)
_TRACKERS = {
    None: _LOCAL,
    "preview": _LOCAL,
    "scorm12": (*_SCORM, "scorm12_format", "tracker_scorm12"),
    "scorm2004": (*_SCORM, "scorm2004_format", "tracker_scorm2004"),
    "xapi": (*_LRS, "tracker_xapi"),
    "cmi5": (*_LRS, "cmi5_launch", "tracker_cmi5"),
}
_FOLDERS = {"live.js": "preview"}
"""Where a script lies that is none of the player's."""
_LOGIC = (
    *("readings", "grading", "conditions", "responses", "quizzes", "places", "completion"),
    *("bits", "text_codec", "state", "merge", "session"),
)
_PAGE = (
    *("words", "sheets", "segments", "captions", "transcript", "video"),
    *("chosen", "typed", "placed", "hotspot", "question", "stops", "quiz"),
    *("outline", "keeping", "scenario", "blocks"),
    *("screens", "search", "glossary", "printing", "notes", "shortcuts", "trouble_notice"),
)
_BEFORE_START: dict[str | None, tuple[str, ...]] = {"preview": ("live",)}
"""What has a say in where the page starts."""
_SCRIPT, _STYLE = "player.js", "player.css"
"""What they are together, in a package."""
_STYLES = ("player.css", "questions.css", "blocks.css")
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "ur", "yi"})


def render_package(
    publication: Publication, *, tracker: str | None, connect: str = "'none'"
) -> list[PackageFile]:
    """Return all that a package holds besides its manifest: the page of each unit comes first.

    The parameters are those of `render_unit`.
    """
    pages = [render_page(publication, unit, tracker, connect) for unit in publication.units]
    return [*pages, *_player_files(publication, tracker), *publication.media_files()]


def render_unit(
    publication: Publication,
    unit: Unit,
    *,
    tracker: str | None,
    connect: str = "'none'",
    screen_html: ScreenHtml | None = None,
) -> list[PackageFile]:
    """Return the files of a unit's page, the page itself first.

    `tracker` names the platform that the page reports to (None: none); `connect` is what its
    Content-Security-Policy lets it connect to; `screen_html` stands in for `render_screen`.
    """
    page = render_page(publication, unit, tracker, connect, screen_html)
    return [page, *_player_files(publication, tracker)]


def render_page(
    publication: Publication,
    unit: Unit,
    tracker: str | None,
    connect: str,
    screen_html: ScreenHtml | None = None,
) -> PackageFile:
    """Return the page of a unit alone. The parameters are those of `render_unit`."""
    places = places_of(publication)
    screens = [publication.course.screens[id_] for id_ in unit.screens]
    html = screen_html or render_screen
    page = (
        _environment()
        .get_template("page.html")
        .render(
            publication=publication,
            unit=unit,
            screens=[html(publication, screen, places[screen.id]) for screen in screens],
            direction=direction(publication.language),
            logo=_logo(publication),
            has_glossary=bool(explained(publication.course)),
            connect=connect,
            frames=" ".join(_frames(screens)) or "'none'",
            script=_SCRIPT,
            style=_STYLE,
            data=_inline_json(page_data(publication, unit, tracker)),
            label=labels(publication.language),
        )
    )
    return PackageFile(unit.launch, page.encode())


def _player_files(publication: Publication, tracker: str | None) -> list[PackageFile]:
    """Return what the pages of a package share: the theme, the player, its licence."""
    before = _BEFORE_START.get(tracker, ())
    names = (*_LOGIC, *_TRACKERS[tracker], *_PAGE, *before, "page")
    theme = PackageFile("theme.css", theme_css(publication.course.look).encode())
    style = PackageFile(_STYLE, player_text(_STYLES))
    script = PackageFile(_SCRIPT, player_text([f"{name}.js" for name in names]))
    licence = PackageFile("licence.txt", asset("LICENSE"))
    return [theme, style, script, licence]


def player_text(names: Sequence[str]) -> bytes:
    """Return files of the player one after the other: a page loads one faster than many."""
    sources = (asset(_FOLDERS.get(name, "player"), name).read_text("utf-8") for name in names)
    return "".join(slim(source) for source in sources).encode()


def _logo(publication: Publication) -> str:
    """Return the path of the course's logo in the package; empty: it has none."""
    logo = publication.course.look.logo
    return publication.media[logo].path if logo else ""


def render_screen(publication: Publication, screen: Screen, place: str) -> Markup:
    """Return the inert template of one screen; `place` says where it stands."""
    text = (
        _environment()
        .get_template("screen.html")
        .render(
            publication=publication,
            course=publication.course,
            screen=screen,
            place=place,
            label=labels(publication.language),
        )
    )
    return Markup(text)  # noqa: S704


def _frames(screens: Sequence[Screen]) -> list[str]:
    """Return the origins that the embedded pages of some screens come from."""
    blocks = (block for screen in screens for block in screen.blocks)
    found = (origin(block.address) for block in blocks if isinstance(block, EmbedBlock))
    return sorted(set(filter(None, found)))


def places_of(publication: Publication) -> dict[str, str]:
    """Return where each screen stands: its module, and its lesson where that says more."""
    course, places = publication.course, {}
    for module in (course.modules[id_] for id_ in course.order):
        for lesson in (course.lessons[id_] for id_ in module.lessons):
            titles = [module.title, lesson.title] if len(module.lessons) > 1 else [module.title]
            for id_ in lesson.screens:
                own = course.screens[id_].title
                places[id_] = " \u00b7 ".join(title for title in titles if title != own)
    return places


def direction(language: str) -> str:
    """Return `rtl` for a language that is written from right to left, else `ltr`."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(asset("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        markdown=to_html,
        inline_markdown=to_inline_html,
        linkless_markdown=to_linkless_html,
        plain=to_plain,
        duration=duration,
        size=size,
        language_name=_language_name,
        file_kind=lambda name: extension(name).removeprefix(".").upper(),
    )
    environment.globals.update(
        template_of=_template_of,
        origin=origin,
        questions_of=_questions_of,
        moment_of=_moment_of,
        best_points=best_points,
        is_scored=is_scored,
        scene_titles=_scene_titles,
        choices_of=choices_of,
        targets_of=targets_of,
        blank_pieces=blank_pieces,
        part_of=_part_of,
        right_answer=right_answer,
    )
    return environment


def _template_of(value: Block | Question) -> str:
    folder = "questions" if isinstance(value, Question) else "blocks"
    return f"{folder}/{type(value).__struct_config__.tag}.html"


def _part_of(question: Question, id_: str) -> Item | None:
    """Return the part of a question that is offered under an id; true and false are none."""
    parts: tuple[Item, ...] = items_of(question)
    if isinstance(question, (SingleChoice, MultipleChoice)):
        parts = question.choices
    return next((part for part in parts if part.id == id_), None)


def _questions_of(publication: Publication, block: Block) -> list[tuple[str, Question]]:
    course = publication.course
    asked = asked_by(course, block)
    return [(placement(block, id_), course.questions[id_]) for id_ in asked]


def _moment_of(block: ClipBlock, question: str) -> float:
    """Return when a clip asks a question, in seconds from its beginning."""
    return next(stop.at_s for stop in stops_of(block) if stop.question == question)


def _scene_titles(block: ScenarioBlock, label: Mapping[str, str]) -> dict[str, str]:
    """Return what the scenes are called; those without a title by their numbers."""
    return {
        scene.id: scene.title or label["scene"].replace("{n}", str(number))
        for number, scene in enumerate(block.scenes, 1)
    }


def _language_name(tag: str) -> str:
    """Return the name of the language `tag` in itself: those who need it can read it."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return (name[:1].upper() + name[1:]) if name else tag


def _inline_json(data: dict[str, Any]) -> Markup:
    """Return JSON that can stand in a `<script>`: nothing in it ends that element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704
