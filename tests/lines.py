"""Running the command line in a test: what it printed, and how it ended."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from studio.__main__ import main


class Said(NamedTuple):
    """How a command has ended: its exit status, and what it wrote to stdout and stderr."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """What it wrote as JSON."""
        data: dict[str, Any] = json.loads(self.out)
        return data

    @property
    def error(self) -> str:
        """The sentence of the error; there is one line, and no traceback."""
        last = self.err.splitlines()[-1]
        assert "Traceback" not in self.err
        return last


Run: TypeAlias = Callable[..., Said]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs `coursewright WORDS` in this process."""

    def run(*words: str | Path) -> Said:
        capsys.readouterr()
        status = main([str(word) for word in words])
        return Said(status, *capsys.readouterr())

    return run
