"""One record has one outline, whichever way it was read."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.entry import Entry
from gitcab.model.outline import OutlinedLink
from gitcab.model.records import Record, parse
from gitcab.model.source import Source
from gitcab.store.acceptance import Acceptance
from gitcab.store.loading import load
from gitcab.store.outlining import outline_of_entry, outline_of_value
from gitcab.store.schema_loading import load_schemas
from gitcab.store.work_tree import WorkTree
from gitcab.store.yaml_text import read
from support.plain_values import ITEMS, TEAMS

ROOT = Path(__file__).parents[2]
PATH, BLOB = "cmdb/server/a.yaml", "1" * 40


@given(ITEMS | TEAMS)
def test_a_plain_value_and_its_record_have_one_outline(value: dict[str, Any]):
    record = parse(value["kind"], value)
    assert isinstance(record, Record), record
    entry = Entry(record, Source(PATH), PATH, BLOB, "RFC-1")
    assert outline_of_value(value, PATH, BLOB, "RFC-1") == outline_of_entry(entry)


ODD = st.sampled_from(
    [None, True, 0, 1.0, -1, "", " ", "a b", "2026-02-30", [], [""], [None], {}, {"of": []}, "x" * 301]
)
SCHEMAS = load_schemas(WorkTree(ROOT))
ACCEPTANCE = Acceptance.of(SCHEMAS.classes, SCHEMAS.relations)


@given(ITEMS | TEAMS, st.data())
def test_only_records_are_outlined_from_their_values(value: dict[str, Any], data: st.DataObject):
    key = data.draw(st.sampled_from([*value, "relations", "tags", "quorum", "no_such_field", "item_class"]))
    changed = {**value, key: data.draw(ODD | st.sampled_from(list(value.values())))}
    if ACCEPTANCE.is_record(changed):
        assert isinstance(parse(changed["kind"], changed), Record)


@given(ITEMS | TEAMS)
def test_most_records_are(value: dict[str, Any]):
    left_to_care = ("relations", "delegations", "verified_on")
    plain = {key: given for key, given in value.items() if given is not None and key not in left_to_care}
    assert ACCEPTANCE.is_record(plain)


@given(ITEMS)
def test_what_is_kept_as_json_is_what_was_written(value: dict[str, Any]):
    outline = outline_of_value(value, PATH, BLOB)
    kept = {"attributes": outline.attributes, "tags": outline.tags}
    assert {name: json.loads(text) for name, text in kept.items() if text} == {
        name: value[name] for name in kept if value.get(name)
    }


def test_every_record_of_the_example_has_one_outline():
    ways = {(ROOT / entry.local_path).read_bytes(): entry for entry in load(WorkTree(ROOT)).entries}
    plain = {content: entry for content, entry in ways.items() if entry.record.kind in ("ConfigurationItem", "Team")}
    assert len(plain) > 400
    for content, entry in plain.items():
        value = read(content, entry.local_path).value
        assert outline_of_value(value, entry.local_path, "", entry.proposed_by) == outline_of_entry(entry)


def test_each_target_and_each_member_of_a_group_is_a_link_at_its_place():
    relations = {"runs_on": ["x"], "depends_on": [{"at_least": 1, "of": ["y", "z"]}, "x"]}
    value = {"kind": "ConfigurationItem", "class": "c", "id": "a", "name": "A", "owner": "t", "relations": relations}
    outline = outline_of_value({**value, "life_cycle": {"stage": "design", "status": "build"}}, PATH, BLOB)
    assert outline.links == (
        OutlinedLink("runs_on", "x", 0),
        OutlinedLink("depends_on", "y", 0, 0, 1),
        OutlinedLink("depends_on", "z", 0, 1, 1),
        OutlinedLink("depends_on", "x", 1),
    )
    assert (outline.state, outline.status, outline.is_history) == ("design", "build", False)


def test_a_change_keeps_its_state_its_fields_and_whom_it_names():
    entry = next(each for each in load(WorkTree(ROOT)).entries if each.record.kind == "RequestForChange")
    outline = outline_of_entry(entry)
    assert (outline.name, outline.state) == (entry.record.title, entry.record.state)
    assert json.loads(outline.fields) == entry.record.to_plain()
    assert ("ConfigurationItem", json.loads(outline.fields)["configuration_items"][0]["id"]) in outline.references


def test_the_record_of_another_kind_has_no_outline_from_its_value():
    with pytest.raises(ValueError, match="holds a Policy"):
        outline_of_value({"kind": "Policy", "id": "policy"}, PATH, BLOB)
