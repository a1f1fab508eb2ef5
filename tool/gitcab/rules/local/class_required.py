"""An item lacks a field that its class demands.

## Why
What every item must say is little; a class may ask for more, as for the criticality of a database. Risk,
windows and reports count on it.

## Example
```yaml
# schemas/classes/database.yaml says `required: [environment, criticality]`
kind: ConfigurationItem
class: database
id: sis-database
environment: production
```

## How to mend
Add the field to the item, or take it out of `required` in the class's file if nobody needs it.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.rules._class_fit import missing_fields
from gitcab.rules._items import items_of
from gitcab.rules._rule import Complaint, Demands, LocalRule


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    for item, at in items_of(entry):
        for name in missing_fields(item, demands.classes.get(item.item_class)):
            message = f"an item of class {item.item_class} must have '{name}'"
            yield Complaint(entry, message, f"add `{name}:` to it", at)


RULE = LocalRule(Severity.ERROR, _judge)
