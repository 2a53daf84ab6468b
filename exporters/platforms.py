"""The platforms that authors publish to: what each takes today, its limits, and what to do there.

A platform stands here with formats of ours that it takes as they are. One whose own format is not
written yet is left out, or stands here with a format that works there as well. Where nobody of us
has read or tried what is said, `unsure` says so, and so does the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from exporters.options import DEFAULTS, Edition, Options, Split
from exporters.registry import exporter, formats
from studio.messages import Message, error, message

_MB = 1_000_000
_UPLOAD = ("add_scorm", "choose_file", "try_it")
_MOODLE = ("moodle_add", "moodle_drop", "moodle_grade")
_XBLOCK = ("xblock_add", "xblock_upload", "xblock_publish")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform refuses or handles badly. Sizes are in bytes; None is no known limit.

    `forbidden` are the ends of file names that it takes in no package.
    """

    package: int | None = None
    files: int | None = None
    forbidden: tuple[str, ...] = ()


_NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Platform:
    """Where a course can live. `takes` are the formats that it takes, the best one first.

    `steps` and `notes` end the ids of what is said of it. `whole` is for platforms that launch
    one thing of a package. `also` are other names under which it is looked for.
    """

    name: str
    takes: tuple[str, ...]
    options: Options = DEFAULTS
    limits: Limits = _NO_LIMITS
    steps: tuple[str, ...] = _UPLOAD
    notes: tuple[str, ...] = ()
    whole: bool = False
    unsure: bool = False
    also: tuple[str, ...] = ()

    @property
    def format(self) -> str:
        """The name of the format that it gets."""
        return self.takes[0]

    @property
    def title(self) -> Message:
        """What it is called; a format of a plug-in is called by its name."""
        if self.name in BY_NAME:
            return message(f"platform.{self.name}")
        return message("platform.plugin", format=self.name)

    @property
    def splits(self) -> tuple[Split, ...]:
        """The ways to divide a course that both its format and the platform have."""
        every = exporter(self.format).splits
        return tuple(each for each in every if not (self.whole and each is Split.MODULES))

    def steps_for(self, file: str) -> tuple[Message, ...]:
        """Return what to do there with the package `file`, one message for each step."""
        return tuple(
            message(f"platform.step.{step}", platform=self.title, file=file) for step in self.steps
        )

    def noted(self) -> tuple[Message, ...]:
        """Return what an author should know of it before publishing."""
        known = tuple(message(f"platform.note.{note}") for note in self.notes)
        return (*known, message("platform.note.unsure")) if self.unsure else known


_SCORMS = ("scorm12", "scorm2004")
_2004 = ("scorm2004", "scorm12")
_THIRD = Options(edition=Edition.THIRD)

PLATFORMS = (
    Platform("moodle", ("scorm12",), steps=_MOODLE, notes=("moodle",), also=("solerni",)),
    Platform("fun", _SCORMS, steps=_XBLOCK, notes=("fun",), whole=True, also=("fun-mooc",)),
    Platform(
        "openedx",
        _SCORMS,
        limits=Limits(package=50 * _MB),
        steps=_XBLOCK,
        notes=("openedx",),
        whole=True,
        also=("edx", "edulib", "tutor"),
    ),
    Platform(
        "360learning",
        _2004,
        _THIRD,
        Limits(package=1_500 * _MB, files=50_000),
        notes=("360learning",),
    ),
    Platform(
        "cornerstone",
        (*_2004, "xapi"),
        _THIRD,
        Limits(package=250 * _MB),
        notes=("cornerstone",),
        also=("csod",),
    ),
    Platform("successfactors", _SCORMS, notes=("successfactors",), also=("sap",)),
    Platform("talentlms", ("scorm12", "xapi", "cmi5"), notes=("talentlms",)),
    Platform(
        "docebo",
        (*_2004, "xapi"),
        _THIRD,
        Limits(
            forbidden=(
                *(".htaccess", ".php", ".php3", ".php4", ".php5", ".phtml", ".cgi", ".sh"),
                *(".asp", ".aspx", ".jsp", ".py", ".rb", ".pl"),
            )
        ),
        notes=("docebo",),
    ),
    Platform("scormcloud", (*_2004, "xapi", "cmi5"), notes=("scormcloud",), also=("rustici",)),
    Platform(
        "crossknowledge",
        _SCORMS,
        limits=Limits(
            package=200 * _MB, forbidden=(".htaccess", ".php", ".pl", ".cgi", ".exe", ".sh")
        ),
    ),
    Platform("ilias", (*_2004, "xapi", "cmi5"), notes=("ilias",)),
    Platform("totara", ("scorm12",), steps=_MOODLE, notes=("totara",)),
    Platform("blackboard", _2004, notes=("blackboard",), also=("anthology",)),
    Platform("brightspace", _SCORMS, notes=("brightspace",), also=("d2l",)),
    Platform(
        "tovuti",
        (*_SCORMS, "xapi"),
        limits=Limits(forbidden=(".zip", ".dat", ".br")),
        whole=True,
    ),
    Platform("lrs", ("xapi",), steps=("lrs_upload", "lrs_address", "lrs_look")),
    Platform("cmi5-lms", ("cmi5",), steps=("cmi5_add", "choose_file", "try_it"), unsure=True),
    Platform("web", ("html",), steps=("web_unpack", "web_upload", "web_link"), also=("site",)),
)
"""In the order in which they are offered."""

_PLAIN_STEPS = {
    "xapi": ("lrs_upload", "lrs_address", "lrs_look"),
    "cmi5": ("cmi5_add", "choose_file", "try_it"),
    "html": ("web_unpack", "web_upload", "web_link"),
}
PLAIN = tuple(
    Platform(name, (name,), steps=_PLAIN_STEPS.get(name, ("any_add", "choose_file", "try_it")))
    for name in ("scorm12", "scorm2004", "xapi", "cmi5", "html")
)
"""Our formats, for a platform that is not in the table."""

BY_NAME = {each.name: each for each in (*PLATFORMS, *PLAIN)}


def platform(name: str) -> Platform:
    """Return a platform by its name, or a format as a platform without any limits.

    Raises:
        StudioError: there is neither a platform nor a format of that name.
    """
    if name in BY_NAME:
        return BY_NAME[name]
    every = [*BY_NAME, *(each for each in formats() if each not in BY_NAME)]
    if name in every:
        return Platform(name, (name,), steps=("any_add", "choose_file", "try_it"))
    other = {also: each.name for each in PLATFORMS for also in each.also}
    near = get_close_matches(name.lower(), [*every, *other], n=1)
    known = {"format": name, "known": ", ".join(every)}
    if near:
        meant = other.get(near[0], near[0])
        raise error("publish.unknown_format_near", near=meant, **known)
    raise error("publish.unknown_format", **known)


def over_limits(
    place: Platform, sizes: Iterable[int], paths: Iterable[str] = ()
) -> Iterator[Message]:
    """Yield what a platform won't take of packages of these sizes (bytes), or of their files."""
    limits, largest, paths = place.limits, max(sizes, default=0), list(paths)
    said = {"platform": place.title}
    if limits.package is not None and largest > limits.package:
        yield message("platform.over.size", size=largest, limit=limits.package, **said)
    if limits.files is not None and len(paths) > limits.files:
        yield message("platform.over.files", files=len(paths), limit=limits.files, **said)
    for path in paths:
        if PurePosixPath(f"x{PurePosixPath(path).name}").suffix in limits.forbidden:
            yield message("platform.over.forbidden", file=path, **said)
