"""Patches: the examples of RFC 7386's appendix, and single relations."""

import pytest

from gitcab.model.patching import merged, related, unrelated

APPENDIX_A = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("value", "patch", "result"), APPENDIX_A)
def test_merge_patch(value, patch, result):
    assert merged(value, patch) == result


def test_relate_adds_what_is_not_there():
    before = {"depends_on": ["a"]}
    assert related(before, {"depends_on": ["a", "b"], "uses": ["c"]}) == {"depends_on": ["a", "b"], "uses": ["c"]}
    assert before == {"depends_on": ["a"]}


def test_unrelate_takes_out_singles_members_and_what_is_left_empty():
    before = {"depends_on": ["a", {"at_least": 1, "of": ["a", "b"]}, {"at_least": 1, "of": ["a"]}], "uses": ["a"]}
    after = {"depends_on": [{"at_least": 1, "of": ["b"]}], "uses": ["a"]}
    assert unrelated(before, {"depends_on": ["a"]}) == after
    assert unrelated({"uses": ["a"]}, {"uses": ["a"]}) == {}


def test_relate_and_unrelate_of_different_relations_commute():
    start = {"depends_on": ["a"], "uses": ["b"]}
    one = unrelated(related(start, {"uses": ["c"]}), {"depends_on": ["a"]})
    other = related(unrelated(start, {"depends_on": ["a"]}), {"uses": ["c"]})
    assert one == other
