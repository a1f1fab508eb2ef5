"""An operational item relates to a retired one.

## Why
What is in service cannot need what is gone: either the relation is out of date, or the other item is not
retired after all. Until that is settled every answer about impact is wrong, so it is an error. Items
that are not operational themselves may still name what they had.

## Example
```yaml
kind: ConfigurationItem
class: application
id: sis-app
life_cycle: {stage: operational, status: in_use}
relations: {depends_on: [old-report-server]}     # end_of_life, retired
```

## How to mend
Remove the relation, or name what took the place of the retired item. A change that retires an item says
so in its RFC: `gitcab rfc new --retire ID` fills in `unrelate` for everyone who names it.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.rules._items import written_links
from gitcab.rules._known import find_item
from gitcab.rules._rule import Complaint, Facts, ReferenceRule


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    for source_id, name, target_id, route in written_links(entry):
        source = find_item(source_id, entry, facts)
        target = find_item(target_id, entry, facts)
        if source and target and source.is_operational and target.is_retired:
            message = f"{source_id} is operational, and '{target_id}', which it names in {name}, is retired"
            yield Complaint(entry, message, "remove the relation, or name what took its place", route)


RULE = ReferenceRule(Severity.ERROR, _judge)
