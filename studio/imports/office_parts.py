"""Opening a document of Word or Excel that somebody else has written: a zip of XML, not trusted."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studio.messages import StudioError, error

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CORE = "docProps/core.xml"
_LARGEST_FILE = 500_000_000
_MOST_PARTS = 20_000
_LARGEST_XML = 100_000_000
"""Bytes of one part; a storyboard of 1,000 screens takes 15 million."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Word and Excel before 2007 begin, and encrypted ones of today (MS-CFB)."""
_MAIN_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DECLARATIONS = tuple(
    f"<!{w}".encode(c) for w in ("DOCTYPE", "ENTITY") for c in ("ascii", "utf-16-le", "utf-16-be")
)


def office_parts(file: Path) -> dict[str, bytes]:
    """Return the XML parts of a document by name; pictures and all else are left alone.

    Raises:
        StudioError: it is no such document, is encrypted, or of a size or form that none has.
        OSError: it can't be read.
    """
    if file.stat().st_size > _LARGEST_FILE:
        raise _refused("unsafe", file)
    data = file.read_bytes()
    if data.startswith(_OLD_OFFICE):
        raise _refused("old", file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(file, archive)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError) as problem:
        raise _refused("damaged", file) from problem
    except (NotImplementedError, ValueError, RuntimeError, OSError) as problem:
        raise _refused("damaged", file) from problem
    if _MAIN_PARTS[file.suffix.lower()] not in parts:
        raise _refused("damaged", file)
    return parts


def xml_tree(file: Path, data: bytes) -> Element:
    """Return a part as a tree; nothing outside of it is read.

    Raises:
        StudioError: it is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise error("storyboard.damaged", file=str(file), details=str(problem)) from problem


def last_hand(file: Path, parts: dict[str, bytes]) -> tuple[str, datetime]:
    """Return who has saved a document last ("" if it does not say), and when.

    Raises:
        StudioError: its properties are not well-formed.
        OSError: the file is gone.
    """
    author, modified = None, None
    if _CORE in parts:
        core = xml_tree(file, parts[_CORE])
        author, modified = (core.findtext(f"{{*}}{n}") for n in ("lastModifiedBy", "modified"))
    when = moment_of(modified or "")
    return (author or "").strip(), when or datetime.fromtimestamp(int(file.stat().st_mtime), UTC)


def moment_of(text: str) -> datetime | None:
    """Return a point in time as documents write it, in UTC where it names no zone."""
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def _parts(file: Path, archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    wanted = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
    sound = all(i.compress_type in _METHODS and not i.flag_bits & 1 for i in wanted)
    if len(infos) > _MOST_PARTS or not sound or sum(i.file_size for i in wanted) > _LARGEST_XML:
        raise _refused("unsafe", file)
    parts = {info.filename: archive.read(info) for info in wanted}
    if any(mark in data for data in parts.values() for mark in _DECLARATIONS):
        raise _refused("unsafe", file)  # part 2 of ECMA-376 forbids them
    return parts


def _refused(why: str, file: Path) -> StudioError:
    return error(f"storyboard.{why}", file=str(file))
