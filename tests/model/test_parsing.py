"""What does not fit a kind is told at its place, in words, with what was probably meant."""

import pytest

from gitcab.model.records import Misfit, Record, parse

RFC = {
    "kind": "RequestForChange",
    "id": "RFC-2026-11-21-x",
    "title": "X",
    "type": "normal",
    "state": "new",
    "requested_by": "mchen",
    "configuration_items": [{"id": "sis"}],
}


def misfits(kind: str, value: dict) -> dict[str, str]:
    found = parse(kind, value)
    assert isinstance(found, tuple)
    return {".".join(map(str, one.route)): one.message for one in found}


def test_what_fits_is_the_record():
    record = parse("RequestForChange", RFC)
    assert isinstance(record, Record)
    assert record.to_plain() == RFC


@pytest.mark.parametrize(
    ("change", "route", "told"),
    [
        ({"state": "skeduled"}, "state", "not 'skeduled'"),
        ({"id": "RFC-2026-13-21-x"}, "id", "'2026-13-21' is no date"),
        ({"id": "RFC-1"}, "id", "should match pattern"),
        ({"one_at_a_time": "yes"}, "one_at_a_time", "should be a valid boolean, not 'yes'"),
        ({"colour": "red"}, "colour", "'colour' is no field here"),
        ({"configuration_items": []}, "configuration_items", "_items' should have at least 1 item, not 0"),
        ({"title": True}, "title", "not true"),
        ({"configuration_items": [{"id": "a", "minutes": "5"}]}, "configuration_items.0.minutes", "not '5'"),
        (
            {"configuration_items": [{"id": "a", "patch": {"id": "b"}}]},
            "configuration_items.0.patch",
            "cannot touch 'id'",
        ),
        ({"configuration_items": [{"add": {"id": 3}}]}, "configuration_items.0.add.owner", "is missing"),
        ({"configuration_items": [{"add_from": "old/"}]}, "configuration_items.0.add_from", "'new/'"),
        ({"schedule": {"start": "2026-12-05 22:00", "end": "2026-12-06T02:00"}}, "schedule.start", "is no time"),
        ({"plans": {"backout": {"minutes": 5}}}, "plans.backout.steps", "is missing"),
        ({"plans": {"backout": ["stop"]}}, "plans.backout", "should be a mapping, not a list"),
        ({"plans": {"test": {"a": 1}}}, "plans.test", "should be a list, not a mapping"),
    ],
)
def test_a_misfit(change, route, told):
    found = misfits("RequestForChange", {**RFC, **change})
    assert told in found[route]


def test_only_the_sort_of_item_that_was_meant_is_told():
    value = {**RFC, "configuration_items": [{"retire": 5}, {"id": "a", "efect": "none"}]}
    assert list(misfits("RequestForChange", value)) == ["configuration_items.0.retire", "configuration_items.1.efect"]


def test_a_misspelt_choice_knows_the_choices():
    (found,) = parse("RequestForChange", {**RFC, "type": "emergncy"})
    assert isinstance(found, Misfit)
    assert found.known == ("standard", "normal", "emergency")
    assert found.written == "emergncy"


@pytest.mark.parametrize("state", ["closed", "canceled"])
def test_closed_is_history(state):
    assert parse("RequestForChange", {**RFC, "state": state}).is_history
    assert not parse("RequestForChange", RFC).is_history
