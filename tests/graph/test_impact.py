"""Impact, rule by rule, on estates that can be drawn on a napkin."""

from gitcab.graph.impact import impact
from gitcab.model.impact import GroupLoss, State, Step
from gitcab.store.memory_inventory import MemoryInventory
from support.small_estate import CLASSES, RELATIONS, inventory, item, relation

UP, AT_RISK, DEGRADED, DOWN = State


def hit(items, **roots):
    answer = impact(inventory(items), RELATIONS, CLASSES, roots)
    return {one.id: one.state for one in answer.impacted}


def only(items, **roots):
    (one,) = impact(inventory(items), RELATIONS, CLASSES, roots).impacted
    return one


def test_a_hard_target_passes_its_state_on():
    items = [item("a", depends_on=["b"]), item("b")]
    assert hit(items, b=DOWN) == {"a": DOWN}
    assert hit(items, b=DEGRADED) == {"a": DEGRADED}


def test_a_soft_target_passes_it_on_one_step_weaker():
    items = [item("a", uses=["b"]), item("b")]
    assert hit(items, b=DOWN) == {"a": DEGRADED}
    assert hit(items, b=DEGRADED) == {}


def test_impact_travels_against_and_along_a_relation_as_its_definition_says():
    assert hit([item("a", part_of=["b"]), item("b")], a=DOWN) == {"b": DEGRADED}
    assert hit([item("a", part_of=["b"]), item("b")], b=DOWN) == {}
    assert hit([item("a", mirrors=["b"]), item("b")], b=DOWN) == {"a": DOWN}
    assert hit([item("a", mirrors=["b"]), item("b")], a=DOWN) == {"b": DOWN}
    assert hit([item("a", backed_up_by=["b"], unknown=["b"]), item("b")], b=DOWN) == {}


def test_a_group_has_the_state_of_its_kth_best_member():
    items = [item("a", depends_on=[{"at_least": 2, "of": ["b", "c", "d"]}]), item("b"), item("c"), item("d")]
    assert hit(items, b=DOWN) == {"a": AT_RISK}
    assert hit(items, b=DOWN, c=DEGRADED) == {"a": DEGRADED}
    assert hit(items, b=DOWN, c=DOWN) == {"a": DOWN}


def test_a_soft_group_degrades_and_tells_of_redundancy_lost():
    items = [item("a", uses=[{"at_least": 1, "of": ["b", "c"]}]), item("b"), item("c")]
    assert hit(items, b=DOWN) == {"a": AT_RISK}
    assert hit(items, b=DEGRADED, c=DEGRADED) == {"a": AT_RISK}
    assert hit(items, b=DOWN, c=DOWN) == {"a": DEGRADED}


def test_redundancy_lost_is_not_felt_by_neighbours():
    items = [item("x", depends_on=["a"]), item("a", depends_on=[{"at_least": 1, "of": ["b", "c"]}])]
    assert hit([*items, item("b"), item("c")], b=DOWN) == {"a": AT_RISK}


def test_a_quorum_counts_members_and_without_one_all_are_needed():
    members = [item(one, member_of=["pool"]) for one in "abc"]
    assert hit([*members, item("pool", quorum=2)], a=DOWN) == {"pool": AT_RISK}
    assert hit([*members, item("pool", quorum=2)], a=DOWN, b=DOWN) == {"pool": DOWN}
    assert hit([*members, item("pool")], a=DOWN) == {"pool": DOWN}


def test_a_quorum_of_nobody_says_nothing():
    assert hit([item("pool", quorum=2, depends_on=["a"]), item("a")], a=DOWN) == {"pool": DOWN}


def test_members_that_are_not_operational_or_not_there_count_as_down():
    group = [{"at_least": 1, "of": ["b", "c"]}]
    assert hit([item("a", depends_on=group), item("b"), item("c", operational=False)], b=DOWN) == {"a": DOWN}
    assert hit([item("a", depends_on=group), item("b")], b=DOWN) == {"a": DOWN}
    members = [item("b", member_of=["a"]), item("c", member_of=["a"], operational=False)]
    assert hit([*members, item("a", quorum=1)], b=DOWN) == {"a": DOWN}


