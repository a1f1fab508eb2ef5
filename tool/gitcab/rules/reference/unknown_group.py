"""The policy asks a team or a role that nobody has.

## Why
Nobody could ever give the approval, and every pull request that needs it would wait for good. Told only where
there are teams at all.

## Example
```yaml
kind: Policy
approvals:
  - name: The board looks at high risk
    when: {risk_at_least: high}
    require: {approvals: 2, from: [cba]}       # the role is called cab
```

## How to mend
Write the id of a team, or a role that a team has under `roles`; the nearest is named.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.nearest import did_you_mean
from gitcab.model.records._requirements import Requirement
from gitcab.model.records.policy import Policy
from gitcab.model.records.team import Team
from gitcab.model.source import Route
from gitcab.rules._rule import Complaint, Facts, ReferenceRule

_WORDS = frozenset({"author_team", "old_owner", "new_owner"})


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    policy = entry.record
    teams = [one.record for one in facts.inventory.of_kind(Team)] if isinstance(policy, Policy) else []
    if not isinstance(policy, Policy) or not teams:
        return
    known = {name for team in teams for name in (team.id, *team.formerly, *team.roles)} | _WORDS
    for name, route in _asked(policy):
        if name not in known:
            hint = did_you_mean(name, known) or "write the id of a team, or a role that a team has"
            yield Complaint(entry, f"there is no team and no role '{name}'", hint, route)


def _asked(policy: Policy) -> Iterator[tuple[str, Route]]:
    for section in ("approvals", "corrections"):
        for place, rule in enumerate(getattr(policy, section)):
            yield from _named(rule.require, (section, place, "require"))


def _named(require: Requirement, route: Route) -> Iterator[tuple[str, Route]]:
    """Every group that is asked, with its place."""
    if isinstance(require.from_groups, tuple):
        yield from ((name, (*route, "from", place)) for place, name in enumerate(require.from_groups))
    if require.fallback is not None:
        yield require.fallback, (*route, "fallback")
    for key, parts in (("all", require.all_of), ("any", require.any_of), ("of", require.of)):
        for place, part in enumerate(parts or ()):
            yield from _named(part, (*route, key, place))


RULE = ReferenceRule(Severity.WARNING, _judge)
