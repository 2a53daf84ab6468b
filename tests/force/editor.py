"""A process that edits a course at full speed until it is killed.

It tells each edit on stdout, with the time on the system's clock: what a pipe has taken is not
lost with the process.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import count
from pathlib import Path

from studio.project.session import open_session
from studio.project.versions import VersionKind
from tests.force.courses import number_of, numbered


def main() -> None:
    session = open_session(Path(sys.argv[1]))
    assert not session.read_only, "the lock of a killed process was not given free"
    for number in count(number_of(session.course) + 1):
        session.submit(numbered(number))
        os.write(1, f"{number} {time.monotonic()}\n".encode())
        if number % 200 == 0:
            session.keep(VersionKind.CHECKPOINT)
        time.sleep(0.001)


if __name__ == "__main__":
    main()
