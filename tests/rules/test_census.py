"""A census of rows just read tells what one of the tables tells, and what a look at each item tells."""

from collections import defaultdict
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.model.relation import MEMBERSHIP
from gitcab.rules._hosting import HOSTING
from gitcab.rules.census import Census
from gitcab.rules.screens import group_cannot_hold, group_on_one_host
from gitcab.rules.survey import Survey
from gitcab.store.acceptance import Acceptance
from gitcab.store.examining import Examiner
from gitcab.store.index.bare_outlines import bare_outlines
from gitcab.store.index.chunk_columns import columns_of
from gitcab.store.index.chunks import Chunk, rows_of
from gitcab.store.index.demands import Demands
from gitcab.store.index.estate_tables import TableColumns
from gitcab.store.index.read_columns import ReadColumns
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.record_files import record_files
from gitcab.store.schema_loading import load_schemas
from support.memory_views import lay, mirror
from support.screen_estates import district, mutated, random_estate_files

SEEDS = st.integers(0, 2**32)
SERVER = """kind: ConfigurationItem
class: server
id: {id}
name: A server
owner: crew
environment: production
criticality: high
life_cycle: {{stage: operational, status: in_use}}
relations: {{{relations}}}
"""
PROPOSING = "changes/2026/RFC-2026-11-01-more/new/server"


def server(id, to):
    """A server with relations of three sorts."""
    written = f"depends_on: [{to}], hosted_on: [{to}], runs_on: [{{at_least: 1, of: [srv-1, srv-2]}}]"
    return SERVER.format(id=id, relations=written)


def census_of(view):
    return Census(TableColumns(view), view.demands)


class Counted(ReadColumns):
    """Counts how often all links were gone through for hosts."""

    rounds = 0

    def leaving(self, ids, relations):
        self.rounds += 1
        return super().leaving(ids, relations)


def read(files, size=3):
    """The columns of files that are read in chunks of so many, and what is demanded there."""
    tree = MemoryTree(files)
    schemas = load_schemas(tree)
    listed = list(record_files(tree, lambda flaw: None))
    chunks = [Chunk(at + 1, listed[at : at + size]) for at in range(0, len(listed), size)]
    columns, examiner = Counted(), Examiner(tree, Acceptance.of(schemas.classes, schemas.relations))
    for _, rows in rows_of(tree, examiner, chunks):
        columns.add(columns_of(rows)[0])
    return columns, Demands(schemas.classes, schemas.relations)


def census_while_reading(files):
    return Census(*read(files))


def told(census):
    """All that a census tells where no id is shared."""
    ids = sorted(census.sorts)
    return {
        "sorts": census.sorts,
        "former": census.former,
        "unusual": census.unusual,
        "noted": census.noted,
        "needed": census.needed,
        "owners": census.owners,
        "ties": census.ties.known.keys(),
        "members": {one: sorted(census.members(one)) for one in ids},
        "hosts": {one: sorted(census.hosts(one)) for one in ids},
    }


def links_of(items):
    return ((one, link) for one in items for link in one.links)


def assert_it_is_what_each_tells(census, view):
    items = [one for one in bare_outlines(view) if one.kind == "ConfigurationItem" and one.proposed_by is None]
    survey = Survey(bare_outlines(view), *view.demands)
    ties, hosts, members, guests = set(), defaultdict(list), defaultdict(set), set()
    for one, link in links_of(items):
        target = census.former.get(link.target, link.target)
        ties.add((link.relation, survey.sort_of(one.id), survey.sort_of(target)))
        if link.relation in HOSTING and link.at_least is None:
            hosts[one.id].append(target)
        if link.relation == MEMBERSHIP:
            members[target].add(one.id)
        if link.at_least is not None:
            guests.add(target)
    guests.update(*(members[one.id] for one in items if one.quorum is not None))
    while more := {host for guest in guests for host in hosts[guest]} - guests:
        guests |= more
    assert census.ties.known.keys() == ties
    assert {one.id: sorted(census.hosts(one.id)) for one in items if one.id in guests} == {
        one.id: sorted(hosts[one.id]) for one in items if one.id in guests
    }
    assert {one.id: set(census.members(one.id)) for one in items} == {one.id: members[one.id] for one in items}
    assert census.owners == {(one.owner, one.operated_by) for one in items}
    for one in items:
        is_noted = (
            not (one.links or survey.is_named(one.id))
            or list(survey.bad_ties(one))
            or survey.is_needed(one.id)
            or not all(screen.item(one, survey) for screen in (group_cannot_hold.CLEARS, group_on_one_host.CLEARS))
        )
        assert one.id in census.noted or not is_noted
        assert (one.id in census.needed) == survey.is_needed(one.id)