def test_outside_groups_an_item_that_is_not_operational_is_one_like_others():
    items = [item("a", depends_on=["b"]), item("b", operational=False, depends_on=["c"]), item("c")]
    assert hit(items, c=DOWN) == {"a": DOWN, "b": DOWN}


def test_a_group_that_cannot_hold_anyway_is_no_impact():
    items = [
        item("x", depends_on=["a"]),
        item("a", depends_on=[{"at_least": 3, "of": ["b", "c"]}, "d"]),
        item("b"),
        item("c"),
        item("d"),
    ]
    assert hit(items, b=DOWN, d=DOWN) == {}


def test_what_is_down_anyway_is_no_impact_even_where_the_reason_lies_outside_of_what_is_reached():
    items = [
        item("x", depends_on=["root", "broken"]),
        item("broken", depends_on=[{"at_least": 2, "of": ["spare", "gone"]}]),
        item("spare"),
        item("gone", operational=False),
        item("root"),
    ]
    assert hit(items, root=DOWN) == {}


def test_a_member_named_twice_counts_twice():
    items = [item("a", depends_on=[{"at_least": 2, "of": ["b", "b", "c"]}]), item("b"), item("c")]
    assert hit(items, c=DOWN) == {"a": AT_RISK}
    assert hit(items, b=DOWN) == {"a": DOWN}


def test_a_root_is_told_only_where_it_ends_worse_than_it_started():
    items = [item("a", depends_on=["b"]), item("b", depends_on=["a"])]
    assert hit(items, a=DEGRADED, b=DOWN) == {"a": DOWN}
    assert hit(items, a=DOWN) == {"b": DOWN}


def test_the_path_names_the_group_that_gave_way_and_who_had_failed():
    items = [
        item("a", depends_on=[{"at_least": 1, "of": ["b", "c", "gone"]}]),
        item("b"),
        item("c", depends_on=["d"]),
        item("d"),
        item("gone", operational=False),
    ]
    answer = impact(inventory(items), RELATIONS, CLASSES, {"b": DOWN, "d": DOWN})
    assert answer.impacted[1].path == (
        Step("d", "depends_on", "c"),
        Step("c", "depends_on", "a", GroupLoss(1, ("b", "c", "gone"), ("b", "c", "gone"))),
    )


def test_of_several_causes_the_path_takes_the_first_by_id_then_relation():
    items = [item("x", depends_on=["b", "a"], connects_to=["a"], mirrors=["a"]), item("a"), item("b")]
    assert only(items, a=DOWN, b=DOWN).path == (Step("a", "depends_on", "x"),)


def test_a_path_blames_the_loss_not_what_was_broken_before():
    """`stale` fails only in the third round when all start up; yet it was down before the root was lost."""
    items = [
        item("x", depends_on=[{"at_least": 1, "of": ["root", "stale"]}]),
        item("stale", depends_on=["between"]),
        item("between", depends_on=[{"at_least": 2, "of": ["root2"]}]),
        item("root"),
        item("root2"),
    ]
    one = only(items, root=DOWN)
    assert (one.id, one.hops, [step.cause for step in one.path]) == ("x", 1, ["root"])


def test_one_at_a_time_never_has_two_items_down_together():
    items = [item("a", depends_on=[{"at_least": 1, "of": ["b", "c"]}]), item("b"), item("c")]
    answer = impact(inventory(items), RELATIONS, CLASSES, {"b": DOWN, "c": DOWN}, one_at_a_time=True)
    assert [(one.id, one.state, one.path[0].cause) for one in answer.impacted] == [("a", AT_RISK, "b")]


