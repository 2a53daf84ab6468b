"""Blocks for property tests, as an editor could make them."""

from __future__ import annotations

from hypothesis import strategies as st

from studio.course.prose.model import (
    Alignment,
    Block,
    CodeBlock,
    Heading,
    Item,
    ItemList,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)
from studio.course.prose.tidy import tidy

SIGNS = "*_[](){}#>-+=.1|$\\&<`~!:;^'\"/ab é\u00a0\u202f«»\u2019€\n\t"
WORDS = st.one_of(
    st.text(alphabet=SIGNS, max_size=10),
    st.text(max_size=6),
    st.sampled_from(
        ["1. a", "- b", "# c", "> d", "---", "===", "|-|-|", "$$", "```", "~~~", "&amp;", "<b>",
         "[a](b)", "[a]: b", "![", "2) ", "+ ", "* * *", " ", "a", "35 % de 1 000 $", "$5", "0"]
    ),
)  # fmt: skip
LINKS = st.sampled_from(
    ["", "", "", "https://example.org", "https://example.org/a_(b)_*c*?d=1&copy;=2", "#place",
     "mailto:a@example.org", "https://example.org/$x$ y|z\\"]
)  # fmt: skip
FLAGS = st.sampled_from([False, False, True])
RUNS = st.lists(
    st.builds(
        Run, text=WORDS, bold=FLAGS, italic=FLAGS, code=st.sampled_from([False] * 5 + [True]),
        math=st.sampled_from([False] * 6 + [True]), link=LINKS,
    ),
    max_size=6,
).map(tuple)  # fmt: skip


ALIGNMENTS: tuple[Alignment, ...] = ("", "left", "center", "right")


def _items(lists: st.SearchStrategy[ItemList]) -> st.SearchStrategy[ItemList]:
    items = st.builds(Item, RUNS, st.lists(lists, max_size=2).map(tuple))
    return st.builds(
        ItemList,
        st.lists(items, min_size=1, max_size=3).map(tuple),
        ordered=st.booleans(),
        start=st.sampled_from([1, 1, 0, 3, 999_999_999]),
        tight=st.booleans(),
    )


LISTS = st.recursive(st.just(ItemList((Item((Run("a"),)),))), _items, max_leaves=4)
PARAGRAPHS = st.builds(Paragraph, RUNS)
HEADINGS = st.builds(Heading, st.integers(1, 6), RUNS)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    alignments = draw(st.lists(st.sampled_from(ALIGNMENTS), min_size=1, max_size=3))
    row = st.lists(RUNS, min_size=len(alignments), max_size=len(alignments)).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=3).map(tuple))
    return Table(tuple(alignments), rows)


BLOCKS: st.SearchStrategy[Block] = (
    st.one_of(
        PARAGRAPHS,
        PARAGRAPHS,
        HEADINGS,
        LISTS,
        tables(),
        st.builds(CodeBlock, WORDS, st.sampled_from(["", "python", "c++"])),
        st.builds(MathBlock, WORDS),
        st.just(Rule()),
        st.builds(Quote, st.lists(st.one_of(PARAGRAPHS, HEADINGS, LISTS), max_size=3).map(tuple)),
    )
    .map(tidy)
    .flatmap(lambda block: st.just(block) if block else st.nothing())
)

MARKDOWN = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(
            ["# a", "a", "b  ", "- a", "  - b", "* c", "1. d", "    code", "\ttab", "> q", "```",
             "$$", "x", "|a|b|", "|-|:-:|", "---", "===", "<div>", "<!-- x", "[a]: /b", "[a]",
             "![i](p)", "", "", "\r", "\u2028", "\x0b", "$x$", "**b**", "~~~", "\u00a0",
             "a\\", "2) e", "\0"]
        ),
        max_size=12,
    ).flatmap(lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda end: end.join(lines))),
)  # fmt: skip
