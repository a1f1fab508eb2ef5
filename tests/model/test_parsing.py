"""What does not fit a kind is told at its place, in words, with what was probably meant."""

from typing import Annotated

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import StringConstraints

from gitcab.model.records import Misfit, Record, parse, parse_as
from gitcab.model.records._record import URL_PATTERN, Line, Part, WebLink

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


class LinkByPattern(Part):
    """A WebLink whose URL is matched against the whole pattern at once."""

    title: Line
    url: Annotated[str, StringConstraints(pattern=URL_PATTERN)]


@example("https://x.example")
@example("https:" + "\U0001f600" * 2000)
@example("https:" + "\U0001f600" * 2001)
@example("mailto::")
@example("ssh:x\n")
@example("\x85ssh:x")
@given(
    st.one_of(
        st.text(),
        st.builds("{}:{}".format, st.sampled_from(["http", "https", "ssh", "mailto", "HTTP", "ftp"]), st.text()),
        st.builds("http:{}a".format, st.characters()),
        st.none(),
        st.binary(),
    )
)
def test_an_address_is_matched_as_its_whole_pattern_would(url):
    value = {"title": "a", "url": url}
    found, expected = (parse_as(model, value) for model in (WebLink, LinkByPattern))
    assert isinstance(found, Part) is isinstance(expected, Part)
    assert found == expected or (isinstance(found, Part) and found.url == expected.url)
