"""Validating a package: which standard it follows is told by the files that describe it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from exporters.publication import PackageFile
from exporters.validation.archive_rules import archive_findings
from exporters.validation.cmi5_rules import cmi5_findings
from exporters.validation.contents import Contents, FileContents, zip_contents
from exporters.validation.findings import LEVELS, Finding, finding
from exporters.validation.manifest_rules import manifest_findings
from exporters.validation.page_rules import page_findings
from exporters.validation.tincan_rules import tincan_findings
from studio.messages import message
from studio.project.zips import DamagedZipError, TooManyEntriesError
from studio.review.findings import Level

_Rules: TypeAlias = Callable[[Contents, str], Iterator[Finding]]
_DESCRIBED: Mapping[str, _Rules] = {
    "imsmanifest.xml": manifest_findings,
    "tincan.xml": tincan_findings,
    "cmi5.xml": cmi5_findings,
}
"""The files that make a package of a standard, all at its root."""
_START_PAGES = ("index.html", "index.htm")
_MOST_ALIKE = 20
"""Findings of one code that are told one by one."""


def validate_file(file: Path) -> list[Finding]:
    """Return what is found in a zip file, the worst first.

    Raises:
        OSError: the file can't be read.
    """
    try:
        with zip_contents(file) as contents:
            return validate(contents)
    except TooManyEntriesError:
        return [finding("zip.too_many_entries")]
    except DamagedZipError as problem:
        return [finding("zip.broken", details=str(problem))]


def validate(contents: Contents) -> list[Finding]:
    """Return what is found in a package, the worst first."""
    return _sorted([*_standard(contents), *_all_rules(contents)])


def validate_files(files: Sequence[PackageFile]) -> list[Finding]:
    """Return what is found in a package that is not written yet; it may follow any standard.

    Raises:
        OSError: a file can't be read.
    """
    return _sorted(_all_rules(FileContents(files)))


def _all_rules(contents: Contents) -> Iterator[Finding]:
    yield from archive_findings(contents)
    for name, rules in _DESCRIBED.items():
        if name in contents.files:
            yield from rules(contents, name)
    yield from page_findings(contents)


def _standard(contents: Contents) -> Iterator[Finding]:
    """Yield what keeps platforms from seeing what a package is."""
    found = [name for name in _DESCRIBED if name in contents.files]
    if len(found) > 1:
        yield finding("package.several", names=", ".join(found))
    if found or not contents.files:
        return
    has_page = not contents.files.isdisjoint(_START_PAGES)
    yield from _hidden(contents, has_page=has_page)


def _hidden(contents: Contents, *, has_page: bool) -> Iterator[Finding]:
    """Yield that a description is where, or as, no platform finds it; a page needs none."""
    for name in sorted(contents.files, key=lambda name: (name.count("/"), name)):
        own = PurePosixPath(name).name
        if own.lower() not in _DESCRIBED:
            continue
        if own not in _DESCRIBED and "/" not in name:
            yield finding("package.case", name)
            return
        if not has_page:
            yield finding("package.misplaced", name, name=own)
            return
    if not has_page:
        yield finding("package.none")


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """Return the worst first, and of many that are alike only the first and their number."""
    told: list[Finding] = []
    counts = Counter[str]()
    for each in findings:
        counts[each.code] += 1
        if counts[each.code] <= _MOST_ALIKE:
            told.append(each)
    for code, count in counts.items():
        if count > _MOST_ALIKE:
            left = message("validate.more", n=count - _MOST_ALIKE, code=code)
            told.append(Finding(code, LEVELS[code], "", left))
    order = list(Level)
    return sorted(told, key=lambda each: order.index(each.level))
