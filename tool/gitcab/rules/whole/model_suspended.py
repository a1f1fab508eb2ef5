"""A change model has suspended itself: too many of the changes that followed it failed.

## Why
A model is authorised because its changes go well. When they do not, the consent no longer holds, and
the changes that follow it are decided like any other until somebody has mended the model.

## Example
```yaml
# changes/policy.yaml
standard_changes: {suspend_above_failure_rate: 0.1, over_last: 20}
# of the last 20 closed changes with `model: patch-virtual-machine` three were unsuccessful or backed out
```

## How to mend
Find out what went wrong, mend the model and publish it under a new id; or take the old one back with
`state: draft` or `pending_retirement`. Make the changes that follow it normal: `type: normal`.
"""

from collections.abc import Iterator

from gitcab.model.finding import Severity
from gitcab.model.records import Record
from gitcab.model.records.change_model import ChangeModel
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.track_record import TrackRecord, suspended_models
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import entries_asked

_NOT_STARTED = frozenset({"new", "assess", "authorize", "scheduled"})


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.scope is not None and not any(_follows_or_is_model(one.record) for one in entries_asked(facts)):
        return
    suspended = suspended_models(facts.inventory)
    for model, record in suspended.items():
        entry = facts.inventory.get(ChangeModel, model)
        if entry is not None:
            message = f"the model is suspended: {_why(record)}"
            yield Complaint(entry, message, "take it back with `state: draft`, and mend it", ("state",))
    for rfc in facts.inventory.of_kind(RequestForChange) if suspended else ():
        followed = rfc.record.model
        if followed in suspended and rfc.record.state in _NOT_STARTED:
            message = f"the model '{followed}' is suspended: {_why(suspended[followed])}"
            yield Complaint(rfc, message, "make it a normal change: `type: normal`, without `model`", ("model",))


def _follows_or_is_model(record: Record) -> bool:
    return isinstance(record, ChangeModel) or (isinstance(record, RequestForChange) and record.model is not None)


def _why(record: TrackRecord) -> str:
    return f"{record.failed} of its last {record.closed} closed changes failed, more than the policy bears"


RULE = WholeRule(Severity.WARNING, _judge)
