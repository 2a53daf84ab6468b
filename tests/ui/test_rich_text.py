"""Rich text: what is typed, formed and pasted, and the Markdown that comes of it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from studio.course.prose import read
from studio.course.prose.edit import of_blocks
from studio.course.prose.model import Paragraph, Run
from studio.i18n import Voice
from studio.spelling import Spelling
from studio.ui.rich_text import FormatBar, RichText, commands
from studio.ui.rich_text.link import full_address
from studio.ui.rich_text.paste import OWN_TYPE
from studio.ui.rich_text.read import found_in
from studio.ui.rich_text.show import show_all
from studio.ui.rich_text.spelling import Waves
from tests.course.prose.strategies import BLOCKS, MARKDOWN
from tests.test_spelling import needs_dictionaries

Key, Mod = Qt.Key, Qt.KeyboardModifier
WAVE = QTextCharFormat.UnderlineStyle.SpellCheckUnderline

EVERYTHING = """\
Titre
=====

Un __gras__ et *it* [lien **x**](https://a.example) $x_1$ `c` fin 😀.\x20\x20
Suite

* a
    * b
* e

> q1
> q1b
>
> - q2

| a | b
|:--|--:
| 1 | __2__

~~~python
x

y
~~~

$$a^2$$

***

<div>brut</div>

[r]: https://a.example
1) un
2) deux
"""


class Told(RichText):
    """A text that notes what it tells."""

    def __init__(self, name: str, voice: Voice) -> None:
        super().__init__(name, voice)
        self.told: list[tuple[str, str]] = []


@pytest.fixture
def field(qtbot):
    made = Told("Texte", Voice("fr"))
    qtbot.addWidget(made)
    made.resize(600, 100)
    made.show()
    made.setFocus()
    made.typed.connect(lambda before, after: made.told.append((before, after)))
    return made


def put(field, at: int, end: int | None = None) -> None:
    cursor = field.textCursor()
    cursor.setPosition(at)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def behind(field, text: str) -> None:
    cursor = field.document().find(text)
    assert not cursor.isNull()
    put(field, cursor.selectionEnd())


def press(qtbot, field, *keys, modifier=Mod.NoModifier) -> None:
    for key in keys:
        qtbot.keyClick(field, key, modifier)


def paste(field, **formats) -> None:
    data = QMimeData()
    for name, value in formats.items():
        getattr(data, f"set{name.capitalize()}")(value)
    field.insertFromMimeData(data)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS)
def test_qts_document_holds_every_block(qapp, block):
    document = QTextDocument()
    show_all(document, [block])
    assert [found.block for found in found_in(document)] == [block]


def test_opening_and_closing_changes_no_byte(field):
    for text in (EVERYTHING, EVERYTHING.replace("\n", "\r\n"), "", "\n\n", "a\u2028b", "\u00a0"):
        field.show_text(text)
        assert field.markdown() == text
    assert field.told == []


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(MARKDOWN, MARKDOWN)
def test_any_text_is_shown_in_the_place_of_any_other(qapp, one, other):
    field = RichText("x", Voice("en"))
    told = []
    field.typed.connect(lambda *texts: told.append(texts))
    field.show_text(one)
    field.show_text(other)
    assert (field.markdown(), told) == (other, [])
    fresh = RichText("x", Voice("en"))
    fresh.show_text(other)
    assert field.toPlainText().split() == fresh.toPlainText().split()


@pytest.mark.parametrize(
    "place", ["Titre", "Suite", "q2", "deux", "a^2", "brut", "y", "2", "b", "e"]
)
def test_an_edit_changes_its_own_piece_alone(field, qtbot, place):
    field.show_text(EVERYTHING)
    behind(field, place)
    qtbot.keyClicks(field, "Z")
    old, new = read(EVERYTHING), read(field.markdown())
    assert len(field.told) == 1
    assert len(new.pieces) == len(old.pieces)
    changed = [a for a, b in zip(old.pieces, new.pieces, strict=True) if a.source != b.source]
    assert len(changed) == 1


def test_typing_tells_before_and_after(field, qtbot):
    qtbot.keyClicks(field, "Oui ")
    assert field.told == [("", "O"), ("O", "Ou"), ("Ou", "Oui")]
    qtbot.keyClicks(field, "!")
    assert field.told[-1] == ("Oui", "Oui !")


def test_prose_needs_no_backslashes(field, qtbot):
    text = "C'est 35 % de 1 000 $ - non ? (Oui...) snake_case, 2 * 3 < 7 & #1 [sic] l'hiver !"
    qtbot.keyClicks(field, text)
    assert field.markdown() == text


def test_signs_become_form(field, qtbot):
    qtbot.keyClicks(field, "## Titre")
    press(qtbot, field, Key.Key_Return)
    qtbot.keyClicks(field, "- un")
    press(qtbot, field, Key.Key_Return)
    qtbot.keyClicks(field, "deux")
    press(qtbot, field, Key.Key_Return, Key.Key_Tab)
    qtbot.keyClicks(field, "trois")
    press(qtbot, field, Key.Key_Return, Key.Key_Return, Key.Key_Return)
    qtbot.keyClicks(field, "3. c")
    press(qtbot, field, Key.Key_Return, Key.Key_Return)
    qtbot.keyClicks(field, "> dit")
    press(qtbot, field, Key.Key_Return, Key.Key_Return)
    qtbot.keyClicks(field, "```python")
    press(qtbot, field, Key.Key_Return)
    qtbot.keyClicks(field, "x = 1")
    press(qtbot, field, Key.Key_Return, Key.Key_Return)
    qtbot.keyClicks(field, "---")
    press(qtbot, field, Key.Key_Return)
    qtbot.keyClicks(field, "fin")
    assert field.markdown() == (
        "## Titre\n\n- un\n- deux\n  - trois\n\n3. c\n\n> dit\n\n```python\nx = 1\n```\n\n"
        "---\n\nfin"
    )


def test_backspace_takes_form_away(field, qtbot):
    for text in ("# a", "- a", "> a", "1. a"):
        field.show_text(text)
        put(field, 0)
        press(qtbot, field, Key.Key_Backspace)
        assert field.markdown() == "a"


def test_marks_by_keys(field, qtbot):
    qtbot.keyClicks(field, "a ")
    for key, mark in ((Key.Key_B, "**"), (Key.Key_I, "*"), (Key.Key_E, "`")):
        press(qtbot, field, key, modifier=Mod.ControlModifier)
        qtbot.keyClicks(field, "b")
        press(qtbot, field, key, modifier=Mod.ControlModifier)
        qtbot.keyClicks(field, " c ")
        assert field.markdown().endswith(f"{mark}b{mark} c")


def test_typing_behind_a_link_is_not_linked(field, qtbot):
    field.show_text("[site](https://a.example)")
    press(qtbot, field, Key.Key_End, modifier=Mod.ControlModifier)
    qtbot.keyClicks(field, "s")
    assert field.markdown() == "[site](https://a.example)s"
    put(field, 2)
    qtbot.keyClicks(field, "x")
    assert field.markdown() == "[sixte](https://a.example)s"


def test_shift_enter_breaks_the_line(field, qtbot):
    qtbot.keyClicks(field, "a")
    press(qtbot, field, Key.Key_Return, modifier=Mod.ShiftModifier)
    qtbot.keyClicks(field, "- b")
    assert field.markdown() == "a\\\n\\- b"


def test_a_formula_is_edited_as_its_source(field, qtbot):
    field.show_text("Soit $x$.")
    behind(field, "$x")
    qtbot.keyClicks(field, "_1")
    assert field.markdown() == "Soit $x_1$."


def test_dollars_make_a_formula_and_leave_prices_alone(field, qtbot):
    qtbot.keyClicks(field, "$x_1$ fait 2 $ ou 5$, $5 ou 10$ ; $n$.")
    assert field.markdown() == "$x_1$ fait 2 $ ou 5$, \\$5 ou 10$ ; $n$."
    assert read(field.markdown()).blocks[0] == Paragraph(
        (
            Run("x_1", math=True),
            Run(" fait 2 $ ou 5$, $5 ou 10$ ; "),
            Run("n", math=True),
            Run("."),
        )
    )


def test_tables_by_keys(field, qtbot):
    cursor = field.textCursor()
    commands.insert_table(cursor, 2, 2)
    field.setTextCursor(cursor)
    qtbot.keyClicks(field, "a|b")
    press(qtbot, field, Key.Key_Tab)
    qtbot.keyClicks(field, "c")
    commands.align_column(field.textCursor(), "right")
    press(qtbot, field, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    qtbot.keyClicks(field, "d")
    assert field.markdown() == "| a\\|b | c |\n| --- | --: |\n|  |  |\n| d |  |"
    commands.change_table(field.textCursor(), "no_row")
    commands.change_table(field.textCursor(), "no_column")
    assert "d" not in field.markdown()


def test_slash_and_arrows_are_for_the_host(field, qtbot):
    with qtbot.waitSignal(field.slash_typed):
        qtbot.keyClicks(field, "/")
    assert field.markdown() == ""
    field.insert_text("/")
    assert field.markdown() == "/"
    qtbot.keyClicks(field, "/")
    assert field.markdown() == "//"
    with qtbot.waitSignal(field.left_upwards):
        press(qtbot, field, Key.Key_Up)
    with qtbot.waitSignal(field.left_downwards):
        press(qtbot, field, Key.Key_Down)


def test_undo_is_left_to_the_window(field, qtbot):
    qtbot.keyClicks(field, "abc")
    press(qtbot, field, Key.Key_Z, modifier=Mod.ControlModifier)
    assert field.markdown() == "abc"


def test_showing_keeps_the_cursor(field, qtbot):
    field.show_text("un\n\ndeux trois\n\nquatre")
    behind(field, "deux")
    field.show_text("un de plus\n\ndeux trois\n\nquatre")
    assert field.textCursor().block().text() == "deux trois"
    assert field.textCursor().positionInBlock() == 4
    field.show_text("un de plus\n\ndeux ou trois\n\nquatre")
    assert field.textCursor().positionInBlock() == 4
    at = field.textCursor().position()
    field.show_text("un de plus\n\ndeux ou trois\n\n| a |\n| --- |")
    assert field.textCursor().position() == at


def test_it_is_as_high_as_its_text(field, qtbot):
    field.show_text("a")
    low = field.height()
    field.show_text("\n\n".join("abcdef"))
    assert field.height() > low
    assert field.verticalScrollBar().maximum() == 0


def test_a_read_only_text_stays(field, qtbot):
    field.show_text("- a")
    field.setReadOnly(True)
    put(field, 0)
    press(qtbot, field, Key.Key_Backspace, Key.Key_Return, Key.Key_Tab)
    qtbot.keyClicks(field, "x")
    press(qtbot, field, Key.Key_B, modifier=Mod.ControlModifier)
    assert (field.markdown(), field.told) == ("- a", [])


def test_pictures_are_handed_on(field, qtbot, tmp_path):
    picture = tmp_path / "Été.png"
    QImage(2, 2, QImage.Format.Format_RGB32).save(str(picture))
    with qtbot.waitSignal(field.pictures_given) as given:
        paste(field, urls=[QUrl.fromLocalFile(str(picture))])
    assert given.args == [[picture]]
    data = QMimeData()
    data.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(field.pictures_given) as given:
        field.insertFromMimeData(data)
    assert isinstance(given.args[0][0], QImage)
    assert field.markdown() == ""


def test_plain_text_stays_plain(field):
    paste(field, text="# pas un titre\n\n- *ni* une liste")
    assert field.markdown() == "\\# pas un titre\n\n\\- \\*ni\\* une liste"


def test_html_goes_on_in_the_line(field):
    field.show_text("avant après")
    put(field, 6)
    paste(field, html="<p>un <b>gras</b></p><ul><li>x</li></ul>")
    assert field.markdown() == "avant un **gras**\n\n- x\n\naprès"


def test_what_is_copied_here_is_pasted_whole(field):
    field.show_text(EVERYTHING)
    field.selectAll()
    data = field.createMimeDataFromSelection()
    assert data.hasHtml()
    assert data.hasFormat(OWN_TYPE)
    field.show_text("")
    field.insertFromMimeData(data)
    assert read(field.markdown()).blocks == read(of_blocks(read(EVERYTHING).blocks).text).blocks


def test_markdown_is_pasted_as_such_on_demand(field, qtbot):
    QGuiApplication.clipboard().setText("# Titre\n\n- a")
    press(qtbot, field, Key.Key_V, modifier=Mod.ControlModifier | Mod.ShiftModifier)
    assert field.markdown() == "# Titre\n\n- a"


def test_a_compact_text_has_no_headings(qtbot):
    field = RichText("Question", Voice("fr"), compact=True)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "# a")
    assert field.markdown() == "\\# a"
    field.show_text("")
    paste(field, html="<h1>Titre</h1><p>b</p>")
    assert field.markdown() == "Titre\n\nb"


@pytest.fixture
def bar(field, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    made = FormatBar(Voice("fr"))
    column = QVBoxLayout(host)
    column.addWidget(made)
    column.addWidget(field)
    host.show()
    made.follow(field)
    yield made
    host.close()


def test_the_bar_forms_and_shows(bar, field, qtbot):
    field.show_text("mot")
    field.selectAll()
    for name in ("bold", "italic", "bullets"):
        bar.buttons[name].click()
        assert bar.buttons[name].isChecked()
    assert field.markdown() == "- ***mot***"
    for name in ("bullets", "numbers", "quote"):
        bar.buttons[name].click()
    assert field.markdown() == "> 1. ***mot***"
    assert all(button.accessibleName() for button in bar.buttons.values())


def test_a_link_is_set_changed_and_removed(bar, field, qtbot):
    field.show_text("voir le site ici")
    put(field, 5, 12)
    bar.buttons["link"].click()
    bar._popup.address.setText("example.org/a_b")
    bar._popup.accept()
    assert field.markdown() == "voir [le site](https://example.org/a_b) ici"
    put(field, 7)
    bar.ask_link()
    assert bar._popup.text.text() == "le site"
    bar._popup.address.setText("javascript:alert(1)")
    bar._popup.accept()
    assert bar._popup.refused.isVisible()
    bar._popup._remove()
    assert field.markdown() == "voir le site ici"


def test_the_bar_follows_the_text_that_is_written(bar, field, qtbot):
    other = RichText("Question", Voice("fr"), compact=True)
    bar.follow(other)
    assert not bar.buttons["heading"].isVisible()
    bar.follow(field)
    with qtbot.waitSignal(other.destroyed):
        other.deleteLater()
    assert bar.isEnabled()
    field.show_text("**a**")
    bar.refresh()
    assert bar.buttons["bold"].isChecked()


def test_addresses():
    assert full_address("a@example.org") == "mailto:a@example.org"
    assert full_address("#ici") == "#ici"
    assert full_address("file:///etc/passwd") == ""


def test_the_menu_offers_what_can_be_done(field, qtbot):
    field.show_text("| a |\n| --- |\n| b |")
    behind(field, "b")
    menu = field.make_menu(field.textCursor())
    said = [action.text() for action in menu.actions()]
    assert "Insérer une ligne en dessous" in said
    assert not any("edit-undo" in action.objectName() for action in menu.actions())


def waves(field) -> list[str]:
    document = field.document()
    blocks = map(document.findBlockByNumber, range(document.blockCount()))
    return [
        block.text()[part.start : part.start + part.length]
        for block in blocks
        for part in block.layout().formats()
        if part.format.underlineStyle() == WAVE
    ]


@needs_dictionaries
def test_unknown_words_get_waves(field, qtbot):
    field.set_spelling(Spelling("fr"))
    text = "Une **fôte** `qsdf` $qsdf$ [qsdf](https://a.example)\n\n```\nqsdf\n```\n\nmot"
    field.show_text(text)
    qtbot.waitUntil(lambda: waves(field) == ["fôte"])
    assert field.markdown() == text
    assert field.told == []
    press(qtbot, field, Key.Key_End, modifier=Mod.ControlModifier)
    qtbot.keyClicks(field, "tx")
    qtbot.wait(120)
    assert waves(field) == ["fôte"]
    qtbot.keyClicks(field, " ")
    qtbot.waitUntil(lambda: waves(field) == ["fôte", "mottx"])


@needs_dictionaries
def test_a_suggestion_takes_the_place_of_a_word(field, qtbot):
    field.set_spelling(Spelling("fr"))
    field.show_text("la **maisson** 😀 maisson")
    behind(field, "mai")
    menu = field.make_menu(field.textCursor())
    said = {action.text(): action for action in menu.actions()}
    said["maison"].trigger()
    assert field.markdown() == "la **maison** 😀 maisson"
    said["Ajouter «\u00a0maisson\u00a0» au dictionnaire"].trigger()
    qtbot.waitUntil(lambda: waves(field) == [])


@needs_dictionaries
def test_plain_fields_have_waves_too(qtbot):
    plain = QPlainTextEdit("une fôte")
    qtbot.addWidget(plain)
    Waves(plain).set_spelling(Spelling("fr"))
    qtbot.waitUntil(lambda: waves(plain) == ["fôte"])


WALK = (
    *(Key.Key_Return, Key.Key_Backspace, Key.Key_Delete, Key.Key_Tab, Key.Key_Backtab),
    *(Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End),
    *(
        Key.Key_A,
        Key.Key_Space,
        Key.Key_Minus,
        Key.Key_NumberSign,
        Key.Key_Dollar,
        Key.Key_Asterisk,
    ),
)
WORKS = (
    lambda field: field.toggle_mark("bold"),
    lambda field: field.toggle_mark("code"),
    lambda field: commands.set_list(field.textCursor(), ordered=True),
    lambda field: commands.set_list(field.textCursor(), ordered=False),
    lambda field: commands.set_heading(field.textCursor(), 2),
    lambda field: commands.toggle_quote(field.textCursor()),
    lambda field: commands.set_code(field.textCursor()),
    lambda field: commands.insert_math(field.textCursor()),
    lambda field: commands.insert_rule(field.textCursor()),
    lambda field: commands.insert_table(field.textCursor(), 2, 2),
    lambda field: commands.change_table(field.textCursor(), "no_column"),
    lambda field: commands.set_link(field.textCursor(), "là", "https://a.example"),
    lambda field: paste(field, html="<p>un</p><ul><li>x</li></ul><table><tr><td>a<td>b</table>"),
    lambda field: paste(field, text="mot"),
    lambda field: field.cut(),
)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_done_can_be_read_again(field, qtbot, seed):
    random = Random(seed)
    field.show_text(EVERYTHING.replace("<div>brut</div>\n\n[r]: https://a.example\n", ""))
    for _ in range(120):
        length = field.document().characterCount()
        if random.random() < 0.4:
            far = random.randrange(length) if random.random() < 0.5 else None
            put(field, random.randrange(length), far)
        before = field.markdown()
        if random.random() < 0.6:
            keys = Mod.ShiftModifier if random.random() < 0.1 else Mod.NoModifier
            qtbot.keyClick(field, random.choice(WALK), keys)
        else:
            random.choice(WORKS)(field)
        if field.markdown() != before:
            assert field.told[-1][1] == field.markdown()
        if random.random() < 0.05:
            field.show_text(random.choice(field.told or [("a", "b")])[0])
        shown = [found.block for found in found_in(field.document())]
        assert shown == field._seen
        assert list(read(field.markdown()).blocks) == shown
