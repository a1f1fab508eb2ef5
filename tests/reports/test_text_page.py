"""Text for people keeps to the width and to the colours that it was given."""

import io
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gitcab.model.listing import Listing
from gitcab.reports import Look, formats, render
from gitcab.reports._escape import visible
from gitcab.reports.text import _cells
from gitcab.reports.text._columns import fitting
from gitcab.reports.text._page import Page
from support.hostile import hostile
from support.scenes import SCENES

TEXTS = [name for name, scene in SCENES.items() if "text" in formats(type(scene()))]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [60, 80, 132])
@pytest.mark.parametrize("make", [lambda scene: scene, hostile], ids=["plain", "hostile"])
@pytest.mark.parametrize("scene", TEXTS)
def test_no_line_is_wider_than_the_look(scene, make, width):
    told = render(make(SCENES[scene]()), "text", Look(width))
    assert max(cell_len(line) for line in told.splitlines()) <= width
    assert not any(line.endswith(" ") for line in told.splitlines())


@pytest.mark.parametrize("scene", TEXTS)
def test_colour_only_where_it_is_asked_for(scene):
    plain, coloured = (render(SCENES[scene](), "text", Look(colour=colour)) for colour in (False, True))
    assert "\x1b" not in plain
    assert [line.rstrip() for line in COLOUR.sub("", coloured).split("\n")] == plain.split("\n")


def test_findings_and_states_are_coloured():
    assert "\x1b[1;31merror\x1b[0m" in render(SCENES["judgement"](), "text", Look(colour=True))
    assert "\x1b[1;31mdown\x1b[0m" in render(SCENES["impact"](), "text", Look(colour=True))


def test_full_shows_what_is_cut_otherwise():
    listing = Listing(
        "ci list", ("id", "name", "owner", "stage"), (("a" * 66, "word " * 30 + "end", "o" * 20, "design"),), "items", 1
    )
    cut, whole = render(listing, "text", Look()), render(listing, "text", Look(full=True))
    assert "end" not in cut
    assert "(left out to fit: stage)" in cut
    assert "end" in whole
    assert "design" in whole


@pytest.mark.parametrize(
    ("natural", "room", "widths"),
    [
        ([5, 5], 80, [5, 5]),
        ([12, 60, 30], 80, [12, 34, 30]),
        ([12, 60, 60], 76, [12, 30, 30]),
        ([90, 20], 80, [68, 10]),
        ([10, 5], 15, [10]),
        ([34, 12, 40, 20, 10, 8], 80, [34, 12, 14, 14]),
        ([49, 9, 9, 16, 60], 80, [49, 9, 9]),
        ([128], 80, [80]),
    ],
)
def test_the_widest_column_gives_way_and_the_first_one_last(natural, room, widths):
    assert fitting(natural, room) == widths


words = st.text(st.sampled_from("ab \xe9\u2026\u4e2d\U0001f600\u0301\u2500"), max_size=90).map(visible)


@given(words, st.integers(20, 50))
def test_lines_are_broken_where_rich_breaks_them(text, room):
    told = Text(text).wrap(Console(file=io.StringIO(), width=1000), room)
    assert [part.rstrip() for part in _cells.wrapped(text, room)] == [part.plain.rstrip() for part in told]


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=4), st.integers(40, 90))
def test_tables_are_laid_out_as_rich_lays_them_out(rows, width):
    page, file = Page(Look(width)), io.StringIO()
    page.table(("id", "name", "owner"), rows)
    columns = [[*column] for column in zip(("id", "name", "owner"), *rows, strict=True)]
    widths = fitting([max(map(cell_len, column)) for column in columns], width)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column, room in zip(columns, widths, strict=False):
        table.add_column(Text(column[0]), width=room, no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*map(Text, row[: len(widths)]))
    Console(file=file, width=1000, color_system=None).print(table)
    told = page.finish().splitlines()[: len(rows) + 1]
    assert told == [line.rstrip() for line in file.getvalue().splitlines()]


def test_characters_that_are_taken_for_one_cell_wide_are():
    single = (chr(code) for code in range(sys.maxunicode) if _cells._SINGLE.fullmatch(chr(code)))
    assert {cell_len(one) for one in single} == {1}
