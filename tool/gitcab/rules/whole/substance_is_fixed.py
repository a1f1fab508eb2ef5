"""What was authorised was altered after the work had begun.

## Why
The board decided about these items, effects, patches, times and plans. From `implement` on they say what was
authorised; what turned out otherwise is told by the review. Told only where two revisions are compared.

## Example
```yaml
kind: RequestForChange
state: implement
configuration_items:
  - {id: sis-database, effect: outage}
  - {id: mail-app, effect: outage}          # was not there when it was scheduled
```

## How to mend
Put the field back. What is different in reality goes under `review.deviations`; actual times are
`review.start` and `review.end`. To alter the plan itself, do that while the change is `scheduled`, in a pull
request of its own. Plans that an emergency lacked may follow by its review.
"""

from collections.abc import Iterator

from gitcab.model.finding import Severity
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.substance import altered_substance
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import changes_asked

_AUTHORISED = frozenset({"scheduled", "implement", "review"})
_FIXED = frozenset({"implement", "review", "closed"})


def _judge(facts: Facts) -> Iterator[Complaint]:
    for entry in changes_asked(facts, facts.estate) if facts.base else ():
        before = facts.base.inventory.get(RequestForChange, entry.id) if facts.base else None
        if before is None or before.record.state not in _AUTHORISED or entry.record.state not in _FIXED:
            continue
        for name in altered_substance(before.record, entry.record):
            message = f"'{name}' was authorised and is fixed once the work has begun"
            hint = "put it back; what turned out otherwise goes under `review.deviations`"
            yield Complaint(entry, message, hint, (name,))


RULE = WholeRule(Severity.ERROR, _judge, compares=True)
