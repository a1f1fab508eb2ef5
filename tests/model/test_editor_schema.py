"""What editors judge by, schemas/records/, beside the models: never stricter, and as strict about plain values."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from gitcab.model.records import Record, kinds, parse
from gitcab.store.loading import load
from gitcab.store.work_tree import WorkTree

ROOT = Path(__file__).parents[2]
ODD = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    " ",
    "x",
    "no",
    "a\nb",
    "2026-11-21",
    "2026-12-05T22:00Z",
    "UTC",
    [],
    [[]],
    {},
    {"x": 1},
)
JUDGED_ELSEWHERE = {"class", "attributes", "relations", "patch", "was", "relate", "unrelate"}
"""Fields for which the schemas know the organisation's classes and relations, and models do not."""


def schema(kind: str) -> Draft7Validator:
    return Draft7Validator(json.loads((ROOT / f"schemas/records/{kind}.json").read_text()))


@pytest.fixture(scope="module")
def richest() -> dict[str, dict[str, Any]]:
    """The record of each kind in the estate that says most."""
    plain = [entry.record.to_plain() for entry in load(WorkTree(ROOT, "")).entries]
    return {kind: max((one for one in plain if one["kind"] == kind), key=lambda one: len(str(one))) for kind in kinds()}


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in list(steps):
        if step not in JUDGED_ELSEWHERE:
            yield value, step
            yield from spots(part)


@pytest.mark.parametrize("kind", list(kinds()))
def test_what_a_model_takes_is_never_underlined(richest, kind):
    record, judge = deepcopy(richest[kind]), schema(kind)
    assert list(judge.iter_errors(record)) == []
    for holder, step in spots(record):
        present = holder[step]
        for odd in ODD:
            holder[step] = odd
            if isinstance(parse(kind, record), Record):
                assert [error.message for error in judge.iter_errors(record)] == [], (step, odd)
        holder[step] = present


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("ConfigurationItem", "verified_on", "21.11.2026"),
        ("Incident", "time_zone", "Chicago"),
        ("Incident", "time_zone", "CST"),
        ("Incident", "resolved", "2026-11-21 10:00"),
        ("Incident", "resolved", "2026-11-21"),
        ("ChangeWindow", "end", "tomorrow"),
    ],
)
def test_a_slip_in_a_time_is_underlined(richest, kind, field, value):
    record = {**richest[kind], field: value}
    assert not isinstance(parse(kind, record), Record)
    assert [error.absolute_path[0] for error in schema(kind).iter_errors(record)] == [field]