def test_roots_are_told_by_their_present_ids_and_unknown_ones_hit_nothing():
    items = [item("a", depends_on=["old", "missing"]), item("b", formerly=["old"])]
    answer = impact(inventory(items), RELATIONS, CLASSES, {"old": DOWN, "missing": DOWN})
    assert dict(answer.roots) == {"b": DOWN, "missing": DOWN}
    assert [(one.id, one.path[0].cause) for one in answer.impacted] == [("a", "b")]


def test_what_is_told_of_an_item_comes_from_its_record_and_class():
    one = only([item("a", depends_on=["b"], criticality="high", environment="test"), item("b")], b=DOWN)
    assert (one.name, one.item_class, one.family) == ("A", "server", "compute")
    assert (one.owner, one.criticality, one.environment) == ("team", "high", "test")


def test_a_class_that_nobody_defined_has_no_family():
    (one,) = impact(inventory([item("a", depends_on=["b"]), item("b")]), RELATIONS, {}, {"b": DOWN}).impacted
    assert one.family == ""


def test_a_definition_may_make_membership_soft():
    relations = {"member_of": relation("source_to_target", "soft")}
    items = [item("a", member_of=["pool"]), item("b", member_of=["pool"]), item("pool", quorum=1)]
    answer = impact(inventory(items), relations, CLASSES, {"a": DOWN, "b": DOWN})
    assert {one.id: one.state for one in answer.impacted} == {"pool": DEGRADED}


class _Asked(MemoryInventory):
    """Notes whose links it was asked for, and those of which it was asked together."""

    def links_from(self, id):
        self.asked = getattr(self, "asked", set()) | {id}
        return super().links_from(id)

    def edges_to(self, ids, relations):
        self.asked = getattr(self, "asked", set()) | {*ids}
        self.waves = [*getattr(self, "waves", []), set(ids)]
        return super().edges_to(ids, relations)


def asked_of(items, *roots):
    estate = inventory(items)
    estate.__class__ = _Asked
    impact(estate, RELATIONS, CLASSES, dict.fromkeys(roots, DOWN))
    return estate


def test_only_the_region_that_is_reached_is_looked_up():
    apart = [item(f"far{at}", depends_on=[f"far{at + 1}"]) for at in range(20)]
    region = [item("a", depends_on=["b"]), item("b", depends_on=["c"]), item("c")]
    assert asked_of([*region, *apart], "b").asked == {"a", "b"}


def test_whoever_is_not_harmed_harms_nobody_and_is_not_looked_up():
    items = [item("a", depends_on=["b"]), item("b", uses=["c"]), item("c", uses=["d"]), item("d")]
    assert asked_of(items, "d").asked == {"c", "d"}


def test_groups_that_are_broken_anyway_are_looked_up_with_those_whom_they_hit():
    broken = [item("x", depends_on=[{"at_least": 1, "of": ["gone"]}]), item("y", depends_on=["x"])]
    assert asked_of([*broken, item("a")], "a").asked == {"a", "x", "y"}


def test_the_inventory_is_asked_once_a_wave():
    wide = [item(f"a{at}", depends_on=["b"]) for at in range(5)]
    top = item("top", depends_on=[one.id for one in wide])
    waves = [one for one in asked_of([top, *wide, item("b")], "b").waves if one]
    assert waves == [{"b"}, {one.id for one in wide}, {"top"}]


def test_a_path_is_as_good_as_the_tuple_of_its_steps():
    items = [item("a", depends_on=["b"]), item("b", depends_on=["c"]), item("c")]
    answer = impact(inventory(items), RELATIONS, CLASSES, {"c": DOWN})
    first, second = Step("c", "depends_on", "b"), Step("b", "depends_on", "a")
    path = next(one.path for one in answer.impacted if one.id == "a")
    assert path == (first, second)
    assert (first, second) == path
    assert path != (first,)
    assert (len(path), path[-1], path[0], path[:1]) == (2, second, first, (first,))
    assert list(reversed(path)) == [second, first]
    assert (hash(path), repr(path)) == (hash((first, second)), repr((first, second)))
