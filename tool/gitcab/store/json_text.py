"""JSON that decides something: read whole, and as every other reader would read it."""

import json
from collections.abc import Sequence
from typing import Any, NoReturn

from gitcab.store.tree import CannotRead


def plain_document(content: bytes, name: str, what: str, hint: str, largest: int = 20_000_000) -> dict[str, Any]:
    """The mapping that a JSON text of at most `largest` bytes holds; `name` says whence it is, `what` what of.

    Raises CannotRead with that hint where it is cut off, names a key twice, or is no mapping.
    """
    if len(content) > largest:
        raise CannotRead(f"{name} is larger than {largest // 1_000_000} MB", hint)
    try:
        plain = json.loads(content.decode("utf-8"), object_pairs_hook=_unequal_keys, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise CannotRead(f"{name} is no JSON of {what}: {error}", hint) from None
    if not isinstance(plain, dict):
        raise CannotRead(f"{name} holds no mapping of {what}", hint)
    return plain


def _unequal_keys(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers must never see two values of one key."""
    plain = dict(pairs)
    if len(plain) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key '{twice}' stands in it twice")
    return plain


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")
