"""Reading and writing for any value, and for files that were damaged at random."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gitcab.store.document import Document
from gitcab.store.yaml_emitting import flow
from gitcab.store.yaml_text import document_text, emit, read
from support.yaml_reading import PARSERS, value_of
from support.yaml_values import as_json, records, values


@settings(max_examples=300)
@given(values, st.sampled_from(sorted(PARSERS)))
def test_what_is_written_reads_back(value: Any, parser: str) -> None:
    for text in (emit(value), flow(value)):
        found = value_of(text, parser)
        assert found is not None, text
        assert as_json(found) == as_json([value])


@settings(max_examples=100)
@given(records)
def test_a_whole_file_reads_back(value: dict[str, Any]) -> None:
    text = document_text(value, "yaml-language-server: $schema=x.json")
    assert text.startswith("# yaml-language-server: $schema=x.json\n")
    found = read(text.encode(), "x.yaml")
    assert isinstance(found, Document)
    assert as_json(found.value) == as_json(value)


def test_what_is_written_looks_like_a_record() -> None:
    groups = ["identity", {"at_least": 1, "of": ["dns-1", "dns-2"]}]
    value = {
        "id": "x",
        "tags": ["a", "b"],
        "version": "16.4",
        "relations": {"depends_on": groups},
        "text": "one\ntwo: 2\n",
        "no": [],
    }
    assert emit(value) == (
        'id: x\ntags: [a, b]\nversion: "16.4"\nrelations:\n  depends_on:\n    - identity\n'
        "    - at_least: 1\n      of: [dns-1, dns-2]\ntext: |\n  one\n  two: 2\nno: []\n"
    )
    assert emit({"a": {"b": "c"}}, indent=4) == "    a:\n      b: c\n"


@pytest.mark.parametrize(
    "value",
    [{"a": "x\x00"}, {"a": "\u202e"}, {"a": float("nan")}, {"a": 10**200}, {"k" * 2000: 1}, {"a": "x" * 70_000}],
)
def test_what_could_not_be_read_is_not_written(value: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a "):
        emit(value)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("twins")
    return dict(pairs)


@st.composite
def damaged_json(draw: st.DrawFn) -> str:
    text = json.dumps(draw(records), indent=draw(st.sampled_from([None, 1, 2])), ensure_ascii=draw(st.booleans()))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 5, len(text))))
        text = text[:start] + draw(st.sampled_from(["", *'{}[],:"\\ \n#-?!&*|>%@`\t0e.~'])) + text[end:]
    return text


@settings(max_examples=500)
@given(damaged_json())
@example('{"a": 1e5}')
@example('{"a":1,"b":[null,true,-0.5,"\\u00e9\\n\\/"]}')
@example('{"a": "\\ud83d\\ude00"}')
def test_damaged_json_is_what_json_says_or_flawed(text: str) -> None:
    found = read(text.encode(), "x.json")
    if isinstance(found, Document):
        try:
            meant = json.loads(text, object_pairs_hook=_no_twins)
        except ValueError:
            return
        assert as_json(found.value) == as_json(meant)
    else:
        assert all(flaw.message and flaw.hint for flaw in found)


_PIECES = [
    *"ab?:-{}[],'\"# \n\t|>+2\\%!~.é😀",
    "  ",
    "\n  ",
    "\n- ",
    ": ",
    "key: ",
    " # c",
    "1.0",
    "true",
    "---",
    "&a",
    "*a",
    "\r\n",
    "<<",
]
_SOUP = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


@settings(max_examples=1000)
@given(_SOUP)
def test_both_parsers_give_the_same_answer(text: str) -> None:
    assert value_of(text, "C") == value_of(text, "Python")


@settings(max_examples=200)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_document_or_flaws(content: bytes) -> None:
    found = read(content, "x.yaml")
    assert isinstance(found, Document) or found
