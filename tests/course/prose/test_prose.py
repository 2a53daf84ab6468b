"""Texts that are read, edited and written: every byte that nobody touched stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.course.prose import read, rewritten, write
from studio.course.prose.model import Block, Paragraph, Run
from studio.course.prose.tidy import tidy
from tests.course.prose.strategies import BLOCKS, MARKDOWN


@given(MARKDOWN)
def test_reading_keeps_every_byte(text):
    prose = read(text)
    assert prose.text == text
    assert rewritten(prose, prose.blocks, prose.blocks).text == text


@given(BLOCKS)
def test_what_is_written_is_read_again(block):
    assert read(write(block)).blocks == (block,)


@given(BLOCKS)
def test_tidying_twice_is_tidying_once(block):
    assert tidy(block) == block


@given(MARKDOWN)
def test_what_is_read_is_tidy(text):
    assert all(tidy(block) == block for block in read(text).blocks)


@settings(deadline=None)
@given(st.lists(BLOCKS, max_size=4), st.data())
def test_an_edit_changes_its_own_piece_alone(blocks, data):
    prose = rewritten(read(""), (), blocks)
    assert read(prose.text).blocks == tuple(blocks)
    if blocks:
        at = data.draw(st.integers(0, len(blocks) - 1))
        new = data.draw(BLOCKS)
        after = [*blocks[:at], new, *blocks[at + 1 :]]
        edited = rewritten(prose, blocks, after)
        assert read(edited.text).blocks == tuple(after)


@pytest.mark.parametrize("note", ["[^1]: Annuel.", "[^1]: Annuel, et *brut*."])
def test_an_edit_leaves_the_marks_of_notes_alone(note):
    prose = read(f"Le taux[^1] est [fixe].\n\n{note}\n")
    blocks = [piece.block for piece in prose.pieces]
    edited: list[Block] = [Paragraph(runs=(Run(text="Le taux[^1] est [bas]."),)), *blocks[1:]]
    text = "".join(piece.source + piece.gap for piece in rewritten(prose, blocks, edited).pieces)
    assert text == f"Le taux[^1] est [bas].\n\n{note}\n"
