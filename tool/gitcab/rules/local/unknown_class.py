"""A record names a class of items that has no file in `schemas/classes/`.

## Why
The class says which fields and attributes an item must have, and to which family it belongs. An item
of an unknown class is judged by nothing and missed by every window and change model.

## Example
```yaml
kind: ConfigurationItem
class: databse
id: sis-database
```

## How to mend
Correct the name, or add `schemas/classes/<class>.yaml` for a class that is really new.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.nearest import did_you_mean
from gitcab.model.records.change_model import ChangeModel
from gitcab.model.records.change_window import ChangeWindow
from gitcab.model.source import Route
from gitcab.rules._items import items_of
from gitcab.rules._rule import Complaint, Demands, LocalRule
from gitcab.rules._wording import one_or_other


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    for name, route in _named(entry):
        if name not in demands.classes and name not in demands.unusable:
            hint = one_or_other(did_you_mean(name, demands.classes), f"add schemas/classes/{name}.yaml")
            yield Complaint(entry, f"there is no class '{name}' in schemas/classes/", hint, route)


def _named(entry: AnyEntry) -> Iterator[tuple[str, Route]]:
    record = entry.record
    for item, at in items_of(entry):
        yield item.item_class, (*at, "class")
    if isinstance(record, ChangeModel):
        yield from ((name, ("allowed", "classes", index)) for index, name in enumerate(record.allowed.classes))
    if isinstance(record, ChangeWindow):
        yield from ((name, ("selector", "classes", index)) for index, name in enumerate(record.selector.classes))


RULE = LocalRule(Severity.ERROR, _judge)
