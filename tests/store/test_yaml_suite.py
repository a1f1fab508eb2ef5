"""The public YAML test suite: what is accepted has the value that YAML 1.2 demands, and nothing else is."""

import json
from typing import Any

import pytest

from gitcab.store.document import Document
from gitcab.store.yaml_text import read
from support.yaml_reading import PARSERS, value_of
from support.yaml_suite import CASES


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", CASES)
def test_what_is_accepted_is_yaml_1_2(case: dict[str, Any], parser: str) -> None:
    found = value_of(case["yaml"], parser)
    if found:
        assert not case["fail"]
        assert found == [json.loads(case["json"])]


@pytest.mark.parametrize("case", CASES)
def test_both_parsers_agree(case: dict[str, Any]) -> None:
    assert value_of(case["yaml"], "C") == value_of(case["yaml"], "Python")


def test_much_of_the_suite_is_accepted() -> None:
    accepted = {case.id for case in CASES if value_of(case.values[0]["yaml"])}
    assert {"229Q-0", "4CQQ-0", "TE2A-0"} <= accepted
    assert len(accepted) > 100


@pytest.mark.parametrize("case", CASES)
def test_as_a_file_it_is_a_document_or_flaws_with_places(case: dict[str, Any]) -> None:
    found = read(case["yaml"].encode("utf-8", "surrogatepass"), "x.yaml")
    if isinstance(found, Document):
        assert case["json"] is not None
        assert found.value == json.loads(case["json"])
        return
    lines = case["yaml"].count("\n") + 1
    assert found
    assert all(1 <= flaw.place.line <= lines and flaw.place.column >= 1 for flaw in found)
