"""Finding ffmpeg and running it.

ffmpeg is always called by its absolute path, with an argument list and never through a shell.
There is no ffprobe beside the ffmpeg that comes with the program: `studio.media.probe` reads
files in-process.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from studio.jobs import Progress
from studio.media.ffmpeg_arguments import trial
from studio.messages import StudioError, error
from studio.system import child_flags

_POLITE_S = 3.0
_BLOCK = 1 << 16
_TAIL_LINES = 40
_COMMON = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "error")


def find_ffmpeg(chosen: Path | None = None) -> Path:
    """Return the absolute path of an ffmpeg that runs and encodes H.264 and AAC.

    `chosen` is the one of the user's settings. Without it the first that works of the `PATH` and
    of the program's own dependencies is taken.

    Raises:
        StudioError: `chosen` does not work, or there is none at all.
    """
    if chosen is not None:
        fault = _fault(str(chosen.expanduser().absolute()))
        if fault is not None:
            raise error("media.ffmpeg_broken", file=str(chosen), details=fault)
        return chosen.expanduser().absolute()
    found = [path for path in (_on_path(), _bundled()) if path is not None]
    for path in found:
        if _fault(str(path)) is None:
            return path
    raise error("media.ffmpeg_none", details="\n".join(map(str, found)))


def run(program: Path, arguments: Sequence[str], progress: Progress, duration_s: float) -> None:
    """Run ffmpeg to its end; `duration_s` of output is the whole of the work.

    Raises:
        StudioError: ffmpeg failed; its last words are the details.
        Cancelled: the work was cancelled; ffmpeg has stopped.
    """
    name, value = "", ""
    for line in lines_of(program, ("-progress", "pipe:1", *arguments), progress):
        name, _, value = line.partition("=")
        if name == "out_time_us" and value.lstrip("-").isdigit():
            progress.at(max(0.0, int(value) / 1e6 / max(duration_s, 1e-6)))
    if (name, value) != ("progress", "end"):
        raise error("media.ffmpeg_failed", details=f"{program} did not say that it had ended")


def stream(program: Path, arguments: Sequence[str], progress: Progress) -> Iterator[bytes]:
    """Run ffmpeg and yield what it writes to its standard output, in blocks of any size.

    Raises:
        StudioError: ffmpeg failed; its last words are the details.
        Cancelled: the work was cancelled; ffmpeg has stopped.
    """
    with _running([str(program), *_COMMON, *arguments]) as (process, last_words):
        assert process.stdout is not None  # noqa: S101  # it was asked for
        while block := process.stdout.read1(_BLOCK):  # type: ignore[attr-defined]  # a BufferedReader
            progress.check()
            yield block
        if process.wait() != 0:
            raise error("media.ffmpeg_failed", details=last_words())


def lines_of(program: Path, arguments: Sequence[str], progress: Progress) -> Iterator[str]:
    """Run ffmpeg and yield the lines of text that it writes to its standard output.

    Raises:
        StudioError: ffmpeg failed; its last words are the details.
        Cancelled: the work was cancelled; ffmpeg has stopped.
    """
    rest = b""
    for block in stream(program, arguments, progress):
        *whole, rest = (rest + block).split(b"\n")
        for line in whole:
            yield line.decode("ascii", "replace").strip()


@contextmanager
def _running(
    command: list[str],
) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], str]]]:
    """Start a process; give it and what returns its last error messages once it has ended."""
    process = _start(command)
    tail: deque[str] = deque(maxlen=_TAIL_LINES)
    # Read on a thread of its own: a full pipe of error messages would stop ffmpeg for ever.
    reader = threading.Thread(target=_keep_tail, args=(process, tail), daemon=True)
    reader.start()

    def last_words() -> str:
        reader.join()
        return "\n".join(tail)

    try:
        yield process, last_words
    finally:
        _stop(process)
        reader.join()
        if process.stderr is not None:
            process.stderr.close()


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=child_flags(),
        )
    except OSError as problem:
        raise error("media.ffmpeg_broken", file=command[0], details=str(problem)) from problem


def _keep_tail(process: subprocess.Popen[bytes], tail: deque[str]) -> None:
    if process.stderr is not None:
        for line in process.stderr:
            tail.append(line.decode("utf-8", "replace").rstrip())


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that may still run: ask, wait a little, kill."""
    if process.stdout is not None:
        process.stdout.close()  # first: it may be waiting for us to read
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_POLITE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _on_path() -> Path | None:
    found = shutil.which("ffmpeg")
    return Path(found).absolute() if found else None


def _bundled() -> Path | None:
    import imageio_ffmpeg

    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe()).absolute()
    except RuntimeError:
        return None


@cache
def _fault(program: str) -> str | None:
    """Return what is wrong with an ffmpeg: it encodes a moment of film to find out."""
    try:
        run(Path(program), trial(), Progress(), 0.1)
    except StudioError as problem:
        return problem.details or problem.message.id
    return None
