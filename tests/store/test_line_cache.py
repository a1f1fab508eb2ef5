"""A file that is put together from what its lines mean has the value that it has as a whole."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.store import line_cache
from gitcab.store.fast_yaml import LARGEST, accept
from gitcab.store.line_cache import LineCache
from support.two_readers import accepted_alike, estate_files

GOOD = [
    "kind: ConfigurationItem",
    "id: vm-1",
    "name: Hypervisor 1, data centre 2 (west) 50% 24x7",
    "port: 5432",
    'version: "26.4"',
    "ip: 10.0.8.51",
    "url: https://x.example:443/a",
    "since: 2026-11-21",
    "tags: [a, b-c]",
    "truth: true",
    "truths: [a, null, True]",
    "nothing: null",
    "empty:",
    "life_cycle: {stage: operational, status: in_use}",
    "name: Grüße",
    "# a comment",
    "relations:\n  depends_on: [a, b]\n  runs_on: [c]",
    "relations:\n  depends_on:\n    - a\n    - {at_least: 1, of: [b, c]}",
    "attributes:\n  os: Debian 12.12\n  port: 5432\n  empty:",
    "attributes:\n  # a comment\n  port: 5432",
    "attributes:\n    os: Debian\n    port: 1",
    "life_cycle:\n  stage: operational  # still\n  status: in_use",
    "tags:\n  - a\n  - vm-1, 2-core",
    "relations:\n  depends_on:\n    - a\n    - b-2\n  runs_on: [c-3]",
    "relations:\n  depends_on:\n    - {at_least: 2, of: [a-1, b]}\n  uses:",
    "description: |\n  Line one: yes\n   deeper\n  # no comment",
    "description: Plain text\n  that goes on",
]
BAD = [
    *("name: a: b", "a : b", "a:b", "a: &x b", "a: *x", "a: 012", "a: 1_0", "a: [b", "a: 'b", "true: x", "a: b\tc"),
    *("a: b\x00c: d", "a: b\x00 c", "a:\x00  b: c", "a: b\u2028c", "a: b\r", "---", "...", "a", "{a: b}", "[a]"),
    *(
        "? a",
        "%X",
        "-",
        "  a: b",
        "# a\x07b",
        "# a\u202eb",
        "# a\tb",
        "gitcab: a",
        "a: gitcab:b",
        "# gitcab: ignore[x]",
    ),
    *(
        "# gitcab: ignore[x]",
        "a: b ",
        "a: 5 ",
        "a: b#c",
        "a: b #c",
        "a: [b, c]#",
        "a: [b, ]",
        "a: [b,c]",
        "a: 1.2.3:30",
    ),
    *(
        "a: 1.2.",
        "# é",
        "a: b\n  c: d",
        "a: null\n  b: c",
        "a: null # :\n  b: c",
        "a:\n  b: c\n d: e",
        "a:\n b: c\n  d: e",
    ),
    *("a:\n  b: 1\n  b: 2", "# c\n  a: b", "a:\n  # c", "a:\n  # b\n  # c\n  d: e", "a: |\nb: c", "a: b\n\n  c"),
    *("a:\n  - b\n    - c", "a:\n  b: c\n  - d", "a:\n  b:\n  - c", "a:\n    - b", "a:\n  b:\n    - c\n  - d", "  - a"),
    *("a:\n  - true", "a:\n  - b: c", "a:\n  - - b", "a: b\n    - c", "a:\n  b: c\n    - d", "a: b\n 1", "a: b1 2"),
    *("a:\n  - {b: 1, b: [c]}", "a:\n  - {b: 012, c: [d]}", "a:\n  - {b: 1, c: [null]}", "a:\n  - {true: 1, b: [c]}"),
    *("a:\n  b:\n    c\n    d", "a:\n  b:\n    - c\nd:\n    - e", "a:\n  b: 1\na:\n  b: 2\n  c: 3", "a:\n  - b\na: c"),
    *("links:\n- a\n- b", "a:\n- b\n  - c", "a:\n- b\n  c: d", "a:\nb:\n  c:\n  d: e", "a:\n  b:\n  c: d\n    - e"),
    *("a:\n  - b\n  c: d", "a:\n  b: |\n  c", "a:\n  b:\n   c: d", "a: |\n  b\n\n  c", "", "\n  a: b"),
]
"""Not all of these are refused, but none is what it looks like at first."""

STANZAS = st.lists(st.sampled_from(GOOD), max_size=8) | st.lists(st.sampled_from([*GOOD, *BAD]), max_size=8)


@settings(max_examples=1500)
@given(st.lists(STANZAS, min_size=1, max_size=4))
def test_whatever_was_read_before_a_file_means_the_same(files: list[list[str]]) -> None:
    cache = LineCache()
    for stanzas in files:
        content = "".join(f"{stanza}\n" for stanza in stanzas).encode()
        assert repr(cache.accept(content)) == repr(accepted_alike(content))


DIGITS = "0123456789"
LINES = st.text('ab019:- .,[]{}#x_e"\n\0', max_size=24) | st.from_regex(line_cache.SIMPLE, fullmatch=True)


@settings(max_examples=1500)
@given(LINES, st.permutations(DIGITS), st.sampled_from(["", "a:\n", "a:\n  ", "a:\n  b:\n"]))
def test_what_a_line_means_depends_on_none_with_other_digits(line: str, digits: list[str], before: str) -> None:
    cache = LineCache()
    for others in ("".join(digits), "\0" * 10, DIGITS):
        written = line.translate(str.maketrans(DIGITS, others))
        content = f"{before}{written}\n".encode()
        assert repr(cache.accept(content)) == repr(accepted_alike(content))


@pytest.mark.parametrize("first", GOOD)
def test_each_pair_of_stanzas(first: str) -> None:
    for second in (*GOOD, *BAD):
        for text in (
            f"{first}\n{second}\n",
            f"{second}\n{first}\n",
            f"{first}\n{second}",
            f"a:\n  {first}\n  {second}\n",
        ):
            accepted_alike(text.encode())


def test_the_estate_is_read_whatever_has_been_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    files = list(estate_files().values())
    for most in (1, 7, 300):
        monkeypatch.setattr(line_cache, "_MOST_LINES", most)
        cache = LineCache()
        assert [repr(cache.accept(content)) for content in files] == [repr(accept(content)) for content in files]


def test_large_files_are_left_to_the_careful_reader() -> None:
    cache = LineCache()
    assert cache.accept(b"# c\n" * (LARGEST // 4 - 2) + b"k: v\n") == {"k": "v"}
    lines = [b"name%d: %s\n" % (number, b"x" * 50) for number in range(LARGEST // 50)]
    assert all(cache.accept(line) for line in lines)
    assert cache.accept(b"".join(lines)) is None


def test_many_entries_of_further_lines_are_read_in_the_whole_file() -> None:
    content = b"".join(b"name%d: >-\n  text\n" % number for number in range(2000))
    value = accept(content)
    assert value
    assert LineCache().accept(content) == value


@pytest.mark.parametrize("stanza", GOOD)
def test_a_file_of_one_such_stanza_is_put_together(stanza: str) -> None:
    content = f"{stanza}\nshared: [a, b]\n".encode()
    cache = LineCache()
    first, second = cache.accept(content), cache.accept(content)
    assert first is not second
    assert first
    assert second
    assert first["shared"] is second["shared"]


def test_a_block_is_put_together_though_each_of_its_items_is_new() -> None:
    cache = LineCache()
    block = b"relations:\n  depends_on:\n    - vm-%d\n    - {at_least: %d, of: [a-%d, b]}\n  uses: [c]\n"
    first, second = (cache.accept(block % (number, number, number)) for number in (1, 2))
    assert first
    assert second
    assert first["relations"]["uses"] is second["relations"]["uses"]


def test_lines_that_come_again_are_kept_and_long_ones_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_cache, "_MOST_LINES", 4)
    cache = LineCache()
    found = [cache.accept(b"tags: [a, b]\nname: %s\nlong: %s\n" % (b"n" * at, b"x" * 200)) for at in range(1, 21)]
    assert len({id(one["tags"]) for one in found if one}) == 1
    assert len({id(one["long"]) for one in found if one}) == 20


def test_a_hundred_thousand_lines_leave_little_behind() -> None:
    cache = LineCache()
    tracemalloc.start()
    for number in range(20_000):
        word = f"{number}".translate(str.maketrans(DIGITS, "abcdefghij"))
        cache.accept(f"a: {'x' * 100} {word}\nb: {'x' * 100} {word}\nc: {'x' * 100} {word} 1\n".encode())
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 3_000_000
