"""A standard change does not fit the change model that it follows.

## Why
A model is authorised once, for changes of just that kind; nobody is asked again. What goes beyond it,
or follows a model that is not published, has nobody's consent.

## Example
```yaml
# changes/models/patch-virtual-machine.yaml allows the class virtual_machine and the field attributes.os
kind: RequestForChange
type: standard
model: patch-virtual-machine
configuration_items:
  - id: sis-database
    patch: {attributes: {version: "17.1"}}
```

## How to mend
Change what the finding names, so that it fits, or make it a normal change: `type: normal`, without
`model`. The model says which classes, environments, fields and effects are allowed, how long the window
may be, what may be hit at worst (beside the items themselves), and which plans are required. No model
allows a change to add an item; the field of one that retires an item is `life_cycle`.
"""

from collections.abc import Iterator, Sequence

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.model.records._plans import RetiredItem, RfcItem, TouchedItem
from gitcab.model.records.change_model import Allowed, ChangeModel
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.source import Route
from gitcab.model.touched_fields import touched_fields
from gitcab.rules._known import find_item
from gitcab.rules._rule import Complaint, Facts, ReferenceRule
from gitcab.rules._wording import listed

_JUDGED = frozenset({"new", "assess", "authorize", "scheduled", "implement"})

_Misfit = tuple[str, Route]


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    rfc = entry.record
    if not isinstance(rfc, RequestForChange) or rfc.type != "standard" or rfc.state not in _JUDGED:
        return
    model = facts.inventory.get(ChangeModel, rfc.model or "")
    if model is not None:
        for reason, route in _misfits(entry, model.record, facts):
            hint = "make it fit, or make it a normal change: `type: normal`, without `model`"
            yield Complaint(entry, f"it does not fit the model '{model.id}': {reason}", hint, route)


def _misfits(entry: AnyEntry, model: ChangeModel, facts: Facts) -> Iterator[_Misfit]:
    rfc = entry.record
    if model.state != "published":
        yield f"the model is in the state {model.state}, not published", ("model",)
    for index, item in enumerate(rfc.configuration_items):
        yield from _item_misfits(item, ("configuration_items", index), entry, model.allowed, facts)
    yield from _too_long(rfc, model.allowed)
    yield from _too_grave(rfc, model.allowed, facts)
    missing = [name for name in model.required_plans if not getattr(rfc.plans, name)]
    if missing:
        yield f"the model requires a plan of {listed(missing)}", ("plans",)


def _item_misfits(item: RfcItem, at: Route, entry: AnyEntry, allowed: Allowed, facts: Facts) -> Iterator[_Misfit]:
    if not isinstance(item, TouchedItem | RetiredItem):
        yield "no model allows adding items", at
        return
    written = item.id if isinstance(item, TouchedItem) else item.retire
    found = find_item(written, entry, facts)
    if found is not None and found.item_class not in allowed.classes:
        yield f"'{written}' is of the class {found.item_class}; {_only(allowed.classes)}", at
    environment = found.environment if found else None
    if environment and allowed.environments and environment not in allowed.environments:
        yield f"'{written}' is in {environment}; {_only(allowed.environments)}", at
    if item.effect not in allowed.effects:
        yield f"the effect on '{written}' is {item.effect}; {_only(allowed.effects)}", (*at, "effect")
    fields = [field for field in touched_fields(item) if field not in allowed.fields]
    if fields:
        yield f"it touches {listed(fields)} of '{written}'; {_only(allowed.fields)}", (*at, "patch")


def _too_long(rfc: RequestForChange, allowed: Allowed) -> Iterator[_Misfit]:
    if rfc.schedule is None or allowed.minutes is None:
        return
    try:
        window = Interval.between(rfc.schedule.start, rfc.schedule.end, rfc.schedule.time_zone)
    except ValueError:
        return
    minutes = window.length.total_seconds() / 60
    if minutes > allowed.minutes:
        yield f"its window is {minutes:.0f} minutes long; allowed are {allowed.minutes}", ("schedule",)


def _too_grave(rfc: RequestForChange, allowed: Allowed, facts: Facts) -> Iterator[_Misfit]:
    from gitcab.graph.rfc_impact import impact_of_rfc  # on first use: few estates have standard changes under way

    demands = facts.demands
    hit = impact_of_rfc(facts.inventory, demands.relations, demands.classes, rfc, "worst").impacted
    bound = State[allowed.worst_case_impact.upper()]
    worse = sorted(one.id for one in hit if one.state > bound)
    if worse:
        worst = max(one.state for one in hit)
        yield f"at worst {listed(worse)} would be {worst.word}; allowed is {bound.word}", ("configuration_items",)


def _only(allowed: Sequence[str]) -> str:
    return f"allowed {'is' if len(allowed) == 1 else 'are'} {listed(allowed)}" if allowed else "none is allowed"


RULE = ReferenceRule(Severity.ERROR, _judge)
