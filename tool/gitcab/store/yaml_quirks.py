"""Where PyYAML reads otherwise than YAML 1.2 demands, or its two parsers differ: such texts are refused.

The public YAML test suite and a comparison of both parsers found them. `text` is the whole file's.
"""

import re

from gitcab.store.comments import Span
from gitcab.store.yaml_wording import TAB, Wording

_IN_PLAIN = re.compile(r"\?|:[,?\[\]{}]")
_BEHIND_PLAIN = re.compile(r"\s*:[,?\[\]{}]")
_BLOCK = re.compile(r"[|>][^\n]*\n(?P<blank>(?:[ ]*\r?\n)*)(?P<indent>[ ]*)(?P<tab>\t?)")
_STRIPPED = re.compile(r"[|>][1-9]?-")
_TO_END = re.compile(r"[ ]*\Z")
_NOT_IN_FLOW = Wording("yaml-syntax", "a plain text in brackets or braces cannot hold this", "put the text in quotes")
NOT_INDENTED = Wording("yaml-syntax", "this must be indented more than the lines around it", "indent it by two spaces")
_DEEP_BLANK = Wording("yaml-syntax", "a block of text starts with blanks that are no part of it", "remove those blanks")
_OPEN_END = Wording(
    "yaml-syntax", "a block of text ends in blanks without a line break", "end the file with a line break"
)


def plain_quirk(text: str, start: int, end: int) -> Wording | None:
    """A plain text within brackets or braces: `[a?b]`, `{a:{}}`."""
    return _NOT_IN_FLOW if _IN_PLAIN.search(text, start, end) or _BEHIND_PLAIN.match(text, end) else None


def lines_quirk(text: str, span: Span, indent: int) -> Wording | None:
    """A quoted or plain text of several lines, in a block that starts in column `indent` (from 0)."""
    for line in text[span[0] : span[1]].split("\n")[1:]:
        content = line.lstrip(" ")
        if len(line) - len(content) <= indent and content.strip():
            return TAB if content[0] == "\t" else NOT_INDENTED
    return None


def block_quirk(text: str, start: int, end: int) -> Wording | None:
    """A text behind `|` or `>`: its first lines tell its indentation, and parsers differ on odd ones."""
    at_end = not text.endswith("\n") and _TO_END.match(text, end)
    if at_end and (text.endswith(" ") or not _STRIPPED.match(text, start)):
        return _OPEN_END
    match = _BLOCK.match(text, start, end)
    if match is None:
        return None
    if match["tab"]:
        return TAB
    deepest = max(len(line.rstrip("\r")) for line in match["blank"].split("\n"))
    return _DEEP_BLANK if deepest > len(match["indent"]) else None


def end_of_block(text: str, start: int, end: int) -> int:
    """Where the last line of a text behind `|` or `>` ends; its parsers go on to the next value."""
    filled = start + len(text[start:end].rstrip())
    line_break = text.find("\n", filled, end)
    if line_break < 0:
        return end
    return line_break - 1 if text[line_break - 1] == "\r" else line_break
