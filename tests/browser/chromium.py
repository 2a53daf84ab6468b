"""How the tests start the system's Chromium: without a window or a word to the outside."""

from __future__ import annotations

from playwright.sync_api import Browser, Playwright

FEATURES_OFF = (
    # Pages of the address bar, drawn anew for each window: they took most of the time of all tests.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled"),
    # These Playwright switches off, too, but of two such switches the last one holds.
    *("HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying"),
    *("OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning"),
)
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
    f"--disable-features={','.join(FEATURES_OFF)}",
)


def start(playwright: Playwright, program: str) -> Browser:
    """Start Chromium."""
    return playwright.chromium.launch(executable_path=program, args=list(FLAGS), headless=True)
