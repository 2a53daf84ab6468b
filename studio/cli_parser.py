"""The words of the command line: commands, options, and their help in French or English."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NoReturn

from studio import __version__
from studio.catalogues import read_catalogue
from studio.cli_publish import add_options
from studio.course.model import CLIP_LIMIT_S
from studio.i18n import Voice
from studio.media.ffmpeg_arguments import TARGET_LUFS
from studio.resources import asset

COMMAND_NAMES = (
    *("new", "split", "trim", "add-lecture", "import", "check", "storyboard", "publish"),
    *("validate", "pack", "unpack", "preview"),
)
TEMPLATES = ("first-home",)
_SHORTEST_LIMIT_S = 5.0
_QUIETEST_LUFS, _LOUDEST_LUFS = -40.0, -5.0
_LEAST_HEIGHT, _MOST_HEIGHT = 144, 4320
_LEAST_SIZE = 10_000
_UNITS = {"": 1, "k": 1_000, "M": 1_000_000, "G": 1_000_000_000}
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def make_parser(voice: Voice) -> argparse.ArgumentParser:
    """Return the parser of the whole command line, speaking with `voice`."""
    _speak_to_argparse(voice)
    parser = _Parser(
        prog="coursewright",
        description=voice.text("help.program"),
        epilog=voice.text("help.open"),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Coursewright {__version__}")
    # Here for the help alone: it needs a window, and `studio.__main__` has taken it.
    parser.add_argument("--self-test", action="store_true", help=voice.text("help.self_test"))
    commands = parser.add_subparsers(
        dest="command", required=True, metavar=voice.text("help.command")
    )
    fillers = (
        *(_new, _split, _trim, _add_lecture, _import, _check, _storyboard, _publish),
        *(_validate, _pack, _unpack, _preview),
    )
    for name, fill in zip(COMMAND_NAMES, fillers, strict=True):
        text = voice.text(f"help.{name}")
        command = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        command.add_argument("--json", action="store_true", help=voice.text("help.json"))
        fill(command, voice)
    return parser


class _Parser(argparse.ArgumentParser):
    """A parser whose errors point to the help and end with the status for wrong usage."""

    def error(self, message: str) -> NoReturn:
        self.print_usage()
        self.exit(2, f"{self.prog}: {message}\n")

    def print_usage(self, file: object = None) -> None:  # noqa: ARG002
        import sys

        super().print_usage(sys.stderr)


def _new(command: argparse.ArgumentParser, voice: Voice) -> None:
    _folder(command, voice, "help.new_folder")
    command.add_argument("--title", required=True, help=voice.text("help.title"))
    start = command.add_mutually_exclusive_group()
    start.add_argument(
        "--language",
        type=_typed(voice, "help.bad_language", _language),
        help=voice.text("help.language"),
    )
    start.add_argument("--template", choices=TEMPLATES, help=voice.text("help.template"))
    command.add_argument(
        "--iri",
        type=_typed(voice, "help.bad_iri", _iri),
        metavar="IRI",
        help=voice.text("help.iri"),
    )


def _split(command: argparse.ArgumentParser, voice: Voice) -> None:
    _recording(command, voice)
    command.add_argument("--out", type=Path, metavar="DIR", help=voice.text("help.split_out"))
    command.add_argument(
        "--trim-silence", action="store_true", help=voice.text("help.trim_silence")
    )
    command.add_argument(
        "--loudness",
        type=_typed(voice, "help.bad_loudness", _loudness),
        nargs="?",
        const=TARGET_LUFS,
        metavar="LUFS",
        help=voice.text("help.loudness", lufs=TARGET_LUFS),
    )
    command.add_argument(
        "--height",
        type=_typed(voice, "help.bad_height", _height),
        metavar="N",
        help=voice.text("help.height"),
    )
    command.add_argument(
        "--largest",
        type=_typed(voice, "help.bad_size", _size),
        metavar="SIZE",
        help=voice.text("help.largest"),
    )
    command.add_argument("--plot", type=Path, metavar="FILE", help=voice.text("help.plot"))


def _trim(command: argparse.ArgumentParser, voice: Voice) -> None:
    command.add_argument(
        "recording", type=Path, metavar="RECORDING", help=voice.text("help.trim_recording")
    )
    command.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=voice.text("help.trim_out")
    )
    for option, name in (("--from", "start"), ("--to", "end")):
        command.add_argument(
            option,
            dest=name,
            type=_typed(voice, "help.bad_time", _time),
            metavar="M:SS",
            help=voice.text(f"help.trim_{name}"),
        )


def _add_lecture(command: argparse.ArgumentParser, voice: Voice) -> None:
    _folder(command, voice, "help.folder")
    _recording(command, voice)


def _import(command: argparse.ArgumentParser, voice: Voice) -> None:
    from studio.cli_import import columns_of
    from studio.imports.questions.found import FORMATS
    from studio.imports.questions.labels import FIELDS

    _folder(command, voice, "help.folder")
    command.add_argument("file", type=Path, metavar="FILE", help=voice.text("help.import_file"))
    command.add_argument("--format", choices=FORMATS, help=voice.text("help.import_format"))
    command.add_argument(
        "--columns",
        type=_typed(voice, "help.bad_columns", columns_of),
        metavar="question=A,…",
        help=voice.text("help.columns", fields=", ".join(FIELDS)),
    )
    command.add_argument("--dry-run", action="store_true", help=voice.text("help.import_dry"))


def _check(command: argparse.ArgumentParser, voice: Voice) -> None:
    _folder(command, voice, "help.folder")


def _storyboard(command: argparse.ArgumentParser, voice: Voice) -> None:
    _folder(command, voice, "help.folder")
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--out", type=Path, metavar="FILE", help=voice.text("help.storyboard_out"))
    way.add_argument(
        "--from", dest="back", type=Path, metavar="FILE", help=voice.text("help.storyboard_from")
    )
    command.add_argument("--apply", action="store_true", help=voice.text("help.storyboard_apply"))


def _publish(command: argparse.ArgumentParser, voice: Voice) -> None:
    from exporters.platforms import PLATFORMS
    from exporters.registry import formats

    _folder(command, voice, "help.folder")
    named = {"known": ", ".join(formats()), "platforms": ", ".join(each.name for each in PLATFORMS)}
    command.add_argument(
        "--to", required=True, action="append", metavar="NAME", help=voice.text("help.to", **named)
    )
    command.add_argument("--out", type=Path, metavar="FILE", help=voice.text("help.publish_out"))
    add_options(command, voice)


def _validate(command: argparse.ArgumentParser, voice: Voice) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help=voice.text("help.validate_file"))


def _pack(command: argparse.ArgumentParser, voice: Voice) -> None:
    _folder(command, voice, "help.folder")
    command.add_argument("--out", type=Path, metavar="FILE", help=voice.text("help.pack_out"))
    command.add_argument("--no-history", action="store_true", help=voice.text("help.no_history"))


def _unpack(command: argparse.ArgumentParser, voice: Voice) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help=voice.text("help.pack_file"))
    command.add_argument("--out", type=Path, metavar="FOLDER", help=voice.text("help.unpack_out"))


def _preview(command: argparse.ArgumentParser, voice: Voice) -> None:
    command.add_argument("path", type=Path, metavar="PATH", help=voice.text("help.preview_path"))


def _folder(command: argparse.ArgumentParser, voice: Voice, help_id: str) -> None:
    command.add_argument("folder", type=Path, metavar="FOLDER", help=voice.text(help_id))


def _recording(command: argparse.ArgumentParser, voice: Voice) -> None:
    command.add_argument(
        "recording", type=Path, metavar="RECORDING", help=voice.text("help.recording")
    )
    command.add_argument(
        "--max",
        type=_typed(voice, "help.bad_length", _length),
        default=None,
        metavar="M:SS",
        help=voice.text("help.max", length=CLIP_LIMIT_S),
    )
    words = command.add_mutually_exclusive_group()
    words.add_argument("--captions", type=Path, metavar="FILE", help=voice.text("help.captions"))
    words.add_argument(
        "--transcribe", type=Path, metavar="MODEL_FOLDER", help=voice.text("help.transcribe")
    )
    command.add_argument(
        "--language",
        type=_typed(voice, "help.bad_language", _language),
        help=voice.text("help.spoken_language"),
    )


def _typed(voice: Voice, error_id: str, read: Callable[[str], object]) -> Callable[[str], object]:
    """Return an argument type that refuses bad values with a sentence of the catalogue."""

    def typed(text: str) -> object:
        try:
            return read(text)
        except ValueError:
            raise argparse.ArgumentTypeError(voice.text(error_id, value=text)) from None

    return typed


def _length(text: str) -> float:
    """Return the seconds of a limit that a plan can keep."""
    seconds = _time(text)
    if seconds < _SHORTEST_LIMIT_S:
        raise ValueError(text)
    return seconds


def _time(text: str) -> float:
    """Return the seconds in `7:00`, `1:05:30` or `420`."""
    if not re.fullmatch(r"(\d+:){0,2}\d+(\.\d+)?", text):
        raise ValueError(text)
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60.0 + float(part)
    return seconds


def _loudness(text: str) -> float:
    lufs = float(text)
    if not _QUIETEST_LUFS <= lufs <= _LOUDEST_LUFS:
        raise ValueError(text)
    return lufs


def _height(text: str) -> int:
    height = int(text)
    if not _LEAST_HEIGHT <= height <= _MOST_HEIGHT:
        raise ValueError(text)
    return height


def _size(text: str) -> int:
    """Return the bytes in `100M`, `1.5G` or `800000`; the units are powers of 1,000."""
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?) ?([kMG]?)[oB]?", text)
    if found is None:
        raise ValueError(text)
    value, unit = found.groups()
    octets = round(float(value.replace(",", ".")) * _UNITS[unit])
    if octets < _LEAST_SIZE:
        raise ValueError(text)
    return octets


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(text)
    return text


def _iri(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise ValueError(text)
    return text


def _speak_to_argparse(voice: Voice) -> None:
    """Have argparse speak the user's language.

    It looks up its own sentences by these two names, for gettext; it has no other door.
    """
    texts = _argparse_texts(voice.language)

    def plural(one: str, many: str, count: int) -> str:
        form = one if count == 1 else many
        return texts.get(form, form)

    setattr(argparse, "_", lambda text: texts.get(text, text))  # noqa: B010
    setattr(argparse, "ngettext", plural)  # noqa: B010


@cache
def _argparse_texts(language: str) -> dict[str, str]:
    path = asset("i18n", f"argparse.{language}.po")
    if not path.is_file():
        return {}
    return {id_: forms[0] for id_, forms in read_catalogue(path).items()}
