"""The fewest moves between two orders, and both orders read as one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.course.sequences import interleaved, moved

ORDERS = st.lists(st.sampled_from("abcdefg"), unique=True)


@pytest.mark.parametrize(
    ("before", "after", "ids"),
    [
        ("abcd", "abcd", ""),
        ("abcd", "bcda", "a"),
        ("abcd", "dabc", "d"),
        ("abcdef", "adbcef", "d"),
        ("abcd", "acd", ""),
        ("abc", "axbc", ""),
        ("", "abc", ""),
    ],
)
def test_a_move_is_one_id(before, after, ids):
    assert moved(before, after) == set(ids)


@given(ORDERS, ORDERS)
def test_no_fewer_moves_would_do(before, after):
    def in_order(left_out: tuple[str, ...]) -> bool:
        sides = ([i for i in one if i in common and i not in left_out] for one in (before, after))
        return next(sides) == next(sides)

    common = set(before) & set(after)
    ids = moved(before, after)
    assert in_order(tuple(ids))
    assert not any(in_order(fewer) for n in range(len(ids)) for fewer in combinations(common, n))


@given(ORDERS, ORDERS)
def test_both_orders_are_read_as_one(before, after):
    both = list(interleaved(before, after))
    assert sorted(both) == sorted({*before, *after})
    assert [id_ for id_ in both if id_ in after] == after


def test_a_lost_one_stands_where_it_stood():
    assert list(interleaved("abcd", "axd")) == list("abcxd")
    assert list(interleaved("abc", "c")) == list("abc")
