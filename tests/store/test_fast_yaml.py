"""Whatever the fast reader accepts, the careful one accepts with an equal value; and it accepts what is plain."""

import re
from itertools import islice, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gitcab.store.fast_yaml import LARGEST, accept
from gitcab.store.yaml_text import document_text
from support.two_readers import ROOT, accepted_alike, damaged, estate_files
from support.yaml_suite import CASES
from support.yaml_values import records

ITEM = """\
# yaml-language-server: $schema=../../schemas/records/ConfigurationItem.json
kind: ConfigurationItem
class: database
id: sis-database
name: SIS database
"""
PLAIN = (
    ITEM,
    ITEM + 'description: "Quoted: a # b [c] {d} \\"e\\" \\\\ \\n 100 %"\n',
    ITEM + "description: 'It''s quoted: a'\n",
    ITEM + "description: Ordinary text, 100 % of it; R&D @ home (fine!) a*b = c? Yes. See https://x.example/a#b\n",
    ITEM + "description: Grüße – naïve café, 日本\n",
    ITEM + "description: |\n  Line one: yes # no comment\n    deeper\n\n  - last & not least\nowner: team\n",
    ITEM + "description: >-\n  Folded text\n  goes on.\n\n  Next: paragraph\nowner: team\n",
    ITEM + "description: Plain text\n  that goes on\n  and on.\nowner: team\n",
    ITEM + "tags: [a, b-c, 'd', \"e\"]\nlife_cycle: {stage: operational, status: in_use}  # in use\n",
    ITEM + "relations:\n  depends_on:\n    - a\n    - {at_least: 1, of: [b, c]}\n    - at_least: 2\n      of: [d, e]\n",
    ITEM + "relations:\n  depends_on:\n  - a\n  - b\n",
    ITEM + "links: [{title: Runbook, url: 'https://x.example'}, {title: Page, url: https://y.example/z}]\n",
    ITEM
    + "attributes:\n  port: 5432\n  size: 1.5\n  cold: -3\n  zero: 0\n  whole: 1.0\n  on: true\n  no: null\n  empty:\n",
    ITEM + "attributes: {ip: 10.0.0.1, net: 10.0.0.0/8, hours: 24x7, at: 07:30, since: 2026-11-21, tel: +1 847 555}\n",
    ITEM + "attributes:\n  model: 500e Gen 4s\n  first: 1st\n  many: 92 buses, 4,800 riders.\n  share: 50%\n",
    ITEM + "\n# a comment\n\n  # another\nowner: team   \n",
)
TRAPS = (
    *("a: 16.10", "a: 012", "a: 1_000", "a: 1e3", "a: +1", "a: 0x1f", "a: 0X1F", "a: 0o17", "a: 0b1", "a: .5"),
    *("a: 5.", "a: -", "a: -0", "a: .inf", "a: .nan", "a: 1.50", "a: 0.00001", "a: 12345678901234567890", "a: _0"),
    *("a: 00.5", "a: 1__0", "a: 1.5e3", "a: 0.1e1", "a: 190:20:30", "a: [16.10]", "a: {b: 012}", "a:\n- 1_0"),
    *("1: x", "true: x", "null: x", "~: x", "Null: x", "TRUE: x", "1.5: x", "_0: x", ": x", '"": x', "a: {1: b}"),
    *("a: {true: b}", "a: {b, c}", "a: {5, b: c}", "a: [b: c]", "<<: x", "a: {<<: {b: c}}", "[a]: b", "{a: b}: c"),
    *(
        "a: &x b",
        "a: *x",
        "&x a: b",
        "a: !t b",
        "!!map\na: b",
        "%YAML 1.2\n---\na: b",
        "---\na: b",
        "a: b\n...",
        "? a\n: b",
    ),
    *(
        "a: b\n---\nc: d",
        "a: 1\na: 2",
        "a: {b: 1, b: 2}",
        "é: 1\ne\u0301: 2",
        '"é": 1\n"e\u0301": 2',
        "a:\n  b: 1\n  b: 2",
    ),
    *("a:\tb", "\ta: b", "a: b\t", "a: b\t# c", 'a: "b\tc"', "a: b\r\nc: d", "a: b\rc: d", "\ufeffa: b", "a: b\ufeffc"),
    *(
        "a: b\u202ec",
        "a: b\u2028c",
        "a: b\x85c",
        "a: b\xa0c",
        "a: \xa0b",
        "a: b\x1bc",
        "a: b\x7f",
        'a: "\\x1b"',
        'a: "\\u202e"',
    ),
    *(
        'a: "b"#c',
        "a: [b]#c",
        "a: [b] #c",
        "a: |#c\n  d",
        "a: | # c\n  d",
        "a: b #c",
        "a: b#c",
        "#a: b",
        "a: #b",
        "a:#b",
    ),
    *(
        "a: [b,\nc]",
        "a: [b,\n  c]",
        "a: {b: c,\nd: e}",
        'a: "b\nc"',
        'a: "b\n  c"',
        "a: 'b\n\n  c'",
        "a: b\nc",
        "a: b\n c",
    ),
    *(
        "a: b\n\n  c",
        "a: b\n  # c\n  d",
        "a: b\n  - c",
        "a: 5\n  - 6",
        "a: b\n  c: d",
        "a:\n  b\nc: d",
        "- a\n- b",
        "a",
        '"a"',
    ),
    *(
        "a: |\n\n   b\n  c",
        "a: |\n   \n  b",
        "a: |2\n   b",
        "a: |+\n  b\n\n",
        "a: >\n  b\n   c\n  d",
        "a: |\nb: c",
        "a: |\n b\nc: d",
    ),
    *(
        "k:\n- a: |\n  b: 012",
        "k:\n- a: |\n  ? b",
        "k:\n  - a: >-\n    &x b: *x",
        "k:\n- |\n  b: 012",
        "- a: |\n  b\n  c: d",
        "- a: |\n   b\n  c: d",
        "a: |\n  b\n c: d",
        "a: >-\n\n  b",
        "a: |\n  b\n  \n",
        "a: >\n  b\n\n\n  c\n# d",
    ),
    *(
        "a: [b?c]",
        "a: [b:]",
        "a: {b:c}",
        "a: {b:{}}",
        'a: ["b":c]',
        "a: [b, , c]",
        "a: [b, ]",
        "a: [,]",
        "a: {b: c, }",
        "a: ]",
    ),
    *(
        "a: b: c",
        "a: 'b' c",
        'a: "b" "c"',
        "a: b [c: d]",
        "a: [b] c",
        "a: {b: c} d",
        "a: @b",
        "a: `b`",
        "a: %b",
        "a: - b",
        "a: ? b",
    ),
    *(
        "a: 'b",
        'a: "b',
        "a: [b",
        "a: {b: c",
        "a: 'b''",
        'a: "\\q"',
        'a: "\\',
        "a: ''",
        'a: ""',
        "a: [[b]]",
        "a: [[[b]]]",
    ),
    *(
        "",
        "# only",
        "\n",
        "null",
        "{}",
        "[]",
        "a: b # gitcab: ignore[orphan] why",
        "# gitcab: ignore[orphan] why\na: b",
    ),
    *(
        "a: {b: {c: {d: {e: f}}}}",
        "a: =",
        "a: yes",
        "a: No",
        "a: on",
        "a: y",
        "a: 12:30",
        "a: 2026-02-30",
        "a: 1.2.3",
        "a: 0o9",
    ),
)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_is_accepted(text: str) -> None:
    assert accepted_alike(text.encode()) is not None


