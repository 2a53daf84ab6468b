"""The screen that nobody sees: one's own, gone afterwards, and done without where there is none."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

import pytest

from requirements.screen import OFFSCREEN, hidden_screen

_PLATFORM = """
from PySide6.QtWidgets import QApplication
print(QApplication([]).platformName())
"""
needs_xvfb = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb")


def platform(variables: Mapping[str, str]) -> str:
    """Return what Qt draws on with these variables; nothing where it can't."""
    command = [sys.executable, "-c", _PLATFORM]
    environment = {**os.environ, **variables}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return result.stdout.strip()


@needs_xvfb
def test_windows_are_drawn_on_a_server_of_their_own():
    with hidden_screen() as first, hidden_screen() as second:
        assert first["DISPLAY"] != second["DISPLAY"]
        assert platform(first) == platform(second) == "xcb"


@needs_xvfb
def test_the_server_is_gone_afterwards():
    with contextlib.suppress(ZeroDivisionError), hidden_screen() as variables:
        assert platform(variables) == "xcb"
        raise ZeroDivisionError
    assert not platform(variables)


def test_without_a_server_windows_are_drawn_in_memory(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with hidden_screen() as variables:
        assert variables == OFFSCREEN
