"""A redundancy group or a quorum asks for more members than it has, or than are in service.

## Why
Such a group is down before anything fails, so every answer about its item is worthless; or two of its
members are one and the same, and the redundancy is only on paper.

## Example
```yaml
kind: ConfigurationItem
id: sis-app
relations:
  depends_on:
    - {at_least: 2, of: [dns-1, dns-1]}
```

## How to mend
Name each member once and ask for no more than there are. A member that is not operational counts as down:
take it out, or put it into service. For a `quorum`, look at those that are `member_of` the item; without
one it needs all of them.
"""

from collections.abc import Iterator, Sequence

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.rules._groups import groups_of, members_of
from gitcab.rules._known import find_item
from gitcab.rules._rule import Complaint, Facts, ReferenceRule
from gitcab.rules._wording import listed


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    for item, group, route in groups_of(entry):
        repeated = sorted({member for member in group.of if group.of.count(member) > 1})
        if repeated:
            message = f"the group names {listed(repeated)} more than once"
            yield Complaint(entry, message, "name each member once", (*route, "of"))
        for reason in _why_it_falls(group.at_least, sorted(set(group.of)), item, entry, facts):
            yield Complaint(entry, f"the group cannot hold: {reason}", _hint(group.at_least), (*route, "at_least"))
    own = entry.record
    if isinstance(own, ConfigurationItem) and entry.proposed_by is None:
        yield from _judge_quorum(own, entry, facts)


def _judge_quorum(own: ConfigurationItem, entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    """Without a quorum the item needs all that are `member_of` it."""
    members = members_of(own.id, facts.inventory)
    if own.quorum is not None:
        for reason in _why_it_falls(own.quorum, members, own, entry, facts):
            yield Complaint(entry, f"the quorum cannot be met: {reason}", _hint(own.quorum), ("quorum",))
        return
    for reason in _why_it_falls(len(members), members, own, entry, facts):
        hint = "write the `quorum` that it needs, or take out `member_of` where it is not in service"
        yield Complaint(entry, f"it has no quorum, and so cannot hold: {reason}", hint, ("id",))


def _why_it_falls(
    needed: int, members: Sequence[str], item: ConfigurationItem, entry: AnyEntry, facts: Facts
) -> Iterator[str]:
    if needed > len(members):
        yield f"it asks for {needed} of {len(members)}"
        return
    found = {member: find_item(member, entry, facts) for member in members}
    if None in found.values() or not item.is_operational:
        return  # an unknown member is told by a rule of its own, and what is not in service need not hold
    idle = [member for member, one in found.items() if one and not one.is_operational]
    if needed > len(members) - len(idle):
        yield f"it asks for {needed} of {len(members)}, of which {listed(idle)} {_are(idle)} not operational"


def _are(words: Sequence[str]) -> str:
    return "is" if len(words) == 1 else "are"


def _hint(needed: int) -> str:
    return f"ask for fewer than {needed}, or see that {needed} members are in service"


RULE = ReferenceRule(Severity.ERROR, _judge)
