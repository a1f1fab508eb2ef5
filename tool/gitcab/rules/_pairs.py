"""What schemas say of classes: which relations may join two of them, and which are services."""

from collections.abc import Mapping

from gitcab.model.item_class import ItemClass
from gitcab.model.relation import Relation


def allows(relation: Relation, source: str, target: str, classes: Mapping[str, ItemClass]) -> bool:
    """Whether the relation may join items of these two known classes."""
    names = [{"any", name, classes[name].family} for name in (source, target)]
    return any(one in names[0] and other in names[1] for one, other in relation.pairs)


def is_service_class(name: str, classes: Mapping[str, ItemClass]) -> bool:
    """Whether items of that class are services."""
    item_class = classes.get(name)
    return item_class is not None and item_class.family == "service"
