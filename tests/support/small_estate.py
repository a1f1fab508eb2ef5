"""Tiny estates for tests of the graph: items in one line each, kept in memory."""

from collections.abc import Iterable, Mapping
from typing import Any

from gitcab.model.entry import Entry
from gitcab.model.item_class import ItemClass
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.relation import Relation
from gitcab.model.source import Source
from gitcab.store.memory_inventory import MemoryInventory

CLASSES = {"server": ItemClass(title="Server", description="A computer.", family="compute")}


def relation(impact: str, strength: str = "hard") -> Relation:
    """A relation between any two classes."""
    return Relation(meaning="For a test.", impact=impact, strength=strength, pairs=(("any", "any"),))


RELATIONS: Mapping[str, Relation] = {
    "depends_on": relation("target_to_source"),
    "uses": relation("target_to_source", "soft"),
    "member_of": relation("source_to_target"),
    "part_of": relation("source_to_target", "soft"),
    "connects_to": relation("both", "soft"),
    "mirrors": relation("both"),
    "backed_up_by": relation("none"),
}


def item(id: str, *, operational: bool = True, **fields: Any) -> ConfigurationItem:
    """An item with its relations given by name: `item("a", depends_on=["b", {"at_least": 1, "of": ["c", "d"]}])`.

    Fields of the record that are no relations, such as quorum and formerly, are given by name as well.
    """
    relations = {name: fields.pop(name) for name in list(fields) if name not in ConfigurationItem.model_fields}
    stage, status = ("operational", "in_use") if operational else ("end_of_life", "retired")
    record = {
        "kind": "ConfigurationItem",
        "class": "server",
        "id": id,
        "name": id.title(),
        "owner": "team",
        "life_cycle": {"stage": stage, "status": status},
        "relations": relations,
    }
    return ConfigurationItem.model_validate({**record, **fields})


def inventory(items: Iterable[ConfigurationItem]) -> MemoryInventory:
    """An inventory of these items only."""
    return MemoryInventory(
        Entry(one, Source(f"cmdb/server/{one.id}.yaml"), f"cmdb/server/{one.id}.yaml") for one in items
    )
