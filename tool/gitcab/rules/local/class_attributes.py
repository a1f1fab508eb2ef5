"""An item's attributes break the schema of its class.

## Why
Attributes are what reports, imports and audits read. A port that is a text or a missing engine is
found here, when it is written, and not in the middle of the night.

## Example
```yaml
# schemas/classes/database.yaml: engine is required, port is an integer
kind: ConfigurationItem
class: database
id: sis-database
attributes: {port: "five"}
```

## How to mend
Correct the attribute. A number that must be a text is put in quotes: `version: "16.4"`. If the class
asks too much, change `schemas/classes/<class>.yaml` in a pull request of its own.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.expectation import value_at
from gitcab.model.finding import Severity
from gitcab.model.item_class import ItemClass
from gitcab.model.nearest import did_you_mean
from gitcab.model.records import Misfit
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.rules._class_fit import wrong_attributes
from gitcab.rules._items import items_of
from gitcab.rules._rule import Complaint, Demands, LocalRule
from gitcab.rules._wording import one_or_other
from gitcab.store.attribute_names import named_attributes


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    for item, at in items_of(entry):
        known = demands.classes.get(item.item_class)
        for misfit in wrong_attributes(item, known):
            hint = _hint(misfit, item, known)
            yield Complaint(
                entry, misfit.message, hint, (*at, "attributes", *misfit.route), of_key=misfit.unknown_field
            )


def _hint(misfit: Misfit, item: ConfigurationItem, item_class: ItemClass | None) -> str:
    see = f"see schemas/classes/{item.item_class}.yaml for what it asks"
    if misfit.unknown_field and item_class:
        alike = did_you_mean(str(misfit.route[-1]), named_attributes(item_class.attributes))
        return one_or_other(alike, f"remove it; {see}")
    if misfit.known:
        return one_or_other(did_you_mean(misfit.written, misfit.known), see)
    value = value_at(item.attributes, misfit.route)
    plain = isinstance(value, str | int | float)
    return "put the value in quotes" if plain and "must be of type string" in misfit.message else see


RULE = LocalRule(Severity.ERROR, _judge)
