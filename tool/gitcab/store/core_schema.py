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


class AmbiguousNumber(ValueError):
    """A plain scalar that looks like a number but would not print back; `reads_as` is how it would print."""

    def __init__(self, reads_as: str | None = None) -> None:
        super().__init__(reads_as)
        self.reads_as = reads_as


class NumberTooLong(ValueError):
    """A number of more characters than are allowed."""


def plain_value(text: str, digits: int) -> Scalar:
    """The value of a scalar without quotes.

    Raises AmbiguousNumber, and NumberTooLong where a number has more than `digits` characters.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _STARTS or not _NUMBER.fullmatch(text):
        return text
    if len(text) > digits:
        raise NumberTooLong
    return _number(text)


def _number(text: str) -> int | float:
    if _INTEGER.fullmatch(text):
        return int(text)
    if not _DECIMAL.fullmatch(text):
        raise AmbiguousNumber
    number = float(text)
    printed = str(int(text)) if text.lstrip("+-").isdigit() else repr(number)
    if printed != text:
        raise AmbiguousNumber(None if "inf" in printed else printed)
    return number
