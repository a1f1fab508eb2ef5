"""Shelf of requirements, one key of a rule's `require` each, and how they are composed.

A member defines REQUIREMENT; its file's name is the field of the model that holds what the policy demands, and
its docstring is the manual. `approvals` is judged for a rule as a whole, because its people must be distinct.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import cache

from gitcab import shelf
from gitcab.model.records._requirements import Requirement
from gitcab.policies.approvals.assignment import filled
from gitcab.policies.asking.asks import asks
from gitcab.policies.hearing import Matter
from gitcab.policies.requirements._judged import Judged, all_of, at_least
from gitcab.policies.requirements._requirement import Given, Sought

_Filled = Mapping[int, tuple[Given, ...]]


@cache
def requirements() -> Mapping[str, Sought]:
    """Every requirement by the field that it reads."""
    return shelf.collect(sys.modules[__name__], "REQUIREMENT", Sought)


def judge(require: Requirement, matter: Matter) -> Judged:
    """How the requirement stands, with who could still meet it."""
    return _judge(require, matter, _assigned(require, matter))


def _judge(require: Requirement, matter: Matter, given: _Filled) -> Judged:
    parts = [
        one.judge(getattr(require, name), matter, given[id(require)])
        for name, one in requirements().items()
        if getattr(require, name) is not None
    ]
    if require.all_of:
        parts.append(all_of("All of these", [_judge(one, matter, given) for one in require.all_of]))
    if require.any_of:
        parts.append(at_least(1, "Any of these", [judge(one, matter) for one in require.any_of]))
    if require.of and require.at_least:
        name = f"At least {require.at_least} of these"
        parts.append(at_least(require.at_least, name, [judge(one, matter) for one in require.of]))
    return parts[0] if len(parts) == 1 else all_of("All of these", parts)


def _assigned(require: Requirement, matter: Matter) -> _Filled:
    """Who fills which seat of all asks that must be met together, each person one."""
    asked = [(id(one), ask) for one in _together(require) for ask in asks(one, matter)]
    approvals = matter.hearing.ballot.approvals
    seats = [(place, ask.people) for place, (_, ask) in enumerate(asked) for _ in range(ask.count)]
    people = filled([eligible & approvals.keys() for _, eligible in seats], approvals.keys())
    found: dict[int, tuple[Given, ...]] = {id(one): () for one in _together(require)}
    for place, (owner, ask) in enumerate(asked):
        by = [one for (at, _), one in zip(seats, people, strict=True) if at == place and one]
        found[owner] = (*found[owner], Given(ask, tuple(sorted(by))))
    return found


def _together(require: Requirement) -> Iterator[Requirement]:
    """The requirement and those that it demands along with it."""
    yield require
    for one in require.all_of or ():
        yield from _together(one)
