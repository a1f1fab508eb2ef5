"""Relations between items: what they mean, and how impact travels along them."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from gitcab.model.records._record import Identifier, Line, Part, Text
from gitcab.model.records.configuration_item import Group
from gitcab.model.source import Route

Direction = Literal["target_to_source", "source_to_target", "both", "none"]


class Relation(Part):
    """One entry of `schemas/relations.yaml`."""

    inverse: Annotated[Identifier | None, Field(description="How one reads it from the target.")] = None
    meaning: Text
    impact: Direction
    strength: Literal["hard", "soft"] = "hard"
    pairs: Annotated[
        tuple[tuple[Identifier, Identifier], ...],
        Field(min_length=1, description="Classes or families of source and target; `any` is every class."),
    ]
    title: Line | None = None

    @property
    def hits_source(self) -> bool:
        """Whether a failing target is felt by the source."""
        return self.impact in ("target_to_source", "both")

    @property
    def hits_target(self) -> bool:
        """Whether a failing source is felt by the target."""
        return self.impact in ("source_to_target", "both")

    @property
    def is_hard(self) -> bool:
        """Whether it passes states on unweakened."""
        return self.strength == "hard"


@dataclass(frozen=True, slots=True)
class Link:
    """One item's relation to another one, as written at `route` in the source's record."""

    source: str
    relation: str
    target: str
    route: Route = ()
    group: Group | None = None
