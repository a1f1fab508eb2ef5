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

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.inventory import Inventory
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.source import Route
from gitcab.rules._groups import groups_of, members_of
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._wording import listed

_HOSTING = ("runs_on", "hosted_on", "virtualized_by")


def _judge(facts: Facts) -> Iterator[Complaint]:
    for entry in facts.inventory.of_kind(ConfigurationItem):
        for members, route in _redundant(entry, facts.inventory):
            shared = _shared_hosts(members, facts.inventory)
            if shared and entry.record.is_operational:
                message = f"{listed(members)} all end on '{shared[0]}', so they fail together"
                yield Complaint(entry, message, "move one of them to another host", route)


def _redundant(entry: AnyEntry, inventory: Inventory) -> Iterator[tuple[Sequence[str], Route]]:
    """The members of each group and quorum that could lose one and still hold."""
    for _, group, route in groups_of(entry):
        if group.at_least < len(set(group.of)):
            yield sorted(set(group.of)), (*route, "of")
    quorum = entry.record.quorum
    if quorum is not None and quorum < len(members := members_of(entry.id, inventory)):
        yield members, ("quorum",)


def _shared_hosts(members: Sequence[str], inventory: Inventory) -> list[str]:
    shared = set(_hosts(members[0], inventory))
    for member in members[1:]:
        shared &= _hosts(member, inventory)
    return sorted(shared)


def _hosts(id: str, inventory: Inventory) -> set[str]:
    """The item and all that it runs on, directly or not, clusters of several left out."""
    found, left = {id}, [id]
    while left:
        for link in inventory.links_from(left.pop()):
            single = link.relation in _HOSTING and link.group is None and not members_of(link.target, inventory)
            if single and link.target not in found:
                found.add(link.target)
                left.append(link.target)
    return found


RULE = WholeRule(Severity.WARNING, _judge)
