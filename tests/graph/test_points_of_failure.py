"""Single points of failure and pairs equal what trying every loss finds."""

from itertools import combinations
from random import Random
from time import perf_counter

from hypothesis import given, settings

from gitcab.graph.points_of_failure import points_of_failure
from gitcab.model.impact import State
from support.brute_impact import BruteImpact
from support.random_estate import IDS, estates
from support.small_estate import CLASSES, RELATIONS, inventory, item


def spof(items, service, **options):
    return points_of_failure(inventory(items), RELATIONS, CLASSES, service, **options)


def sets(cut_sets):
    return [one.items for one in cut_sets]


@settings(max_examples=250)
@given(estates())
def test_singles_and_pairs_equal_all_that_can_be_tried(items):
    brute = BruteImpact(items, RELATIONS)

    def fails(*lost):
        return brute.final(dict.fromkeys(lost, State.DOWN))["a"] is State.DOWN

    others = [one for one in IDS if one != "a"]
    singles = [(one,) for one in others if fails(one)]
    pairs = [pair for pair in combinations(others, 2) if fails(*pair) and not any(fails(one) for one in pair)]
    answer = spof(items, "a", pairs=True)
    assert answer.already_down == fails()
    assert sets(answer.singles) == ([] if fails() else singles)
    assert sets(answer.pairs) == ([] if fails() else pairs)


@settings(max_examples=100)
@given(estates())
def test_the_effect_is_the_impact_on_the_service(items):
    brute = BruteImpact(items, RELATIONS)
    answer = spof(items, "a", pairs=True)
    for one in (*answer.singles, *answer.pairs):
        state, hops, path = brute.told(dict.fromkeys(one.items, State.DOWN))["a"]
        assert (one.effect.state, one.effect.hops) == (state, hops)
        assert tuple((step.cause, step.relation, step.affected) for step in one.effect.path) == path


def test_pairs_are_none_unless_asked_for():
    assert spof([item("a")], "a").pairs is None


def test_what_only_degrades_the_service_is_no_point_of_failure():
    assert spof([item("a", uses=["b"]), item("b")], "a").singles == ()


def test_a_service_whose_group_cannot_hold_is_already_down():
    items = [item("a", depends_on=[{"at_least": 2, "of": ["b", "c"]}]), item("b"), item("c", operational=False)]
    answer = spof(items, "a", pairs=True)
    assert answer.already_down
    assert (answer.singles, answer.pairs) == ((), ())


def test_a_service_may_be_asked_for_by_a_former_id():
    answer = spof([item("a", formerly=["old"], depends_on=["b"]), item("b")], "old")
    assert answer.service == "a"
    assert sets(answer.singles) == [("b",)]


def district(random, size):
    """Layers of items of which each needs one of the layer below and one of two others there."""
    yield item("service", depends_on=[{"at_least": 1, "of": ["i1", "i2"]}, {"at_least": 1, "of": ["i3", "i4"]}])
    for number in range(1, size):
        below = range(number + 1, min(number + 12, size + 1))
        groups = [{"at_least": 1, "of": [f"i{one}" for one in random.sample(below, 2)]} for _ in "ab" if len(below) > 1]
        yield item(f"i{number}", depends_on=groups)
    yield item(f"i{size}")


def test_pairs_of_three_hundred_items_are_found_in_seconds():
    items = list(district(Random(1), 300))
    started = perf_counter()
    answer = spof(items, "service", pairs=True)
    assert perf_counter() - started < 20
    assert ("i1", "i2") in sets(answer.pairs)
