"""Items of blocks: added, changed, moved, taken out, copied with identities of their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.course.block_base import Section
from studio.course.ids import new_id
from studio.course.items import (
    with_item,
    with_item_changed,
    with_item_moved,
    with_new_items,
    without_item,
)
from studio.course.shown_blocks import AccordionBlock


def accordion(count: int) -> AccordionBlock:
    sections = tuple(Section(id=new_id(), title=str(n)) for n in range(count))
    return AccordionBlock(id=new_id(), sections=sections)


def titles(block: AccordionBlock) -> str:
    return "".join(section.title for section in block.sections)


def test_an_item_comes_behind_another_or_last():
    block = accordion(3)
    new = Section(id=new_id(), title="x")
    assert titles(with_item(block, "sections", new, block.sections[0].id)) == "0x12"
    assert titles(with_item(block, "sections", new)) == "012x"
    assert titles(block) == "012"


def test_an_item_is_changed_in_its_place_and_goes():
    block = accordion(3)
    id_ = block.sections[1].id
    assert titles(with_item_changed(block, "sections", Section(id=id_, title="y"))) == "0y2"
    assert titles(without_item(block, "sections", id_)) == "02"


@given(st.integers(1, 6), st.integers(0, 5), st.sampled_from([-1, 1]))
def test_an_item_moves_by_one_and_stops_at_the_ends(count, at, by):
    block = accordion(count)
    at %= count
    id_ = block.sections[at].id
    moved = with_item_moved(block, "sections", id_, by)
    assert [each.id for each in moved.sections].index(id_) == max(0, min(count - 1, at + by))
    assert sorted(titles(moved)) == sorted(titles(block))


def test_copied_items_are_others_that_say_the_same():
    block = accordion(3)
    copy = with_new_items(block)
    assert titles(copy) == titles(block)
    assert not {each.id for each in copy.sections} & {each.id for each in block.sections}
