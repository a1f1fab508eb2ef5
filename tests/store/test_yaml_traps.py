"""What other readers of YAML stumble over: each is its YAML 1.2 value, or a flaw at its place."""

import pytest

from gitcab.model.finding import Flaw
from gitcab.store import yaml_text
from gitcab.store.document import Document
from gitcab.store.yaml_text import LIMITS, read


@pytest.fixture(params=["C", "Python"], autouse=True)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "Python":
        monkeypatch.setattr(yaml_text, "Parser", yaml_text.PlainParser)
    else:
        assert yaml_text.Parser is not yaml_text.PlainParser


def value(text: str) -> object:
    found = read(text.encode(), "cmdb/x.yaml")
    assert isinstance(found, Document), found
    return found.value


def flaws(content: str | bytes) -> list[tuple[str, int, int]]:
    found = read(content if isinstance(content, bytes) else content.encode(), "cmdb/x.yaml")
    assert isinstance(found, tuple), found
    assert all(flaw.place.path == "cmdb/x.yaml" and flaw.message and flaw.hint for flaw in found)
    return [(flaw.rule, flaw.place.line, flaw.place.column) for flaw in found]


def only(content: str | bytes) -> Flaw:
    found = read(content if isinstance(content, bytes) else content.encode(), "cmdb/x.yaml")
    assert isinstance(found, tuple), found
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "yes",
        "off",
        "y",
        "12:30",
        "2023-14-05",
        "2026-02-30",
        "2026-11-21",
        "2026-12-05T22:00",
        "1.2.3",
        "=",
        "0o9",
    ],
)
def test_a_text_that_yaml_1_1_takes_for_something_else(text: str) -> None:
    assert value(f"a: {text}\n") == {"a": text}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2048", 2048), ("-7", -7), ("0", 0), ("16.4", 16.4), ("-0.5", -0.5), ("1e+20", 1e20),
        ("true", True), ("FALSE", False),
        ("null", None), ("~", None), ("", None), ('"16.10"', "16.10"), ("'012'", "012"),
    ],
)  # fmt: skip
def test_the_core_schema(text: str, meant: object) -> None:
    found = value(f"a: {text}\n")
    assert found == {"a": meant}
    assert type(found["a"]) is type(meant)


@pytest.mark.parametrize(
    "text",
    [
        "16.10",
        "012",
        "1_000",
        "0x1f",
        "0o7",
        "0b11",
        "+5",
        "-0",
        "1e3",
        "1.",
        ".5",
        "1e999",
        ".inf",
        "-.INF",
        ".nan",
        "-",
        "1_0.5",
    ],
)
def test_a_number_that_would_not_print_back(text: str) -> None:
    flaw = only(f"a:\n  - [x, {text}]\n" if text != "-" else "a: [x, -]\n")
    assert flaw.rule == "yaml-ambiguous-value"
    assert f'"{text}"' in flaw.hint


def test_all_ambiguous_values_and_duplicate_keys_are_told_at_once() -> None:
    text = "a: 16.10\nb: 1\nb: 2\nc: {d: 1, e: 012, d: 3}\n"
    assert flaws(text) == [
        ("yaml-ambiguous-value", 1, 4),
        ("yaml-duplicate-key", 3, 1),
        ("yaml-ambiguous-value", 4, 14),
        ("yaml-duplicate-key", 4, 19),
    ]


def test_keys_that_only_look_different_are_duplicates() -> None:
    assert flaws("caf\u00e9: 1\ncafe\u0301: 2\n") == [("yaml-duplicate-key", 2, 1)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x 1\n", 1, 4),
        ("a: *x\n", 1, 4),
        ("a: !!str 1\n", 1, 4),
        ("a: ! 1\n", 1, 4),
        ("a: !!python/object/apply:os.system [id]\n", 1, 4),
        ("%YAML 1.2\n---\na: 1\n", 1, 1),
        ("# top\n%FOO\n---\na: 1\n", 2, 1),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("a: 1\n<<: {b: 1}\n", 2, 1),
        ("1: a\n", 1, 1),
        ("true: a\n", 1, 1),
        ("null: a\n", 1, 1),
        ("~: a\n", 1, 1),
        ("16.10: a\n", 1, 1),
        ("? [a]\n: b\n", 1, 3),
        ("{a: 1}: b\n", 1, 1),
        ("? a\n: b\n", 1, 1),
    ],
)
def test_what_records_do_not_need_is_not_allowed(text: str, line: int, column: int) -> None:
    assert flaws(text) == [("yaml-not-allowed", line, column)]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"a: 1\nb: \xff\n", 2, 4),
        ("a: é\nb: x".encode("utf-16"), 1, 1),
        ("a: x".encode("utf-16-le"), 1, 2),
        (b"a: x\x00y\n", 1, 5),
        (b"a: \x1b[31m\n", 1, 4),
        ("\ufeffa: 😀\u202e\n".encode(), 1, 5),
        ("a: x\u2028b: 1\n".encode(), 1, 5),
        ("a: x\ufeff\n".encode(), 1, 5),
        (b"a: x\rb: 1\n", 1, 5),
        (b'a: "\\0"\n', 1, 4),
        (b'a: "\\x1b"\n', 1, 4),
        (b'"\\u202e": 1\n', 1, 1),
    ],
)
def test_characters_that_no_file_holds(content: bytes, line: int, column: int) -> None:
    assert flaws(content) == [("file-encoding", line, column)]


