"""Which patches commute: the field and both values are named where they do not."""

import pytest

from gitcab.planning.conflicts import conflicts
from support.random_calendar import CLASSES, change, inventory, rfc_id
from support.small_estate import RELATIONS, item

ITEMS = [item("a", depends_on=["b"], attributes={"version": "1"}), item("b"), item("c")]


def clashes(one, other, **fields):
    """What collides by its patches where each change does that to item a, a day apart."""
    first, second = ({"id": "a", "effect": "none", **each} for each in (one, other))
    return of(change(1, [first], 0, 2), change(2, [second], 24, 26, **fields))


def of(*changes):
    found = conflicts(inventory([*ITEMS, *changes]), RELATIONS, CLASSES)
    return [one for one in found.conflicts if one.type == "overlapping_patch"]


def version(value):
    return {"patch": {"attributes": {"version": value}}}


def test_the_field_and_both_values_are_named_whatever_the_time():
    (one,) = clashes(version("2"), version("3"))
    assert 'attributes.version of a: "2" against "3"' in one.message
    assert (one.rfcs, one.configuration_items, one.interval) == ((rfc_id(1), rfc_id(2)), ("a",), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (version("2"), version("2")),
        (version("2"), {"patch": {"attributes": {"engine": "x"}}}),
        ({"relate": {"depends_on": ["c"]}}, {"unrelate": {"depends_on": ["b"]}}),
        ({"relate": {"depends_on": ["c"]}}, {"relate": {"uses": ["c"]}}),
        ({"relate": {"depends_on": ["c"]}}, {"relate": {"depends_on": ["c"]}}),
    ],
)
def test_what_commutes(one, other):
    assert clashes(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        (version("2"), version(None), "attributes.version of a"),
        (version("2"), {"patch": {"attributes": None}}, "attributes of a: a mapping against nothing"),
        (
            {"relate": {"uses": ["c"]}},
            {"unrelate": {"uses": ["c"]}},
            "relations.uses.c of a: related against unrelated",
        ),
        (version({"major": 2}), version("2"), "attributes.version of a: a mapping against"),
    ],
)
def test_what_does_not_commute(one, other, named):
    for pair in ((one, other), (other, one)):
        (found,) = clashes(*pair)
        assert found.message.count(" of a: ") == 1
    assert named in clashes(one, other)[0].message


def test_an_order_settles_it_also_over_others():
    assert clashes(version("2"), version("3"), after=[rfc_id(1)]) == []
    touch = [{"id": "a", "effect": "none", **version("2")}]
    chain = [
        change(1, touch, 0, 2),
        change(2, [{"id": "b", "effect": "none"}], 3, 4, after=[rfc_id(1)]),
        change(3, [{"id": "c", "effect": "none"}], 5, 6, after=[rfc_id(2)]),
        change(4, [{"id": "a", "effect": "none", **version("3")}], 7, 8, after=[rfc_id(3)]),
    ]
    assert of(*chain) == []
    assert len(of(*chain[:2], *chain[3:])) == 1


def test_to_retire_an_item_collides_with_another_end_of_its_life():
    alive = {"patch": {"life_cycle": {"status": "in_maintenance"}}}
    retiring = change(2, [{"retire": "a", "effect": "none"}], 24, 26)
    (one,) = of(change(1, [{"id": "a", "effect": "none", **alive}], 0, 2), retiring)
    assert "life_cycle.status of a" in one.message
    assert of(change(1, [{"id": "a", "effect": "none", **version("2")}], 0, 2), retiring) == []


def test_what_one_adds_another_cannot_touch_before():
    new = item("d").to_plain()
    touching = change(2, [{"id": "d", "effect": "none"}], 24, 26)
    (one,) = of(change(1, [{"add": new}], 0, 2), touching)
    assert "the item itself of d" in one.message
    ordered = change(2, [{"id": "d", "effect": "none"}], 24, 26, after=[rfc_id(1)])
    assert of(change(1, [{"add": new}], 0, 2), ordered) == []


def test_a_change_without_a_date_collides_by_its_patch_all_the_same():
    first, second = change(1, [{"id": "a", **version("2")}], 0, 2), change(2, [{"id": "a", **version("3")}], 24, 26)
    undated = second.model_copy(update={"schedule": None, "state": "assess"})
    (one,) = of(first, undated)
    assert (one.rfcs, one.interval) == ((rfc_id(1), rfc_id(2)), None)
    assert of(first, undated.model_copy(update={"state": "new"})) == []
    assert of(first, undated.model_copy(update={"after": (rfc_id(1),)})) == []
