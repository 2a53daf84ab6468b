"""What every format writes from: a course and its media, frozen and resolved once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from exporters.options import DEFAULTS, Options, Split
from studio.course.model import Course


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file of a package: its path inside, and its bytes or the file that holds them.

    Paths are lower-case ASCII, and each basename is there once: some LMSs look up files by their
    basename alone.
    """

    path: str
    source: Path | bytes


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: shown from `start_s` to `end_s` of its clip; `text` may have two lines."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class ClipFile:
    """A clip as it was cut for this package."""

    file: PackageFile
    mime: str
    duration_s: float
    width: int | None = None
    height: int | None = None
    cues: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    """By language; in the package's language first where there is one."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The numbers under which progress is kept, never given twice (`published.json`).

    `screens` maps a screen's id to its bit; `questions` maps a placement (`block/question`) to its
    place among the answers; `blocks` maps the id of a block that keeps something of the learner to
    its place among what is kept, and `marks` what can be ticked there (`block/entry`) to its bit;
    `clips` maps a clip's id to its place among those that were watched.
    """

    screens: Mapping[str, int]
    questions: Mapping[str, int]
    blocks: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)
    clips: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """What an LMS launches as one thing: a SCO, an AU. The whole course, or one of its modules.

    `launch` is its page in the package.
    """

    id: str
    title: str
    screens: tuple[str, ...]
    launch: str = "index.html"


@dataclass(frozen=True, slots=True)
class Publication:
    """A course in one language, with the media that it uses under their names in the package."""

    course: Course
    language: str
    units: tuple[Unit, ...]
    clips: Mapping[str, ClipFile]
    media: Mapping[str, PackageFile]
    slots: Slots
    base_iri: str
    """Where activity ids begin: an IRI that ends in `/`."""
    options: Options = DEFAULTS

    @property
    def id(self) -> str:
        """The id of what the package holds: of the course, or of the module that stands alone."""
        return self.units[0].id if self._stands_alone else self.course.id

    @property
    def title(self) -> str:
        """The title of the package: a module that stands alone says its course, too."""
        title = self.course.title
        return f"{title} \u2013 {self.units[0].title}" if self._stands_alone else title

    @property
    def _stands_alone(self) -> bool:
        """Whether the package holds a module that was taken out of its course."""
        return self.options.split is Split.PACKAGES and len(self.units) == 1

    def media_files(self) -> list[PackageFile]:
        """Return the clips and the other media, each once, in the order of their names."""
        clips = (clip.file for clip in self.clips.values())
        return sorted((*clips, *self.media.values()), key=lambda file: file.path)

    def activity_iri(self, id_: str) -> str:
        """Return the xAPI activity id of the course or of one of its nodes."""
        return self.base_iri if id_ == self.course.id else f"{self.base_iri}{id_}"


def shortened(text: str, letters: int) -> str:
    """Return `text` cut to at most `letters` characters, with an ellipsis where it was cut."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "\u2026"
