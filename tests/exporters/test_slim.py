"""Scripts and styles lose their comments, and nothing else."""

from __future__ import annotations

import re
import subprocess

import pytest

from exporters.slim import slim
from studio.resources import asset
from tests.player.test_logic import NODE

FILES = sorted(
    each
    for folder in ("player", "preview")
    for each in asset(folder).iterdir()
    if each.suffix in (".js", ".css")
)
TOKENS = re.compile(r"\s+|//[^\n]*|/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_a_file_does_stays(path):
    source = path.read_text("utf-8")
    slimmed = slim(source)
    assert TOKENS.sub("", slimmed) == TOKENS.sub("", source)
    assert slimmed.splitlines()[0] == source.splitlines()[0]
    assert len(slimmed) < len(source)


def test_every_script_can_still_be_read(tmp_path):
    for path in FILES:
        if path.suffix == ".js":
            script = tmp_path / path.name
            script.write_text(slim(path.read_text("utf-8")), "utf-8")
            subprocess.run([NODE, "--check", script], check=True, capture_output=True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_text_goes_over_several_lines(path):
    lines = [TOKENS.sub(" ", line) for line in path.read_text("utf-8").splitlines()]
    assert [line for line in lines if line.count("`") % 2] == []


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("if (a) {\n  b();\n}\n", "if (a) {\nb();\n}\n"),
        ("// a\n\n  // b\nlet a; // c\n", "let a; // c\n"),
        ("/** @type {A} */ (b).c();\n", "/** @type {A} */ (b).c();\n"),
        ("/**\n * a\n * b */\nc();\n/* d */\n", "c();\n"),
        ("/* a\n   b */\n.c {}\n", ".c {}\n"),
        ("// SPDX-License-Identifier: MIT\n// a\n", "// SPDX-License-Identifier: MIT\n"),
    ],
)
def test_only_comments_of_their_own_lines_go(source, kept):
    assert slim(source) == kept
