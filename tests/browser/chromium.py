"""How the tests start the system's Chromium: without a window or a word to the outside."""

from __future__ import annotations

from playwright.sync_api import Browser, Playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The tests serve all that a page may ask for; any other name does not exist.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--autoplay-policy=no-user-gesture-required",
)


def start(playwright: Playwright, program: str) -> Browser:
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=program, args=list(FLAGS), headless=True)
