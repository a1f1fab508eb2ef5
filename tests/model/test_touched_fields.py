"""The fields that a change alters, by the names that people use."""

from gitcab.model.records._plans import RetiredItem, TouchedItem
from gitcab.model.touched_fields import touched_fields


def test_leaves_of_the_patch_and_relations_both_ways():
    item = TouchedItem(
        id="db",
        patch={"attributes": {"version": "17", "port": None, "extra": {}}, "name": "DB", "tags": ["a"]},
        relate={"depends_on": ("a",)},
        unrelate={"depends_on": ("b",), "runs_on": ("c",)},
    )
    assert touched_fields(item) == (
        "attributes.extra",
        "attributes.port",
        "attributes.version",
        "name",
        "relations.depends_on",
        "relations.runs_on",
        "tags",
    )


def test_nothing_and_the_end():
    assert touched_fields(TouchedItem(id="db")) == ()
    assert touched_fields(RetiredItem(retire="db")) == ("life_cycle",)
