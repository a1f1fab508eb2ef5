"""An RFC lacks what its state or type demands.

## Why
The board cannot judge a change that does not say why, when, by whom and how to go back; and what is
not written down when it is closed is learnt by nobody.

## Example
```yaml
kind: RequestForChange
type: normal
state: scheduled
justification: The vendor ends support in March.
configuration_items: [{id: sis-database, effect: outage}]
# no schedule, no assigned_to, no plans
```

## How to mend
Add what the finding names, or put the RFC back to the state that it fulfils.

| from | asked |
|---|---|
| any state | a standard change names its `model` |
| `assess` | `justification` |
| `scheduled` | `schedule`, `assigned_to`, `plans.implementation`, `plans.test`, `plans.backout` |
| `closed` | `review.close_code`, `review.backed_out` |
| `canceled` | `cancellation.reason` |

Of an emergency the test plan can wait until `review`. A change that was closed as unsuccessful, was
backed out or was an emergency also has `review.lessons` and `review.follow_ups` (`[]` where there are
none); one that was partly backed out lists what was applied in `review.applied`.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.rules._rule import Complaint, Demands, LocalRule

_STEPS = ("new", "assess", "authorize", "scheduled", "implement", "review", "closed")


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    if isinstance(entry.record, RequestForChange):
        for field, why in _missing(entry.record):
            parent, _, name = field.rpartition(".")
            hint = f"add `{name}` under `{parent}`" if parent else f"add `{name}`"
            route = ("review",) if parent == "review" else ("state",)
            yield Complaint(entry, f"'{field}' is missing: {why}", hint, route)


def _missing(rfc: RequestForChange) -> Iterator[tuple[str, str]]:
    """Each field that is asked for and empty, and why it is asked for."""
    if rfc.state == "canceled":
        if rfc.cancellation is None:
            yield "cancellation", "a canceled change says why it was given up"
    elif rfc.state == "closed":
        yield from _missing_in_review(rfc)
    else:
        yield from _missing_before(rfc)


def _missing_before(rfc: RequestForChange) -> Iterator[tuple[str, str]]:
    reached = _STEPS.index(rfc.state)
    if rfc.type == "standard" and not rfc.model:
        yield "model", "a standard change names the model that it follows"
    if reached >= _STEPS.index("assess") and not rfc.justification:
        yield "justification", f"a change in '{rfc.state}' says why it is made"
    if reached >= _STEPS.index("scheduled"):
        yield from _missing_plans(rfc)


def _missing_plans(rfc: RequestForChange) -> Iterator[tuple[str, str]]:
    waits = rfc.type == "emergency" and rfc.state != "review"
    asked = {
        "schedule": rfc.schedule,
        "assigned_to": rfc.assigned_to,
        "plans.implementation": rfc.plans.implementation,
        "plans.test": rfc.plans.test or waits,
        "plans.backout": rfc.plans.backout,
    }
    yield from ((field, f"a change in '{rfc.state}' must have it") for field, value in asked.items() if not value)


def _missing_in_review(rfc: RequestForChange) -> Iterator[tuple[str, str]]:
    review = rfc.review
    if review is None:
        yield "review", "a closed change says how it went"
        return
    if review.close_code is None:
        yield (
            "review.close_code",
            "a closed change says how it went: successful, successful_with_issues or unsuccessful",
        )
    if review.backed_out is None:
        yield "review.backed_out", "a closed change says whether it was backed out: true, false or partial"
    if review.backed_out == "partial" and not review.applied:
        yield "review.applied", "a change that was partly backed out lists what was applied"
    if rfc.type == "emergency" or review.close_code == "unsuccessful" or review.backed_out in (True, "partial"):
        if not review.lessons:
            yield "review.lessons", "what went wrong, or was an emergency, says what is learnt from it"
        if "follow_ups" not in review.model_fields_set:
            yield "review.follow_ups", "what went wrong, or was an emergency, says what is left to do, or []"


RULE = LocalRule(Severity.ERROR, _judge, on_history=True)
