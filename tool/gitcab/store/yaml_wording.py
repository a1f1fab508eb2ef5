"""What is said of YAML that is refused: which rule, what is wrong, and how to mend it."""

from typing import NamedTuple


class Wording(NamedTuple):
    """A flaw without its place."""

    rule: str
    message: str
    hint: str


_NOT_ALLOWED = "yaml-not-allowed"
_TOO_LARGE = "file-too-large"
_SPLIT = "split it into smaller records, or link to large material instead of keeping it here"

ALIAS = Wording(_NOT_ALLOWED, "aliases (*name) are not allowed", "write the value out here")
ANCHOR = Wording(_NOT_ALLOWED, "anchors (&name) are not allowed", "remove it, and write the value out where it is used")
DIRECTIVE = Wording(_NOT_ALLOWED, "directives (lines that start with %) are not allowed", "remove the line")
MERGE_KEY = Wording(_NOT_ALLOWED, "merge keys (<<) are not allowed", "write the fields out")
SECOND_DOCUMENT = Wording(
    _NOT_ALLOWED, "a file holds one document, and here a second one starts", "give it its own file"
)
COMPLEX_KEY = Wording(
    _NOT_ALLOWED, "a key must be a text, not a list or a mapping", "write a single name before the colon"
)
EMPTY = Wording("file-empty", "the file holds no record", "write the record, or delete the file")
NO_MAPPING = Wording(
    "record-not-a-mapping", "the file must hold fields (`name: value`)", "start with a line such as `kind: Team`"
)
TAB = Wording(
    "yaml-syntax", "a tab cannot indent or separate YAML; use spaces", "replace it, or quote a text that holds it"
)
EXPLICIT_KEY = Wording(_NOT_ALLOWED, "keys are not marked by `?`", "write `name: value`, and quote a text that holds ?")
TIGHT_COMMENT = Wording("yaml-syntax", "a comment needs a blank before its #", "put a blank before it")
BY_STRAY = {"\t": TAB, "?": EXPLICIT_KEY, "#": TIGHT_COMMENT}


def tag(name: str) -> Wording:
    """A `!name` before a value."""
    return Wording(_NOT_ALLOWED, f"tags ({name[:40]}) are not allowed", "remove it; quote the value if it is a text")


def duplicate_key(key: str, line: int) -> Wording:
    """A key that stands in its mapping already, in that line."""
    message = f"the key {_shown(key)} stands here twice, first in line {line}"
    return Wording("yaml-duplicate-key", message, "keep one of the two")


def key_is_no_text(key: str) -> Wording:
    """A key that would be read as a number, a boolean or nothing."""
    if not key:
        return Wording(_NOT_ALLOWED, "there is no key before the colon", "write a name before the colon")
    return Wording(_NOT_ALLOWED, f"the key {_shown(key)} is not a text", f'write "{key[:60]}" in quotes')


def ambiguous(text: str, reads_as: str | None) -> Wording:
    """A plain scalar that some readers take for a number and print otherwise."""
    if reads_as is None:
        message = f"{_shown(text)} is one thing for some readers of YAML and another one for others"
        return Wording("yaml-ambiguous-value", message, f'write "{text[:60]}" in quotes')
    message = f"{_shown(text)} would be read as the number {reads_as[:60]}"
    return Wording("yaml-ambiguous-value", message, f'write "{text[:60]}" in quotes, or {reads_as[:60]} for the number')


def forbidden_character(name: str) -> Wording:
    """An escape such as `\\x1b` in a quoted text."""
    return Wording("file-encoding", f"the text holds {name} as an escape, which is not allowed", "remove it")


def too_many_values(limit: int) -> Wording:
    """More values than a file may hold."""
    return Wording(_TOO_LARGE, f"the file holds more than {limit:,} values", _SPLIT)


def too_deep(limit: int) -> Wording:
    """Lists and mappings within each other, too many levels."""
    return Wording(_TOO_LARGE, f"values are nested more than {limit} levels deep", "nest them less")


def too_long(length: int, limit: int) -> Wording:
    """A text of too many characters."""
    return Wording(_TOO_LARGE, f"a text of {length:,} characters; at most {limit:,} are allowed", _SPLIT)


def number_too_long(length: int, limit: int) -> Wording:
    """A number of too many digits."""
    message = f"a number of {length:,} characters; at most {limit:,} are allowed"
    return Wording(_TOO_LARGE, message, "write it in quotes if it is a text")


def too_many_bytes(size: int, limit: int) -> Wording:
    """A file that is not even parsed."""
    return Wording(_TOO_LARGE, f"the file has {size:,} bytes; at most {limit:,} are allowed", _SPLIT)


def _shown(text: str) -> str:
    return f"`{text}`" if len(text) <= 60 else f"`{text[:59]}…`"
