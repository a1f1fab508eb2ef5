"""A record names a person who is a member of no team.

## Why
Approvals, holidays and "needs the same person" are reckoned by login. One that is in no team can approve
nothing, and a misspelt one is asked in vain.

## Example
```yaml
kind: RequestForChange
requested_by: mchenn
```

## How to mend
Correct the login, or add the person to the `members` of a team in `cmdb/teams/`. Capital and small
letters do not matter.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.nearest import did_you_mean
from gitcab.model.records.team import Team
from gitcab.model.references import references
from gitcab.rules._known import login_names, logins, unread
from gitcab.rules._rule import Complaint, Facts, ReferenceRule
from gitcab.rules._wording import one_or_other


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    if any(Team.home() in path for path in unread(facts).values()):
        return  # a member may stand in the file that could not be read
    known = logins(facts)
    for reference in references(entry.record, "Login"):
        if reference.id.casefold() not in known:
            alike = did_you_mean(reference.id, login_names(facts))
            hint = one_or_other(alike, "add the person to a team in cmdb/teams/")
            yield Complaint(entry, f"'{reference.id}' is a member of no team", hint, reference.route)


RULE = ReferenceRule(Severity.ERROR, _judge)
