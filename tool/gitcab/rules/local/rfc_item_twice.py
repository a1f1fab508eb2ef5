"""An RFC lists one item twice.

## Why
Each entry says what happens to the item and what is different afterwards. Of two, nobody can say which
holds, and what is applied would depend on their order.

## Example
```yaml
kind: RequestForChange
configuration_items:
  - {id: sis-database, effect: outage, minutes: 15}
  - {id: sis-database, effect: none}
```

## How to mend
Put everything about the item into one entry: effect, patch, `relate` and `unrelate`.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records._plans import AddedFrom, AddedItem, RetiredItem, RfcItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.rules._rule import Complaint, Demands, LocalRule


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    if not isinstance(entry.record, RequestForChange):
        return
    seen: dict[str, int] = {}
    for index, item in enumerate(entry.record.configuration_items):
        name = _named(item)
        first = seen.setdefault(name.casefold(), index)
        if first != index:
            message = f"'{name}' is listed twice, as entry {first + 1} and entry {index + 1}"
            yield Complaint(entry, message, "put both into one entry", ("configuration_items", index))


def _named(item: RfcItem) -> str:
    if isinstance(item, AddedItem):
        return item.add.id
    if isinstance(item, AddedFrom):
        return item.add_from
    return item.retire if isinstance(item, RetiredItem) else item.id


RULE = LocalRule(Severity.ERROR, _judge)
