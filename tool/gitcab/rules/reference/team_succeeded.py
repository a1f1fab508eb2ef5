"""A record names a team that another team has succeeded.

## Why
The old team's members have moved on. Who is asked for an approval, or called at night, would be nobody.

## Example
```yaml
# cmdb/teams/server-team.yaml says `succeeded_by: platform-team`
kind: ConfigurationItem
id: web-1
owner: server-team
```

## How to mend
Write the successor, which the finding names.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.inventory import Inventory
from gitcab.model.records.team import Team
from gitcab.model.references import references
from gitcab.rules._rule import Complaint, Facts, ReferenceRule


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    for reference in references(entry.record, "Team"):
        heir = _heir(reference.id, facts.inventory)
        if heir != reference.id:
            message = f"the team '{reference.id}' was succeeded by '{heir}'"
            yield Complaint(entry, message, f"write {heir}", reference.route)


def _heir(id: str, inventory: Inventory) -> str:
    """The last team of the succession; where that runs in a circle, the one before it closes."""
    seen = [id]
    while (team := inventory.get(Team, seen[-1])) and (heir := team.record.succeeded_by) and heir not in seen:
        seen.append(heir)
    return seen[-1]


RULE = ReferenceRule(Severity.WARNING, _judge)
