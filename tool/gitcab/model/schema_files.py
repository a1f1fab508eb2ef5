"""How the organisation's own schemas are written: the files of `schemas/`, read as strictly as records."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from gitcab.model.item_class import ItemClass
from gitcab.model.records import Misfit, parse_as
from gitcab.model.records._record import Identifier, Line, Part, Text
from gitcab.model.relation import Direction, Relation


class ClassFile(Part):
    """One class. `family` groups classes; `attributes` is a JSON Schema (draft-07 keywords) of them."""

    model_config = ConfigDict(title="ItemClass")

    title: Line
    description: Text
    family: Identifier
    required: Annotated[
        tuple[str, ...], Field(description="Fields of the record that this class demands as well.")
    ] = ()
    attributes: dict[str, Any] = {}


class RelationEntry(Part):
    """One entry of `schemas/relations.yaml`."""

    model_config = ConfigDict(title="Relation")

    inverse: Annotated[Identifier | None, Field(description="How one reads it from the target.")] = None
    meaning: Text
    impact: Direction
    strength: Literal["hard", "soft"] = "hard"
    pairs: Annotated[
        tuple[tuple[Identifier, Identifier], ...],
        Field(min_length=1, description="Classes or families of source and target; `any` is every class."),
    ]
    title: Line | None = None


def read_class(value: Mapping[str, Any]) -> ItemClass | tuple[Misfit, ...]:
    """The class that a file's value describes, or all the ways in which it describes none."""
    written = parse_as(ClassFile, value)
    return ItemClass(**dict(written)) if isinstance(written, ClassFile) else written


def read_relation(value: Mapping[str, Any]) -> Relation | tuple[Misfit, ...]:
    """The relation that an entry's value describes, or all the ways in which it describes none."""
    written = parse_as(RelationEntry, value)
    return Relation(**dict(written)) if isinstance(written, RelationEntry) else written
