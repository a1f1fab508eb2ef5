import pytest

from gitcab.model.change_set import FieldChange
from gitcab.model.in_words import change_text, length_text, local_time, offset_time, value_text
from gitcab.model.records._record import Span


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (0, "0"),
        ("", ""),
        ([], "nothing"),
        ({}, "nothing"),
        (["a", {"at_least": 1, "of": ["b", "c"]}], "a, at_least: 1; of: b, c"),
    ],
)
def test_values_fit_on_a_line(value, text):
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("16.4", "17.1", "attributes.version: 16.4 -> 17.1"),
        (None, 3, "attributes.version: nothing -> 3"),
        (["a", "b"], ["b", "c"], "attributes.version: - a, + c"),
        (["a", "b"], ["b", "a"], "attributes.version: another order"),
        (None, ["a"], "attributes.version: nothing -> a"),
    ],
)
def test_changes_name_what_was_and_what_is(before, after, text):
    assert change_text(FieldChange(("attributes", "version"), before, after)) == text


@pytest.mark.parametrize(
    ("time", "zone", "text"),
    [
        ("2026-12-05T22:00", "America/Chicago", "2026-12-05 22:00"),
        ("2026-12-06T04:00Z", "America/Chicago", "2026-12-05 22:00"),
        ("2026-12-05T22:00+01:00", None, "2026-12-05 22:00+01:00"),
    ],
)
def test_times_are_local_where_there_is_a_zone(time, zone, text):
    assert local_time(time, zone) == text


@pytest.mark.parametrize(
    ("start", "end", "zone", "told"),
    [
        ("2026-12-05T22:00", "2026-12-06T02:00", "America/Chicago", ("2026-12-05 22:00 -06:00", "4 h")),
        ("2026-03-08T01:30", "2026-03-08T04:00", "America/Chicago", ("2026-03-08 01:30 -06:00", "1 h 30 min")),
        ("2026-12-05T22:00Z", "2026-12-05T22:20Z", None, ("2026-12-05 22:00 +00:00", "20 min")),
        ("2026-11-01T01:30", "2026-11-01T04:00", "America/Chicago", ("2026-11-01 01:30", None)),
    ],
)
def test_spans_are_instants_or_as_written(start, end, zone, told):
    span = Span.of(start, end, zone)
    assert (offset_time(span), length_text(span)) == told
