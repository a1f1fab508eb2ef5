"""Upstream: what an item depends on, how far away it is, and what its loss would mean."""

from hypothesis import given, settings

from gitcab.graph.dependencies import dependencies
from gitcab.model.impact import GroupLoss, State, Step
from support.brute_impact import BruteImpact
from support.random_estate import estates
from support.small_estate import CLASSES, RELATIONS, inventory, item


def upstream(items, id, **options):
    return dependencies(inventory(items), RELATIONS, CLASSES, id, **options)


@settings(max_examples=200)
@given(estates())
def test_reach_distance_and_effect_equal_what_trying_finds(items):
    brute = BruteImpact(items, RELATIONS)
    expected = {}
    for one, hops in brute.reaching("a").items():
        state = brute.final({one: State.DOWN})["a"]
        expected[one] = (hops, state if state > brute.standing["a"] else State.UP)
    expected.pop("a")
    assert {one.id: (one.hops, one.effect) for one in upstream(items, "a").dependencies} == expected


@settings(max_examples=100)
@given(estates())
def test_each_path_leads_to_the_item(items):
    for one in upstream(items, "a").dependencies:
        chain = [step.cause for step in one.path] + ["a"]
        assert chain[0] == one.id
        assert [step.affected for step in one.path] == chain[1:]
        assert len(one.path) == one.hops


def test_redundancy_is_told_by_effect_and_by_the_groups_that_a_path_passes():
    items = [item("a", depends_on=[{"at_least": 1, "of": ["b", "c"]}], uses=["d"]), item("b"), item("c"), item("d")]
    first, _, last = upstream(items, "a").dependencies
    assert (first.id, first.effect) == ("b", State.AT_RISK)
    assert first.path == (Step("b", "depends_on", "a", GroupLoss(1, ("b", "c"), ("b",))),)
    assert (last.id, last.effect, last.path) == ("d", State.DEGRADED, (Step("d", "uses", "a"),))


def test_the_item_may_be_asked_for_by_a_former_id():
    items = [item("a", formerly=["old"], depends_on=["b"]), item("b")]
    answer = upstream(items, "old")
    assert (answer.id, [one.id for one in answer.dependencies]) == ("a", ["b"])


def test_only_the_named_relations_count():
    items = [item("a", depends_on=["b"], uses=["c"]), item("b"), item("c")]
    assert [one.id for one in upstream(items, "a", relation_names={"uses"}).dependencies] == ["c"]


def test_an_unknown_item_depends_on_nothing():
    assert upstream([], "nobody").dependencies == ()
