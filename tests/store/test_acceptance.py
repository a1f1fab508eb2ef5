"""What is accepted at a glance is a record that no local rule complains of; and what is plain is accepted."""

import copy
import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from gitcab.model.entry import Entry
from gitcab.model.item_class import ItemClass
from gitcab.model.records import Record, kinds, parse
from gitcab.model.relation import Relation
from gitcab.model.source import Source
from gitcab.rules import listed
from gitcab.rules._rule import Demands, LocalRule
from gitcab.store.acceptance import Acceptance
from gitcab.store.document import Document
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.schema_loading import load_schemas
from gitcab.store.starter import starter_files
from gitcab.store.tree import FileSort
from gitcab.store.yaml_text import read
from support.rule_cases import case_tree
from support.two_readers import ROOT, estate_files

SCHEMAS = load_schemas(MemoryTree(dict(starter_files())))
LOCAL = [one.rule for one in listed().values() if isinstance(one.rule, LocalRule)]


def complaints(value: Mapping[str, Any], demands: Demands) -> list[str]:
    """What the careful code says of a value in the file where it belongs; nothing where all is well."""
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        return ["no kind"]
    record = parse(kind, value)
    if not isinstance(record, Record):
        return [misfit.message for misfit in record]
    folder = f"cmdb/{value['class']}" if kind == "ConfigurationItem" else record.home()
    path = f"{folder}/{record.id}.yaml"
    entry = Entry(record, Source(path), path)
    return [complaint.message for rule in LOCAL for complaint in rule.judge(entry, demands)]


def judged_alike(value: Any, acceptance: Acceptance) -> bool:
    """Whether the value is accepted; then the careful code must be silent."""
    if not acceptance.accepts(value):
        return False
    assert complaints(value, Demands(acceptance.classes, acceptance.relations)) == [], value
    return True


ACCEPTANCE = Acceptance.of(SCHEMAS.classes, SCHEMAS.relations)


def estate_values(*folders: str) -> dict[str, dict[str, Any]]:
    found = {path: read(content, path) for path, content in estate_files().items() if path.startswith(folders)}
    return {path: document.value for path, document in found.items() if isinstance(document, Document)}


def test_every_item_of_the_estate_is_accepted_and_every_team_without_delegations() -> None:
    refused = [path for path, value in estate_values("cmdb/").items() if not judged_alike(value, ACCEPTANCE)]
    assert refused == ["cmdb/teams/change-management.yaml"]


def test_other_kinds_are_not() -> None:
    values = estate_values("changes/", "operations/").values()
    items = [value for value in values if judged_alike(value, ACCEPTANCE)]
    assert {value["kind"] for value in items} <= {"ConfigurationItem"}
    assert not any(ACCEPTANCE.accepts(value) for value in ({}, {"kind": None}, {"kind": []}, {"kind": "team"}))


ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.0, 1.5, 2.0, 10**6, 10**6 + 1, 10**30, -0.0, 1e300),
    *(
        "",
        " ",
        "x",
        "X-1",
        "no such",
        "a" * 128,
        "a" * 129,
        "a" * 300,
        "a" * 301,
        "a" * 20_001,
        "é",
        "a\nb",
        "a\r",
        "x\n",
    ),
    *("2026-02-28", "2026-02-29", "2028-02-29", "2026-04-31", "2026-12-31", "1999-12-31", "2100-01-01", "2101-01-01"),
    *("2026-11-21\n", "0000-01-01", "2026-1-1", "https://x.example", "https://x y", "ftp://x", "mailto:" + "x" * 2001),
    *(
        "http:\x85x",
        "https:\u00e9",
        "operational",
        "in_use",
        "retired",
        "end_of_life",
        "production",
        "critical",
        "server",
    ),
    *(
        [],
        [None],
        ["x"],
        ["x", "x"],
        [1],
        [[]],
        {},
        {"x": 1},
        {"at_least": 1, "of": ["x"]},
        {"at_least": 1.0, "of": ["x"]},
    ),
    *([{"at_least": 1, "of": ["x"]}], [{"at_least": 1.0, "of": ["x"]}], [{"at_least": True, "of": ["x"]}]),
    *([{"at_least": 0, "of": ["x"]}], [{"at_least": 1, "of": []}], [{"at_least": 1, "of": "x"}], [{"of": ["x"]}]),
    *({"stage": "operational", "status": "retired"}, {"stage": "end_of_life", "status": "retired"}, {"stage": "x"}),
    *(
        [{"title": "a", "url": "https://b"}],
        [{"title": "a", "url": "b"}],
        [{"title": "a", "url": "https:" + "x" * 2000}],
    ),
)
FIELDS = (
    *("item_class", "class", "kind", "title", "proposed_by", "quorum", "verified_on", "tags", "links", "formerly"),
    *("description", "attributes", "relations", "operated_by", "environment", "criticality", "life_cycle", "x"),
)


