"""Two estates compared: what each record became, field by field."""

import pytest

from gitcab.model.change_set import ChangeSet, FieldChange, Sort
from gitcab.store.comparing import compare, differences
from gitcab.store.loading import load
from gitcab.store.memory_tree import MemoryTree
from support.little_district import RECORDS

DNS_1 = "cmdb/server/dns-1.yaml"


def compared(change: dict[str, str | None]) -> ChangeSet:
    after = {path: text for path, text in {**RECORDS, **change}.items() if text is not None}
    return compare(load(MemoryTree(RECORDS)), load(MemoryTree(after)), "main", "HEAD")


def edited(path: str, old: str, new: str) -> dict[str, str | None]:
    assert old in RECORDS[path]
    return {path: RECORDS[path].replace(old, new)}


def test_nothing_changed():
    assert compared({}).changes == ()
    assert compared(edited(DNS_1, "# answers for it", "# a comment only")).changes == ()


def test_a_field_edited():
    (change,) = compared(edited(DNS_1, "criticality: high", "criticality: low")).changes
    assert (change.sort, change.kind, change.id, change.path) == (Sort.EDITED, "ConfigurationItem", "dns-1", DNS_1)
    assert change.fields == (FieldChange(("criticality",), "high", "low"),)


@pytest.mark.parametrize(
    ("change", "sort", "record"),
    [
        ({"cmdb/server/dns-3.yaml": RECORDS[DNS_1].replace("dns-1", "dns-3")}, Sort.ADDED, "dns-3"),
        ({DNS_1: None}, Sort.DELETED, "dns-1"),
        (edited(DNS_1, "operational, status: in_use", "end_of_life, status: retired"), Sort.RETIRED, "dns-1"),
        ({DNS_1: None, "cmdb/server/rack-2/dns-1.yaml": RECORDS[DNS_1]}, Sort.MOVED, "dns-1"),
        ({DNS_1: "a: ["}, Sort.DELETED, "dns-1"),
    ],
)
def test_what_became_of_a_record(change, sort, record):
    (found,) = compared(change).changes
    assert (found.sort, found.id) == (sort, record)


def test_a_rename_is_one_change_and_keeps_what_else_was_edited():
    text = RECORDS[DNS_1].replace("id: dns-1", "id: ns-1").replace("criticality: high", "criticality: low")
    (change,) = compared({DNS_1: None, "cmdb/server/ns-1.yaml": f"{text}formerly: [dns-1]\n"}).changes
    assert (change.sort, change.id, change.former_id, change.former_path) == (Sort.RENAMED, "ns-1", "dns-1", DNS_1)
    assert ("criticality",) in [field.route for field in change.fields]


def test_a_file_that_cannot_be_read_is_named():
    assert compared({DNS_1: "a: ["}).unread == (DNS_1,)


def test_differences_go_into_mappings_and_take_lists_whole():
    before = {"a": {"b": 1, "c": [1]}, "d": 1}
    after = {"a": {"b": 1, "c": [2]}, "e": None, "f": 2}
    assert list(differences(before, after)) == [
        FieldChange(("a", "c"), [1], [2]),
        FieldChange(("d",), 1, None),
        FieldChange(("f",), None, 2),
    ]
