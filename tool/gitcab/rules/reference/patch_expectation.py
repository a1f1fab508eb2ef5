"""A patch expects something else than what stands there.

## Why
`was` says what the change starts from. Where the item says otherwise, either its record is wrong or
somebody has changed it since, and the patch may undo that. A value that another open change will
have put there by then is as good. Finishing the change is refused until the two agree.

## Example
```yaml
kind: RequestForChange
configuration_items:
  - id: sis-database
    patch: {attributes: {version: "17.1"}}
    was: {attributes: {version: "16.2"}}       # the item says 16.4
```

## How to mend
Look at the item itself. Correct its record, or the patch and its `was`; where another change comes
first, name it under `after`.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from gitcab.model.entry import AnyEntry
from gitcab.model.expectation import unmet, value_at
from gitcab.model.finding import Severity
from gitcab.model.in_words import value_text
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.touching import present_id
from gitcab.rules._items import touched_items
from gitcab.rules._known import find_item
from gitcab.rules._rule import Complaint, Facts, ReferenceRule


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    if not isinstance(entry.record, RequestForChange) or entry.record.state == "review":
        return
    for index, touched in touched_items(entry):
        item = find_item(touched.id, entry, facts)
        for field in unmet(touched.was, item.to_plain()) if item and touched.was else ():
            coming = [value_at(patch, field.route) for patch in _coming(touched.id, entry.id, facts)]
            if field.before not in coming:
                name = ".".join(map(str, field.route))
                found, expected = value_text(field.after), value_text(field.before)
                message = f"'{touched.id}' has {found} in {name}, and {expected} is expected"
                hint = "correct the item, or `patch` and `was`; look at `gitcab ci show` and `gitcab ci history`"
                yield Complaint(entry, message, hint, ("configuration_items", index, "was", *field.route))


def _coming(item: str, rfc: str, facts: Facts) -> Iterator[Any]:
    """The patches of that item by other changes that are not finished."""
    for other, patch in _open_patches(facts).get(present_id(item, facts.inventory), ()):
        if other != rfc:
            yield patch


@lru_cache(maxsize=2)
def _open_patches(facts: Facts) -> dict[str, list[tuple[str, Any]]]:
    """By an item's present id: each open change and its patch."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for entry in facts.inventory.of_kind(RequestForChange):
        if not entry.record.is_history and entry.record.state != "review":
            for _, touched in touched_items(entry):
                found.setdefault(present_id(touched.id, facts.inventory), []).append((entry.id, touched.patch))
    return found


RULE = ReferenceRule(Severity.WARNING, _judge)
