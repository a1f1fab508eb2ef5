"""The words of a policy with their manuals."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PolicyWord:
    """A key, and what it means: a sentence, and more below an empty line."""

    name: str
    manual: str


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """The keys of `when` and of `require`."""

    conditions: tuple[PolicyWord, ...]
    requirements: tuple[PolicyWord, ...]
