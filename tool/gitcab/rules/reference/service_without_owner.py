"""A service in use belongs to a team in which there is nobody.

## Why
Before a change that could hit a service its owners are asked, and when it fails they are called. A team
without members can do neither.

## Example
```yaml
# cmdb/teams/learning-team.yaml has no members
kind: ConfigurationItem
class: business_service
id: online-lessons
owner: learning-team
```

## How to mend
Add members to the team, or give the service to a team that has some.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.team import Team
from gitcab.rules._class_fit import is_service
from gitcab.rules._rule import Complaint, Facts, ReferenceRule


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    item = entry.record
    if isinstance(item, ConfigurationItem) and item.is_operational and is_service(item, facts.demands.classes):
        team = facts.inventory.get(Team, item.owner)
        if team is not None and not team.record.members and team.record.succeeded_by is None:
            message = f"the service '{item.id}' belongs to '{team.id}', a team without members"
            hint = f"add members to {team.source.path}, or give the service to another team"
            yield Complaint(entry, message, hint, ("owner",))


RULE = ReferenceRule(Severity.WARNING, _judge)
