"""A change goes to a state that no legal steps lead to.

## Why
A change that skips its assessment, or that comes back from the dead, has been decided by nobody. Told
only where two revisions are compared.

## Example
```yaml
kind: RequestForChange
state: implement            # it was `closed` before
```

## How to mend
Write a state that the finding names; several legal steps may be taken at once.

| type | steps |
|---|---|
| normal | new, assess, authorize, scheduled, implement, review, closed |
| standard | may go from new to scheduled |
| emergency | may skip assess; its first file may say `implement`, or `review` with `authorization` |
| any | canceled from any state before review; history kept elsewhere begins as closed or canceled |
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.transition import Transition, transition
from gitcab.rules._known import unread_before
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import changes_asked
from gitcab.rules._wording import listed


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.base is None:
        return
    for entry in changes_asked(facts, facts.estate):
        before = facts.base.inventory.get(RequestForChange, entry.id)
        step = transition(before.record if before else None, entry.record)
        if step is not None and entry.id not in unread_before(facts):
            yield from _complaints(entry, step)


def _complaints(entry: AnyEntry, step: Transition) -> Iterator[Complaint]:
    article = "an" if step.type == "emergency" else "a"
    if not step.is_legal:
        way = f"go from '{step.before}' to" if step.before else "begin as"
        message = f"{article} {step.type} change cannot {way} '{step.after}'"
        yield Complaint(entry, message, _hint(step), ("state",))
    elif step.before is None and step.after == "review" and entry.record.authorization is None:
        message = "an emergency that is filed afterwards must say who authorised it"
        hint = "add `authorization: {by, at, how}`; where nobody did, `by: null`"
        yield Complaint(entry, message, hint, ("state",))


def _hint(step: Transition) -> str:
    if step.before is None:
        return f"it may begin as {listed(step.legal, 'or')}; what was done unplanned is filed as an emergency"
    if not step.legal:
        return f"a {step.before} change stays as it is; raise a new one"
    return f"from '{step.before}' it may go to {listed(step.legal, 'or')}"


RULE = WholeRule(Severity.ERROR, _judge, compares=True)
