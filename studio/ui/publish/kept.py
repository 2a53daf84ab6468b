"""The author's choices as the course keeps them, and back. The secret of an LRS stays out."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import Enum
from pathlib import PurePath
from typing import TypeVar

from exporters.options import Edition, LrsSettings, Options, XapiVersion
from exporters.platforms import Platform
from exporters.registry import exporter
from studio.project.publishing import KeptTarget

_Value = TypeVar("_Value", bound=Enum)


def kept_target(options: Options, file: str) -> KeptTarget:
    """Return what is kept of the options and the file name for one platform."""
    lrs = options.lrs or LrsSettings("")
    return KeptTarget(
        split=options.split.value,
        edition=options.edition.value,
        pass_mark=options.pass_mark,
        xapi_version=options.xapi_version.value,
        lrs_endpoint=lrs.endpoint,
        lrs_key=lrs.key,
        file=file,
    )


def options_from(kept: KeptTarget, place: Platform) -> Options:
    """Return the options that were kept, as far as the platform and its format still have them."""
    heeds = exporter(place.format).heeds
    split = next((each for each in place.splits if each.value == kept.split), place.options.split)
    lrs = LrsSettings(kept.lrs_endpoint, kept.lrs_key) if kept.lrs_endpoint else None
    decided = Options(
        split=split,
        edition=_value(Edition, kept.edition, place.options.edition),
        pass_mark=kept.pass_mark,
        xapi_version=_value(XapiVersion, kept.xapi_version, place.options.xapi_version),
        lrs=lrs,
    )
    idle = {each.name for each in fields(Options)} - heeds - {"split"}
    return replace(decided, **{name: getattr(place.options, name) for name in idle})


def file_from(kept: KeptTarget) -> str:
    """Return a file name that was kept, or "": it names no place outside its folder."""
    name = PurePath(kept.file.replace("\\", "/")).name
    return name if name.lower().endswith(".zip") else ""


def _value(values: type[_Value], kept: str, default: _Value) -> _Value:
    return next((each for each in values if each.value == kept), default)
