"""Judging only some records finds of them what judging everything finds."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.inventory import Estate
from gitcab.rules import Scope, judge, judge_within
from gitcab.rules.suppression import apply_suppressions
from gitcab.rules.survey import Survey, suspects
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from support.outlines import all_findings, honest_outlines
from support.screen_estates import district, mutated, random_estate_files


def items_at(estate, paths):
    return frozenset(
        entry.id for entry in estate.at(paths) if entry.record.kind == "ConfigurationItem" and not entry.proposed_by
    )


def assert_suspects_tell_all(estate: Estate):
    outlines = honest_outlines(estate)
    known = Survey(outlines, estate.classes, estate.relations)
    suspected = {f"{estate.prefix}{one.path}" for one in suspects(outlines, known)}
    paths = frozenset({*suspected, *(flaw.place.path for flaw in estate.flaws)})
    scope = Scope(paths, items_at(estate, paths), known.circles)
    assert judge_within(estate, scope) == judge(estate)
    assert apply_suppressions(judge_within(estate, scope), estate, paths) == all_findings(estate)


@given(st.integers(0, 2**32))
def test_suspects_of_random_estates_tell_all(seed):
    assert_suspects_tell_all(load(MemoryTree(random_estate_files(seed))))


@given(st.integers(0, 2**32))
def test_suspects_of_a_district_with_mistakes_tell_all(seed):
    assert_suspects_tell_all(load(MemoryTree(mutated(district(), Random(seed)))))


def test_nothing_is_told_of_nothing():
    estate = load(MemoryTree(random_estate_files(3)))
    assert judge(estate)
    assert judge_within(estate, Scope(frozenset())) == ()
