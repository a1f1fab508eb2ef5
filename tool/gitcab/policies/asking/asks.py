"""From a requirement's `approvals`, `from` and `fallback` to the people who are asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from gitcab.model.records._requirements import EACH, Requirement
from gitcab.policies.asking.owners import named_owner, owners
from gitcab.policies.hearing import Matter
from gitcab.policies.subject import SubjectSort

_OWNERS = ("old_owner", "new_owner")


@dataclass(frozen=True, slots=True)
class Ask:
    """So many approvals by any of these people; `groups` is what they are called together, `note` says why they."""

    groups: tuple[str, ...]
    people: frozenset[str]
    count: int
    note: str = ""


def asks(require: Requirement, matter: Matter) -> tuple[Ask, ...]:
    """Who is asked by the requirement itself, those that it is composed of left out."""
    if not require.approvals or require.from_groups is None:
        return ()
    if require.from_groups in EACH:
        return tuple(_each(require, matter))
    return (_union(require, matter),)


def _each(require: Requirement, matter: Matter) -> Iterator[Ask]:
    """An ask for each team; one for all the teams in which nobody is eligible, by the fallback."""
    count = require.approvals or 0
    forsaken: list[str] = []
    for team in owners(matter, services_only=require.from_groups == EACH[1]):
        people = matter.hearing.groups.people(team)
        if _consents(people, matter):
            yield Ask((team,), people, count - 1, "its own member files the change")
        elif require.fallback and not matter.hearing.ballot.eligible(people):
            forsaken.append(team)
        else:
            yield Ask((team,), people, count)
    if forsaken and require.fallback:
        yield _fallback(require.fallback, forsaken, count, matter)


def _consents(people: frozenset[str], matter: Matter) -> bool:
    """Whether a member files the request for change, which is the owner's consent; a correction is no request."""
    files = all(one.rfc is not None and one.sort is not SubjectSort.CORRECTION for one in matter.subjects)
    return files and matter.hearing.facts.author.casefold() in people


def _union(require: Requirement, matter: Matter) -> Ask:
    words = require.from_groups if isinstance(require.from_groups, tuple) else (str(require.from_groups),)
    names = tuple(dict.fromkeys(name for word in words for name in _named(word, matter)))
    people = frozenset(person for name in names for person in matter.hearing.groups.people(name))
    if require.fallback and not matter.hearing.ballot.eligible(people):
        return _fallback(require.fallback, names, require.approvals or 0, matter)
    return Ask(names or words, people, require.approvals or 0)


def _named(word: str, matter: Matter) -> tuple[str, ...]:
    if word == "author_team":
        return matter.hearing.groups.teams_of(matter.hearing.facts.author)
    return tuple(sorted(named_owner(word, matter))) if word in _OWNERS else (word,)


def _fallback(fallback: str, teams: tuple[str, ...] | list[str], count: int, matter: Matter) -> Ask:
    note = f"as nobody of {', '.join(teams) or 'those asked'} may"
    return Ask((fallback,), matter.hearing.groups.people(fallback), count, note)
