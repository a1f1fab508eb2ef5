"""One record laid out to be read, as `ci show` and `rfc show` tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that belong together: pairs of a label and a text, which may have several lines."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record on the other end of a relation, which is named as one reads it from this side.

    `note` says more about the relation, such as `at least 1 of 2`.
    """

    relation: str
    id: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A record's facts and its neighbours: those that it names (`outgoing`), those that name it (`incoming`).

    `plain` is the record as it was written.
    """

    kind: str
    id: str
    title: str
    path: str
    sections: tuple[Section, ...] = ()
    outgoing: tuple[Neighbour, ...] = ()
    incoming: tuple[Neighbour, ...] = ()
    plain: Mapping[str, Any] = field(default_factory=dict)