def assert_they_agree(view, files):
    by_tables, by_rows = census_of(view), census_while_reading(files)
    assert by_rows.shares_ids == by_tables.shares_ids
    if not by_tables.shares_ids:
        assert told(by_rows) == told(by_tables)
        assert_it_is_what_each_tells(by_rows, view)


@settings(max_examples=50)
@given(SEEDS)
def test_of_random_estates_and_of_what_lies_over_them(seed):
    before = random_estate_files(seed)
    after = mutated(before, Random(seed), 4)
    view = mirror(before)
    assert_they_agree(view, before)
    if {path for path in before if path.startswith("schemas/")} <= after.keys():
        assert_they_agree(lay(view, before, after), after)


@settings(max_examples=20)
@given(SEEDS)
def test_of_a_district_with_mistakes(seed):
    files = mutated(district(), Random(seed))
    assert_they_agree(mirror(files), files)


def test_of_what_is_only_proposed_no_relation_counts():
    schemas = {path: text for path, text in district().items() if path.startswith("schemas/")}
    files = {
        **schemas,
        "cmdb/server/srv-1.yaml": server("srv-1", to="srv-2"),
        "cmdb/server/srv-2.yaml": server("srv-2", to="srv-1"),
        f"{PROPOSING}/srv-1.yaml": server("srv-1", to="nothing"),
        f"{PROPOSING}/srv-3.yaml": server("srv-3", to="nothing"),
    }
    assert_they_agree(mirror(files), files)
    census = census_while_reading(files)
    assert not census.shares_ids
    assert census.sorts.keys() == {"srv-1", "srv-2"}
    assert all(there is not None for _, _, there in census.ties.known)
    assert {path for path in census.unusual if path.startswith("changes/")} == {
        path for path in files if "new/" in path
    }


def test_of_two_with_one_id_whatever_the_case_only_that_is_told():
    plain = {path: text for path, text in district().items() if path.startswith("schemas/")}
    plain["cmdb/server/srv-1.yaml"] = server("srv-1", to="srv-1")
    for path, text in (
        ("cmdb/server/a/srv-1.yaml", server("srv-1", to="srv-1")),
        ("cmdb/server/SRV-1.yaml", server("SRV-1", to="srv-1")),
        ("cmdb/server/srv-2.yaml", server("srv-2", to="srv-1") + "formerly: [srv-1]\n"),
        ("cmdb/server/srv-2.yaml", server("srv-2", to="srv-1") + "formerly: [Srv-1]\n"),
        ("cmdb/server/srv-2.yaml", server("srv-2", to="srv-1") + "quorum: 1\nformerly: [a-1, A-1]\n"),
        ("cmdb/teams/srv-1.yaml", "kind: Team\nid: srv-1\nname: A team\n"),
    ):
        files = {**plain, path: text}
        assert census_while_reading(files).shares_ids
        assert census_of(mirror(files)).shares_ids
    assert not census_while_reading(plain).shares_ids


@pytest.mark.parametrize("depth", [1, 4, 5, 6, 40])
@pytest.mark.parametrize("is_shared", [True, False])
def test_hosts_are_found_however_deep_they_lie(depth, is_shared):
    """Two members of a group, each on a chain of hosts of that length, which end on one host or on two."""
    files = {path: text for path, text in district().items() if path.startswith("schemas/")}
    for one in "ab":
        last = "bottom" if is_shared else f"bottom-{one}"
        chain = [*(f"{one}-{step}" for step in range(depth)), last]
        for own, host in pairwise(chain):
            files[f"cmdb/server/{own}.yaml"] = SERVER.format(id=own, relations=f"hosted_on: [{host}]")
        files[f"cmdb/server/{last}.yaml"] = SERVER.format(id=last, relations="")
    group = "depends_on: [{at_least: 1, of: [a-0, b-0]}]"
    files["cmdb/server/top.yaml"] = SERVER.format(id="top", relations=group)
    for census in (census_while_reading(files), census_of(mirror(files))):
        assert not census.shares_ids
        assert census.noted == ({"top"} if is_shared else set())
    columns, demands = read(files)
    Census(columns, demands)
    assert columns.rounds <= 7
