"""Text for people keeps to the width and to the colours that it was given."""

import re

import pytest
from rich.cells import cell_len

from gitcab.model.listing import Listing
from gitcab.reports import Look, formats, render
from gitcab.reports.text._columns import fitting
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
