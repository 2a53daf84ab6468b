"""Authors' Markdown: what it may say, and what it can't do to a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from exporters.clean import clean
from exporters.markdown import to_html, to_inline_html, to_linkless_html, to_plain

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick='alert(1)'>b</b>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html,x)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](//elsewhere.example/x)",
    "[a]()",
    '[a](https://example.org/"onmouseover="alert(1))',
    '[a](https://example.org "x\\" onclick=\\"alert(1)")',
    "<javascript:alert(1)>",
    "![a](https://elsewhere.example/spy.gif)",
    "![a](data:image/png;base64,AAAA)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "```</code></pre><script>alert(1)</script>\nx\n```",
    "|<script>|\n|-|\n|</td></table><script>|",
]
TAGS = re.compile(
    r"p|div|span|h[2-6]|em|strong|a|code|pre|blockquote|[uo]l|li|[hb]r|table|t(head|body)|t[rhd]"
    r"|sup|section|m(ath|row|i|n|o|text|space|s|frac|sqrt|root|sub|sup|subsup|under|over|underover"
    r"|multiscripts|table|tr|td|style|padded|phantom|enclose|fenced)"
)
ATTRIBUTES = {"href", "title", "target", "rel", "class", "start", "id", "alttext", "display"}
ATTRIBUTES |= {"stretchy", "mathvariant", "fence", "form", "largeop", "movablelimits", "accent"}
ATTRIBUTES |= {"lspace", "rspace", "accentunder", "linethickness", "width", "columnalign"}
ATTRIBUTES |= {"columnspacing", "rowspacing", "displaystyle", "scriptlevel"}


def elements(text: str) -> list[html.HtmlElement]:
    return list(html.fragment_fromstring(text, create_parent="div").iterdescendants("*"))


def check_harmless(markup: str) -> None:
    for element in elements(markup):
        assert TAGS.fullmatch(element.tag)
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("href", "#").lower().startswith(("http://", "https://", "mailto:", "#"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    check_harmless(to_html(text))
    check_harmless(to_inline_html(text))
    check_harmless(to_linkless_html(text))


@given(st.text(alphabet="$<>&\"'[]()!`*_#|:-/\\ \nabjs1=", max_size=60))
def test_any_text_is_harmless(text):
    check_harmless(to_html(text))
    check_harmless(to_inline_html(text))
    check_harmless(to_linkless_html(text))
    assert "\n" not in to_plain(text)


def test_links_open_in_a_tab_of_their_own():
    [link] = [each for each in elements(to_html("[a](https://example.org)")) if each.tag == "a"]
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener noreferrer")
    [place] = [each for each in elements(to_html("[a](#b)")) if each.tag == "a"]
    assert place.get("target") is None


def test_headings_begin_below_the_screens_title():
    tags = [each.tag for each in elements(to_html("# One\n\n## Two\n\n###### Six"))]
    assert tags == ["h2", "h3", "h6"]


def test_tables_are_aligned_without_style_attributes():
    markup = to_html("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|")
    cells = [each.get("class") for each in elements(markup) if each.tag == "td"]
    assert cells == ["align-left", "align-center", "align-right"]


def test_in_a_line_paragraphs_become_breaks():
    assert to_inline_html("**Un**\n\ndeux") == "<strong>Un</strong><br>deux"
    assert to_inline_html("") == ""


def test_on_a_button_nothing_leads_elsewhere():
    assert to_linkless_html("**Un** [lien](https://a.example)") == "<strong>Un</strong> lien"
    assert to_linkless_html("`<a>` et [vide]()") == "<code>&lt;a&gt;</code> et vide"


def test_plain_text_has_the_words_alone():
    assert to_plain("**Deux** et `deux`\nfont [quatre](https://example.org) & plus\n\n- x") == (
        "Deux et deux font quatre & plus x"
    )


def test_math_is_mathml():
    assert to_html("a_1 $x_1$ b") == (
        '<p>a_1 <math display="inline" alttext="x_1"><mrow><msub><mi>x</mi><mn>1</mn></msub>'
        "</mrow></math> b</p>\n"
    )
    assert to_html("$$\na < b\n$$") == (
        '<div class="math"><math display="block" alttext="a &lt; b"><mrow><mi>a</mi><mo>&lt;</mo>'
        "<mi>b</mi></mrow></math></div>\n"
    )
    assert to_html("De 5 $ à 10 $, de 5$-10$") == "<p>De 5 $ à 10 $, de 5$-10$</p>\n"


@pytest.mark.parametrize("tex", [r"\frac{", r"\begin{x}", "x" * 2001, r"a^b^c", r"\left("])
def test_math_that_can_t_be_read_is_its_source(tex):
    assert to_html(f"${tex}$") == f'<p><span class="math">{tex}</span></p>\n'


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{</math><img src=x onerror=alert(1)>}",
        r"\text{<style><img src=x onerror=alert(1)></style>}",
        r"\href{javascript:alert(1)}{x}",
        r"\color{red}{x} \style{a}{b}",
        r"\text{&lt;script&gt;}",
        "</div><script>x</script>",
    ],
)
def test_math_can_do_no_harm(tex):
    check_harmless(to_html(f"${tex}$"))
    check_harmless(to_html(f"$$\n{tex}\n$$"))


@given(st.text(alphabet="\\{}^_&<>\"'/ abfractexhsqrm=1", max_size=60))
def test_any_math_is_harmless(tex):
    check_harmless(to_html(f"$x{tex}x$"))


def test_notes_stand_at_the_foot_of_their_text():
    markup = to_html("Le taux[^1] et **le reste**[^a].\n\n[^1]: Annuel.\n[^a]: Les *frais*.")
    links = [each.get("href") for each in elements(markup) if each.tag == "a"]
    ids = [each.get("id") for each in elements(markup) if each.get("id")]
    assert len(links) == 4
    assert {f"#{id_}" for id_ in ids} == set(links)
    other = to_html("Un autre[^1].\n\n[^1]: Texte.")
    assert not set(ids) & {each.get("id") for each in elements(other)}
    assert to_plain("Le taux[^1].\n\n[^1]: Annuel.") == "Le taux. Annuel."


def test_cleaning_leaves_nothing_that_is_not_allowed():
    hostile = '<p onclick="x">a<script>b</script><iframe src=x></iframe><style>c</style></p>'
    assert clean(hostile) == "<p>a</p>"
    assert clean('<a href="javascript:x" style="y">z</a>') == "<a>z</a>"
    assert (
        clean("<math><mtext><img src=x onerror=y></mtext><annotation-xml></annotation-xml></math>")
        == "<math><mtext></mtext></math>"
    )
