"""A YAML file as it was read: its text, its value, and where each value stands in the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from gitcab.model.source import Route, Source


class Stretch(NamedTuple):
    """A value's place in the text, as offsets of characters: text[start:end].

    In a mapping `key_start` is where its key begins. `flow` marks values inside {} or [] and
    those brackets themselves; `end` of a block ends before the line break that follows it.
    """

    start: int
    end: int
    key_start: int | None = None
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file's bytes, its value (a mapping, as JSON knows it) and the stretch of each value in its text."""

    content: bytes
    value: Mapping[str, Any]
    stretches: Mapping[Route, Stretch]
    source: Source

    @property
    def text(self) -> str:
        """The file's text; a byte order mark at its start stays."""
        return self.content.decode("utf-8")
