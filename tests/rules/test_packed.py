"""What is found on an estate while it lies packed is what judging everything with care finds, or nothing is said."""

import sqlite3
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.model.records import kinds
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.relation import MEMBERSHIP
from gitcab.rules.packed import judge_packed
from gitcab.store.index.figures import FOLDERS
from gitcab.store.index.packed_entries import Undecided
from gitcab.store.index.packed_inventory import packed_estate
from gitcab.store.index.unpacking import unpack
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from support.memory_views import mirror, packed
from support.outlines import all_findings
from support.rule_cases import all_cases, case_tree, estate_files
from support.screen_estates import district, mutated, random_estate_files

SEEDS = st.integers(0, 2**32)
SMALL = [type_ for kind, type_ in kinds().items() if kind != "ConfigurationItem"]
ORPHAN = "cmdb/server/alone.yaml"


def with_an_orphan():
    files = dict(district())
    return {**files, ORPHAN: files["cmdb/server/dns-1.yaml"].replace("dns-1", "alone")}


def judged(tree):
    return judge_packed(*packed(tree))


def assert_same(tree):
    """Whether anything was said."""
    found = judged(tree)
    if found is not None:
        assert found.findings == all_findings(load(tree))
    return found is not None


@pytest.mark.parametrize("case", all_cases())
def test_of_the_cases_of_the_rules(case):
    assert_same(case_tree(case))


@settings(max_examples=60)
@given(SEEDS)
def test_of_random_estates(seed):
    assert_same(MemoryTree(random_estate_files(seed)))


@settings(max_examples=60)
@given(SEEDS, st.integers(0, 3), st.sampled_from(["", "it/estate/"]))
def test_of_a_district_with_mistakes(seed, mistakes, prefix):
    assert_same(MemoryTree(mutated(district(), Random(seed), mistakes), prefix=prefix))


def test_it_does_say_what_is_wrong():
    assert judged(MemoryTree(district())) is not None
    files = with_an_orphan()
    files["cmdb/server/dns-2.yaml"] = files["cmdb/server/dns-2.yaml"].replace("apps-team", "data-team")
    files["cmdb/server/dns-1.yaml"] = files["cmdb/server/dns-1.yaml"].replace("owner: ", "owner: no-")
    files["changes/2026/odd.yaml"] = "kind: Nothing"
    tree = MemoryTree(files)
    assert assert_same(tree)
    rules = {one.rule for one in judged(tree).findings}
    assert {"orphan", "unknown-reference", "unknown-kind"} <= rules


def test_it_says_nothing_where_an_id_is_shared():
    files = district()
    path = "cmdb/server/dns-1.yaml"
    assert judged(MemoryTree({**files, "cmdb/server/more/dns-1.yaml": files[path]})) is None


def test_of_no_record_nothing_is_said():
    assert judged(MemoryTree({path: text for path, text in district().items() if path.startswith("schemas/")})) is None


def test_what_was_packed_and_is_damaged_is_noticed():
    files = dict(with_an_orphan())
    files["cmdb/server/dns-1.yaml"] = files["cmdb/server/dns-1.yaml"].replace("owner: ", "owner: no-")
    view, prepared = packed(MemoryTree(files))
    view.connection.execute("UPDATE packed SET content = zeroblob(length(content))")
    assert judge_packed(view, prepared) is None


@settings(max_examples=60)
@given(SEEDS)
def test_its_records_are_those_that_were_loaded(seed):
    """Asked one by one, as rules ask: ids, former ids, and ids that nobody has."""
    files = mutated(district(), Random(seed), 2) | {ORPHAN: with_an_orphan()[ORPHAN]}
    tree = MemoryTree(files)
    view, prepared = packed(tree)
    if prepared.census.shares_ids:
        return
    estate, loaded = packed_estate(view, prepared.columns, prepared.reader), load(tree)
    assert (estate.flaws, estate.unread, estate.closed) == (loaded.flaws, loaded.unread, loaded.closed)
    here, there = estate.inventory, loaded.inventory
    names = [*there.item_ids(), "ns-2", "dns-9", *(one.id for one in loaded.small)]
    Random(seed).shuffle(names)
    here.expect(names[:4])
    for name in names:
        for kind in (ConfigurationItem, *SMALL):
            assert _told(here.get(kind, name)) == _told(there.get(kind, name))
        with suppress(Undecided):
            assert here.item(name) == there.item(name)
            assert list(here.links_from(name)) == list(there.links_from(name))
            assert list(here.links_to(name)) == list(there.links_to(name))
        assert sorted(here.edges_to((name,), {MEMBERSHIP})) == sorted(there.edges_to((name,), {MEMBERSHIP}))
        assert list(map(_told, here.proposed_by(name))) == list(map(_told, there.proposed_by(name)))
    for kind in SMALL:
        assert list(map(_told, here.of_kind(kind))) == list(map(_told, there.of_kind(kind)))
    assert (len(here), list(here.item_ids())) == (len(there), list(there.item_ids()))
    assert list(map(_told, estate.small)) == list(map(_told, loaded.small))
    paths = {one.source.path for one in loaded.entries} | {"cmdb/nothing.yaml"}
    assert list(map(_told, estate.at(paths))) == list(map(_told, loaded.entries))
    assert list(map(_told, estate.called(names[:5]))) == list(map(_told, loaded.called(names[:5])))


def _told(entry):
    return entry and (entry.local_path, entry.proposed_by, entry.record)


@settings(max_examples=25)
@given(SEEDS)
def test_tables_made_of_it_are_those_of_its_files(seed):
    files = mutated(dict(estate_files()) | random_estate_files(seed), Random(seed), 2)
    made = sqlite3.connect(":memory:", isolation_level=None)
    view, _ = packed(MemoryTree(files))
    view.connection.execute(FOLDERS)
    unpack(view.connection, made, lambda count: None)
    straight = mirror(files, stamp="7").connection
    straight.execute(FOLDERS)
    assert sorted(made.iterdump()) == sorted(straight.iterdump())
