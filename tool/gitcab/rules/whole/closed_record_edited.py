"""A closed or canceled record was edited.

## Why
It is history: what was known and decided then. Today's knowledge belongs into a record of today. Only links,
which lead from it to what came later, and the day on which a follow-up of its review was done may be added.
Told only where two revisions are compared.

## Example
```yaml
kind: RequestForChange
state: closed
review: {close_code: successful}          # was unsuccessful until yesterday
```

## How to mend
Put the record back with `git checkout BASE -- PATH`, and raise a new one, which the old one may link to.
"""

from collections.abc import Iterator
from typing import Any

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.rules._rule import Complaint, Facts, WholeRule
from gitcab.rules._scoped import small_asked
from gitcab.rules._wording import listed

_MAY_CHANGE = frozenset({"links"})


def _judge(facts: Facts) -> Iterator[Complaint]:
    if facts.base is None:
        return
    before = {(one.record.kind, one.id): one for one in small_asked(facts, facts.base) if one.record.is_history}
    for entry in small_asked(facts, facts.estate):
        old = before.get((entry.record.kind, entry.id))
        edited = _edited(old, entry) if old else ()
        if edited and old:
            message = f"'{entry.id}' is {old.record.state} for good, and {listed(edited)} {_were(edited)} edited"
            yield Complaint(entry, message, f"git checkout BASE -- {old.source.path}", (edited[0],))


def _edited(before: AnyEntry, after: AnyEntry) -> tuple[str, ...]:
    old, new = (_lasting(one) for one in (before, after))
    return tuple(name for name in old if name not in _MAY_CHANGE and old[name] != new[name])


def _lasting(entry: AnyEntry) -> dict[str, Any]:
    """The record less what happens after its close: follow-ups that get done."""
    plain: dict[str, Any] = entry.record.model_dump(mode="json", by_alias=True)
    for follow_up in (plain.get("review") or {}).get("follow_ups", ()):
        del follow_up["done"]
    return plain


def _were(names: tuple[str, ...]) -> str:
    return "was" if len(names) == 1 else "were"


RULE = WholeRule(Severity.ERROR, _judge, compares=True)
