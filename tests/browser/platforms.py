"""Where the tests play a package: every judge that there is, behind one name each.

with in_test_lms(package) as lms:
    learner = visit(lms.url, framed=True)
    ...
    lms.wait_for(lambda attempt: attempt.status == "passed")
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from exporters.publish import publish
from studio.course.model import Course
from studio.jobs import Progress
from studio.preview.cmi5_session import Cmi5Session
from studio.preview.scorm_session import ScormSession
from studio.preview.server import PackageServer, XapiSession
from studio.project.project import Project
from tests.browser import required
from tests.browser.scorm_again import SCRIPTS, ScormAgain
from tests.preview.ralph_models import objection


def in_test_lms(package: Path) -> ScormSession:
    """Open a SCORM package, of the version that its manifest says, in our strict judge."""
    return ScormSession(package)


def in_scorm_again(package: Path) -> ScormAgain:
    """Open a SCORM package, of the version that its manifest says, in scorm-again."""
    if not SCRIPTS.is_dir():
        required.missing("scorm-again is not installed: run `python3 dev.py setup`")
    return ScormAgain(package)


def in_lrs(package: Path) -> XapiSession:
    """Open an xAPI package against our strict LRS."""
    return XapiSession(package)


def in_cmi5(package: Path) -> Cmi5Session:
    """Open a cmi5 package in our strict launcher."""
    return Cmi5Session(package)


def unpacked(project: Project, course: Course, folder: Path) -> Path:
    """Publish a course as a page that needs no platform, and return where it was unpacked."""
    package = publish(project, course, "html", folder / "page.zip", progress=Progress()).file
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder / "page")
    return folder / "page"


def by_itself(package: Path) -> PackageServer:
    """Serve a package that needs no platform."""
    return PackageServer(package)


def from_disk(package: Path, page: str = "index.html") -> str:
    """Return the address of a page of a package folder as `file://`."""
    return (package / page).resolve().as_uri()


def no_violations(session: ScormSession | XapiSession | Cmi5Session) -> None:
    """Check that the judge has found nothing, and that Ralph's models agree on statements."""
    if isinstance(session, ScormSession):
        assert session.attempt.violations == []
        return
    assert session.lrs.violations == [], session.lrs.violations
    assert session.lrs.statements
    assert [found for each in session.lrs.statements if (found := objection(each))] == []
