"""Whoever opened the pull request belongs to that team, or to one of these."""

from gitcab.model.records._conditions import several
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


def _holds(wanted: str | tuple[str, ...], subject: Subject, hearing: Hearing) -> str | None:
    author = hearing.facts.author
    team = next((one for one in several(wanted) if author.casefold() in hearing.groups.people(one)), None)
    return f"{author} belongs to {team}" if team else None


CONDITION = Condition(_holds)
