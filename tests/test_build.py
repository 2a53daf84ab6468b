"""The built program works where there is nothing else: see `packaging/smoke.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.full
def test_the_program_can_be_built_and_works():
    command = [sys.executable, str(ROOT / "packaging" / "build.py")]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    assert built.stdout.count("passed") == 3
