"""Every view of the shipped estate holds what its records say, reckoned apart from SQL."""

import json
import sqlite3
from pathlib import Path

import pytest

from gitcab.model.moment import instant
from gitcab.model.records import kinds
from gitcab.model.records._plans import AddedFrom, AddedItem, RetiredItem
from gitcab.model.records.change_model import ChangeModel
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.incident import Incident
from gitcab.model.records.problem import Problem
from gitcab.model.records.release import Release
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.records.team import Team
from gitcab.model.references import references
from gitcab.model.touching import present_id
from gitcab.store.index.memory import index_in_memory
from gitcab.store.index.views import definitions, query_tables, views
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.work_tree import WorkTree

ROOT = Path(__file__).parents[3]
SERVER = {
    "kind": "ConfigurationItem",
    "class": "server",
    "name": "A server",
    "owner": "server-team",
    "life_cycle": {"stage": "operational", "status": "in_use"},
}
PLAIN = {
    "change_model": ChangeModel,
    "change_window": ChangeWindow,
    "incident": Incident,
    "problem": Problem,
    "release": Release,
    "rfc": RequestForChange,
    "team": Team,
}


@pytest.fixture(scope="module")
def estate():
    return load(WorkTree(ROOT, ""))


@pytest.fixture(scope="module")
def index():
    connection = index_in_memory(WorkTree(ROOT, ""))
    connection.row_factory = sqlite3.Row
    return connection


def records(estate, kind):
    return [entry.record for entry in estate.inventory.of_kind(kind)]


def rows(index, view, columns="*"):
    return index.execute(f"SELECT {columns} FROM {view}").fetchall()


def plain_rows(index, view, columns):
    return sorted(map(tuple, rows(index, view, columns)), key=repr)


def utc(text, zone):
    return instant(text, zone).strftime("%Y-%m-%d %H:%M:%S") if text else None


@pytest.mark.parametrize("view", views())
def test_every_view_has_the_columns_that_it_tells_of_and_rows(index, view):
    found = rows(index, view)
    assert view == "finding" or found
    told = {table.name: [column.name for column in table.columns] for table in query_tables()}[view]
    assert [column[0] for column in index.execute(f"SELECT * FROM {view}").description][: len(told)] == told


def test_every_column_that_says_so_holds_json(index):
    for table in query_tables():
        for column in table.columns:
            if column.manual.startswith("JSON"):
                told = [row[0] for row in rows(index, table.name, f'"{column.name}"') if row[0] is not None]
                assert told, (table.name, column.name)
                assert all(json.loads(text) is not None for text in told)


@pytest.mark.parametrize("view", PLAIN)
def test_the_fields_of_a_record_are_its_own_with_the_models_defaults(estate, index, view):
    kind = PLAIN[view]
    expected = {record.id: record for record in records(estate, kind)}
    found = {row["id"]: row for row in rows(index, view)}
    assert found.keys() == expected.keys()
    same_named = {name for name in kind.model_fields if name in {column.name for column in views()[view].columns}}
    assert len(same_named) > 4
    for named, record in expected.items():
        values = record.model_dump(mode="json", by_alias=True)
        for name in same_named - {"on_hold"}:
            told = found[named][name]
            wanted = values[name]
            if isinstance(wanted, list | dict):
                told = json.loads(told)
                wanted = record.to_plain().get(name, wanted)
            assert told == wanted, (named, name)
        assert json.loads(found[named]["fields"]) == record.to_plain()


def test_items(estate, index):
    expected = {record.id: record for record in records(estate, ConfigurationItem)}
    found = {row["id"]: row for row in rows(index, "ci")}
    assert found.keys() == expected.keys()
    for named, record in expected.items():
        row = found[named]
        told = {name: row[name] for name in ("name", "class", "owner", "environment", "criticality", "quorum")}
        values = record.model_dump(mode="json", by_alias=True)
        assert told == {name: values[name] for name in told}
        assert (row["stage"], row["status"]) == (record.life_cycle.stage, record.life_cycle.status)
        assert row["operated_by"] == (record.operated_by or record.owner)
        assert (row["description"], row["verified_on"]) == (record.description, record.verified_on)
        for name in ("tags", "attributes", "formerly"):
            assert json.loads(row[name]) == values[name]
        entry = estate.inventory.get(ConfigurationItem, named)
        assert row["path"] == entry.local_path


