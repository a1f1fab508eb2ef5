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


def _judge(facts: Facts) -> Iterator[Complaint]:
    for entry in facts.inventory.of_kind(ConfigurationItem):
        alone = not facts.inventory.links_from(entry.id) and not facts.inventory.links_to(entry.id)
        if alone and entry.record.is_operational:
            message = f"'{entry.id}' relates to nothing, and nothing relates to it"
            yield Complaint(entry, message, "add its relations, or retire it if nothing needs it", ("id",))


RULE = WholeRule(Severity.NOTE, _judge)
