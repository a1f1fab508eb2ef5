"""What the organisation demands of a class of item: `schemas/classes/<class>.yaml`, read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ItemClass:
    """One class. `family` groups classes; `required` are fields of the record that it demands as well;
    `attributes` is a JSON Schema (draft-07 keywords) of them.
    """

    title: str
    description: str
    family: str
    required: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
