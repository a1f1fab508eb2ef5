"""What a plain scalar means by YAML 1.2's core schema, and which ones mean too much.

A number must print back as it was written, and a text that YAML 1.1 would read as a number must
be quoted: whoever reads the file should not need to know which reader it meets.
"""

import re

Scalar = str | int | float | bool | None

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_STARTS = frozenset("+-.0123456789")
_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)",
)
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")


class Ambiguous(ValueError):
    """A plain scalar that readers take for different things; as a number it would print as `reads_as`."""

    def __init__(self, reads_as: str | None = None) -> None:
        super().__init__(reads_as)
        self.reads_as = reads_as


class NumberTooLong(ValueError):
    """A number of more characters than are allowed."""


def plain_value(text: str, digits: int) -> Scalar:
    """The value of a scalar without quotes.

    Raises Ambiguous, and NumberTooLong where a number has more than `digits` characters.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _STARTS:
        return text
    if not _NUMBER.fullmatch(text):
        return _text(text)
    if len(text) > digits:
        raise NumberTooLong
    return _number(text)


def _text(text: str) -> str:
    if text == "-":
        raise Ambiguous
    return text


def _number(text: str) -> int | float:
    if _INTEGER.fullmatch(text):
        return int(text)
    if not _DECIMAL.fullmatch(text):
        raise Ambiguous
    number = float(text)
    printed = str(int(text)) if text.lstrip("+-").isdigit() else repr(number)
    if printed != text:
        raise Ambiguous(None if "inf" in printed else printed)
    return number
