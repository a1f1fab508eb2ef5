"""Random edits of random records with comments: the value is as meant, and what was not touched survives."""

from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.store.document import Document
from gitcab.store.edit_steps import at
from gitcab.store.editing import Append, Change, Put, Remove, edit
from gitcab.store.yaml_emitting import block_lines, flow
from gitcab.store.yaml_text import read
from support.yaml_values import as_json, mappings, scalars, words

_texts = words | st.sampled_from(["two words", "1.0", "a: b", "one\ntwo\n", "no", "é 😀", "it's", ""])
_leaves = st.none() | st.booleans() | st.integers(-9, 9) | _texts
_values = st.recursive(_leaves, lambda inner: st.lists(inner, max_size=3) | mappings(words, inner), max_leaves=8)
_records = mappings(words, _values).filter(bool)


@st.composite
def texts_of_records(draw: st.DrawFn) -> str:
    """Text with a mixture of block and flow style, comments above and behind, and either kind of line break."""
    lines: list[str] = []
    for key, value in draw(_records).items():
        part = [f"{key}: {flow(value)}"] if draw(st.booleans()) else list(block_lines({key: value}, 0))
        lines += _commented(draw, part, len(lines))
    text = "\n".join(lines) + draw(st.sampled_from(["\n", "\n# end\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def _commented(draw: st.DrawFn, part: list[str], number: int) -> list[str]:
    if any(line.endswith(("|", "|-")) for line in part):
        return [f"# above {number}", *part]
    lines = []
    for place, line in enumerate(part):
        if draw(st.booleans()):
            lines.append(" " * (len(line) - len(line.lstrip())) + f"# above {number}.{place}")
        lines.append(line + draw(st.sampled_from(["", f"  # behind {number}.{place}"])))
    return lines


def _routes(value: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [route, *(inner for key, part in parts for inner in _routes(part, (*route, key)))]


def _read(text: str) -> Document:
    found = read(text.encode(), "x.yaml")
    assert isinstance(found, Document), (text, found)
    return found


def _a_change(data: st.DataObject, top: Any) -> tuple[Change, Any]:
    """A change, and the whole value that it means."""
    route = data.draw(st.sampled_from(_routes(top)[1:]))
    value = data.draw(_values)
    meant = deepcopy(top)
    old = at(top, route)
    if isinstance(old, list) and data.draw(st.booleans()):
        at(meant, route).append(value)
        return Append(route, value), meant
    if isinstance(old, dict) and data.draw(st.booleans()):
        at(meant, route)["a-new-key"] = value
        return Put((*route, "a-new-key"), value), meant
    if data.draw(st.booleans()):
        del at(meant, route[:-1])[route[-1]]
        return Remove(route), meant
    at(meant, route[:-1])[route[-1]] = value
    return Put(route, value), meant


def _replaced(document: Document, change: Change) -> str:
    """The text of the value that goes; with an only part goes all that was around it."""
    route = change.route
    if isinstance(change, Remove) and len(at(document.value, route[:-1])) == 1:
        route = route[:-1]
    if route not in document.stretches or isinstance(change, Append):
        return ""
    stretch = document.stretches[route]
    start = stretch.start if stretch.key_start is None else stretch.key_start
    return document.text[start : stretch.end]


def _comments(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip().startswith("# above")}


@settings(max_examples=500)
@given(texts_of_records(), st.data())
def test_an_edit_means_what_it_says_and_keeps_the_comments_around(text: str, data: st.DataObject) -> None:
    document = _read(text)
    assert edit(document, []) == text
    change, meant = _a_change(data, document.value)
    after = edit(document, [change])
    assert as_json(_read(after).value) == as_json(meant)
    assert _comments(text) - _comments(after) <= _comments(_replaced(document, change))
    assert ("\r\n" in after) <= ("\r\n" in text)


@settings(max_examples=100)
@given(texts_of_records(), st.data())
def test_lines_outside_of_the_edited_key_are_untouched(text: str, data: st.DataObject) -> None:
    document = _read(text)
    key = data.draw(st.sampled_from(sorted(document.value)))
    stretch = document.stretches[(key,)]
    assert stretch.key_start is not None
    after = edit(document, [Put((key,), data.draw(scalars))])
    assert after.startswith(text[: stretch.key_start])
    assert after.endswith(text[text.find("\n", stretch.end) :])
