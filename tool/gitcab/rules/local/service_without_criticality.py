"""A service in use does not say how critical it is.

## Why
Risk and priority are reckoned from the criticality of the services that a change could hit. A service
that says nothing counts for little, however many people need it.

## Example
```yaml
kind: ConfigurationItem
class: business_service
id: online-lessons
life_cycle: {stage: operational, status: in_use}
```

## How to mend
Add `criticality: low`, `medium`, `high` or `critical`. A class that lists it under `required` makes
this an error of its own, `class-required`.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.rules._class_fit import is_service
from gitcab.rules._items import items_of
from gitcab.rules._rule import Complaint, Demands, LocalRule


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    for item, at in items_of(entry):
        if item.criticality is not None or not item.is_operational or not is_service(item, demands.classes):
            continue
        if "criticality" not in demands.classes[item.item_class].required:
            message = f"the service '{item.id}' does not say how critical it is"
            yield Complaint(entry, message, "add `criticality:` low, medium, high or critical", (*at, "id"))


RULE = LocalRule(Severity.WARNING, _judge)
