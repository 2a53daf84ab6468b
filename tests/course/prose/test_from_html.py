"""What other programs put on the clipboard: its text and form stay, its dirt does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.prose.edit import of_blocks
from studio.course.prose.from_html import LONGEST, from_html
from studio.course.prose.read import read

WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {mso-style-unhide:no; margin:0cm;} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
</head><body lang=FR>
<!--StartFragment-->
<h1 style='mso-list:none'><span style='font-family:"Calibri Light"'>Le budget<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=FR style='mso-fareast-language:FR'>Une règle <b style='mso-bidi-font-weight:
normal'>simple</b> et <i>sûre</i>&nbsp;:<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Loyer<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>charges <b>comprises</b></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>2.<span>&nbsp;</span></span></span><![endif]>Épargne</p>
<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal><b>Poste</b></p></td>
<td style='text-align:right'><p class=MsoNormal align=right>Part</p></td></tr>
<tr><td><p class=MsoNormal>Loyer</p></td><td><p class=MsoNormal>35&nbsp;%</p></td></tr></table>
<!--EndFragment--></body></html>
"""  # noqa: E501

LIBREOFFICE = """\
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><html><head>
<meta name="generator" content="LibreOffice 24.2"/><style type="text/css">p { line-height: 115% }</style>
</head><body lang="fr-FR" dir="ltr"><h2 class="western">Le plan</h2>
<p style="margin-bottom: 0cm">Un <b>mot</b> <i><u>souligné</u></i><br/>
suite</p><ol start="3"><li><p style="margin-bottom: 0cm">trois</p>
<ul><li><p>dedans</p></li></ul></li><li><p>quatre</p></li></ol>
<pre class="western">x = 1
y = 2</pre></body></html>
"""  # noqa: E501

GOOGLE = """\
<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f2e"><p dir="ltr"
style="line-height:1.38"><span style="font-size:11pt;font-weight:400;font-style:normal">Un </span><span
style="font-size:11pt;font-weight:700;">gras</span><span style="font-style:italic;font-weight:400"> penché</span>
<a href="https://example.org/a" style="text-decoration:none"><span style="color:#1155cc">lien</span></a></p>
<ul style="padding:0"><li dir="ltr" aria-level="1"><p dir="ltr"><span>a</span></p></li><ul><li dir="ltr"
aria-level="2"><p><span>b</span></p></li></ul><li><p><span>c</span></p></li></ul></b><br
class="Apple-interchange-newline">
"""  # noqa: E501

PAGE = """\
<div><script>alert(1)</script><style>p{}</style><p onclick="x()">Texte <a href="javascript:alert(1)">mauvais</a>
<a href="https://example.org">bon</a><img src="https://spy.example/x.gif" alt="espion"></p>
<blockquote><p>dit</p></blockquote><hr><p style="display:none">caché</p><table><tr><td><p>mise en page</p>
</td></tr></table><iframe src="https://x.example"></iframe><p>Un <code>mot()</code></p></div>
"""  # noqa: E501


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        (
            WORD,
            (
                "# Le budget\n\nUne règle **simple** et *sûre*\u00a0:\n\n- Loyer\n  - charges "
                "**comprises**\n\n2. Épargne\n\n| Poste | Part |\n| --- | --: |\n"
                "| Loyer | 35\u00a0% |"
            ),
        ),
        (
            LIBREOFFICE,
            (
                "## Le plan\n\nUn **mot** *souligné*\\\nsuite\n\n3. trois\n   - dedans\n"
                "4. quatre\n\n"
                "```\nx = 1\ny = 2\n```"
            ),
        ),
        (
            GOOGLE,
            "Un **gras** *penché* [lien](https://example.org/a)\n\n- a\n  - b\n- c",
        ),
        (
            PAGE,
            (
                "Texte mauvais [bon](https://example.org)\n\n> dit\n\n---\n\nmise en page\n\n"
                "Un `mot()`"
            ),
        ),
        ("", ""),
        ("<ul><li>a</ul>b", "- a\n\nb"),
        ("a" * (LONGEST + 1), ""),
    ],
)
def test_text_and_form_stay(source, markdown):
    assert of_blocks(from_html(source)).text == markdown


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<ul>", "<ol start=x>", "<li>", "</li>", "</ul>", "<table>", "<tr>",
             "<td>", "</td>", "</table>", "<b>", "</b>", "<blockquote>", "</blockquote>", "a", " ",
             "<br>", "<pre>", "</pre>", "<h1>", "</h1>", "<!--", "-->", "&#0;",
             "<a href='https:x'>", "<p style='mso-list:l0 level3'>", "<script>", "</script>",
             "<hr>", "<img src=x>"]
        ),
        max_size=25,
    ).map("".join)
)  # fmt: skip
def test_any_html_makes_a_text(source):
    blocks = from_html(source)
    assert read(of_blocks(blocks).text).blocks == blocks
    assert "alert" not in of_blocks(blocks).text


@pytest.mark.parametrize(
    "source", ["<blockquote>", "<ul><li>x", "<table><tr><td>", "<b>", "<div>", "<p>a", "<ol><li>"]
)
def test_endless_html_makes_a_text(source):
    blocks = from_html(source * 80 + "a")
    assert blocks
    assert read(of_blocks(blocks).text).blocks == blocks
