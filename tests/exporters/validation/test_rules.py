"""Every code has a package that brings it up, and packages that are right bring up none."""

from __future__ import annotations

import time

import pytest

from exporters.options import Split
from exporters.publication import PackageFile
from exporters.registry import exporter
from exporters.validation.findings import LEVELS, Finding, finding
from exporters.validation.validate import validate, validate_files
from studio.i18n import LANGUAGES, Voice
from studio.messages import Message
from studio.review.findings import Level
from tests.courses import small_course
from tests.exporters.test_manifests import published
from tests.exporters.validation.packages import CASES, GOOD, Case, Listed

OF_BROKEN_ZIPS = {"zip.broken", "zip.too_many_entries"}
"""Brought up by files that can't be opened, in another module."""
LETTERS = {"zip.letters"}
"""The good packages have an accent in a name, which must be found under it."""


def codes(findings: list[Finding]) -> set[str]:
    return {each.code for each in findings}


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{case.code}" for n, case in enumerate(CASES)])
def test_what_breaks_a_rule_is_found_and_said(case: Case) -> None:
    found = validate(case.contents)
    assert case.code in codes(found)
    for language in LANGUAGES:
        assert all(Voice(language).say(each.said) for each in found)
    levels = [list(Level).index(each.level) for each in found]
    assert levels == sorted(levels)


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES} | OF_BROKEN_ZIPS == set(LEVELS)


@pytest.mark.parametrize("kind", list(GOOD))
def test_what_is_right_is_let_pass(kind: str) -> None:
    assert codes(validate(Listed(GOOD[kind]))) == LETTERS


@pytest.mark.parametrize(
    ("format_name", "split"),
    [
        (name, split)
        for name in ("scorm12", "scorm2004", "xapi", "cmi5", "html")
        for split in exporter(name).splits
        if split is not Split.PACKAGES
    ],
)
def test_our_own_packages_pass(tmp_path, format_name: str, split: Split) -> None:
    chosen = exporter(format_name)
    course = small_course(tmp_path)[1]
    files = chosen.files(published(course, split=split, pass_mark=True))
    whole = [
        PackageFile(file.path, file.source if isinstance(file.source, bytes) else b"")
        for file in files
    ]
    several = format_name == "scorm12" and split is Split.MODULES
    assert codes(validate_files(whole)) == ({"scorm12.several_scos"} if several else set())


def test_a_package_in_utf_16_is_read() -> None:
    text = GOOD["scorm12"]["imsmanifest.xml"].decode().replace("UTF-8", "UTF-16")
    for name in ("utf-16", "utf-8-sig"):
        encoded = text if name == "utf-16" else text.replace("UTF-16", "UTF-8")
        files = {**GOOD["scorm12"], "imsmanifest.xml": encoded.encode(name)}
        assert codes(validate(Listed(files))) == LETTERS


def test_a_page_may_hold_a_package_of_its_own() -> None:
    files = {**GOOD["html"], "more/imsmanifest.xml": b"<x/>", "more/TINCAN.xml": b"<x/>"}
    assert codes(validate(Listed(files))) == LETTERS


def test_the_place_is_file_and_line() -> None:
    case = next(case for case in CASES if case.code == "cmi5.query")
    [found] = [each for each in validate(case.contents) if each.code == "cmi5.query"]
    assert found.place == "cmi5.xml:21"
    assert found.level is Level.ERROR


def test_base_addresses_are_followed() -> None:
    files = dict(GOOD["scorm12"])
    text = files["imsmanifest.xml"].decode()
    moved = text.replace("<resources>", '<resources xml:base="media/">')
    moved = moved.replace("media/caf%C3%A9.png", "caf%C3%A9.png")
    moved = moved.replace("index.html", "../index.html").replace("style.css", "../style.css")
    assert codes(validate(Listed({**files, "imsmanifest.xml": moved.encode()}))) == LETTERS


def test_of_many_that_are_alike_only_some_are_told() -> None:
    broken = "".join(f'<img src="{n}.png">' for n in range(30))
    found = validate(Listed({"index.html": broken.encode()}))
    assert len(found) == 21
    assert found[-1].said == Message("validate.more", {"n": 10, "code": "page.missing"})


def test_nothing_of_a_package_steers_a_terminal() -> None:
    found = finding("page.missing", "a\x1b[2J", href="x", name="b\x07" + "c" * 500)
    assert found.place.isprintable()
    name = found.said.params["name"]
    assert isinstance(name, str)
    assert name.isprintable()
    assert len(name) == 200


@pytest.mark.parametrize(
    "style", ["url(" * 300_000, "url(" + " " * 1_000_000, "/*" * 500_000, "url('" * 200_000]
)
def test_a_style_sheet_that_is_never_closed_takes_no_time(style: str) -> None:
    started = time.monotonic()
    validate(Listed({"index.html": b"<p>", "a.css": style.encode()}))
    assert time.monotonic() - started < 2.0
