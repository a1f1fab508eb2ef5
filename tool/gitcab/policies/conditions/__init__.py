"""Shelf of conditions, one key of a rule's `when` each: which changes a rule is about.

A member defines CONDITION; its file's name is the field of the model that holds what the policy says, and its
docstring is the manual. None is an upper bound: a change with more risk in it never needs less.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gitcab import shelf
from gitcab.model.records._conditions import When
from gitcab.policies.conditions._condition import Condition
from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


@cache
def conditions() -> Mapping[str, Condition]:
    """Every condition by the field that it reads."""
    return shelf.collect(sys.modules[__name__], "CONDITION", Condition)


def why_held(when: When, subject: Subject, hearing: Hearing) -> str | None:
    """Why the rule is about that part, in words; None where it is not."""
    found: list[str] = []
    for why in _answers(when, subject, hearing):
        if why is None:
            return None
        found.append(why)
    return " and ".join(dict.fromkeys(one for one in found if one))


def _answers(when: When, subject: Subject, hearing: Hearing) -> Iterator[str | None]:
    for name, condition in conditions().items():
        wanted: Any = getattr(when, name)
        if wanted is not None:
            yield condition.holds(wanted, subject, hearing)
    if when.all_of:
        yield _enough(when.all_of, len(when.all_of), subject, hearing)
    if when.any_of:
        yield _enough(when.any_of, 1, subject, hearing)
    if when.of and when.at_least:
        yield _enough(when.of, when.at_least, subject, hearing)


def _enough(members: tuple[When, ...], least: int, subject: Subject, hearing: Hearing) -> str | None:
    held = [why for one in members if (why := why_held(one, subject, hearing)) is not None]
    return " and ".join(one for one in held if one) if len(held) >= least else None


def every(when: When) -> Iterator[When]:
    """The conditions themselves and all that they are composed of."""
    yield when
    for member in (*(when.all_of or ()), *(when.any_of or ()), *(when.of or ())):
        yield from every(member)
