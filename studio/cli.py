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
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.cli_parser import make_parser
from studio.course.ids import new_id
from studio.course.model import CLIP_LIMIT_S, Course
from studio.i18n import Voice
from studio.jobs import Cancelled, Progress, run_now
from studio.logs import start_logging
from studio.messages import Message, StudioError, error
from studio.settings import Settings, interface_language, load_settings

if TYPE_CHECKING:
    from studio.media.cut import CutClip
    from studio.media.transcript import Transcript

DONE, FAILED, WRONG_USAGE = 0, 1, 2
FOUND = FAILED
"""A check that finds something ends as a failure does, so that a script stops."""


class Outcome(NamedTuple):
    """What a command has to say: as text, and as data for `--json`; and its exit status.

    A command that has said all while it ran has no text.
    """

    text: str
    data: dict[str, Any] | list[dict[str, Any]]
    status: int = DONE


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
    if outcome.text:
        _print(_json(outcome.data) if as_json else outcome.text)
    return outcome.status


def _new(arguments: argparse.Namespace, context: Context) -> Outcome:
    course = (
        _sample_course(arguments, context)
        if arguments.template
        else _empty_course(arguments, context)
    )
    folder = str(arguments.folder)
    text = context.voice.text("cli.created", title=course.title, folder=folder)
    return Outcome(text, {"folder": folder, "id": course.id, "title": course.title})


def _empty_course(arguments: argparse.Namespace, context: Context) -> Course:
    from studio.project.project import create_project

    language = arguments.language or context.voice.language
    course = Course(
        id=new_id(), title=arguments.title, language=language, base_iri=arguments.iri or ""
    )
    create_project(arguments.folder, course)
    return course


def _sample_course(arguments: argparse.Namespace, context: Context) -> Course:
    from studio.imports.sample import make_sample

    return make_sample(
        arguments.folder,
        ffmpeg=_ffmpeg(context),
        progress=context.progress,
        title=arguments.title,
        base_iri=arguments.iri or "",
    )


