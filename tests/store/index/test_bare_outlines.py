"""Bare outlines are the outlines, less what no screen asks."""

from random import Random

import pytest

from gitcab.store.index.bare_outlines import bare_outlines
from support.memory_views import lay, mirror
from support.screen_estates import district, mutated, random_estate_files

GONE = dict.fromkeys(
    ("name", "status", "environment", "criticality", "attributes", "tags", "description", "verified_on", "utc_times")
)


def bare(outline):
    less = outline._replace(blob="", **GONE)
    return less if less.kind == "Team" else less._replace(fields=None)


@pytest.mark.parametrize("seed", range(6))
def test_they_are_the_outlines_in_the_same_order(seed):
    before = random_estate_files(seed) if seed % 2 else district()
    view = mirror(before)
    assert bare_outlines(view) == list(map(bare, view.outlines()))
    later = lay(view, before, mutated(before, Random(seed), 4))
    assert later.changes
    assert bare_outlines(later) == list(map(bare, later.outlines()))