def _altered(value: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A copy in which some field, at the top or within, is missing, odd, or one too many."""
    found = copy.deepcopy(value)
    holder: Any = found
    while True:
        inner = [
            one
            for one in (holder.values() if isinstance(holder, dict) else holder)
            if one and type(one) in (dict, list)
        ]
        if not inner or rng.random() < 0.5:
            break
        holder = rng.choice(inner)
    _alter(holder, rng)
    return found


def _alter(holder: Any, rng: random.Random) -> None:
    if isinstance(holder, list):
        holder[rng.randrange(len(holder) + 1) :] = [rng.choice(ODD)]
        return
    names = [*holder, rng.choice(FIELDS), rng.choice(sorted(SCHEMAS.relations))]
    name = rng.choice(names)
    if rng.random() < 0.25:
        holder.pop(name, None)
    else:
        holder[name] = rng.choice(ODD)


def test_altered_records_of_the_estate() -> None:
    rng = random.Random(20261122)
    values = list(estate_values("cmdb/").values())
    accepted = sum(judged_alike(_altered(rng.choice(values), rng), ACCEPTANCE) for _ in range(20_000))
    assert 1000 < accepted < 18_000


def _rule_cases() -> Iterator[Any]:
    for path in sorted((ROOT / "tests/rules/cases").glob("*.yaml")):
        for sort, cases in yaml.safe_load(path.read_text("utf-8")).items():
            for index, case in enumerate(cases):
                yield pytest.param(case, id=f"{path.stem}-{sort}-{index + 1}")


@pytest.mark.parametrize("case", list(_rule_cases()))
def test_the_cases_of_all_rules(case: dict[str, Any]) -> None:
    tree = case_tree(case)
    schemas = load_schemas(tree)
    acceptance = Acceptance.of(schemas.classes, schemas.relations)
    for _, content in tree.read([file for file in tree.files("cmdb") if file.sort is FileSort.FILE], 10**6):
        document = read(content or b"", "x.yaml")
        if isinstance(document, Document):
            judged_alike(document.value, acceptance)


ITEM = {
    "kind": "ConfigurationItem",
    "class": "box",
    "id": "box-1",
    "name": "Box",
    "owner": "team",
    "life_cycle": {"stage": "operational", "status": "in_use"},
}


def _box(attributes: Mapping[str, Any], family: str = "compute", *required: str) -> Acceptance:
    relations = {
        "needs": Relation("Needs it.", "target_to_source", (("any", "any"),)),
        "feeds": Relation("Feeds it.", "source_to_target", (("any", "any"),)),
        "no name": Relation("Never written.", "none", (("any", "any"),)),
    }
    return Acceptance.of({"box": ItemClass("Box", "A box.", family, required, attributes)}, relations)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"relations": {"needs": ["a", {"at_least": 1, "of": ["b", "c"]}], "feeds": ["d"]}}, True),
        ({"relations": {"feeds": [{"at_least": 1, "of": ["b", "c"]}]}}, False),
        ({"relations": {"needs": [{"at_least": 1.0, "of": ["b", "c"]}]}}, False),
        ({"relations": {"loves": ["a"]}}, False),
        ({"relations": {"no name": ["a"]}}, False),
        ({"quorum": 2}, True),
        ({"quorum": 2.0}, False),
        ({"quorum": True}, False),
        ({"class": "crate"}, False),
        ({"class": ["box"]}, False),
        ({"class": None}, False),
        ({"life_cycle": {"stage": "operational", "status": "retired"}}, False),
        ({"verified_on": "2026-02-28"}, True),
        ({"verified_on": "2026-12-31"}, True),
        ({"verified_on": "2026-02-30"}, False),
        ({"verified_on": None}, True),
        ({"item_class": "box"}, False),
        ({"attributes": {"anything": [1, {"at": "all"}]}}, True),
    ],
)
def test_an_item(fields: dict[str, Any], expected: bool) -> None:
    assert judged_alike({**ITEM, **fields}, _box({})) is expected


@pytest.mark.parametrize(
    ("attributes", "found", "expected"),
    [
        ({"properties": {"size": {"type": "integer"}}}, {"size": 5}, True),
        ({"properties": {"size": {"type": "integer"}}}, {"size": "5"}, False),
        ({"properties": {"size": {"type": "integer"}}}, {"sise": 5}, False),
        ({"properties": {"size": {}}, "additionalProperties": True}, {"sise": 5}, True),
        ({"properties": {"size": {}}, "additionalProperties": False}, {"sise": 5}, False),
        ({"properties": {"size": {}}, "required": ["size"]}, {}, False),
        ({"properties": {"size": {}}, "required": ["size"]}, None, False),
        (
            {"if": {"required": ["a"]}, "then": {"required": ["b"], "properties": {"a": {}, "b": {}}}},
            {"a": 1, "b": 2},
            True,
        ),
        ({"if": {"required": ["a"]}, "then": {"required": ["b"], "properties": {"a": {}, "b": {}}}}, {"a": 1}, False),
        ({"allOf": [{"properties": {"a": {}}}, {"if": {"properties": {"b": {}}}}]}, {"a": 1, "b": 2}, True),
        ({"allOf": [{"properties": {"a": {}}}, {"if": {"properties": {"b": {}}}}]}, {"a": 1, "c": 2}, False),
        ({"properties": {"a": {}}, "allOf": [{"additionalProperties": False}]}, {"a": 1}, False),
        ({"properties": {"a": {}}, "patternProperties": {"^x-": {"type": "string"}}}, {"x-a": "1", "y": 2}, True),
        ({"properties": {"a": {}}, "patternProperties": {"^x-": {"type": "string"}}}, {"x-a": 1}, False),
        ({"minProperties": 1}, {"a": 1}, True),
        ({"minProperties": 1}, {}, False),
        ({"minProperties": 1}, None, False),
        ({"type": ["object", "string"]}, "text", False),
        ({"properties": {"size": {"pattern": "^[a-z]+$"}}}, {"size": "abc"}, True),
        ({"properties": {"size": {"pattern": r"^\d+$"}}}, {"size": "5"}, False),
        ({"properties": {"size": {"format": "ipv4", "type": "string"}}}, {"size": "no address"}, True),
        ({"properties": {"size": {"multipleOf": 0.1}}}, {"size": 0.3}, False),
    ],
)
def test_attributes(attributes: dict[str, Any], found: Any, expected: bool) -> None:
    item = ITEM if found is None else {**ITEM, "attributes": found}
    assert judged_alike(item, _box(attributes)) is expected


def test_fields_that_a_class_requires_are_filled() -> None:
    acceptance = _box({}, "compute", "tags", "environment", "quorum")
    assert judged_alike({**ITEM, "tags": ["a"], "environment": "test", "quorum": 1}, acceptance)
    assert not judged_alike({**ITEM, "tags": [], "environment": "test", "quorum": 1}, acceptance)
    assert not judged_alike({**ITEM, "tags": ["a"], "environment": None, "quorum": 1}, acceptance)
    assert not judged_alike({**ITEM, "tags": ["a"], "environment": "test"}, acceptance)


def test_a_service_says_how_critical_it_is() -> None:
    assert not judged_alike(ITEM, _box({}, "service"))
    assert judged_alike({**ITEM, "criticality": "low"}, _box({}, "service"))
    assert judged_alike(ITEM, _box({}, "compute"))
