"""What the organisation demands of a class of item: `schemas/classes/<class>.yaml`, read."""

from typing import Annotated, Any

from pydantic import Field

from gitcab.model.records._record import Identifier, Line, Part, Text


class ItemClass(Part):
    """One class. `family` groups classes; `attributes` is a JSON Schema (draft-07 keywords) of them."""

    title: Line
    description: Text
    family: Identifier
    required: Annotated[
        tuple[str, ...], Field(description="Fields of the record that this class demands as well.")
    ] = ()
    attributes: dict[str, Any] = {}
