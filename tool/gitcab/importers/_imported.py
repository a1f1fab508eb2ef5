"""What every importer gives back, and how it refuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gitcab.model.source import Place, Source


@dataclass(frozen=True, slots=True)
class Imported:
    """A plain record, and where in the source's file each of its values stands."""

    plain: Mapping[str, Any]
    source: Source


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a source cannot be imported, at its place."""

    place: Place
    message: str
    hint: str


class CannotImport(Exception):
    """The source is not what it should be; nothing of it is imported."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(refusals[0].message)
        self.refusals = tuple(refusals)
