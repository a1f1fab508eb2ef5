"""Items need each other in a circle.

## Why
When all of them are down, none can be started first, and the loss of any takes down all the others. That
may be so in reality; then it is worth knowing before the lights go out.

## Example
```yaml
# dns-1 depends_on vm-cluster, vm-cluster depends_on directory-1, and
kind: ConfigurationItem
id: directory-1
relations: {depends_on: [dns-1]}
```

## How to mend
Look at the weakest link of the circle that the finding tells. One that only makes things worse is `uses`
instead of `depends_on`; one that has an alternative is a group, `{at_least: 1, of: [dns-1, dns-2]}`. Where
the circle is real, suppress the finding and give as the reason where the restart procedure is.
"""

from collections.abc import Iterator

from gitcab.graph.cycles import smallest_cycles
from gitcab.model.finding import Severity
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.rules._rule import Complaint, Facts, WholeRule


def _judge(facts: Facts) -> Iterator[Complaint]:
    among = None if facts.scope is None else facts.scope.circles
    for cycle in smallest_cycles(facts.inventory, facts.demands.relations, among):
        entry = facts.inventory.get(ConfigurationItem, cycle[0])
        if entry is not None:
            links = facts.inventory.links_from(cycle[0])
            route = next((link.route for link in links if link.target == cycle[1 % len(cycle)]), ("id",))
            message = f"these need each other in a circle: {_drawn(cycle)}"
            yield Complaint(entry, message, "make the weakest link `uses`, or a group with an alternative", route)


def _drawn(cycle: tuple[str, ...]) -> str:
    shown = cycle if len(cycle) <= 12 else (*cycle[:10], f"… {len(cycle) - 11} more …", cycle[-1])
    return " > ".join((*shown, cycle[0]))


RULE = WholeRule(Severity.WARNING, _judge)
