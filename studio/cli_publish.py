"""Publishing without a window: what the command line says of it, and what is told of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.i18n import Voice
from studio.messages import error

if TYPE_CHECKING:
    from exporters.batch import Delivery, Wish
    from exporters.options import Options

_XAPI_VERSIONS = {"1.0.3": "1.0.3", "2.0": "2.0.0"}


def add_options(command: argparse.ArgumentParser, voice: Voice) -> None:
    """Add what can be decided for one publication."""
    choices = {
        "split": ("course", "modules", "packages"),
        "edition": ("3", "4"),
        "xapi-version": tuple(_XAPI_VERSIONS),
    }
    for name, values in choices.items():
        text = voice.text(f"help.publish_{name.replace('-', '_')}")
        command.add_argument(f"--{name}", choices=values, default=values[0], help=text)
    command.add_argument(
        "--pass-mark", action="store_true", help=voice.text("help.publish_pass_mark")
    )
    command.add_argument("--lrs", metavar="URL", help=voice.text("help.publish_lrs"))
    command.add_argument(
        "--lrs-login", metavar="KEY:SECRET", default="", help=voice.text("help.publish_lrs_login")
    )


def options_of(arguments: argparse.Namespace) -> Options:
    """Return what was decided on the command line."""
    from exporters.options import Edition, LrsSettings, Options, Split, XapiVersion

    key, _, secret = arguments.lrs_login.partition(":")
    return Options(
        split=Split(arguments.split),
        edition=Edition(arguments.edition),
        pass_mark=arguments.pass_mark,
        xapi_version=XapiVersion(_XAPI_VERSIONS[arguments.xapi_version]),
        lrs=LrsSettings(arguments.lrs, key, secret) if arguments.lrs else None,
    )


def wishes_of(arguments: argparse.Namespace) -> list[Wish]:
    """Return which platforms and formats shall get the course.

    Raises:
        StudioError: there is no such platform or format, or one file is named for several.
    """
    from exporters.batch import Wish, grouped
    from exporters.platforms import platform

    out: Path | None = arguments.out
    options = options_of(arguments)
    names = dict.fromkeys(arguments.to)
    wishes = [Wish(platform(name), options, out) for name in names]
    if out is not None and not out.is_dir() and len(grouped(wishes)) > 1:
        raise error("publish.out_of_several", file=str(out))
    return wishes


def delivered_text(delivery: Delivery, voice: Voice) -> str:
    """Return what was written, what to look at and what to do next, in sentences."""
    published = delivery.published
    files = published.files
    said = voice.text("cli.published", file=str(files[0]), size=published.size, n=len(files))
    warnings = (voice.text("cli.warning", text=voice.say(each.said)) for each in published.warnings)
    return "\n".join([said, *warnings, *_next(delivery, voice)])


def delivered_data(delivery: Delivery, voice: Voice) -> dict[str, Any]:
    """Return the same for programs."""
    published = delivery.published
    return {
        "file": str(published.file),
        "files": [str(file) for file in published.files],
        "size": published.size,
        "warnings": [voice.say(warning.said) for warning in published.warnings],
        "platforms": [place.name for place in delivery.places],
    }


def _next(delivery: Delivery, voice: Voice) -> Iterator[str]:
    """Yield the steps to follow on each platform; a format alone names no place to go to."""
    from exporters.platforms import PLATFORMS

    for place in delivery.places:
        if place in PLATFORMS:
            yield voice.text("ui.publish_then", platform=voice.say(place.title))
            steps = place.steps_for(delivery.published.file.name)
            yield from (f"{at}. {voice.say(step)}" for at, step in enumerate(steps, 1))
