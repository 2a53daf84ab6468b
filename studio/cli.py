"""The command line: the studio's work without its window.

Results go to stdout (as text, or as JSON with `--json`), progress and errors to stderr.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from studio.cli_parser import COMMAND_NAMES, make_parser
from studio.course.ids import new_id
from studio.course.model import Course
from studio.i18n import Voice
from studio.jobs import Cancelled, Progress, run_now
from studio.logs import start_logging
from studio.messages import Message, StudioError, error
from studio.settings import Settings, interface_language, load_settings

DONE, FAILED, WRONG_USAGE = 0, 1, 2


class Outcome(NamedTuple):
    """What a command has to say: as text, and as data for `--json`."""

    text: str
    data: dict[str, Any]


class Context(NamedTuple):
    """What a command works with besides its arguments."""

    settings: Settings
    voice: Voice
    progress: Progress


def main(argv: Sequence[str]) -> int:
    """Run one command and return the exit status."""
    start_logging()
    voice = Voice(interface_language(Settings()))
    as_json = "--json" in argv
    try:
        settings = load_settings()
        voice = Voice(interface_language(settings))
        arguments = make_parser(voice).parse_args(argv)
        with _reporting(voice) as progress:
            context = Context(settings, voice, progress)
            outcome = run_now(lambda _: _COMMANDS[arguments.command](arguments, context), progress)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else WRONG_USAGE
    except Cancelled:
        return _fail(voice, error("cli.cancelled"), as_json=as_json)
    except StudioError as problem:
        return _fail(voice, problem, as_json=as_json)
    _print(_json(outcome.data) if as_json else outcome.text)
    return DONE


def _new(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.project.project import create_project

    language = arguments.language or context.voice.language
    course = Course(
        id=new_id(), title=arguments.title, language=language, base_iri=arguments.iri or ""
    )
    create_project(arguments.folder, course)
    folder = str(arguments.folder)
    text = context.voice.text("cli.created", title=course.title, folder=folder)
    return Outcome(text, {"folder": folder, "id": course.id, "title": course.title})


def _split(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.media.split import split, write_clips

    progress = context.progress
    found = split(
        arguments.recording,
        limit_s=arguments.max,
        captions=arguments.captions,
        ffmpeg=context.settings.ffmpeg or None,
        progress=progress.part(0.0, 0.4 if arguments.out else 1.0),
    )
    files: Sequence[Path] = ()
    if arguments.out:
        files = write_clips(
            found, arguments.out, context.voice.say, progress=progress.part(0.4, 1.0)
        )
    return Outcome("", {"files": files})


def _add_lecture(arguments: argparse.Namespace, context: Context) -> Outcome:
    raise NotImplementedError


def _publish(arguments: argparse.Namespace, context: Context) -> Outcome:
    from exporters.publish import publish
    from studio.project.project import open_project

    project = open_project(arguments.folder)
    course = project.load()
    published = publish(
        project,
        course,
        arguments.to,
        arguments.out,
        ffmpeg=context.settings.ffmpeg,
        progress=context.progress,
    )
    voice = context.voice
    warnings = [voice.say(warning) for warning in published.warnings]
    text = voice.text("cli.published", file=str(published.file), size=published.size)
    lines = [text, *(voice.text("cli.warning", text=warning) for warning in warnings)]
    return Outcome(
        "\n".join(lines),
        {"file": str(published.file), "size": published.size, "warnings": warnings},
    )


_COMMANDS: dict[str, Callable[[argparse.Namespace, Context], Outcome]] = {
    "new": _new,
    "split": _split,
    "add-lecture": _add_lecture,
    "publish": _publish,
}
assert tuple(_COMMANDS) == COMMAND_NAMES


@contextmanager
def _reporting(voice: Voice) -> Iterator[Progress]:
    """Give a progress that reports on stderr and that Ctrl+C cancels."""
    line = _ProgressLine(voice)
    progress = Progress(line.show)
    earlier = signal.signal(signal.SIGINT, lambda *_: progress.cancel())
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, earlier)
        line.end()


class _ProgressLine:
    """One line on stderr that is written over; on a pipe, one line for each step."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._step: Message | None = None
        self._shown = ""

    def show(self, progress: Progress) -> None:
        if sys.stderr.isatty():
            text = self._text(progress)
            if text != self._shown:
                sys.stderr.write(f"\r{text:<{len(self._shown)}}")
                sys.stderr.flush()
                self._shown = text
        elif progress.step not in (None, self._step):
            self._step = progress.step
            sys.stderr.write(self._voice.say(self._step) + "\n")

    def end(self) -> None:
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")

    def _text(self, progress: Progress) -> str:
        step = self._voice.say(progress.step) if progress.step else ""
        left = progress.remaining_s()
        share = round(progress.fraction, 2)
        if left is None:
            return self._voice.text("cli.progress", share=share, step=step)
        return self._voice.text("cli.progress_left", share=share, step=step, left=left)


def _fail(voice: Voice, problem: StudioError, *, as_json: bool) -> int:
    sentence = voice.say(problem.message)
    sys.stderr.write(voice.text("cli.error", text=sentence) + "\n")
    if as_json:
        _print(_json({"error": {"id": problem.message.id, "text": sentence}}))
    return FAILED


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _print(text: str) -> None:
    """Write to stdout in UTF-8, whatever the console's code page is."""
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text + "\n")
