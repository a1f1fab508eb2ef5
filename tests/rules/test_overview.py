"""What is told of a whole view in passes over its tables is what a survey of every outline tells."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.rules import overview as overviews
from gitcab.rules import screens
from gitcab.rules.overview import CLEARED_HERE, overview
from gitcab.rules.screening import screener
from gitcab.rules.survey import Survey
from gitcab.store.index.bare_outlines import bare_outlines
from support.memory_views import lay, mirror
from support.rule_cases import case_tree, cases_without_links, estate_files
from support.screen_estates import district, mutated, random_estate_files

CASES = cases_without_links()
SEEDS = st.integers(0, 2**32)


def assert_they_agree(view):
    outlines = bare_outlines(view)
    survey = Survey(outlines, *view.demands)
    is_shared = any(one.proposed_by is None and survey.shares_an_id(one) for one in outlines)
    known = overview(view)
    assert (known is None) == is_shared
    if known is None:
        return
    assert (known.circles, known.joined) == (survey.circles, survey.joined)
    by_survey, by_overview = screener(survey), screener(known)
    for one in outlines:
        assert by_overview(one) == by_survey(one), one
        assert by_survey(one) or one.path in known.unusual, one


@pytest.mark.parametrize("case", CASES)
def test_in_the_cases_of_the_rules(case):
    tree = case_tree(case)
    assert_they_agree(mirror({file.path: content for file, content in tree.read(tree.files(), 10**9)}))


@settings(max_examples=25)
@given(SEEDS)
def test_in_random_estates_and_in_what_lies_over_them(seed):
    before = random_estate_files(seed)
    view = mirror(before)
    assert_they_agree(view)
    assert_they_agree(lay(view, before, mutated(before, Random(seed), 4)))


@settings(max_examples=25)
@given(SEEDS)
def test_in_a_district_with_mistakes(seed):
    assert_they_agree(mirror(mutated(district(), Random(seed))))


def test_of_a_plain_estate_most_items_are_ordinary():
    view = mirror(district())
    known = overview(view)
    items = [one for one in view.outlines() if one.kind == "ConfigurationItem" and one.proposed_by is None]
    assert known is not None
    assert sum(one.path not in known.unusual for one in items) > len(items) / 2


def test_a_screen_that_nothing_is_said_of_stops_it(monkeypatch):
    view = mirror({path: text.encode() for path, text in estate_files().items()})
    assert overview(view) is not None
    monkeypatch.setattr(overviews, "CLEARED_HERE", CLEARED_HERE - {"orphan"})
    assert overview(view) is None


def test_each_screen_is_spoken_of():
    assert frozenset(overviews.shelf.names(screens)) == CLEARED_HERE
