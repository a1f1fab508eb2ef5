"""Where the impact of a request for change starts, and what it hits."""

from gitcab.graph.rfc_impact import impact_of_rfc, roots_of
from gitcab.model.impact import State
from gitcab.model.records.request_for_change import RequestForChange
from support.small_estate import CLASSES, RELATIONS, inventory, item


def rfc(*items, **fields):
    record = {
        "kind": "RequestForChange",
        "id": "RFC-2026-11-21-test",
        "title": "A test",
        "type": "normal",
        "state": "new",
        "requested_by": "mchen",
        "configuration_items": items,
    }
    return RequestForChange.model_validate({**record, **fields})


CHANGE = rfc(
    {"id": "a", "effect": "outage"},
    {"id": "b", "effect": "degraded"},
    {"id": "c", "effect": "none"},
    {"retire": "d"},
    {"retire": "e", "effect": "none"},
    {"add": item("f").to_plain()},
    {"add_from": "new/"},
)


def test_expected_are_the_effects_that_it_declares():
    assert roots_of(CHANGE, "expected") == {"a": State.DOWN, "b": State.DEGRADED, "d": State.DOWN}


def test_at_worst_everything_it_touches_or_retires_is_down():
    assert roots_of(CHANGE, "worst") == dict.fromkeys("abcde", State.DOWN)


def test_of_an_item_named_twice_the_worse_effect_counts():
    assert roots_of(rfc({"id": "a", "effect": "outage"}, {"id": "a", "effect": "none"}), "expected") == {
        "a": State.DOWN
    }


def test_impact_tells_its_case_and_a_rolling_change_is_judged_one_item_at_a_time():
    estate = inventory([item("x", depends_on=[{"at_least": 1, "of": ["a", "b"]}]), item("a"), item("b")])
    for rolling, state in ((False, State.DOWN), (True, State.AT_RISK)):
        change = rfc({"id": "a", "effect": "none"}, {"id": "b"}, one_at_a_time=rolling)
        answer = impact_of_rfc(estate, RELATIONS, CLASSES, change, "worst")
        assert answer.case == "worst"
        assert {one.id: one.state for one in answer.impacted} == {"x": state}
