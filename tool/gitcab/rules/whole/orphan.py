"""An item has no relation to any other, in either direction.

## Why
Most orphans are items whose relations nobody has written yet: a change to them seems to hit nothing. Some
are left over from something that is gone.

## Example
```yaml
kind: ConfigurationItem
class: server
id: web-3
# no relations, and no other record names web-3
```

## How to mend
Add what it needs under `relations`, or name it in the record of what needs it; retire it if nothing does.
"""

from collections.abc import Iterator

from gitcab.model.finding import Severity
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import items_asked


def _judge(facts: Facts) -> Iterator[Complaint]:
    inventory = facts.inventory
    for item in items_asked(facts, inventory):
        if item.is_operational and not inventory.links_from(item.id) and not inventory.links_to(item.id):
            entry = inventory.get(ConfigurationItem, item.id)
            if entry is not None:
                message = f"'{item.id}' relates to nothing, and nothing relates to it"
                yield Complaint(entry, message, "add its relations, or retire it if nothing needs it", ("id",))


RULE = WholeRule(Severity.NOTE, _judge)
