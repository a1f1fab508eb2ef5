"""A relation's name is not in `schemas/relations.yaml`, or is the inverse of one.

## Why
How impact travels hangs on the relation's name. One that nobody knows carries nothing, and one that is
written from the other side would carry it backwards.

## Example
```yaml
kind: ConfigurationItem
class: server
id: esx-1
relations:
  runs: [sis-vm-1]      # the inverse of runs_on
```

## How to mend
Write the forward name. For an inverse, take it out here and write the forward name in the records that
it names: `runs_on: [esx-1]` in that of `sis-vm-1`.
"""

from collections.abc import Iterator, Sequence

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.nearest import did_you_mean
from gitcab.model.source import Route
from gitcab.rules._items import items_of, members, touched_items
from gitcab.rules._rule import Complaint, Demands, LocalRule
from gitcab.rules._wording import listed, one_or_other


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    for source, name, targets, route in _named(entry):
        if name in demands.relations or demands.unusable & {name, "relations"}:
            continue
        forward = next((known for known, one in sorted(demands.relations.items()) if one.inverse == name), None)
        if forward:
            message = f"'{name}' is how one reads '{forward}' from the other side, and is never written"
            hint = f"write `{forward}: [{source}]` in the record of {listed(targets) or 'the other item'} instead"
        else:
            message = f"there is no relation '{name}' in schemas/relations.yaml"
            hint = one_or_other(did_you_mean(name, demands.relations), "see there for the names and their meaning")
        yield Complaint(entry, message, hint, route, of_key=True)


def _named(entry: AnyEntry) -> Iterator[tuple[str, str, Sequence[str], Route]]:
    """Source, relation, targets and route of every relation that the file names."""
    for item, at in items_of(entry):
        for name, written in item.relations.items():
            ids = [target for one in written for target, _ in members(one, ())]
            yield item.id, name, ids, (*at, "relations", name)
    for index, touched in touched_items(entry):
        for sort, relations in (("relate", touched.relate), ("unrelate", touched.unrelate)):
            for name, named in relations.items():
                yield touched.id, name, named, ("configuration_items", index, sort, name)


RULE = LocalRule(Severity.ERROR, _judge)
