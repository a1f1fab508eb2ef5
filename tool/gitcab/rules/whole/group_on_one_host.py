"""All members of a redundancy group or of a cluster with a quorum end on one host.

## Why
Two virtual machines on one server fall together. The group looks redundant in the record, and one
power supply takes it down.

## Example
```yaml
# dns-1 and dns-2 are both virtualized_by esx-1
kind: ConfigurationItem
id: sis-app
relations:
  depends_on: [{at_least: 1, of: [dns-1, dns-2]}]
```

## How to mend
Move one of the members to another host, or correct the records if they run apart already. A cluster
that others are `member_of` counts as many hosts, not as one.
"""

from collections.abc import Iterator, Sequence

from gitcab.model.finding import Severity
from gitcab.model.inventory import Inventory
from gitcab.model.item import Item
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.source import Route
from gitcab.rules._groups import members_of
from gitcab.rules._hosting import HOSTING, shared_hosts
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import items_asked
from gitcab.rules._wording import listed


def _judge(facts: Facts) -> Iterator[Complaint]:
    inventory = facts.inventory

    def hosts(id: str) -> Iterator[str]:
        """What the item itself says that it runs on, clusters of several left out."""
        for link in inventory.links_from(id):
            if link.relation in HOSTING and link.group is None and not members_of(link.target, inventory):
                yield link.target

    for item in items_asked(facts, inventory):
        for members, route in _redundant(item, inventory) if item.is_operational else ():
            shared = shared_hosts(members, hosts)
            entry = inventory.get(ConfigurationItem, item.id) if shared else None
            if entry is not None:
                message = f"{listed(members)} all end on '{shared[0]}', so they fail together"
                yield Complaint(entry, message, "move one of them to another host", route)


def _redundant(item: Item, inventory: Inventory) -> Iterator[tuple[Sequence[str], Route]]:
    """The members of each group and quorum that could lose one and still hold, and where they are written."""
    groups = {link.route[:-1]: link.group for link in inventory.links_from(item.id) if link.group is not None}
    for route, group in groups.items():
        if group.at_least < len(set(group.of)):
            yield sorted(set(group.of)), route
    if item.quorum is not None and item.quorum < len(members := members_of(item.id, inventory)):
        yield members, ("quorum",)


RULE = WholeRule(Severity.WARNING, _judge)
