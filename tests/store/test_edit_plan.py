"""The edits between two values lead from the one to the other, in the file too."""

from hypothesis import given
from hypothesis import strategies as st

from gitcab.store.edit_plan import edits_between
from gitcab.store.editing import Put, Remove, edited
from gitcab.store.yaml_emitting import document_text
from gitcab.store.yaml_text import read

KEYS = st.sampled_from(["a", "b", "of", "at_least"])
LEAVES = st.one_of(st.integers(0, 3), st.sampled_from(["x", "y", "16.4"]), st.booleans(), st.none())
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=10,
)
RECORDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4).map(lambda plain: {"id": "one", **plain})


@given(RECORDS, RECORDS)
def test_after_the_edits_the_file_holds_the_other_value(before, after):
    document = read(document_text(before).encode(), "one.yaml")
    assert edited(document, list(edits_between(before, after))).value == after


@given(RECORDS)
def test_between_equal_values_there_are_none(value):
    assert list(edits_between(value, value)) == []


def test_only_what_differs_is_touched():
    before = {"id": "one", "of": ["a", {"at_least": 1, "of": ["b", "c"]}, "d"], "x": {"y": 1, "z": 2}}
    after = {"id": "one", "of": ["a", {"at_least": 1, "of": ["c"]}, "d"], "x": {"y": 3}}
    assert list(edits_between(before, after)) == [Remove(("of", 1, "of", 0)), Remove(("x", "z")), Put(("x", "y"), 3)]