def test_tags_and_attributes_one_by_one(estate, index):
    items = records(estate, ConfigurationItem)
    assert plain_rows(index, "tag", "ci, tag") == sorted(((one.id, tag) for one in items for tag in one.tags), key=repr)
    named = sorted((one.id, name) for one in items for name in one.attributes)
    assert sorted(plain_rows(index, "attribute", "ci, name")) == named
    version = index.execute("SELECT value FROM attribute WHERE ci = 'sis-database' AND name = 'version'").fetchone()[0]
    assert version == estate.inventory.get(ConfigurationItem, "sis-database").record.attributes["version"]


def test_relations_name_items_by_their_present_ids(estate, index):
    links = [link for one in records(estate, ConfigurationItem) for link in estate.inventory.links_from(one.id)]
    expected = sorted((link.source, link.relation, link.target, link.group and link.group.at_least) for link in links)
    assert sorted(plain_rows(index, "relation", "source, relation, target, at_least"), key=repr) == sorted(
        expected, key=repr
    )


def test_members_of_a_group_share_its_number(index):
    grouped = rows(index, "relation WHERE at_least IS NOT NULL", "source, relation, target, redundancy_group")
    assert grouped
    assert all(row["redundancy_group"] is not None for row in grouped)
    alone = rows(index, "relation WHERE at_least IS NULL", "redundancy_group")
    assert {row[0] for row in alone} == {None}


def test_a_former_id_leads_to_the_present_one(index):
    assert ("telephone-exchange", "voice-platform") in plain_rows(index, "former_id", "former, ci")


def small(*items):
    """An index of these items, and what a careful reading of them gives."""
    tree = MemoryTree({f"cmdb/server/{one['id']}.yaml": json.dumps({**SERVER, **one}) for one in items})
    return index_in_memory(tree), load(tree).inventory


def test_links_that_use_a_former_id_lead_to_the_item_that_had_it():
    index, inventory = small(
        {"id": "a", "relations": {"depends_on": ["old", "c", {"at_least": 1, "of": ["older", "c"]}, "nobody"]}},
        {"id": "b", "formerly": ["old", "older"]},
        {"id": "c", "formerly": ["a"]},
        {"id": "d", "relations": {"runs_on": ["a"]}},
    )
    told = plain_rows(index, "relation", "source, target")
    links = [link for name in "abcd" for link in inventory.links_from(name)]
    assert told == sorted(((link.source, link.target) for link in links), key=repr)
    assert ("a", "b") in told
    assert ("d", "a") in told, "an id that is in use is nobody's former one"
    assert plain_rows(index, "former_id", "former, ci") == [("old", "b"), ("older", "b")]
    assert index.execute("SELECT source FROM relation WHERE target = 'b'").fetchall() != []


def item_rows(rfc, inventory):
    zone = rfc.schedule.time_zone if rfc.schedule else None
    window = (utc(rfc.schedule.start, zone), utc(rfc.schedule.end, zone)) if rfc.schedule else (None, None)
    for one in rfc.configuration_items:
        if isinstance(one, AddedFrom):
            yield from ((rfc.id, entry.id, "add", None, None, *window) for entry in inventory.proposed_by(rfc.id))
        elif isinstance(one, AddedItem):
            yield (rfc.id, one.add.id, "add", None, None, *window)
        else:
            retired = isinstance(one, RetiredItem)
            named = present_id(one.retire if retired else one.id, inventory)
            times = (utc(one.start, zone) or window[0], utc(one.end, zone) or window[1])
            yield (rfc.id, named, "retire" if retired else "touch", one.effect, one.minutes, *times)


