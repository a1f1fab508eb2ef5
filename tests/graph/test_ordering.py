"""What stands on what, and orders that keep to pairs."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from gitcab.graph.ordering import ordered, standing_on
from support.small_estate import RELATIONS, inventory, item

ESTATE = inventory(
    [
        item("service", depends_on=["app"], uses=["mail"]),
        item("app", depends_on=[{"at_least": 1, "of": ["db-1", "db-2"]}]),
        item("db-1", member_of=["pool"]),
        item("db-2", connects_to=["switch"], backed_up_by=["tape"]),
        item("pool"),
        item("switch"),
        item("mail"),
        item("tape"),
    ]
)


def test_standing_on_is_what_depends_directly_or_not():
    assert standing_on(ESTATE, RELATIONS, ["db-1"]) == {"app", "service", "pool"}
    assert standing_on(ESTATE, RELATIONS, ["db-1", "app"]) == {"service", "pool"}
    assert standing_on(ESTATE, RELATIONS, ["mail"]) == {"service"}


def test_what_hits_both_ways_or_nobody_gives_no_order():
    assert standing_on(ESTATE, RELATIONS, ["switch"]) == frozenset()
    assert standing_on(ESTATE, RELATIONS, ["tape"]) == frozenset()


def test_without_pairs_the_order_is_the_one_given():
    assert ordered(["c", "a", "b"], []) == (("c", "a", "b"), ())


def test_a_cycle_is_named_and_stands_together():
    order, cycles = ordered(["d", "c", "a", "b"], [("a", "b"), ("b", "a"), ("b", "d")])
    assert order == ("c", "a", "b", "d")
    assert cycles == (("a", "b"),)


NAMES = "abcde"


@given(st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])))
def test_the_order_is_the_first_that_keeps_to_all_pairs(before):
    order, cycles = ordered(NAMES, before)
    assert sorted(order) == list(NAMES)
    keeping = [one for one in permutations(NAMES) if all(one.index(first) < one.index(then) for first, then in before)]
    if not keeping:
        assert cycles
        assert all(_reaches(one, other, before) for cycle in cycles for one, other in pairwise((*cycle, cycle[0])))
    else:
        assert (order, cycles) == (keeping[0], ())


def _reaches(first, then, before):
    found = [first]
    for one in found:
        found.extend(other for start, other in before if start == one and other not in found)
    return then in found
