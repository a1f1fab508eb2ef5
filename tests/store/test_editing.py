"""Edits change what they must and leave every other byte alone."""

import pytest

from gitcab.store.document import Document
from gitcab.store.editing import Append, CannotEdit, Change, Put, Remove, edit
from gitcab.store.yaml_text import read

RECORD = """\
# top
kind: ConfigurationItem
name: 'SIS'      # quoted
quorum: 2        # how many
tags: [a]
relations:       # forward names
  # where it runs
  runs_on: [vm-1]
  depends_on:
    - identity   # logins
    - at_least: 1   # redundancy
      # these
      of: [dns-1, dns-2]
attributes: {engine: pg, version: "16.4"}  # judged
text: |  # prose
  one
  two
empty:
# end
"""


def document(text: str) -> Document:
    found = read(text.encode(), "cmdb/x.yaml")
    assert isinstance(found, Document), found
    return found


def changed_lines(change: Change, text: str = RECORD) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that are new; the same with CRLF and without a line break at the end."""
    after = edit(document(text), [change])
    assert edit(document(text.replace("\n", "\r\n")), [change]) == after.replace("\n", "\r\n")
    assert edit(document("\ufeff" + text), [change]) == "\ufeff" + after
    old, new = text.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("change", "gone", "new"),
    [
        (Put(("quorum",), 3), ["quorum: 2        # how many"], ["quorum: 3        # how many"]),
        (Put(("name",), "it's"), ["name: 'SIS'      # quoted"], ["name: 'it''s'      # quoted"]),
        (Put(("kind",), "a: b"), ["kind: ConfigurationItem"], ['kind: "a: b"']),
        (Put(("kind",), {"a": 1}), ["kind: ConfigurationItem"], ["kind:", "  a: 1"]),
        (Put(("empty",), "x"), ["empty:"], ["empty: x"]),
        (Put(("empty",), {"a": [{"b": 1}]}), [], ["  a:", "    - b: 1"]),
        (Put(("empty", "a", "b"), 1), [], ["  a:", "    b: 1"]),
        (Put(("quorum",), {"a": 1}), ["quorum: 2        # how many"], ["quorum:        # how many", "  a: 1"]),
        (Put(("new",), ["x"], after="kind"), [], ["new: [x]"]),
        (Put(("new", "deep"), "x"), [], ["new:", "  deep: x"]),
        (Put(("text",), "1\n2\n"), ["  one", "  two"], ["  1", "  2"]),
        (Put(("text",), "one"), ["text: |  # prose", "  one", "  two"], ["text: one  # prose"]),
        (Put(("relations", "depends_on"), "x"), ["  depends_on:", *RECORD.splitlines()[9:13]], ["  depends_on: x"]),
        (Put(("relations", "depends_on", 0), "dns"), ["    - identity   # logins"], ["    - dns   # logins"]),
        (Put(("relations", "depends_on", 0), {"a": 1}), ["    - identity   # logins"], ["    - a: 1   # logins"]),
        (
            Put(("attributes", "version"), "17.1"),
            ['attributes: {engine: pg, version: "16.4"}  # judged'],
            ['attributes: {engine: pg, version: "17.1"}  # judged'],
        ),
        (
            Put(("attributes", "port"), 5432, after="engine"),
            ['attributes: {engine: pg, version: "16.4"}  # judged'],
            ['attributes: {engine: pg, port: 5432, version: "16.4"}  # judged'],
        ),
        (Remove(("quorum",)), ["quorum: 2        # how many"], []),
        (Remove(("text",)), ["text: |  # prose", "  one", "  two"], []),
        (Remove(("tags", 0)), ["tags: [a]"], ["tags: []"]),
        (Remove(("tags", 0), prune=True), ["tags: [a]"], []),
        (Remove(("relations", "depends_on", 0)), ["    - identity   # logins"], []),
        (Remove(("relations", "depends_on", 1, "of")), ["      of: [dns-1, dns-2]"], []),
        (Remove(("relations", "depends_on", 1, "at_least")), ["    - at_least: 1   # redundancy"], ["    -"]),
        (
            Remove(("attributes", "engine")),
            ['attributes: {engine: pg, version: "16.4"}  # judged'],
            ['attributes: {version: "16.4"}  # judged'],
        ),
        (
            Remove(("attributes", "version")),
            ['attributes: {engine: pg, version: "16.4"}  # judged'],
            ["attributes: {engine: pg}  # judged"],
        ),
        (Append(("relations", "runs_on"), "vm-2"), ["  runs_on: [vm-1]"], ["  runs_on: [vm-1, vm-2]"]),
        (Append(("relations", "depends_on"), "dns"), [], ["    - dns"]),
        (
            Append(("relations", "depends_on"), {"at_least": 1, "of": ["a", "b"]}),
            [],
            ["    - at_least: 1", "      of: [a, b]"],
        ),
        (Append(("relations", "uses"), "x"), [], ["  uses: [x]"]),
        (Append(("empty",), "x"), ["empty:"], ["empty: [x]"]),
    ],
)
def test_an_edit_touches_its_lines_only(change: Change, gone: list[str], new: list[str]) -> None:
    assert changed_lines(change) == (gone, new)


def test_no_change_leaves_identical_bytes() -> None:
    text = "\ufeffkind:  'x'\t".rstrip("\t") + "  \r\n\r\n# end"
    assert edit(document(text), []) == text
    assert edit(document(text), [Put(("kind",), "x")]) == text


def test_a_file_without_a_last_line_break_stays_so() -> None:
    assert edit(document("a: 1\nb: 2"), [Put(("c",), [{"d": 1}])]) == "a: 1\nb: 2\nc:\n  - d: 1"
    assert edit(document("a: 1\nb: 2"), [Remove(("b",))]) == "a: 1"
    assert edit(document("a: 1"), [Put(("a",), "x\ny\n")]) == "a: |\n  x\n  y\n"


def test_a_long_list_in_brackets_gets_a_line_for_each() -> None:
    names = [f"server-{number}" for number in range(9)]
    after = edit(document(f"a: [{', '.join(names)}]  # c\n"), [Append(("a",), "server-nine")])
    assert after.startswith("a:  # c\n  - server-0\n  - server-1\n")


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        ("a: {}\n", Put(("a", "b"), 1), "a:\n  b: 1\n"),
        ("a: []\n", Append(("a",), {"b": 1}), "a:\n  - b: 1\n"),
        ("{}\n", Put(("a",), 1), "a: 1\n"),
        ('{"a": 1, "b": [1]}\n', Put(("c",), "x"), '{"a": 1, "b": [1], c: x}\n'),
        ("a: [\n  x,  # one\n  y,\n]\n", Remove(("a", 0)), "a: [\n    # one\n  y,\n]\n"),
        ("a:\n- x\n- y\n", Append(("a",), "z"), "a:\n- x\n- y\n- z\n"),
        ("a:\n  - - x\n    - y\n", Remove(("a", 0, 0)), "a:\n  - - y\n"),
        ("a: [b: 1]\n", Put(("a", 0, "c"), 2), "a: [{b: 1, c: 2}]\n"),
        ('"a b": 1 # c\n', Put(("a b",), 2), '"a b": 2 # c\n'),
        ("a: |+\n  x\n\n", Put(("b",), 1), 'a: "x\\n\\n"\nb: 1\n\n'),
    ],
)
def test_odd_layouts(text: str, change: Change, after: str) -> None:
    assert edit(document(text), [change]) == after


@pytest.mark.parametrize(
    "change",
    [
        Remove(("no",)),
        Remove(()),
        Put(("kind", "x"), 1),
        Put(("tags", 5), 1),
        Put(("new", 0), 1),
        Append(("kind",), 1),
        Append(("attributes",), 1),
        Put(("kind",), "\x1b"),
        Put(("kind",), float("nan")),
        Put((), "text"),
    ],
)
def test_what_cannot_be_edited_is_said(change: Change) -> None:
    with pytest.raises(CannotEdit, match=r"\w"):
        edit(document(RECORD), [change])
