"""Publishing to several platforms in one go: what is the same for two of them is written once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from exporters.options import DEFAULTS, Options
from exporters.platforms import Platform, over_limits
from exporters.publish import Order, Published, publish_each
from exporters.warnings import Told
from studio.course.model import Course
from studio.jobs import Progress
from studio.names import file_slug
from studio.project.project import Project


@dataclass(frozen=True, slots=True)
class Wish:
    """A platform that shall get the course, and how. Without `out` the package is named for it."""

    place: Platform
    options: Options = DEFAULTS
    out: Path | None = None


class Delivery(NamedTuple):
    """What was written, and the platforms that it is for."""

    places: tuple[Platform, ...]
    published: Published


def deliver(
    project: Project, course: Course, wishes: Sequence[Wish], *, progress: Progress
) -> Iterator[Delivery]:
    """Yield each package that was written, with what its platforms won't take of it.

    Raises:
        StudioError: as `exporters.publish.publish`.
        OSError: a package can't be written.
        Cancelled: the work was cancelled; packages yielded before are there, no half one.
    """
    groups = grouped(wishes)
    folder = project.folder.resolve().parent
    orders = list(_orders(course, groups, folder))
    made = publish_each(project, course, orders, progress=progress)
    for group, published in zip(groups, made, strict=True):
        places = tuple(wish.place for wish in group)
        refused = [
            Told(each)
            for place in places
            for each in over_limits(place, [published.largest], published.paths)
        ]
        told = (*refused, *published.warnings)
        yield Delivery(places, published._replace(warnings=told))


def grouped(wishes: Sequence[Wish]) -> list[list[Wish]]:
    """Return the wishes that one package fulfils together, in their order."""
    groups: dict[tuple[str, Options], list[Wish]] = {}
    for wish in wishes:
        groups.setdefault((wish.place.format, wish.options), []).append(wish)
    return list(groups.values())


def _orders(course: Course, groups: Sequence[Sequence[Wish]], folder: Path) -> Iterator[Order]:
    """Yield an order for each group; two packages never get the same file."""
    taken: set[Path] = set()
    for group in groups:
        first = group[0]
        file = next((wish.out for wish in group if wish.out), None) or folder
        if file.is_dir():
            file /= proposed_name(course, first.place)
        if file in taken:
            file = file.with_name(f"{file.stem}-{first.place.name}{file.suffix}")
        taken.add(file)
        yield Order(first.place.format, file, first.options)


def proposed_name(course: Course, place: Platform) -> str:
    """Return the name of a package: the course's title and the format."""
    return f"{file_slug(course.title, 'course')}-{place.format}.zip"
