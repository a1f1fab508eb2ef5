"""The relations of an item as links, groups taken apart."""

from collections.abc import Callable, Iterator

from gitcab.model.records.configuration_item import ConfigurationItem, Group
from gitcab.model.relation import Link, Redundancy
from gitcab.model.source import Route


def links_of(item: ConfigurationItem, present_id: Callable[[str], str]) -> Iterator[Link]:
    """One link for each target and each member of a group; `present_id` follows former ids."""
    for relation, targets in item.relations.items():
        for index, target in enumerate(targets):
            route: Route = ("relations", relation, index)
            if not isinstance(target, Group):
                yield Link(item.id, relation, present_id(target), route)
                continue
            group = Redundancy(target.at_least, target.of)
            for position, member in enumerate(target.of):
                yield Link(item.id, relation, present_id(member), (*route, "of", position), group)
