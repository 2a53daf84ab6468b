"""Publishing without a window: what the command line says of it, and what is told of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from studio.i18n import Voice

if TYPE_CHECKING:
    from exporters.options import Options
    from exporters.publish import Published

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


def published_text(published: Published, voice: Voice) -> str:
    """Return what was written and what to look at, in sentences."""
    files = published.files
    said = voice.text("cli.published", file=str(files[0]), size=published.size, n=len(files))
    warnings = (voice.text("cli.warning", text=voice.say(each)) for each in published.warnings)
    return "\n".join([said, *warnings])


def published_data(published: Published, voice: Voice) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "file": str(published.file),
        "files": [str(file) for file in published.files],
        "size": published.size,
        "warnings": [voice.say(warning) for warning in published.warnings],
    }
