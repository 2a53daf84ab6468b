"""Small packages made by hand, to test the judges and the harness before any player."""

from __future__ import annotations

import zipfile
from pathlib import Path

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o">{organizations}</organizations>
  <resources>{resources}</resources>
</manifest>
"""
ORGANIZATION = """<organization identifier="{id}"><title>Course</title>
  <item identifier="i-{id}" identifierref="{ref}"{more}>
    <title>Leçon &amp; quiz</title>{inside}</item>
</organization>"""
RESOURCE = """<resource identifier="{id}" type="webcontent" adlcp:scormtype="sco" href="{href}">
  <file href="{href}"/></resource>"""
MANIFEST2004 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" version="1.0"
  xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>{edition}</schemaversion></metadata>
  <organizations default="o">{organizations}</organizations>
  <resources>{resources}</resources>
</manifest>
"""
TINCAN = """<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
  <activity id="https://example.org/xapi/course/module" type="http://x.test/module">
    <name>Module</name></activity>
  <activity id="https://example.org/xapi/course" type="http://x.test/course">
    <name>Course</name><launch lang="en">{href}</launch></activity>
</activities></tincan>
"""
CMI5 = """<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/cmi5/course">{texts}</course>{parts}
</courseStructure>
"""
UNIT_TEXTS = """<launchParameters> level=2 &amp; more </launchParameters>
  <entitlementKey>key 1</entitlementKey>"""
_TEXTS = """<title><langstring lang="en"> {title} </langstring></title>
  <description><langstring lang="en">{title}</langstring></description>"""


def cmi5(*parts: str) -> str:
    """Return a course structure of blocks and AUs."""
    return CMI5.format(texts=_TEXTS.format(title="Course"), parts="".join(parts))


def block(name: str, *parts: str) -> str:
    """Return a block of a course structure."""
    inside = _TEXTS.format(title=name) + "".join(parts)
    return f'<block id="https://example.org/cmi5/{name}">{inside}</block>'


def au(name: str, href: str = "index.html", inside: str = "", **attributes: object) -> str:
    """Return an AU of a course structure; `inside` comes after its address."""
    more = "".join(f' {attribute}="{value}"' for attribute, value in attributes.items())
    texts = _TEXTS.format(title=name)
    start = f'<au id="https://example.org/cmi5/{name}"{more}>{texts}'
    return f"{start}<url> {href} </url>{inside}</au>"


def manifest(href: str = "index.html", more: str = "", inside: str = "") -> str:
    """Return the manifest of one SCO; `more` is put into its item's tag, `inside` into the item."""
    organization = ORGANIZATION.format(id="o", ref="r", more=more, inside=inside)
    resource = RESOURCE.format(id="r", href=href)
    return MANIFEST.format(organizations=organization, resources=resource)


def manifest2004(
    href: str = "index.html", more: str = "", inside: str = "", edition: str = "2004 3rd Edition"
) -> str:
    """Return the manifest of one SCO of SCORM 2004, as `manifest` does of SCORM 1.2."""
    organization = ORGANIZATION.format(id="o", ref="r", more=more, inside=inside)
    resource = RESOURCE.format(id="r", href=href).replace("scormtype", "scormType")
    return MANIFEST2004.format(edition=edition, organizations=organization, resources=resource)


def folder(at: Path, files: dict[str, str | bytes]) -> Path:
    """Write a package as a folder and return it."""
    for name, content in files.items():
        file = at / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return at


def zipped(at: Path, files: dict[str, str | bytes]) -> Path:
    """Write a package as a zip file and return it."""
    with zipfile.ZipFile(at, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return at
