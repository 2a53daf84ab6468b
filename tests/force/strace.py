"""Running a program under strace: what it asked of the system, and asking it to fail there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]

WRITING = (
    "openat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,ftruncate,close,copy_file_range,sendfile,fallocate"
)
_LINE = re.compile(r"^(?P<name>\w+)\((?P<args>.*)\)\s+= (?P<result>-?\d+)(?P<rest>.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Call(NamedTuple):
    """A system call: its name, its strings and its other arguments in order, its result."""

    name: str
    texts: tuple[bytes, ...]
    args: str
    result: int
    injected: bool

    @property
    def handle(self) -> int:
        """The file handle that the call works on."""
        return int(re.match(r"\d+", self.args)[0])  # type: ignore[index]  # it always has one

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths that the call names."""
        return tuple(Path(text.decode()) for text in self.texts)


def require_strace() -> str:
    """Return the program, or skip the test where it can't be used."""
    program = shutil.which("strace")
    if sys.platform != "linux" or program is None:
        pytest.skip("strace is not here: this test needs Linux and strace")
    trial = subprocess.run([program, "-e", "trace=none", "true"], check=False, capture_output=True)
    if trial.returncode:
        pytest.skip("strace may not trace here")
    return program


def run_traced(
    script: str, words: Sequence[str | Path], log: Path, *, inject: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a Python script with `words` under strace, which writes its log to `log`."""
    options = ["-e", f"trace={WRITING}", "-xx", "-s", "100000000", "-o", str(log)]
    if inject:
        options += ["-e", f"inject={inject}"]
    command = [require_strace(), *options, sys.executable, "-B", "-c", script, *map(str, words)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def calls(log: Path) -> Iterator[Call]:
    """Yield the calls in a log of strace, in their order."""
    for line in log.read_text("utf-8").splitlines():
        match = _LINE.match(line)
        if match:
            texts = tuple(
                bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(match["args"])
            )
            yield Call(
                match["name"],
                texts,
                match["args"],
                int(match["result"]),
                "INJECTED" in match["rest"],
            )


def between(found: Sequence[Call], begin: str, end: str) -> tuple[int, int]:
    """Return the stretch of calls between two marks: paths that the script tries to open."""
    marks = [
        at
        for at, call in enumerate(found)
        if call.name == "openat" and call.texts and call.texts[0].decode() in (begin, end)
    ]
    return marks[0] + 1, marks[1]
