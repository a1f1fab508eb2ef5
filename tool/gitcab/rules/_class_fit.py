"""How an item fits its class."""

from collections.abc import Iterator, Mapping

from gitcab.model.item_class import ItemClass
from gitcab.model.records import Misfit
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.rules._pairs import is_service_class


def missing_fields(item: ConfigurationItem, item_class: ItemClass | None) -> Iterator[str]:
    """The fields that the class demands and the item lacks; none where the class is unknown."""
    if item_class is not None:
        plain = item.to_plain()
        yield from (name for name in item_class.required if plain.get(name) in (None, "", [], {}))


def wrong_attributes(item: ConfigurationItem, item_class: ItemClass | None) -> Iterator[Misfit]:
    """What the class's schema finds wrong with the attributes, routes counted from `attributes`."""
    if item_class is not None:
        from gitcab.store.class_schemas import attribute_misfits  # jsonschema takes long, and few items need it

        yield from attribute_misfits(item_class.attributes, item.attributes)


def is_service(item: ConfigurationItem, classes: Mapping[str, ItemClass]) -> bool:
    """Whether its class is one of services."""
    return is_service_class(item.item_class, classes)
