"""Which teams own what a rule is about: what is touched, and what is hit."""

from collections.abc import Iterator

from gitcab.model.impact import State
from gitcab.model.records.team import Team
from gitcab.policies.hearing import Matter
from gitcab.policies.subject import Subject


def owners(matter: Matter, *, services_only: bool) -> tuple[str, ...]:
    """The ids of the teams, in order; a team that was dissolved is stood for by its successor."""
    found = {owner for subject in matter.subjects for owner in _of(subject, matter, services_only)}
    return tuple(sorted({matter.hearing.groups.present(owner) for owner in found}))


def _of(subject: Subject, matter: Matter, services_only: bool) -> Iterator[str]:
    for item in subject.items:
        if not services_only or matter.hearing.is_service(item):
            yield item.owner
    exposure = subject.exposure
    for states, bound in ((exposure.worst, matter.worst), (exposure.expected, matter.expected)):
        hit = {name for name, state in states.items() if bound is not None and state >= bound}
        for one in hit & exposure.services if services_only else hit:
            yield from exposure.owners.get(one, ())
    if subject.before is not None and isinstance(subject.before.record, Team) and not services_only:
        yield subject.before.id


def named_owner(word: str, matter: Matter) -> frozenset[str]:
    """The teams that `old_owner` or `new_owner` means: who owned or operated what is corrected, and who will."""
    found = (subject.before if word == "old_owner" else subject.after for subject in matter.subjects)
    records = [entry.record for entry in found if entry]
    teams = (getattr(record, role, None) for record in records for role in ("owner", "operated_by"))
    return frozenset(matter.hearing.groups.present(team) for team in teams if team)


def bounds_of(worst: list[str], expected: list[str]) -> tuple[State | None, State | None]:
    """From which state on those hit are asked, by the conditions of a rule; degraded at worst where it has none."""
    if not worst and not expected:
        return State.DEGRADED, None
    lowest = [min((State[one.upper()] for one in words), default=None) for words in (worst, expected)]
    return lowest[0], lowest[1]
