"""What goes wrong on platforms and in browsers, and what the learner is told then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from exporters.publish import publish
from studio.jobs import Progress
from studio.preview.scorm_session import ScormSession
from tests.browser.learner import Learner
from tests.courses import small_course

LOST = "Votre plateforme est injoignable"
EXPIRED = "Votre plateforme a mis fin à cette session"
UNKEPT = "Votre travail ne peut pas être enregistré"
ALONE = "Aucune plateforme de formation"
MEMORY = "Ce navigateur ne permet pas au cours de conserver votre progression"
TWICE = "Ce cours est aussi ouvert dans une autre fenêtre"
SAFE = "Votre progression est de nouveau enregistrée."

COMMIT_FAILS = """() => {
  window.commit ??= window.API.LMSCommit;
  window.API.LMSCommit = () => "false";
  window.finish ??= window.API.LMSFinish;
  window.API.LMSFinish = () => "false";
}"""
WORKS_AGAIN = """() => {
  Object.assign(window.API, window.whole ?? {});
  if (window.commit) window.API.LMSCommit = window.commit;
  if (window.finish) window.API.LMSFinish = window.finish;
}"""
NOTHING_WORKS = """(code) => {
  window.whole = { ...window.API };
  for (const name of Object.keys(window.API)) {
    const said = { LMSGetLastError: code, LMSGetValue: "" };
    window.API[name] = () => said[name] ?? "false";
  }
}"""
THROWS = """() => {
  window.whole = { ...window.API };
  for (const name of Object.keys(window.API)) {
    window.API[name] = () => { throw new TypeError("gone"); };
  }
}"""
REFUSES = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}
"""
FULL = """
Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
RETRY = """() => window.dispatchEvent(new Event("online"))"""


def every_format(folder: Path) -> dict[str, Path]:
    """Publish the small course in every format."""
    project, course = small_course(folder / "course")
    return {
        name: publish(project, course, name, folder / f"{name}.zip", progress=Progress()).file
        for name in ("scorm12", "xapi", "html")
    }


def told(learner: Learner, words: str) -> None:
    """Expect the one sentence, which does not stand in the way of anything."""
    line = learner.course.locator("#trouble")
    if words:
        expect(line).to_contain_text(words, timeout=12_000)
        assert line.get_attribute("role") == "status"
    else:
        expect(line).to_be_empty(timeout=12_000)


def until(learner: Learner, condition: Callable[[], object]) -> None:
    """Wait while the browser goes on: its requests are answered by this test, too."""
    for _ in range(100):
        if condition():
            return
        learner.page.wait_for_timeout(100)
    raise TimeoutError


def in_frame(learner: Learner, script: str) -> None:
    """Do something in the course's own window."""
    learner.course.locator("body").evaluate(script)


def answered(session: ScormSession) -> list[tuple[str, str]]:
    return [(each.id, each.result) for each in session.attempt.interactions]


def seen(learner: Learner, count: int) -> None:
    expect(learner.course.locator(".place-button.seen")).to_have_count(count)