@pytest.mark.parametrize("ending", ["\n", "", "\nz: 1\n", "\n\n# end\n"])
@pytest.mark.parametrize("text", TRAPS)
def test_traps(text: str, ending: str) -> None:
    accepted_alike((text + ending).encode())
    accepted_alike("".join(f"  {line}\n" for line in (text + ending).split("\n")).join(("top:\n", "end: x\n")).encode())


@pytest.mark.parametrize("case", CASES)
def test_the_public_yaml_test_suite(case: dict[str, Any]) -> None:
    for text in (case["yaml"], case["yaml"] + "\n", f"a:\n{case['yaml']}\n"):
        accepted_alike(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=400)
@given(records)
def test_documents_as_gitcab_writes_them(value: dict[str, Any]) -> None:
    accepted_alike(document_text(value).encode())


LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "  ", "    ", " ", "- ", "  - ", "    - "]),
        st.sampled_from(["", "a:", "b:", "a: ", "b: ", "c: ", "a : "]),
        st.text(st.sampled_from("ab:#-?[]{}, '\"|>.01e+_~&*!%\\é"), max_size=8)
        | st.sampled_from(["x", "x y", "5", "[a, b]", "{a: b}", "|", ">-", "'q'", '"q"', "text goes on", "2026-11-21"]),
    ),
    max_size=8,
)


