"""The engine of impact equals a brute-force fixpoint on random estates, and more loss is never better."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.graph.downstream import Downstream
from gitcab.graph.impact import impact
from gitcab.graph.path import Path
from gitcab.graph.region import upstream
from gitcab.graph.wiring import Wiring
from gitcab.model.impact import Impact, State
from support.brute_impact import BruteImpact
from support.random_estate import IDS, estates, roots
from support.small_estate import CLASSES, RELATIONS, inventory

ROOTS = roots(State.DOWN, State.DOWN, State.DEGRADED)
UP = State.UP


def engine(items, failing, **options):
    return impact(inventory(items), RELATIONS, CLASSES, failing, **options)


def told(answer):
    return {one.id: (one.state, one.hops, plain(one.path)) for one in answer.impacted}


def plain(path):
    return tuple((step.cause, step.relation, step.affected) for step in path)


@settings(max_examples=500)
@given(estates(), ROOTS)
def test_states_hops_and_paths_equal_brute_force(items, failing):
    assert told(engine(items, failing)) == BruteImpact(items, RELATIONS).told(failing)


@settings(max_examples=150)
@given(estates(), ROOTS)
def test_states_are_those_of_the_least_fixed_point_from_everything_up(items, failing):
    brute = BruteImpact(items, RELATIONS)
    expected = {
        one: state
        for one, state in brute.final(failing).items()
        if state > max(brute.final({})[one], failing.get(one, UP))
    }
    assert {one.id: one.state for one in engine(items, failing).impacted} == expected


@settings(max_examples=150)
@given(estates(), ROOTS)
def test_where_all_groups_hold_the_rounds_begin_with_everything_up(items, failing):
    brute = BruteImpact(items, RELATIONS)
    rounds = brute.rounds(failing, dict.fromkeys(IDS, UP))
    if max(brute.standing.values()) <= State.AT_RISK:
        assert all(one.hops == brute.hops(one.id, rounds) for one in engine(items, failing).impacted)


@settings(max_examples=150)
@given(estates(), ROOTS)
def test_a_path_leads_from_a_root_to_the_item_in_as_many_steps_as_hops(items, failing):
    for one in engine(items, failing).impacted:
        chain = [step.cause for step in one.path] + [one.id]
        assert len(one.path) == one.hops
        assert chain[0] in failing
        assert [step.affected for step in one.path] == chain[1:]
        assert len(set(chain)) == len(chain)


@settings(max_examples=150)
@given(estates(), ROOTS)
def test_a_group_that_gave_way_names_who_had_failed(items, failing):
    states = BruteImpact(items, RELATIONS).final(failing)
    by_id = {one.id: one for one in items}
    for step in (step for one in engine(items, failing).impacted for step in one.path if step.group):
        assert step.cause in step.group.failed
        assert set(step.group.failed) <= set(step.group.of)
        for one in step.group.failed:
            assert one not in by_id or not by_id[one].is_operational or states[one] >= State.DEGRADED


@settings(max_examples=150)
@given(estates(), ROOTS)
def test_one_at_a_time_is_the_worst_that_any_single_root_causes(items, failing):
    brute = BruteImpact(items, RELATIONS)
    worst = {}
    for root in sorted(failing):
        for one, hit in brute.told({root: failing[root]}).items():
            if hit[0] > failing.get(one, UP) and (
                one not in worst or (-hit[0], hit[1]) < (-worst[one][0], worst[one][1])
            ):
                worst[one] = hit
    assert told(engine(items, failing, one_at_a_time=True)) == worst


@settings(max_examples=150)
@given(estates(), ROOTS, ROOTS)
def test_more_and_worse_roots_never_make_anything_better(items, failing, more):
    worse = {one: max(failing.get(one, UP), more.get(one, UP)) for one in failing | more}
    fewer, all_of_them = everybody(engine(items, failing)), everybody(engine(items, worse))
    assert all(all_of_them.get(one, UP) >= state for one, state in fewer.items())


def everybody(answer):
    return {**answer.roots, **{one.id: one.state for one in answer.impacted}}


@settings(max_examples=100)
@given(estates(), ROOTS, st.sets(st.sampled_from([*RELATIONS])))
def test_impact_travels_along_the_named_relations_only(items, failing, names):
    allowed = {name: one for name, one in RELATIONS.items() if name in names}
    assert told(engine(items, failing, relation_names=names)) == BruteImpact(items, allowed).told(failing)


@settings(max_examples=150)
@given(estates(), ROOTS)
def test_what_is_told_in_short_or_in_part_is_what_is_told_in_full(items, failing):
    lazy = engine(items, failing)
    whole = Impact(lazy.roots, tuple(lazy.impacted))
    assert [(one.hops, one.id) for one in lazy.impacted] == sorted((one.hops, one.id) for one in whole.impacted)
    assert sorted(lazy.hits) == sorted(whole.hits)
    assert (lazy.services, lazy.classes, list(lazy.states.items())) == (
        whole.services,
        whole.classes,
        list(whole.states.items()),
    )
    some = [one.id for one in whole.impacted][::-2]
    assert list(lazy.of(some)) == list(whole.of(some))
    assert (lazy.impacted[1:], len(lazy.impacted)) == (list(whole.impacted[1:]), len(whole.impacted))
    assert (lazy, hash(lazy.impacted)) == (whole, hash(whole.impacted))


@settings(max_examples=100)
@given(estates(), ROOTS, st.permutations(IDS))
def test_the_order_of_the_records_does_not_matter(items, failing, order):
    by_id = {one.id: one for one in items}
    assert engine([by_id[one] for one in order], failing) == engine(items, failing)


@settings(max_examples=300)
@given(estates(), ROOTS, st.none() | st.sets(st.sampled_from([*RELATIONS])))
def test_what_is_looked_up_on_the_way_equals_the_whole_estate_drawn_beforehand(items, failing, names):
    wiring = Wiring.along(inventory(items), RELATIONS, names)
    everything = upstream(wiring, [one.id for one in items])
    reached = Downstream(wiring)
    assert reached.baseline == everything.baseline
    way, drawn = reached.spread(failing), everything.spread(failing)
    assert way.states == drawn.states
    assert {one: tuple(Path(way, one)) for one in way.changes} == {
        one: tuple(Path(drawn, one)) for one in drawn.changes
    }
