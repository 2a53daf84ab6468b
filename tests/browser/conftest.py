"""A browser for the tests, and learners in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from requirements.system import find_chromium
from tests.browser import chromium as system_chromium
from tests.browser.learner import Learner
from tests.browser.required import missing


class Visit(Protocol):
    """Opens an address in a new tab."""

    def __call__(self, url: str, *, framed: bool, language: str = "en") -> Learner: ...


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of Chromium."""
    program = find_chromium()
    if program is None:
        missing("there is no Chromium; install it, or name one in COURSEWRIGHT_CHROMIUM")
    return program


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium for all tests of this process."""
    with sync_playwright() as playwright:
        browser = system_chromium.start(playwright, chromium)
        yield browser
        browser.close()


@pytest.fixture
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A learner's browser profile, new for each test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def asked_outside(profile: BrowserContext) -> list[str]:
    """The addresses that pages asked for on other machines."""
    found: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            found.append(url)

    profile.on("request", lambda request: note(request.url))
    return found


@pytest.fixture
def script_errors(profile: BrowserContext) -> list[str]:
    """The errors that no script of a page has caught, and what policies have blocked."""
    found: list[str] = []
    profile.on("weberror", lambda problem: found.append(str(problem.error)))
    profile.on(
        "console",
        lambda told: found.append(told.text) if "Content Security Policy" in told.text else None,
    )
    return found


@pytest.fixture
def visit(
    profile: BrowserContext, asked_outside: list[str], script_errors: list[str]
) -> Iterator[Visit]:
    """Open an address as a learner. No page has failed or asked for anything outside."""

    def opened(url: str, *, framed: bool, language: str = "en") -> Learner:
        page: Page = profile.new_page()
        page.goto(url)
        return Learner(page, framed=framed, language=language)

    yield opened
    assert script_errors == []
    assert asked_outside == []