@settings(max_examples=1500)
@given(LINES)
def test_lines_that_almost_fit_together(lines: list[tuple[str, str, str]]) -> None:
    accepted_alike("".join("".join(parts) + "\n" for parts in lines).encode())


@settings(max_examples=500)
@given(st.text(st.characters(codec="utf-8"), max_size=6), st.text("ab \n", max_size=4))
def test_any_characters(odd: str, plain: str) -> None:
    for frame in ("k: {}\n", 'k: "{}"\n', "k: '{}'\n", "k: [{}, a]\n", "k: |\n  {}\nz: a\n", "{}: a\n", "# {}\na: b\n"):
        for text in (odd, plain + odd, odd + plain, "x" + odd + "x"):
            accepted_alike(frame.format(text).encode())


@pytest.mark.parametrize("length", [1, 200, 201, 1000, 1023, 1024, 1025, 5000])
@pytest.mark.parametrize("frame", ["%s: a\n", "a:\n- %s: b\n", "a: {b: c, %s: d}\n", "a: %s\n", "a: [b, %s]\n"])
def test_long_keys_and_texts(frame: str, length: int) -> None:
    accepted_alike((frame % ("k" * length)).encode())


@pytest.mark.parametrize(
    "frame", ["k: %s\n", "k: [%s]\n", "k:\n- %s\n", "k: {a: %s, b: c}\n", "%s: a\n", "k: 5\n  %s\n"]
)
def test_every_short_scalar(frame: str) -> None:
    for length in (1, 2, 3):
        for letters in product("019.-+eExX_ob:,# a/~", repeat=length):
            accepted_alike((frame % "".join(letters)).encode())


def test_damaged_files_of_the_estate() -> None:
    files = [content for content in estate_files().values() if len(content) < 4000]
    accepted = sum(accepted_alike(content) is not None for content in islice(damaged(files, 20261122), 25_000))
    assert accepted > 4000


def test_nearly_every_file_of_the_estate_is_accepted() -> None:
    refused = [path for path, content in estate_files().items() if accepted_alike(content) is None]
    assert refused == ["changes/policy.yaml"]


@pytest.mark.parametrize("module", ["fast_yaml", "line_cache"])
def test_no_group_is_possessive(module: str) -> None:
    text = (ROOT / f"tool/gitcab/store/{module}.py").read_text("utf-8")
    assert re.findall(r"\)(?:[*+?]|\{[0-9,{}]+\})\+", text) == []


def test_large_files_are_left_to_the_careful_reader() -> None:
    line = "a: " + "x" * 60 + "\n"
    assert accept(b"k: v\n" + b"# c\n" * (LARGEST // 4 - 2)) == {"k": "v"}
    assert accept(b"k: v\n" + b"# c\n" * (LARGEST // 4)) is None
    assert accept(line.encode()) == {"a": "x" * 60}


def test_no_accepted_file_comes_near_the_limits() -> None:
    nested = "".join(f"{' ' * depth}- k{depth}:\n" for depth in range(0, 11, 2)) + " " * 12 + "x: [{a: [b]}]\n"
    accepted_alike(nested.encode())
    many = "k:\n" + "- [" + "[],[]," * 100 + "]\n"
    accepted_alike((many * 1).encode())
    accepted_alike(("k:\n" + "- [a,a]\n" * (LARGEST // 8 - 1)).encode())
    accepted_alike("".join(f"k{number}:\n" for number in range(8000)).encode())
