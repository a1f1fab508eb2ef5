"""An item's file was deleted while others still name the item.

## Why
Whoever depends on the item is left with a hole, and old records lose what they speak of. The deletion
itself is the mistake to mend, so it is told where the file was.

## Example
```text
git rm cmdb/server/old-report-server.yaml      # sis-app still depends on it
```

## How to mend
Bring the file back and retire the item instead, `life_cycle: {stage: end_of_life, status: retired}`, or
remove the relations to it from the records that are named. An item that has a new id keeps the old
one under `formerly`; `gitcab rename OLD NEW` does all of that.
"""

from collections.abc import Iterator

from gitcab.model.finding import Severity
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.rules._known import unread
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import items_asked
from gitcab.rules._wording import listed


def _judge(facts: Facts) -> Iterator[Complaint]:
    for item in items_asked(facts, facts.base.inventory) if facts.base else ():
        if facts.inventory.item(item.id) is None:
            yield from _complaints(item.id, facts)


def _complaints(id: str, facts: Facts) -> Iterator[Complaint]:
    namers = sorted({link.source for link in facts.inventory.links_to(id)})
    entry = facts.base.inventory.get(ConfigurationItem, id) if facts.base and namers else None
    if entry is not None and id not in unread(facts):
        message = f"'{id}' was deleted, but is still named by {listed(namers)}"
        yield Complaint(entry, message, "bring the file back and retire the item, or remove their relations to it")


RULE = WholeRule(Severity.ERROR, _judge, compares=True)
