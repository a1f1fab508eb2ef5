"""A baseline accepts what it lists, as often as it lists it, and only shrinks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitcab.model.finding import Finding, Severity
from gitcab.model.source import Place
from gitcab.rules.baseline import Baseline


def found(message, line=1):
    return Finding(Place("cmdb/server/web-1.yaml", line), "orphan", Severity.NOTE, message, "hint", "web-1")


FINDINGS = st.lists(st.builds(found, st.sampled_from("abc"), st.integers(1, 9)), max_size=6)


@given(FINDINGS)
def test_what_is_written_is_read(findings):
    baseline = Baseline.of(findings)
    text = baseline.to_text()
    assert Baseline.read(text) == baseline
    assert json.loads(text)["schema"] == "gitcab.baseline/1"
    assert len(text.splitlines()) == len(findings) + 2


@given(FINDINGS, FINDINGS)
def test_it_accepts_as_often_as_it_lists(known, found_now):
    new = Baseline.of(known).unknown(found_now)
    for message in "abc":
        count = sum(one.message == message for one in found_now) - sum(one.message == message for one in known)
        assert sum(one.message == message for one in new) == max(count, 0)


@given(FINDINGS, FINDINGS)
def test_it_only_shrinks(known, found_now):
    before = Baseline.of(known)
    after = before.shortened(found_now)
    assert not after.grown_from(before)
    assert after.outdated(found_now, "known.json") == ()
    assert after.unknown(found_now) == before.unknown(found_now)
    assert len(before.known) - len(after.known) == len(before.outdated(found_now, "known.json"))


def test_lines_may_move():
    assert Baseline.of([found("a", line=3)]).unknown([found("a", line=30)]) == ()


def test_an_entry_that_is_gone_is_told_at_its_line():
    first, second = Baseline.of([found("a"), found("b")]).outdated([], "known.json")
    assert (first.place.line, second.place.line) == (2, 3)
    assert second.hint == "gitcab validate --baseline known.json --update-baseline"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "7",
        "{}",
        '{"schema": "gitcab.baseline/2", "findings": []}',
        '{"schema": "gitcab.baseline/1"}',
        '{"schema": "gitcab.baseline/1", "findings": [7]}',
        '{"schema": "gitcab.baseline/1", "findings": [{"rule": "orphan"}]}',
        '{"schema": "gitcab.baseline/1", "findings": [{"rule": 1, "path": "", "record": "", "message": ""}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_told(text):
    with pytest.raises(ValueError, match="no baseline of gitcab"):
        Baseline.read(text)
