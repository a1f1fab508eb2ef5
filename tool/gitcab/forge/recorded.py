"""Facts that were recorded in a JSON file (gitcab.facts/1): the same verdict offline, now and years later."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from gitcab.forge._facts import facts_of
from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.model.pull_request import PullRequest

LARGEST = 20_000_000
"""Bytes; the facts of 500 reviews and 250 commits have some 100,000."""

_HINT = "record them anew: gitcab cab facts PR > facts.json"


def read_recorded(path: Path) -> PullRequest:
    """The facts in that file. Raises ForgeUnavailable for any other content, or where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ForgeUnavailable(f"{path} cannot be read: {error.strerror}", _HINT) from None
    return parse_recorded(content, str(path))


def parse_recorded(content: bytes, name: str = "the file of facts") -> PullRequest:
    """The facts that the JSON text holds.

    Raises ForgeUnavailable where it is cut off, names a key twice, or where a field that decides
    lacks or does not fit.
    """
    return facts_of(plain_document(content, name), name)


def plain_document(content: bytes, name: str, what: str = "facts", hint: str = _HINT) -> dict[str, Any]:
    """The mapping that a JSON text holds, whole and with each key once; else raises ForgeUnavailable."""
    if len(content) > LARGEST:
        raise ForgeUnavailable(f"{name} is larger than {LARGEST // 1_000_000} MB", hint)
    try:
        plain = json.loads(content.decode("utf-8"), object_pairs_hook=_unequal_keys, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ForgeUnavailable(f"{name} is no JSON of {what}: {error}", hint) from None
    if not isinstance(plain, dict):
        raise ForgeUnavailable(f"{name} holds no mapping of {what}", hint)
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
