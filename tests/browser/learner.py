"""What a learner does at a course page: the words on its buttons are all that is known of it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping

from playwright.sync_api import Error, FrameLocator, Locator, Page, expect

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"next": "Next", "back": "Back", "check": "Check"},
    "ar": {"next": "التالي", "back": "السابق", "check": "تحقق"},
    "fr": {"next": "Suivant", "back": "Précédent", "check": "Valider"},
}


class Learner:
    """Someone in front of a course that is open in a tab, in an LMS's frame or by itself."""

    def __init__(self, page: Page, *, framed: bool, language: str = "en") -> None:
        self.page = page
        self.course: Page | FrameLocator = page.frame_locator("iframe") if framed else page
        self._words = WORDS[language]

    def sees(self, text: str) -> None:
        """Expect a heading: the title of a screen."""
        expect(self.course.get_by_role("heading", name=text).first).to_be_visible()

    def button(self, word: str) -> Locator:
        """Return the button `next`, `back` or `check`."""
        name = re.compile(rf"^\s*{re.escape(self._words[word])}(?!\w)")
        return self.course.get_by_role("button", name=name).locator("visible=true").first

    def next(self, times: int = 1) -> None:
        """Press Next."""
        for _ in range(times):
            self.button("next").click()

    def back(self) -> None:
        """Press Back."""
        self.button("back").click()

    def answer(self, choices: Iterable[str]) -> None:
        """Tick the choices with these texts, and have the answer checked."""
        for choice in choices:
            self.course.get_by_label(choice, exact=True).locator("visible=true").check()
        self.button("check").click()

    def close_tab(self) -> None:
        """Close the tab as people do: the page hears of it."""
        self.page.close()

    def leave(self) -> None:
        """Go to another page in the same tab."""
        self.page.goto("about:blank")

    def lose_frame(self) -> None:
        """Have the LMS take its frame away, as some do at the end."""
        self.page.evaluate("document.querySelector('iframe').remove()")

    def crash(self) -> None:
        """Kill the tab's process: the page hears of nothing."""
        with self.page.expect_event("crash"), contextlib.suppress(Error):
            self.page.goto("chrome://crash")

    def reload(self) -> None:
        """Reload the tab."""
        self.page.reload()