def test_a_lone_surrogate_is_no_character() -> None:
    assert only('a: "\\ud800"\n').rule == "file-encoding"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file-empty"), (b"# only a comment\n", "file-empty"), (b"---\n", "file-empty"), (b"~\n", "file-empty"),
        (b"\xef\xbb\xbf", "file-empty"), (b"- a\n", "record-not-a-mapping"), (b"text\n", "record-not-a-mapping"),
    ],
)  # fmt: skip
def test_a_file_without_a_record(content: bytes, rule: str) -> None:
    assert flaws(content) == [(rule, 1, 1)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n\tb: 1\n", 2, 1), ("a:\tb\n", 1, 3), ("a: b\t# c\n", 1, 5), ("a: [b,\n\tc]\n", 2, 1), ("a: x\ty\n", 1, 4),
    ],
)  # fmt: skip
def test_a_tab(text: str, line: int, column: int) -> None:
    flaw = only(text)
    assert (flaw.rule, flaw.place.line) == ("yaml-syntax", line)
    assert "use spaces" in flaw.message


@pytest.mark.parametrize("text", ['a: "x\ty"\n', "a: |\n  x\ty\n", "a: b # c\td\n"])
def test_a_tab_within_a_text_or_comment(text: str) -> None:
    value(text)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b: c\n", 1, "colon"), ("a: 1\n  b: 2\n", 2, "colon"), ("a: 'x\n", 1, "never ends"),
        ("a: [1, 2\n", 1, "never closed"),
        ("a: @x\n", 1, "cannot start"), ("a:\n  - x\n y: 1\n", 3, "lines above"), ('a: "\\q"\n', 1, "backslash"),
        ('a: "x"#y\n', 1, "blank before"), ("a: [x,\ny]\n", 2, "indented"), ('a: "x\ny"\n', 1, "indented"),
        ("a: |\n    \n  x\n", 1, "blanks"), ("a: |\n  x", 1, "line break"),
    ],
)  # fmt: skip
def test_what_is_not_yaml_is_said_in_plain_words(text: str, line: int, words: str) -> None:
    flaw = only(text)
    assert (flaw.rule, flaw.place.line) == ("yaml-syntax", line)
    assert words in flaw.message + flaw.hint


def test_a_byte_order_mark_takes_no_column() -> None:
    found = read("\ufeff😀a: '😀' # c\r\nb: [x, 😀y]\r\n".encode(), "x.yaml")
    assert isinstance(found, Document)
    assert found.text.encode() == "\ufeff😀a: '😀' # c\r\nb: [x, 😀y]\r\n".encode()
    assert found.source.marks[("😀a",)].key == (1, 1)
    assert found.source.marks[("😀a",)].value == (1, 5)
    assert found.source.marks[("b", 1)].value == (2, 8)
    stretch = found.stretches[("b", 1)]
    assert found.text[stretch.start : stretch.end] == "😀y"


def test_stretches_hold_the_value_and_nothing_behind_it() -> None:
    text = "a: |  # c\n  x\n\n\nb:  # c\n  - p\n  - {q: 1}\n  # behind\nc:\nd: [a: 1 , b]\n"
    found = read(text.encode(), "x.yaml")
    assert isinstance(found, Document)
    held = {route: text[one.start : one.end] for route, one in found.stretches.items()}
    assert held[("a",)] == "|  # c\n  x"
    assert held[("b",)] == "- p\n  - {q: 1}"
    assert held[("b", 1, "q")] == "1"
    assert held[("c",)] == ""
    assert found.source.marks[("c",)].value == (9, 3)
    assert held[("d", 0)] == "a: 1"
    assert [found.stretches[route].flow for route in [("b",), ("b", 1), ("b", 1, "q")]] == [False, True, True]


@pytest.mark.parametrize("text", ["a: 1\r\nb: |\r\n  x\r\n  y\r\n", "a: 1\nb: |\n  x\n  y\n"])
def test_line_breaks_of_either_kind(text: str) -> None:
    assert value(text) == {"a": 1, "b": "x\ny\n"}


def test_a_large_file_is_refused_before_it_is_looked_at() -> None:
    assert flaws(b"\xff" * 50_000_000) == [("file-too-large", 1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 500_000,
        "a: " + "{b: " * 200_000,
        "- " * 400_000,
        "a: " + "9" * 60_000,
        "a: 0x" + "f" * 60_000,
        "a: '" + "x" * 70_000 + "'",
        "a: " + "x" * 900_000,
        "a: [" + "x," * 60_000 + "]",
        "".join(f"k{number}: 1\n" for number in range(60_000)),
    ],
)
def test_bombs_are_too_large(text: str) -> None:
    assert "file-too-large" in {rule for rule, _, _ in flaws(text)}


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x,x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a]\n" for n in range(9)),
        "a: &a {k: v}\n" + "".join(f"m{n}: &m{n} {{<<: [*a, *a]}}\n" for n in range(8)),
        "a: &a [*a]\n",
    ],
)
def test_alias_bombs_do_not_go_off(text: str) -> None:
    assert {rule for rule, _, _ in flaws(text)} == {"yaml-not-allowed"}


def test_the_limits_themselves_are_allowed() -> None:
    depth = LIMITS.depth - 1
    assert value("a: " + "[" * depth + "]" * depth)
    assert value("a: " + "9" * LIMITS.digits)
    assert value("a: " + "x" * LIMITS.scalar)
