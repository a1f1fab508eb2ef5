"""From values to YAML text that reads back as the same values: block style, quotes only where needed."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from gitcab.store.characters import FORBIDDEN_IN_VALUE, name_of
from gitcab.store.core_schema import Ambiguous, plain_value
from gitcab.store.yaml_limits import Limits

_WIDTH = 100
_LONGEST_KEY = 1000
_LIMITS = Limits()
_UNSAFE_START = frozenset("-?:,[]{}#&*!|>'\"%@`=<. \t")
_UNSAFE = re.compile(r":(?=\s|\Z)|\s#|[\t\n]|\s\Z")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}?:]")
_NOT_LITERAL = re.compile(r"\A[ \t\n]|^[ \t]+$|\n\n\Z", re.MULTILINE)
_PLAIN_ITEM = re.compile(r"[\w.+-]+")


def emit(value: Any, *, indent: int = 0) -> str:
    """Lines of YAML, each indented by so many columns and ended by a line feed.

    Raises ValueError where a value cannot be written: control characters, numbers that are not
    finite or have too many digits, keys of more than 1,000 characters.
    """
    return "".join(f"{line}\n" for line in block_lines(value, indent))


def document_text(value: Mapping[str, Any], modeline: str | None = None) -> str:
    """A whole new file; `modeline` is the comment at its top, as `yaml-language-server: $schema=…`."""
    top = "" if modeline is None else f"# {modeline.removeprefix('# ')}\n"
    return top + emit(value)


def block_lines(value: Any, indent: int) -> Iterator[str]:
    """The lines of a value that starts on a line of its own."""
    pad = " " * indent
    short = one_line(value, indent)
    if short is not None and not (isinstance(value, Sequence) and value and not isinstance(value, str)):
        yield pad + short
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from entry_lines(f"{pad}{key_text(key)}:", part, indent)
    elif isinstance(value, str):
        yield from entry_lines(pad, value, indent)
    else:
        for part in value:
            yield from item_lines(part, indent)


def entry_lines(head: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of a value behind its key; `indent` is the key's column."""
    short = one_line(value, len(head) + 1)
    if short is not None:
        yield f"{head} {short}" if head.strip() else f"{head}{short}"
    elif isinstance(value, str):
        yield f"{head} {_literal_header(value)}" if head.strip() else f"{head}{_literal_header(value)}"
        pad = " " * (indent + 2)
        yield from (pad + line if line else "" for line in value.removesuffix("\n").split("\n"))
    else:
        yield head
        yield from block_lines(value, indent + 2)


def item_lines(value: Any, indent: int) -> Iterator[str]:
    """The lines of a list's item; `indent` is the column of its dash."""
    pad = " " * indent
    if one_line(value, indent + 2) is not None or isinstance(value, str):
        yield from entry_lines(f"{pad}-", value, indent)
        return
    first, *rest = block_lines(value, indent + 2)
    yield f"{pad}- {first.lstrip(' ')}"
    yield from rest


def one_line(value: Any, column: int) -> str | None:
    """A scalar, an empty collection or a short list of plain words on one line; None for anything longer."""
    if isinstance(value, str):
        return None if _is_literal(value) else text_scalar(value)
    if isinstance(value, Mapping):
        return None if value else "{}"
    if not isinstance(value, Sequence):
        return number_scalar(value)
    if not all(isinstance(part, str) and _PLAIN_ITEM.fullmatch(part) for part in value):
        return None
    line = flow(value)
    return line if column + len(line) <= _WIDTH else None


def flow(value: Any) -> str:
    """Any value on one line, in brackets and braces."""
    if isinstance(value, str):
        return text_scalar(value, in_flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_text(key)}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return number_scalar(value)


def key_text(key: str) -> str:
    """A mapping's key."""
    written = text_scalar(key, in_flow=True)
    if len(written) > _LONGEST_KEY:
        raise ValueError(f"a key has at most {_LONGEST_KEY:,} characters")
    return written


def text_scalar(text: str, *, in_flow: bool = False) -> str:
    """A text on one line, in double quotes where it would not read back without."""
    return text if _is_plain(text, in_flow) else double_quoted(text)


def double_quoted(text: str) -> str:
    """A text in double quotes. Raises ValueError where it holds what no file may hold."""
    if found := FORBIDDEN_IN_VALUE.search(text):
        raise ValueError(f"a text cannot hold {name_of(found[0])}")
    if len(text) > _LIMITS.scalar:
        raise ValueError(f"a text has at most {_LIMITS.scalar:,} characters")
    return json.dumps(text, ensure_ascii=False)


def number_scalar(value: Any) -> str:
    """A number, boolean or null."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if not isinstance(value, int | float):
        raise TypeError(f"{type(value).__name__} is no value of a record")
    too_long = isinstance(value, int) and abs(value) >= 10 ** (_LIMITS.digits - 1)
    if too_long or not isfinite(value):
        raise ValueError("a number must be finite and not too long")
    return repr(value)


def _is_plain(text: str, in_flow: bool) -> bool:
    if not text or text[0] in _UNSAFE_START or not text.isprintable() or len(text) > _LIMITS.scalar:
        return False
    if _UNSAFE.search(text) or (in_flow and _UNSAFE_IN_FLOW.search(text)):
        return False
    try:
        return plain_value(text, len(text)) == text
    except Ambiguous:
        return False


def _is_literal(text: str) -> bool:
    return "\n" in text and not _NOT_LITERAL.search(text) and not FORBIDDEN_IN_VALUE.search(text)


def _literal_header(text: str) -> str:
    return "|" if text.endswith("\n") else "|-"
