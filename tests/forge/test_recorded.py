"""Facts in a file: what is read is what was told, and a file that is not whole is no facts."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.forge.recorded import LARGEST, parse_recorded, read_recorded
from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.reports import Look
from gitcab.reports.json.pull_request import render_facts
from support.facts_scene import facts

TEXT = render_facts(facts(), Look())
REQUIRED = [
    "schema",
    "repository",
    "number",
    "author",
    "draft",
    "opened_at",
    "base",
    "head",
    "commits",
    "reviews",
    "as_of",
]


def changed(route, value):
    plain = json.loads(TEXT)
    place = plain
    for key in route[:-1]:
        place = place[key]
    place[route[-1]] = value
    return json.dumps(plain).encode()


def test_what_was_told_is_read_again(tmp_path):
    (tmp_path / "facts.json").write_text(TEXT)
    assert read_recorded(tmp_path / "facts.json") == facts()


def test_fields_that_are_new_are_passed_over():
    assert parse_recorded(changed(("mood",), "good")) == facts()


@pytest.mark.parametrize("field", REQUIRED)
def test_a_field_that_decides_may_not_lack(field):
    plain = json.loads(TEXT)
    del plain[field]
    with pytest.raises(ForgeUnavailable, match=field):
        parse_recorded(json.dumps(plain).encode())


@pytest.mark.parametrize("field", ["id", "author", "bot", "state", "commit", "submitted_at"])
def test_a_field_of_a_review_that_decides_may_not_lack(field):
    plain = json.loads(TEXT)
    del plain["reviews"][1][field]
    with pytest.raises(ForgeUnavailable, match=field):
        parse_recorded(json.dumps(plain).encode())


@pytest.mark.parametrize(
    ("route", "value"),
    [
        (("schema",), "gitcab.facts/2"),
        (("number",), "12"),
        (("draft",), "no"),
        (("draft",), 0),
        (("head", "sha"), "main"),
        (("head", "sha"), "A" * 40),
        (("head", "sha"), "a" * 39),
        (("as_of",), "2026-11-21T12:00:00"),
        (("as_of",), 1_700_000_000),
        (("reviews", 0, "state"), "APPROVED"),
        (("reviews", 0, "bot"), "false"),
        (("reviews", 0, "author"), None),
        (("reviews", 0, "commit"), "HEAD"),
        (("reviews", 0, "submitted_at"), "2026-11-21"),
        (("reviews",), {}),
        (("commits", 0), "a" * 40),
    ],
)
def test_a_field_that_decides_must_fit(route, value):
    with pytest.raises(ForgeUnavailable):
        parse_recorded(changed(route, value))


def test_a_number_that_is_none_is_no_json():
    with pytest.raises(ForgeUnavailable, match="NaN is no JSON"):
        parse_recorded(changed(("mood",), float("nan")))


def test_a_key_that_stands_twice():
    twice = TEXT.replace('"state": "approved"', '"state": "changes_requested", "state": "approved"', 1)
    with pytest.raises(ForgeUnavailable, match="'state' stands in it twice"):
        parse_recorded(twice.encode())


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"null", b"{", b"[" * 100_000, b"\xff", b'{"number": NaN}', b"\xef\xbb\xbf{}"]
)
def test_a_file_of_something_else(text):
    with pytest.raises(ForgeUnavailable):
        parse_recorded(text)


@given(st.integers(0, len(TEXT.encode()) - 2))
def test_a_file_that_was_cut_off(length):
    with pytest.raises(ForgeUnavailable):
        parse_recorded(TEXT.encode()[:length])


@given(st.integers(0, len(TEXT.encode()) - 1), st.integers(0, 255))
def test_a_file_with_one_odd_byte_is_facts_or_an_error(position, byte):
    spoiled = bytearray(TEXT.encode())
    spoiled[position] = byte
    with suppress(ForgeUnavailable):
        assert parse_recorded(bytes(spoiled)).number >= 0


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ForgeUnavailable, match="cannot be read"):
        read_recorded(tmp_path / "facts.json")


def test_a_file_that_is_far_too_large(tmp_path):
    with (tmp_path / "facts.json").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ForgeUnavailable, match="larger than 20 MB"):
        read_recorded(tmp_path / "facts.json")
