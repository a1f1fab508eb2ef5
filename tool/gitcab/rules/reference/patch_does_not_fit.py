"""An RFC's patch would leave an item that does not fit its kind or its class.

## Why
When the change is finished the patch is written into the item's record. If the result is refused
only then, the change is made and its record cannot be.

## Example
```yaml
kind: RequestForChange
configuration_items:
  - id: sis-database
    patch: {criticality: severe, attributes: {port: "5432"}}
```

## How to mend
Write in the patch what the item's own record may hold: the same fields, the same types, the attributes of
its class. `null` removes a field; one that the class demands cannot be removed.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.patching import merged
from gitcab.model.records import parse
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.source import Route
from gitcab.rules._class_fit import missing_fields, wrong_attributes
from gitcab.rules._items import touched_items
from gitcab.rules._known import find_item
from gitcab.rules._rule import Complaint, Demands, Facts, ReferenceRule
from gitcab.store.acceptance import Acceptance

_FEW = 50
"""Records for which it does not pay to compile what fits: that takes as long as a careful look at some dozens."""


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    for index, touched in touched_items(entry):
        item = find_item(touched.id, entry, facts)
        if item is None or not touched.patch:
            continue
        patched = merged(item.to_plain(), touched.patch)
        wrong = [] if _surely_fits(patched, facts) else list(_misfits(patched, facts.demands))
        known = set(_misfits(item.to_plain(), facts.demands)) if wrong else ()
        for route, reason in wrong:
            if (route, reason) not in known:
                message = f"with this patch '{touched.id}' would not fit: {reason}"
                where: Route = ("configuration_items", index, "patch", *route)
                yield Complaint(entry, message, "patch in what the item's own record may hold", where)


def _surely_fits(plain: dict[str, Any], facts: Facts) -> bool:
    acceptance = _acceptance(facts)
    return acceptance is not None and acceptance.accepts(plain)


@lru_cache(maxsize=2)
def _acceptance(facts: Facts) -> Acceptance | None:
    is_worth_it = facts.scope is None or len(facts.scope.paths) > _FEW
    return Acceptance.of(facts.demands.classes, facts.demands.relations) if is_worth_it else None


def _misfits(plain: dict[str, Any], demands: Demands) -> Iterator[tuple[Route, str]]:
    item = parse("ConfigurationItem", plain)
    if not isinstance(item, ConfigurationItem):
        for misfit in item if isinstance(item, tuple) else ():
            yield misfit.route, misfit.message
        return
    item_class = demands.classes.get(item.item_class)
    if item_class is None and item.item_class not in demands.unusable:
        yield ("class",), f"there is no class '{item.item_class}'"
    for name in missing_fields(item, item_class):
        yield (), f"an item of class {item.item_class} must have '{name}'"
    for misfit in wrong_attributes(item, item_class):
        yield ("attributes", *misfit.route), misfit.message


RULE = ReferenceRule(Severity.ERROR, _judge)
