"""Values and documents for properties of reading, writing and editing."""

import json
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st

from gitcab.store.characters import FORBIDDEN_IN_VALUE

_CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(lambda one: not FORBIDDEN_IN_VALUE.search(one))
_ODD = [
    "no",
    "12:30",
    "1_000",
    "0x1f",
    "---",
    "...",
    "<<",
    "null",
    "x: y",
    "a #b",
    "a\nb",
    "a\nb\n",
    "é",
    "😀",
    "-",
    "= ",
]

texts = (
    st.text(_CHARACTERS, max_size=30)
    | st.text(st.sampled_from("ab:#-?[]{}, \n\t'\"|>.01e+_~&*!%@`\\="), max_size=12)
    | st.sampled_from(_ODD)
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**98), 10**98)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
words = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)


def _distinct(value: dict[str, Any]) -> bool:
    return len({normalize("NFC", key) for key in value}) == len(value)


def mappings(keys: st.SearchStrategy[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings of at most four keys that stay distinct in every form of Unicode."""
    return st.dictionaries(keys, values, max_size=4).filter(_distinct)


values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | mappings(texts, inner), max_leaves=20)
records = mappings(texts, values)


def as_json(value: Any) -> str:
    """For comparing, where 1 is neither 1.0 nor true; the order of keys counts."""
    return json.dumps(value)
