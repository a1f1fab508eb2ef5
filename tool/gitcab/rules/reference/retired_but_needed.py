"""An item is retired, or an RFC is to retire it, while others still name it.

## Why
Whoever depends on the item fails when it is switched off. This is found here, where the retirement
is written, and names everyone who has to be asked.

## Example
```yaml
kind: RequestForChange
configuration_items:
  - retire: old-report-server       # sis-app still depends on it
```

## How to mend
In the RFC list each item that names it with an `unrelate`, or retire it too; `gitcab rfc new --retire ID`
fills that in. For an item that is retired already, remove the relations from the records that are named.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.inventory import Inventory
from gitcab.model.records._plans import RetiredItem
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.relation import Link
from gitcab.rules._items import touched_items
from gitcab.rules._rule import Complaint, Facts, ReferenceRule
from gitcab.rules._wording import listed


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    record = entry.record
    if isinstance(record, ConfigurationItem) and record.is_retired and entry.proposed_by is None:
        namers = sorted({link.source for link in _links_in_use(entry.id, facts.inventory)})
        if namers:
            message = f"'{entry.id}' is retired, and operational items name it: {listed(namers)}"
            yield Complaint(entry, message, "remove their relations to it, or set it back", ("life_cycle",))
    if isinstance(record, RequestForChange) and record.state != "review":
        yield from _judge_rfc(entry, facts.inventory)


def _judge_rfc(entry: AnyEntry, inventory: Inventory) -> Iterator[Complaint]:
    items = enumerate(entry.record.configuration_items)
    retired = {_present_id(item.retire, inventory): index for index, item in items if isinstance(item, RetiredItem)}
    dropped = set(_dropped(entry, inventory))
    for named, index in retired.items():
        links = (link for link in _links_in_use(named, inventory) if link.source not in retired)
        pairs = {(link.source, link.relation) for link in links}
        left = sorted(pair for pair in pairs if (*pair, named) not in dropped)
        if left:
            message = f"retiring '{named}' leaves {listed(sorted({source for source, _ in left}))} without it"
            source, relation = left[0]
            hint = f"add `- id: {source}` with `unrelate: {{{relation}: [{named}]}}`, and so for each"
            yield Complaint(entry, message, hint, ("configuration_items", index, "retire"))


def _links_in_use(id: str, inventory: Inventory) -> Iterator[Link]:
    for link in inventory.links_to(id):
        source = inventory.get(ConfigurationItem, link.source)
        if source is not None and source.record.is_operational:
            yield link


def _dropped(entry: AnyEntry, inventory: Inventory) -> Iterator[tuple[str, str, str]]:
    for _, touched in touched_items(entry):
        for relation, targets in touched.unrelate.items():
            for target in targets:
                yield _present_id(touched.id, inventory), relation, _present_id(target, inventory)


def _present_id(id: str, inventory: Inventory) -> str:
    found = inventory.get(ConfigurationItem, id)
    return found.id if found else id


RULE = ReferenceRule(Severity.ERROR, _judge)
