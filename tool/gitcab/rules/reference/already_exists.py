"""An RFC adds an item whose id is taken.

## Why
When the change is finished its new items are written into the estate. One whose id is taken would
overwrite another item, or could not be written at all.

## Example
```yaml
kind: RequestForChange
configuration_items:
  - add: {kind: ConfigurationItem, class: database, id: sis-database, name: New SIS database}
```

## How to mend
Choose another id for the new item, or list the one that exists by `id` with a `patch`.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.rules._items import items_of, rfc_behind
from gitcab.rules._rule import Complaint, Facts, ReferenceRule


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    rfc = rfc_behind(entry)
    behind = facts.inventory.get(RequestForChange, rfc) if rfc else None
    if behind is None or behind.record.state == "review":
        return
    for item, at in items_of(entry):
        taken = facts.inventory.get(ConfigurationItem, item.id)
        if taken is not None:
            message = f"'{item.id}' is to be added, and exists already in {taken.source.path}"
            yield Complaint(entry, message, "choose another id, or list the item by `id` with a `patch`", (*at, "id"))


RULE = ReferenceRule(Severity.ERROR, _judge)
