"""What an author decides for one publication; a format heeds what concerns it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Split(Enum):
    """What a platform launches: the course, its modules one by one, or modules as courses."""

    COURSE = "course"
    MODULES = "modules"
    PACKAGES = "packages"


class Edition(Enum):
    """An edition of SCORM 2004."""

    THIRD = "3"
    FOURTH = "4"


class XapiVersion(Enum):
    """A version of xAPI; 2.0 is IEEE 9274.1.1-2023."""

    V1 = "1.0.3"
    V2 = "2.0.0"


@dataclass(frozen=True, slots=True)
class LrsSettings:
    """The LRS of a course that no platform launches. Whoever has the package can read them."""

    endpoint: str
    key: str = ""
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How a course is published.

    `pass_mark` writes the course's mark into the manifest, for platforms that want to judge by
    themselves. `lrs` is where an xAPI course reports to when nobody launches it.
    """

    split: Split = Split.COURSE
    edition: Edition = Edition.THIRD
    pass_mark: bool = False
    xapi_version: XapiVersion = XapiVersion.V1
    lrs: LrsSettings | None = None


DEFAULTS = Options()
"""A course as most platforms want it."""
