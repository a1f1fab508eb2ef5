"""Whatever a screen clears, its rule has nothing to say about; and clean estates are cleared."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab import shelf
from gitcab.model.inventory import Estate
from gitcab.rules import judge, listed, screening, screens
from gitcab.rules._screening import folded
from gitcab.rules.screening import ABOUT_OTHERS, JUDGED_BY_READING, screener, unscreened
from gitcab.rules.survey import Survey, suspects
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from support.outlines import SCREENED_KINDS, all_findings, honest_outlines, outlines_of
from support.rule_cases import all_cases, case_tree, estate_files
from support.screen_estates import district, mutated, random_estate_files

CASES = all_cases()


def survey(estate, outlines):
    return Survey(outlines, estate.classes, estate.relations)


def assert_each_screen_is_right(estate: Estate):
    """Also of records that nobody vouches for: a screen proves its own rule's silence, whatever the others say."""
    outlines = outlines_of(estate)
    known = survey(estate, outlines)
    told = {(one.rule, one.place.path) for one in judge(estate)}
    for name, module in shelf.members(screens):
        for outline in outlines:
            of_kind = module.CLEARS.item if outline.kind == "ConfigurationItem" else module.CLEARS.team
            if outline.kind not in SCREENED_KINDS or outline.proposed_by is not None:
                continue
            is_told = (name.replace("_", "-"), f"{estate.prefix}{outline.path}") in told
            assert not (is_told and (of_kind is None or of_kind(outline, known))), (name, outline.path)


def assert_nothing_is_missed(estate: Estate):
    outlines = honest_outlines(estate)
    suspected = {f"{estate.prefix}{one.path}" for one in suspects(outlines, survey(estate, outlines))}
    records = {entry.source.path for entry in estate.entries}
    told = {one.place.path for one in all_findings(estate)} & records
    assert told <= suspected


def test_every_rule_is_screened_or_said_to_need_none():
    assert unscreened() == frozenset(), "write rules/screens/<rule>.py, or say in screening.py why there is none"


def test_nothing_is_said_of_rules_that_there_are_not():
    rules = {rule.replace("-", "_") for rule, one in listed().items() if one.shape != "reading"}
    said = [frozenset(shelf.names(screens)), JUDGED_BY_READING, ABOUT_OTHERS]
    assert frozenset().union(*said) == rules
    assert sum(map(len, said)) == len(rules)


def test_a_rule_without_a_screen_stops_all_clearing(monkeypatch):
    estate = load(MemoryTree(estate_files()))
    outlines = outlines_of(estate)
    assert len(list(suspects(outlines, survey(estate, outlines)))) < len(outlines)
    monkeypatch.setattr(screening, "ABOUT_OTHERS", ABOUT_OTHERS - {"already_exists"})
    assert list(suspects(outlines, survey(estate, outlines))) == outlines


@pytest.mark.parametrize("case", CASES)
def test_in_the_cases_of_the_rules(case):
    estate = load(case_tree(case))
    assert_each_screen_is_right(estate)
    assert_nothing_is_missed(estate)
    kinds = {entry.source.path: entry for entry in estate.entries}
    for one in judge(estate):
        if one.rule.replace("-", "_") in ABOUT_OTHERS:
            entry = kinds[one.place.path]
            assert entry.record.kind not in SCREENED_KINDS or entry.proposed_by is not None


@given(st.integers(0, 2**32))
def test_in_random_estates(seed):
    estate = load(MemoryTree(random_estate_files(seed)))
    assert_each_screen_is_right(estate)
    assert_nothing_is_missed(estate)


@given(st.integers(0, 2**32))
def test_in_a_district_with_mistakes(seed):
    estate = load(MemoryTree(mutated(district(), Random(seed))))
    assert_each_screen_is_right(estate)
    assert_nothing_is_missed(estate)


def test_of_the_estate_that_is_shipped_nearly_all_items_are_cleared():
    root = Path(__file__).parents[2]
    files = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("cmdb", "changes", "operations", "schemas")
        for path in sorted((root / folder).rglob("*.yaml"))
    }
    estate = load(MemoryTree(files))
    outlines = honest_outlines(estate)
    is_cleared = screener(survey(estate, outlines))
    items = [one for one in outlines if one.kind in SCREENED_KINDS and one.proposed_by is None]
    assert sum(map(is_cleared, items)) >= 0.9 * len(items)


@given(st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._+-]{0,127}\Z"))
def test_folding_an_id_is_what_the_rule_does(id):
    from gitcab.rules.whole.duplicate_id import _folded

    assert folded(id) == _folded(id)
