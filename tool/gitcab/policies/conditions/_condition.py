"""The shape of a condition."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gitcab.policies.hearing import Hearing
from gitcab.policies.subject import Subject


@dataclass(frozen=True, slots=True)
class Condition:
    """`holds` gets what the policy wants, a part of the pull request, and all else; it says why, or None."""

    holds: Callable[[Any, Subject, Hearing], str | None]
