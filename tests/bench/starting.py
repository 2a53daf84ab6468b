"""Starting the studio with a course: until its window is there, and the memory it takes then."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import report, timed
from tests.courses import small_course

_RUNS = 7
_START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from studio.__main__ import main
enter = QApplication.exec
def run():
    QTimer.singleShot(0, QApplication.quit)
    return enter()
QApplication.exec = staticmethod(run)
status = main(sys.argv[1:])
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.stdout.flush()
import os
os._exit(status)
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
QMainWindow().show()
"""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home:
        project, _ = small_course(Path(home))
        environment = {**os.environ, "COURSEWRIGHT_HOME": home}
        # A user's Python keeps what it has compiled, whatever this one was told to do.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(home) / "compiled")
        memory: list[int] = []

        def start() -> None:
            words = [sys.executable, "-c", _START, str(project.folder)]
            done = subprocess.run(
                words, env=environment, check=True, capture_output=True, text=True
            )
            memory.append(int(done.stdout.split()[-1]))

        def bare() -> None:
            subprocess.run([sys.executable, "-c", _BARE], env=environment, check=True)

        measured, against = timed(start, bare, runs=_RUNS)
        report("start with a course", measured, "an empty Qt window", against, "under 800 ms")
        print(f"    memory     {max(memory) / 1000:8.0f} MB   goal: under 150 MB")
