"""PySide6 must not lose references to None, True and False (PYSIDE-3474).

PySide6 6.12.0 does on Python 3.11, where these objects are counted as any other: after some
thousand calls the process aborts in `none_dealloc` or `bool_dealloc`. `pyproject.toml` excludes
it there; this test would show it, or its return.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

LOOP = """
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    told = Signal(object)

sender = Sender()
sender.told.connect(lambda value: value)
for _ in range(50_000):
    {call}
print("alive")
"""


@pytest.mark.parametrize(
    "call",
    [
        "sender.setObjectName('x')",
        "sender.parent()",
        "sender.property('missing')",
        "sender.told.emit(None)",
        "sender.told.emit(True)",
    ],
)
def test_the_process_outlives_many_calls(call: str) -> None:
    child = subprocess.run(
        [sys.executable, "-c", LOOP.format(call=call)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (child.returncode, child.stdout) == (0, "alive\n"), child.stderr
