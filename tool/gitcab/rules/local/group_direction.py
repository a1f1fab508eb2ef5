"""A redundancy group stands in a relation along which no impact reaches its item.

## Why
`at_least` says how many of the targets must be up for the item to work. Where a failing target is not
felt by the item, that number means nothing, and whoever reads it believes in a redundancy that is not
reckoned.

## Example
```yaml
kind: ConfigurationItem
class: database
id: sis-database
relations:
  replicates_to: [{at_least: 1, of: [sis-replica-1, sis-replica-2]}]
```

## How to mend
List the targets one by one, or write the group in a relation whose impact travels from target to source,
such as `depends_on`. For a cluster, let the members say `member_of` and give the cluster a `quorum`.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.configuration_item import Group
from gitcab.rules._items import targets
from gitcab.rules._rule import Complaint, Demands, LocalRule


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    for item, name, target, route in targets(entry):
        relation = demands.relations.get(name)
        if isinstance(target, Group) and relation is not None and not relation.hits_source:
            message = f"a group means nothing in '{name}': {item.id} does not feel it when its targets fail"
            hint = f"list {', '.join(target.of)} one by one, or use a relation such as depends_on"
            yield Complaint(entry, message, hint, route)


RULE = LocalRule(Severity.ERROR, _judge)
