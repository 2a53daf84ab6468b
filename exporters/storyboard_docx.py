"""A storyboard as a document of Word (Office Open XML, ECMA-376, part 1, chapter 17).

Each screen is a table of two columns. The first cell of a line that may be edited ends in a small
grey code, `[s0000001.script.1f9a2c3d]`: its key, and the digest of the text as it was written. The
code is ordinary text, so that it survives every editor, and copy and paste as well.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from exporters.office import write_office
from exporters.storyboard_rows import Card, Field, Heading, Pictures, facts, storyboard
from studio.course.model import Course
from studio.course.written_fields import digest, writable
from studio.i18n import Voice
from studio.jobs import Progress
from studio.messages import message

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_GREY, _ACCENT, _SHADE, _PLAIN = "5C5C60", "14606B", "E1EFF1", "F3F3F0"
_LABEL_TWIPS, _TEXT_TWIPS = 2200, 7100
_PICTURE_CM = 8.0
_BUILD_SHARE = 0.9


def write_storyboard_docx(
    target: Path, course: Course, voice: Voice, pictures: Pictures, progress: Progress
) -> None:
    """Write the storyboard of `course` to `target`, in the words of `voice`.

    Raises:
        OSError: it can't be written; `target` is as it was.
        Cancelled: the work was cancelled; `target` is as it was.
    """
    document = _empty(course)
    progress.say(message("storyboard.step.write", file=target.name))
    _add_first_page(document, course, voice)
    entries = list(storyboard(course, voice))
    share = progress.part(0.0, _BUILD_SHARE)
    for done, entry in enumerate(entries, 1):
        if isinstance(entry, Heading):
            _add_heading(document, entry)
        else:
            _add_card(document, entry, pictures(entry.screen), done)
        share.at(done / len(entries))
    stream = io.BytesIO()
    document.save(stream)
    write_office(target, stream.getvalue(), progress.part(_BUILD_SHARE, 1.0))


def _empty(course: Course) -> DocumentType:
    """Return a document with our styles, of A4 pages that are numbered."""
    from docx import Document
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    for name, size in (("Normal", 10), ("Title", 24), ("Heading 1", 16), ("Heading 2", 13)):
        style: Any = document.styles[name]
        style.font.size, style.font.name = Pt(size), "Calibri"
        fonts = style.element.rPr.rFonts
        for each in [each for each in fonts.attrib if each.endswith("Theme")]:
            del fonts.attrib[each]
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(_ACCENT)
    for language in document.styles.element.iter(f"{{{_WORD}}}lang"):
        language.set(f"{{{_WORD}}}val", course.language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    footer = section.footer.paragraphs[0]._p  # noqa: SLF001  # python-docx has no fields
    footer.append(_parsed('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    document.core_properties.title = writable(course.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = course.language
    return document


def _add_first_page(document: DocumentType, course: Course, voice: Voice) -> None:
    _add(document, _paragraph(course.title, style="Title"))
    for line in facts(course, voice):
        for text in line.split("\n"):
            _add(document, _paragraph(text))
    _add(document, _paragraph(voice.text("storyboard.how_to"), run=f'<w:color w:val="{_GREY}"/>'))


def _add_heading(document: DocumentType, heading: Heading) -> None:
    text = f"{heading.number}  {heading.text}"
    _add(document, _paragraph(text, style=f"Heading{heading.level}", keep=True))
    for line in heading.conditions:
        _add(document, _paragraph(line, keep=True))


def _add_card(document: DocumentType, card: Card, picture: bytes | None, id_: int) -> None:
    rows = list(_rows(card, with_picture=picture is not None))
    table = _add(
        document,
        f'<w:tbl><w:tblPr><w:tblW w:w="{_LABEL_TWIPS + _TEXT_TWIPS}" w:type="dxa"/>'
        f'<w:tblBorders>{_borders()}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="110" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{_LABEL_TWIPS}"/>'
        f'<w:gridCol w:w="{_TEXT_TWIPS}"/></w:tblGrid>{"".join(rows)}</w:tbl>',
    )
    if picture is not None:
        _put_picture(document, table, picture, id_, card.screen.title)
    _add(document, _paragraph(""))


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH")
    return "".join(f'<w:{s} w:val="single" w:sz="4" w:color="C4C4C0"/>' for s in sides)


def _rows(card: Card, *, with_picture: bool) -> Iterator[str]:
    title, *others = card.fields
    bold = f'<w:b/><w:color w:val="{_ACCENT}"/><w:sz w:val="24"/>'
    yield _row(title._replace(label=card.number), text_run=bold, shade=_SHADE)
    if with_picture:
        yield _row(Field("", ""))
    for field in others:
        yield _row(field, keep=field is not others[-1])


def _row(field: Field, *, text_run: str = "", shade: str = "", keep: bool = True) -> str:
    label = _paragraph(field.label, keep=keep, run="<w:b/>", code=_code(field))
    lines = writable(field.text).split("\n")
    text = "".join(_paragraph(line, keep=keep, run=text_run) for line in lines)
    cells = _cell(label, _LABEL_TWIPS, shade or _PLAIN)
    cells += _cell(text, _TEXT_TWIPS, "" if field.key else _PLAIN)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _code(field: Field) -> str:
    return f"[{field.key}.{digest(field.key, field.base)}]" if field.key else ""


def _cell(content: str, width: int, shade: str) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{content}</w:tc>'


def _paragraph(
    text: str, *, style: str = "", run: str = "", code: str = "", keep: bool = False
) -> str:
    """Return a paragraph; a `code` stands below its text, small and left alone by spell-checks."""
    rtl = _is_rtl(text)
    properties = "".join(
        (
            f'<w:pStyle w:val="{style}"/>' if style else "",
            "<w:keepNext/>" if keep else "",
            "<w:bidi/>" if rtl else "",
            "" if style else '<w:spacing w:before="0" w:after="0"/>',
        )
    )
    run += "<w:rtl/>" if rtl else ""
    runs = f"<w:r><w:rPr>{run}</w:rPr>{_text(text)}</w:r>" if text else ""
    if code:
        runs += (
            f'<w:r><w:rPr><w:noProof/><w:color w:val="{_GREY}"/><w:sz w:val="9"/></w:rPr>'
            f"<w:br/><w:t>{code}</w:t></w:r>"
        )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _text(text: str) -> str:
    parts = writable(text).replace("\n", " ").split("\t")
    return "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts)


def _is_rtl(text: str) -> bool:
    """Return whether the first letter with a direction runs from right to left."""
    directions: Sequence[str] = [unicodedata.bidirectional(c) for c in text[:200]]
    return next((d in ("R", "AL") for d in directions if d in ("L", "R", "AL")), False)


def _put_picture(document: DocumentType, table: Any, jpeg: bytes, id_: int, title: str) -> None:  # noqa: ANN401
    from docx.oxml.shape import CT_Inline
    from docx.shared import Cm

    relation, image = document.part.get_or_add_image(io.BytesIO(jpeg))
    width, height = image.scaled_dimensions(min(Cm(_PICTURE_CM), image.width), None)
    inline = CT_Inline.new_pic_inline(id_, relation, f"{id_}.jpg", width, height)
    inline.docPr.set("descr", writable(title))
    run = _parsed("<w:r><w:drawing/></w:r>")
    run[0].append(inline)
    table.tr_lst[1].tc_lst[1].p_lst[0].append(run)


def _add(document: DocumentType, xml: str) -> Any:  # noqa: ANN401  # an element of python-docx
    element = _parsed(xml)
    document.element.body.insert(len(document.element.body) - 1, element)
    return element


def _parsed(xml: str) -> Any:  # noqa: ANN401  # an element of python-docx
    from docx.oxml import parse_xml

    name = xml[1 : xml.index(">")].split(" ", maxsplit=1)[0].rstrip("/")
    return parse_xml(xml.replace(f"<{name}", f'<{name} xmlns:w="{_WORD}"', 1))
