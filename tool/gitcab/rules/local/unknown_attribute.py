"""An item has an attribute that the schema of its class does not name.

## Why
Most such attributes are misspelt: the report that reads `engine` does not see `engin`. The rest are
worth a line in the class, so that every item of it has the same name for them.

## Example
```yaml
# schemas/classes/database.yaml names engine, version and port
kind: ConfigurationItem
class: database
id: sis-database
attributes: {engine: postgresql, prot: 5432}
```

## How to mend
Correct the name, or name the attribute in `schemas/classes/<class>.yaml`. A class whose schema says
`additionalProperties: true` takes any attribute.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.nearest import did_you_mean
from gitcab.rules._items import items_of
from gitcab.rules._rule import Complaint, Demands, LocalRule
from gitcab.rules._wording import one_or_other
from gitcab.store.attribute_names import is_open, named_attributes


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    for item, at in items_of(entry):
        known = demands.classes.get(item.item_class)
        if known is None or is_open(known.attributes):
            continue
        names = named_attributes(known.attributes)
        for name in sorted(item.attributes.keys() - names):
            message = f"the class {item.item_class} names no attribute '{name}'"
            hint = one_or_other(did_you_mean(name, names), f"name it in schemas/classes/{item.item_class}.yaml")
            yield Complaint(entry, message, hint, (*at, "attributes", name), of_key=True)


RULE = LocalRule(Severity.WARNING, _judge)
