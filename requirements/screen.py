"""A screen that nobody sees, for windows to be drawn on."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

SIZE = "1600x1000x24"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
"""What has Qt draw into memory: no screen at all, and fewer parts of Qt at work."""

_PATIENCE_S = 10.0


@contextmanager
def hidden_screen() -> Iterator[Mapping[str, str]]:
    """Give the environment for windows on an Xvfb of one's own; `OFFSCREEN` where there is none."""
    program = shutil.which("Xvfb")
    if program is None:
        yield OFFSCREEN
        return
    ours, its = os.pipe()
    # It chooses a number that nobody has, and tells it.
    words = (program, "-displayfd", str(its), "-screen", "0", SIZE, "-nolisten", "tcp")
    server = subprocess.Popen(words, pass_fds=[its], stderr=subprocess.DEVNULL)
    os.close(its)
    try:
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"} if number else OFFSCREEN
    finally:
        server.terminate()
        server.wait(_PATIENCE_S)
