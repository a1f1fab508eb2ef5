"""What retiring items takes: everybody who names them must name them no more."""

from collections.abc import Collection, Iterator
from typing import Any

from gitcab.model.inventory import Inventory
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.relation import Link

Unrelations = dict[str, dict[str, list[str]]]


def unrelations(inventory: Inventory, retired: Collection[str]) -> Unrelations:
    """For each item that stays and names a retired one, in a group or alone: relation to ids as it writes them."""
    found: Unrelations = {}
    for link in _links(inventory, retired):
        targets = found.setdefault(link.source, {}).setdefault(link.relation, [])
        written = _written(inventory, link)
        if written not in targets:
            targets.append(written)
    return found


def broken_groups(inventory: Inventory, retired: Collection[str]) -> Iterator[str]:
    """Sentences on the redundancy groups that would have fewer members than they need."""
    for route, link in {
        (link.source, link.route[:3]): link for link in _links(inventory, retired) if link.group
    }.items():
        same = (one for one in inventory.links_from(link.source) if one.route[:3] == route[1])
        left = sorted({one.target for one in same} - set(retired))
        if link.group and 0 < len(left) < link.group.at_least:
            yield f"{link.source} needs {link.group.at_least} of a group in which only {', '.join(left)} would be left"


def _links(inventory: Inventory, retired: Collection[str]) -> Iterator[Link]:
    for item in retired:
        yield from (link for link in inventory.links_to(item) if link.source not in retired)


def _written(inventory: Inventory, link: Link) -> str:
    entry = inventory.get(ConfigurationItem, link.source)
    value: Any = entry.record.to_plain() if entry else {}
    for step in link.route:
        value = value[step]
    return str(value)
