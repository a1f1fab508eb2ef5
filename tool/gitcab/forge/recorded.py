"""Facts that were recorded in a JSON file (gitcab.facts/1): the same verdict offline, now and years later."""

from pathlib import Path

from gitcab.forge._facts import facts_of
from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.model.pull_request import PullRequest
from gitcab.store.json_text import plain_document
from gitcab.store.tree import CannotRead

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
    try:
        plain = plain_document(content, name, "facts", _HINT, LARGEST)
    except CannotRead as error:
        raise ForgeUnavailable(error.message, error.hint) from None
    return facts_of(plain, name)
