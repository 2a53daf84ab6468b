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
