"""Writing a package with 10 GB of media, against `cp` and a flush of the same files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measure import Timed, report

_FILES = 10
_FILE_BYTES = 1_000_000_000
_BLOCK = 1 << 22
_RUNS = 3
_WRITE = """
import json, resource, sys, time
from pathlib import Path
from exporters.archive import write_archive
from exporters.publication import PackageFile
from studio.jobs import Progress

folder, target = map(Path, sys.argv[1:])
files = [PackageFile("index.html", b"<p>" * 100_000)]
files += [PackageFile(file.name, file) for file in sorted(folder.iterdir())]
started = time.perf_counter()
write_archive(target, files, Progress())
lasted = time.perf_counter() - started
print(json.dumps([lasted, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]))
"""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        media = _media(folder / "media")
        written, copied, peaks = [], [], []
        for _ in range(_RUNS):
            lasted, peak = _write(media, folder / "package.zip")
            written.append(lasted * 1000)
            peaks.append(peak)
            copied.append(_copy(media, folder / "copy") * 1000)
        size = f"{_FILES * _FILE_BYTES / 1e9:.0f} GB"
        reference = f"cp of the {size}, and a flush"
        runs = Timed(tuple(written)), reference, Timed(tuple(copied))
        report(f"write a package of {size}", *runs, "at most 1.5 of cp")
        print(f"    peak memory {max(peaks):7.1f} MB   goal: under 150 MB")


def _media(folder: Path) -> Path:
    """Write files that nothing can make smaller."""
    folder.mkdir()
    block = os.urandom(_BLOCK)
    for number in range(_FILES):
        with (folder / f"m{number:07}.mp4").open("wb") as stream:
            for _ in range(_FILE_BYTES // _BLOCK):
                stream.write(block)
    return folder


def _write(media: Path, target: Path) -> tuple[float, float]:
    """Return how many seconds it took, and the most memory it had, in MB."""
    target.unlink(missing_ok=True)
    os.sync()
    command = [sys.executable, "-c", _WRITE, str(media), str(target)]
    lasted, peak = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return lasted, peak


def _copy(media: Path, target: Path) -> float:
    """Return how many seconds `cp` took until all was on the disk, as a package is when done."""
    subprocess.run(["rm", "-rf", str(target)], check=True)
    os.sync()
    started = time.perf_counter()
    subprocess.run(["cp", "-r", str(media), str(target)], check=True)
    for file in target.iterdir():
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())
    return time.perf_counter() - started
