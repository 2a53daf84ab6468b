"""Drawings: measured, and freed of what would run or load something."""

from __future__ import annotations

import pytest
from lxml import etree

from studio.course.model import Course
from studio.imports.drawings import drawing, is_drawing
from studio.imports.pictures import bring_in_picture
from studio.jobs import Progress
from studio.messages import StudioError
from studio.project.project import create_project
from tests.imports.pictures_of import CLEAN_SVG

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 10 20"'
)
HARMFUL = [
    f"{HEAD}><script>alert(1)</script></svg>",
    f'{HEAD} onload="alert(1)"/>',
    f'{HEAD}><g OnClick="alert(1)"/></svg>',
    f'{HEAD}><a href="javascript:alert(1)"><text>x</text></a></svg>',
    f'{HEAD}><a xlink:href=" https://example.org/alert"/></svg>',
    f'{HEAD}><image href="//example.org/alert.png"/></svg>',
    f'{HEAD}><use href="data:image/svg+xml;base64,alert"/></svg>',
    f'{HEAD}><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">alert</p></foreignObject></svg>',
    f'{HEAD}><h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script></svg>',
    f"{HEAD}><style>@import 'https://example.org/alert.css';</style></svg>",
    f"{HEAD}><style>svg{{background:image-set('https://example.org/alert' 1x)}}</style></svg>",
    f'{HEAD}><a href="#a" ping="https://example.org/alert"/></svg>',
    f"{HEAD}><style>g{{fill:url(data:image/svg+xml,alert)}}</style></svg>",
    f"{HEAD}><style>g{{fill:url(https://example.org/alert)}}</style></svg>",
    f"{HEAD}><style>g{{fill:u\\72l(https://example.org/alert)}}</style></svg>",
    f"{HEAD}><g style=\"fill:url( 'https://example.org/alert')\"/></svg>",
    f'{HEAD}><g fill="url(https://example.org/alert)"/></svg>',
    f'{HEAD}><a href="#a"><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
    f'{HEAD}><animate attributeName="onclick" values="alert(1)"/></svg>',
    f'<?xml-stylesheet href="https://example.org/alert.css"?>{HEAD}/>',
    f'{HEAD} xml:base="https://example.org/alert/"/>',
]


@pytest.mark.parametrize("text", HARMFUL)
def test_harm_is_taken_out(text):
    found = drawing(text.encode(), "a.svg")
    assert found.data is not None
    assert b"alert" not in found.data
    assert drawing(found.data, "a.svg").data is None
    assert (found.width, found.height) == (10, 20)


DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
FONT = "<style>@font-face{src:url('data:font/woff2;base64,AA')}</style>"
IMAGE = '<image href="data:image/png;base64,AA"/><g style="fill:url( #g )"/>'
CLEAN = [
    CLEAN_SVG,
    DOCTYPE + CLEAN_SVG,
    CLEAN_SVG.replace("<circle", f"{FONT}<circle"),
    CLEAN_SVG.replace("<circle", f"{IMAGE}<circle"),
]


@pytest.mark.parametrize("text", CLEAN)
def test_what_is_clean_is_kept_byte_for_byte(text):
    assert drawing(text.encode(), "a.svg") == (400, 300, None)


def test_the_text_behind_what_goes_stays():
    text = f"{HEAD}><text>one<script>bad</script>two<tspan/><script/>three</text></svg>"
    data = drawing(text.encode(), "a.svg").data
    assert data is not None
    assert "".join(str(text) for text in etree.fromstring(data).itertext()) == "onetwothree"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('width="100%" height="100%" viewBox="0,0 64.4 32"', (64, 32)),
        ("", (None, None)),
        ('viewBox="nonsense"', (None, None)),
    ],
)
def test_its_size(attributes, size):
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'
    assert drawing(text.encode(), "a.svg")[:2] == size


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'<!DOCTYPE svg [<!ENTITY a "aaa">]>{HEAD}>&a;</svg>', "picture.drawing_entities"),
        (f'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]>{HEAD}>&a;</svg>', None),
        (f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>{HEAD}/>', "picture.drawing_entities"),
        (f"{HEAD}><g></svg>", "picture.broken"),
        ("<svg><g/></svg>", "picture.broken"),
        (f"{HEAD}>{'<g/>' * 2_600_000}</svg>", "picture.drawing_too_large"),
    ],
)
def test_what_is_no_good_is_refused(text, said):
    with pytest.raises(StudioError) as caught:
        drawing(text.encode(), "a.svg")
    assert said in (None, caught.value.message.id)


def test_what_a_drawing_begins_with():
    assert is_drawing(b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><svg xmlns='a'>")
    assert is_drawing(b'<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg/>')
    assert not is_drawing(b"<html><body>svg</body></html>")
    assert not is_drawing(b"<!DOCTYPE html><html><body><svg></svg></body></html>")
    assert not is_drawing(b"<!-- a -->" * 400 + b"<p><svg>")


def test_a_cleaned_drawing_keeps_its_original(tmp_path):
    project = create_project(tmp_path / "course", Course(id="c0000001", title="C"))
    file = tmp_path / "a.svg"
    file.write_text(HARMFUL[0])
    entry = bring_in_picture(project, file, file.name, Progress())
    assert entry.mime == "image/svg+xml"
    assert entry.original is not None
    assert "alert" in project.media.path(entry.original).read_text()
    assert "alert" not in project.media.path(entry.file).read_text()