def _split(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.cli_split import Target, split_data, split_text, write_clips
    from studio.media.cutting.options import CutOptions
    from studio.media.split import split

    parts = _parts(context.progress, (3.0 if arguments.transcribe else 0.0, 0.4, 0.6))
    limit_s = arguments.max or CLIP_LIMIT_S
    spoken = _spoken(arguments, context, parts[0], "und")
    captions = spoken.cues if spoken else ()
    found = split(
        arguments.recording,
        limit_s=limit_s,
        captions=captions,
        trim_silence=arguments.trim_silence,
        ffmpeg=_ffmpeg(context),
        progress=parts[1],
    )
    written: Sequence[CutClip] = ()
    if arguments.out:
        target = Target(
            arguments.out,
            CutOptions(arguments.loudness, arguments.height, arguments.largest),
            _ffmpeg(context),
        )
        written = write_clips(found, captions, target, context.voice, parts[2])
    data = split_data(found, captions, written, context.voice)
    if arguments.plot:
        from studio.cli_plot import draw

        draw(found, arguments.plot, context.voice)
        data["plot"] = str(arguments.plot)
    return Outcome(split_text(found, data, context.voice), data)


def _parts(progress: Progress, weights: Sequence[float]) -> list[Progress]:
    """Return the parts of a progress, each as long as its weight."""
    ends = [sum(weights[:n]) / sum(weights) for n in range(len(weights) + 1)]
    return [progress.part(start, end) for start, end in pairwise(ends)]


def _spoken(
    arguments: argparse.Namespace, context: Context, progress: Progress, default: str
) -> Transcript | None:
    """Return the captions of a file, or of the speech itself; None where neither is asked for.

    A file whose language is neither given nor in its name is taken to be in the `default` one.
    """
    from studio.imports.lecture import caption_language
    from studio.media.captions import read_captions
    from studio.media.ffmpeg import find_ffmpeg
    from studio.media.probe import probe
    from studio.media.transcribe import transcribe
    from studio.media.transcript import Transcript

    if arguments.captions:
        language = arguments.language or caption_language(arguments.captions, default)
        return Transcript(language, read_captions(arguments.captions))
    if not arguments.transcribe:
        return None
    return transcribe(
        probe(arguments.recording),
        arguments.transcribe,
        language=arguments.language,
        ffmpeg=find_ffmpeg(_ffmpeg(context)),
        progress=progress,
    )


def _trim(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.media.ffmpeg import find_ffmpeg
    from studio.media.narration import trim
    from studio.media.probe import probe

    length_s = trim(
        probe(arguments.recording),
        arguments.out,
        start_s=arguments.start or 0.0,
        end_s=arguments.end,
        ffmpeg=find_ffmpeg(_ffmpeg(context)),
        progress=context.progress,
    )
    file = str(arguments.out)
    text = context.voice.text("cli.trimmed", file=file, length=length_s)
    return Outcome(text, {"file": file, "duration_s": length_s})


def _add_lecture(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.imports.lecture import bring_in_lecture
    from studio.project.session import alone_on

    hearing, bringing = _parts(context.progress, (3.0 if arguments.transcribe else 0.0, 1.0))
    with alone_on(arguments.folder) as (project, course):
        spoken = _spoken(arguments, context, hearing, course.language)
        lecture = bring_in_lecture(
            project,
            course,
            arguments.recording,
            captions=spoken,
            limit_s=arguments.max,
            ffmpeg=_ffmpeg(context),
            progress=bringing,
        )
        project.save(lecture.edit(course))
    text = context.voice.text("cli.lecture_added", n=len(lecture.clips), title=lecture.title)
    clips = [
        {"id": clip.id, "title": clip.title, "start_s": clip.start_s, "end_s": clip.end_s}
        for clip in lecture.clips
    ]
    return Outcome(text, {"folder": str(arguments.folder), "title": lecture.title, "clips": clips})


def _ffmpeg(context: Context) -> Path | None:
    return Path(context.settings.ffmpeg) if context.settings.ffmpeg else None


def _check(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.cli_check import findings_data, findings_text
    from studio.project.project import open_project
    from studio.review.findings import Level
    from studio.review.review import review

    project = open_project(arguments.folder)
    course = project.load()
    findings = review(course, project)
    data = findings_data(course, findings, context.voice)
    clean = all(finding.level is Level.HINT for finding in findings)
    text = findings_text(course, data, context.voice)
    return Outcome(text, data, DONE if clean else FOUND)


def _storyboard(arguments: argparse.Namespace, context: Context) -> Outcome:
    if arguments.out:
        return _write_storyboard(arguments, context)
    return _bring_storyboard_back(arguments, context)


def _write_storyboard(arguments: argparse.Namespace, context: Context) -> Outcome:
    from exporters.storyboard import write_storyboard
    from studio.project.project import open_project

    project = open_project(arguments.folder)
    voice, progress = context.voice, context.progress
    write_storyboard(arguments.out, project, project.load(), voice, progress)
    file = str(arguments.out)
    return Outcome(voice.text("cli.storyboard_written", file=file), {"file": file})


def _bring_storyboard_back(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.cli_storyboard import changes_data, changes_text
    from studio.imports.storyboard import read_storyboard
    from studio.imports.storyboard_changes import edit_of, storyboard_changes
    from studio.project.project import open_project
    from studio.project.session import alone_on

    found = read_storyboard(arguments.back)
    if arguments.apply:
        with alone_on(arguments.folder) as (project, course):
            back = storyboard_changes(course, found)
            taken = [change for change in back.changes if not change.conflict]
            if taken:
                project.save(edit_of(taken)(course))
    else:
        course = open_project(arguments.folder).load()
        back, taken = storyboard_changes(course, found), []
    data = changes_data(course, back, taken, context.voice)
    left = len(back.changes) - len(taken)
    return Outcome(changes_text(data, context.voice), data, FOUND if left else DONE)


def _import(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Take all that the bank has not yet; what is wrong with the list does not stop the rest."""
    from studio.cli_import import questions_data, questions_text
    from studio.imports.questions.read import read_questions_file
    from studio.imports.questions.taking import in_bank, taken
    from studio.project.project import open_project
    from studio.project.session import alone_on

    found = read_questions_file(arguments.file, arguments.format or "", arguments.columns)
    if arguments.dry_run:
        course = open_project(arguments.folder).load()
        known, chosen = in_bank(course, found), frozenset[int]()
    else:
        with alone_on(arguments.folder) as (project, course):
            known = in_bank(course, found)
            chosen = frozenset(range(len(found.questions))) - known
            if chosen:
                project.save(taken(found, chosen)(course))
    data = questions_data(course, found, chosen, known, context.voice)
    status = FOUND if found.problems else DONE
    return Outcome(questions_text(data, context.voice), data, status)


def _publish(arguments: argparse.Namespace, context: Context) -> Outcome:
    from exporters.batch import deliver
    from studio.cli_publish import delivered_data, delivered_text, wishes_of
    from studio.project.session import alone_on

    wishes, voice = wishes_of(arguments), context.voice
    with alone_on(arguments.folder, even_read_only=True) as (project, course):
        delivered = list(deliver(project, course, wishes, progress=context.progress))
    text = "\n".join(delivered_text(each, voice) for each in delivered)
    data = [delivered_data(each, voice) for each in delivered]
    return Outcome(text, data[0] if len(data) == 1 else {"packages": data})


def _validate(arguments: argparse.Namespace, context: Context) -> Outcome:
    from exporters.validation.validate import validate_file
    from studio.cli_validate import findings_data, findings_text
    from studio.review.findings import Level

    findings = validate_file(arguments.file)
    data = findings_data(findings, context.voice)
    failed = any(finding.level is Level.ERROR for finding in findings)
    text = findings_text(arguments.file, data, context.voice)
    return Outcome(text, data, FOUND if failed else DONE)


def _pack(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.project.pack import pack, pack_beside
    from studio.project.session import alone_on

    beside = pack_beside(arguments.folder.resolve())
    out: Path = arguments.out or beside
    target = out / beside.name if out.is_dir() else out
    with alone_on(arguments.folder, even_read_only=True) as (project, course):
        packed = pack(
            project,
            course,
            target,
            with_history=not arguments.no_history,
            progress=context.progress,
        )
    text = context.voice.text("cli.packed", file=str(packed.file), size=packed.size)
    return Outcome(text, {"file": str(packed.file), "size": packed.size})


def _unpack(arguments: argparse.Namespace, context: Context) -> Outcome:
    from studio.project.unpack import unpack

    file: Path = arguments.file
    folder = (arguments.out or file.with_suffix(".course")).resolve()
    project = unpack(file, folder, context.progress)
    course = project.load()
    text = context.voice.text("cli.unpacked", title=course.title, folder=str(folder))
    return Outcome(text, {"folder": str(folder), "id": course.id, "title": course.title})


def _preview(arguments: argparse.Namespace, context: Context) -> Outcome:
    """Say the address and serve: an interrupt is the way to end this, and no failure."""
    import webbrowser

    from studio.cli_preview import opened

    with opened(arguments.path, context.voice) as preview:
        text = context.voice.text("cli.preview", address=preview.address)
        if arguments.json:
            _print(_json({"address": preview.address}))
        else:
            _print(text)
            webbrowser.open(preview.address)
        preview.serve(context.progress)
    return Outcome("", {})


_COMMANDS: dict[str, Callable[[argparse.Namespace, Context], Outcome]] = {
    "new": _new,
    "split": _split,
    "trim": _trim,
    "add-lecture": _add_lecture,
    "import": _import,
    "check": _check,
    "storyboard": _storyboard,
    "publish": _publish,
    "validate": _validate,
    "pack": _pack,
    "unpack": _unpack,
    "preview": _preview,
}


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


def _json(data: dict[str, Any] | list[dict[str, Any]]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _print(text: str) -> None:
    """Write to stdout in UTF-8, whatever the console's code page is."""
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text + "\n")
