"""Publishing: freeze the course, ask the format for its files, write one archive or several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

from exporters.archive import write_archive
from exporters.freeze import alone, freeze, with_options
from exporters.options import DEFAULTS, Options, Split
from exporters.publication import PackageFile, Publication
from exporters.registry import Exporter, exporter
from exporters.validation.findings import with_place
from exporters.validation.validate import validate_files
from exporters.warnings import Told, warnings
from studio.course.model import Course
from studio.jobs import Progress
from studio.messages import Message, error, message
from studio.names import file_slug
from studio.project.project import Project
from studio.project.versions import VersionKind
from studio.review.findings import Level

_MEDIA_SHARE = 0.85
"""Cutting the clips is nearly all the work of a first publication."""


class Published(NamedTuple):
    """Packages that were written: their files, the bytes of all, and what to look at.

    `largest` is the size of the largest one, `paths` are the names of the files in them.
    """

    files: tuple[Path, ...]
    size: int
    warnings: tuple[Told, ...]
    largest: int = 0
    paths: frozenset[str] = frozenset()

    @property
    def file(self) -> Path:
        """The package, or the first of several."""
        return self.files[0]


class Order(NamedTuple):
    """A package that is wanted: its format, its file (None: beside the course), its options."""

    format_name: str
    out: Path | None
    options: Options = DEFAULTS


class _Ready(NamedTuple):
    """The packages of one order: what is to be written where, and the paths inside."""

    packages: Mapping[Path, Sequence[PackageFile]]

    @classmethod
    def of(cls, publication: Publication, chosen: Exporter, target: Path) -> _Ready:
        return cls({file: chosen.files(held) for file, held in _packages(publication, target)})

    def published(self, told: Sequence[Told]) -> Published:
        sizes = tuple(file.stat().st_size for file in self.packages)
        paths = {each.path for files in self.packages.values() for each in files}
        return Published(
            tuple(self.packages), sum(sizes), tuple(told), max(sizes), frozenset(paths)
        )


def publish(
    project: Project,
    course: Course,
    format_name: str,
    out: Path | None,
    options: Options = DEFAULTS,
    *,
    progress: Progress,
) -> Published:
    """Write `course` as a package of the format `format_name`, or as one for each module.

    What was published is kept in the course's history. Without `out` the package lies beside the
    course folder, under a name made of the course's title and the format; those of modules lie
    where one would, their numbers and titles after its name.

    Raises:
        StudioError: no such format, an option that is not for it, nothing to publish, media that
            are missing or broken, or a package that platforms would refuse.
        OSError: a package can't be written.
        Cancelled: the work was cancelled; packages written before are there, no half one.
    """
    order = Order(format_name, out, options)
    [published] = publish_each(project, course, [order], progress=progress)
    return published


def publish_each(
    project: Project, course: Course, orders: Sequence[Order], *, progress: Progress
) -> Iterator[Published]:
    """Yield what was written for each order, as soon as it is. The course is frozen once for all.

    Nothing is written before every package is known to be sound.

    Raises:
        StudioError: as `publish`.
        OSError: a package can't be written.
        Cancelled: the work was cancelled; packages written before are there, no half one.
    """
    progress.say(message("publish.step.check"))
    for order in orders:
        _check(exporter(order.format_name), order.options)
    if not course.screens_in_order():
        raise error("publish.no_screens", title=course.title)
    targets = [_target(project, course, order.format_name, order.out) for order in orders]
    publication = freeze(project, course, progress=progress.part(0.0, _MEDIA_SHARE))
    progress.say(message("publish.step.render", n=len(course.screens_in_order())))
    ready = [
        _Ready.of(with_options(publication, order.options), exporter(order.format_name), target)
        for order, target in zip(orders, targets, strict=True)
    ]
    progress.say(message("publish.step.validate"))
    found = [
        [each for files in one.packages.values() for each in _validated(files)] for one in ready
    ]
    kept = _keep_version(project, course)
    writing = progress.part(_MEDIA_SHARE, 1.0)
    for number, (order, one) in enumerate(zip(orders, ready, strict=True)):
        _write(one.packages, writing.part(number / len(orders), (number + 1) / len(orders)))
        said = warnings(course, order.format_name, order.options)
        also = (Told(each) for each in (*found[number], *kept))
        yield one.published((*said, *also))


def _write(packages: Mapping[Path, Sequence[PackageFile]], progress: Progress) -> None:
    for number, (file, files) in enumerate(packages.items()):
        progress.say(message("publish.step.write", file=file.name))
        share = progress.part(number / len(packages), (number + 1) / len(packages))
        write_archive(file, files, share)


def _check(chosen: Exporter, options: Options) -> None:
    """Refuse what the author has asked for in vain."""
    if options.split not in chosen.splits:
        raise error("publish.no_split", format=chosen.name, split=options.split.value)
    for each in fields(Options):
        asked = getattr(options, each.name) != getattr(DEFAULTS, each.name)
        if asked and each.name != "split" and each.name not in chosen.heeds:
            raise error("publish.option_unheeded", format=chosen.name, option=_named(each.name))


def _validated(files: Sequence[PackageFile]) -> Iterator[Message]:
    """Yield what the author should know of a package; refuse one that platforms would refuse."""
    for finding in validate_files(files):
        if finding.level is Level.ERROR:
            raise error("publish.invalid", details=finding.details, **with_place(finding))
        if finding.level is Level.WARNING:
            yield message("publish.warning", **with_place(finding))


def _named(option: str) -> str:
    return f"--{option.replace('_', '-')}"


def _packages(publication: Publication, target: Path) -> Iterator[tuple[Path, Publication]]:
    """Yield the files to write and what goes into each."""
    if publication.options.split is not Split.PACKAGES:
        yield target, publication
        return
    for number, unit in enumerate(publication.units, 1):
        name = f"{target.stem}-{number:02}-{file_slug(unit.title, 'module')}{target.suffix}"
        yield target.with_name(name), alone(publication, unit)


def _keep_version(project: Project, course: Course) -> list[Message]:
    """Keep what was published in the history; where that fails the package is good all the same."""
    try:
        project.history.keep(course, VersionKind.PUBLISHED)
    except OSError as problem:
        return [message("publish.no_version", reason=problem.strerror or "")]
    return []


def _target(project: Project, course: Course, format_name: str, out: Path | None) -> Path:
    name = f"{file_slug(course.title, 'course')}-{format_name}.zip"
    if out is None:
        return project.folder.resolve().parent / name
    if out.is_dir():
        return out / name
    if not out.resolve().parent.is_dir():
        raise error("publish.no_such_folder", folder=str(out.parent))
    return out