def test_what_changes_touch(estate, index):
    rfcs = records(estate, RequestForChange)
    expected = sorted((row for rfc in rfcs for row in item_rows(rfc, estate.inventory)), key=repr)
    assert plain_rows(index, "rfc_ci", "rfc, ci, action, effect, minutes, start_utc, end_utc") == expected
    assert {row[2] for row in expected} == {"add", "touch", "retire"}


def test_the_times_of_changes(estate, index):
    found = {row["id"]: row for row in rows(index, "rfc")}
    for rfc in records(estate, RequestForChange):
        row, zone = found[rfc.id], rfc.schedule.time_zone if rfc.schedule else None
        assert row["is_open"] == (rfc.state not in ("closed", "canceled"))
        assert row["on_hold"] == (rfc.on_hold and rfc.on_hold.reason)
        if rfc.schedule:
            assert (row["start_utc"], row["end_utc"]) == (utc(rfc.schedule.start, zone), utc(rfc.schedule.end, zone))
        if rfc.review:
            actual = (utc(rfc.review.start, zone), utc(rfc.review.end, zone))
            assert (row["actual_start_utc"], row["actual_end_utc"]) == actual
            assert (row["close_code"], row["backed_out"]) == (rfc.review.close_code, rfc.review.backed_out)


def test_members_releases_and_incidents_row_by_row(estate, index):
    teams, releases = records(estate, Team), records(estate, Release)
    members = sorted((one.id, login, int(login == one.lead)) for one in teams for login in one.members)
    assert sorted(plain_rows(index, "member", "team, login, is_lead")) == members
    assert {row[2] for row in members} == {0, 1}
    parts = sorted((one.id, rfc) for one in releases for rfc in one.changes)
    assert sorted(plain_rows(index, "release_rfc", "release, rfc")) == parts
    hit = []
    for one in records(estate, Incident):
        hit += [(one.id, present_id(item, estate.inventory), "failed") for item in one.configuration_items]
        hit += [(one.id, present_id(item, estate.inventory), "missed") for item in one.services]
    assert sorted(plain_rows(index, "incident_ci", "incident, ci, role")) == sorted(hit)


def test_mentions(estate, index):
    others = [model for name, model in kinds().items() if name != "ConfigurationItem"]
    expected = sorted(
        (record.id, record.kind, one.kind, one.id)
        for model in others
        for record in records(estate, model)
        for one in references(record)
    )
    assert sorted(plain_rows(index, "mention", "source, source_kind, kind, id")) == expected


def test_what_the_schemas_demand(estate, index):
    relations = {name: (one.inverse, one.impact, one.strength) for name, one in estate.relations.items()}
    told = rows(index, "relation_type", "relation, inverse, impact, strength")
    assert {name: tuple(rest) for name, *rest in map(tuple, told)} == relations
    classes = {name: (one.title, one.family) for name, one in estate.classes.items()}
    assert {name: tuple(rest) for name, *rest in map(tuple, rows(index, "ci_class", "class, title, family"))} == classes


def test_the_same_views_over_temporary_tables(index):
    """So a revision is laid over the file: its tables hide the file's, and its views see them."""
    expected = {name: plain_rows(index, name, "*") for name in views() if name != "finding"}
    other = sqlite3.connect(":memory:")
    index.backup(other)
    other.execute("CREATE TEMP VIEW record AS SELECT * FROM main.record WHERE id <> 'sis-database'")
    for definition in definitions(temporary=True):
        other.execute(definition)
    for name, before in expected.items():
        after = sorted(other.execute(f"SELECT * FROM {name}"), key=repr)
        assert len(after) <= len(before)
    assert other.execute("SELECT count(*) FROM ci WHERE id = 'sis-database'").fetchone() == (0,)
    assert other.execute("SELECT count(*) FROM relation WHERE source = 'sis-database'").fetchone() == (0,)
    assert other.execute("SELECT count(*) FROM main.ci WHERE id = 'sis-database'").fetchone() == (1,)
