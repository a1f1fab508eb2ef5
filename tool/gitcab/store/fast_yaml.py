"""The one door to yaml-rs: the value of a plain file in a fraction of the time, or no answer.

It never says what is wrong, and where it gives a value, the careful reader (`yaml_text`) gives an equal
one without a flaw. So the library is trusted only with texts each of whose lines has one of the shapes
below: there both readers mean the same by a scalar, and nothing is left to judge but the indentation.
Whatever else a file holds (anchors, tags, tabs, further documents, numbers that do not print back, odd
keys) has no such shape, and is the careful reader's.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from gitcab.store.characters import FORBIDDEN_IN_FILE

LARGEST = 65_536
"""Bytes. A larger file could break the careful reader's limits on texts and values; up to here none can,
given that the shapes below indent by 10 columns at most and nest two levels within brackets."""

_PLAIN_BYTES = bytes(range(0x20, 0x7F)) + b"\n"
_ODD_BLANK = re.compile(r"[^\S \n]")

# Only single characters are repeated possessively: a possessive group that fails half-way keeps what it has
# taken in Python 3.11.0 to 3.11.4 (gh-106052), and then a line could pass that has no shape.
KEY = r"(?![tTfFnN](?:rue|RUE|alse|ALSE|ull|ULL):)[A-Za-z][A-Za-z0-9_.+-]{0,200}+:"
_LETTER = r"[^\x00-'\)-.0-@\[-`{-~]"  # or ( or / or anything beyond ASCII
_NUMBER = r"(?:0|-?(?:0(?=\.)|[1-9][0-9]{0,8}))(?:\.(?:0|[0-9]{0,3}[1-9]))?"  # prints back as it is written
_QUOTED = r""""[^"\\\n]*+(?:\\["\\n][^"\\\n]*+)*"|'[^'\n]*+(?:''[^'\n]*+)*'"""
_END = r" *+(?:(?<![^ \n])#[^\n]*+)?\n"


def _text(rest: str, colon: str, digits: str) -> str:
    """A text without quotes: of letters, or of digits followed by what no number holds there.

    `rest` is what it goes on with, `colon` what makes a colon a part of it.
    """
    behind = rf"[-./%()ACDF-NP-WYZacdf-np-wyz;]|[eE](?![-+0-9])|{digits}"
    no_number = rf"\+?+(?:(?>[0-9]+(?:\.[0-9]*)?)(?:{behind})|[1-9][0-9]*+[xob])"
    return rf"(?:{_LETTER}|{no_number}){rest}(?:(?::(?={colon})|(?<! )#){rest})*"


_LINE_TEXT = _text(r"[^\n:#]*+", r"[^ \n]", r":(?![ \n])|,|\ ++(?![ \n#:])")
_FLOW_TEXT = _text(r"[^\n:#,\[\]{}?]*+", r"[A-Za-z0-9/]", r":(?=[A-Za-z0-9/])|\ ++(?![ \n#:,\[\]{}?])")
_FLOW_SCALAR = rf"(?:{_FLOW_TEXT}|(?:{_QUOTED}|{_NUMBER}) *+(?=[,\]}}]))"


def _flow(part: str) -> str:
    """A list in brackets or a mapping in braces, on one line."""
    return rf"(?:\[ *+(?:{part}(?:, *+|(?=\])))*\]|\{{ *+(?:{KEY} ++{part}(?:, *+|(?=\}})))*\}})"


_FLOW = _flow(_FLOW_SCALAR)
_BEFORE = r" {0,10}+(?:- (?![ \n#]))?"
_VALUE = rf"(?:{_LINE_TEXT}|{_QUOTED}|{_FLOW}|{_NUMBER}(?= *+[#\n]))"
_LINES = rf"(?:{_BEFORE}(?:{KEY}(?: ++{_VALUE})?|{_VALUE})?{_END})*"
_NESTED = rf"{_BEFORE}(?:{KEY} ++)?{_flow(rf'(?:{_FLOW_SCALAR}|{_FLOW} *+)')}{_END}"
_BLOCK = (
    rf"(?P<indent> {{0,10}})(?P<dash>(?:- )?)(?P<key>(?:{KEY} ++)?)[|>]-?\n"
    r"(?P<inner> ++)(?=[^ \n])[^\n]*+\n(?:(?P=inner)[^\n]*+\n|\n)*"
)


def accept(content: bytes) -> dict[str, Any] | None:
    """The one mapping that the file holds; None where only the careful reader can tell. Raises nothing."""
    loads = _loads()
    if loads is None or len(content) > LARGEST:
        return None
    text = _beyond_ascii(content) if content.translate(None, _PLAIN_BYTES) else content.decode("ascii")
    if text is None or not _is_plain(text):
        return None
    try:
        value = loads(text, parse_datetime=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the library is no Exception
        return None
    return value if type(value) is dict else None


@cache
def _loads() -> Callable[..., Any] | None:
    try:
        from yaml_rs import loads
    except ImportError:
        return None
    return loads


def _beyond_ascii(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if FORBIDDEN_IN_FILE.search(text) or _ODD_BLANK.search(text) else text


def _is_plain(text: str) -> bool:
    """Whether every line has a known shape, and none could suppress a finding."""
    if "gitcab:" in text:
        return False
    match_lines = _compiled(_LINES).match
    at, length = 0, len(text)
    while (at := _end(match_lines(text, at))) < length:
        behind = _behind_block(text, at) or _end(_compiled(_NESTED).match(text, at))
        if not behind:
            return False
        at = behind
    return True


_compiled = cache(re.compile)
"""Only what is needed is compiled, and not before: it takes milliseconds."""


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _behind_block(text: str, at: int) -> int:
    """Where a text behind `|` or `>` ends that starts there; 0 where none does."""
    match = _compiled(_BLOCK).match(text, at)
    if match is None:
        return 0
    outer = len(match["indent"]) + (len(match["dash"]) if match["key"] else 0)
    return match.end() if len(match["inner"]) > outer else 0
