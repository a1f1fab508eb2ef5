"""The shape of a requirement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gitcab.policies.asking.asks import Ask
from gitcab.policies.hearing import Matter
from gitcab.policies.requirements._judged import Judged


@dataclass(frozen=True, slots=True)
class Given:
    """Who is asked, and whose approvals are taken for it."""

    ask: Ask
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """`judge` gets what the policy demands, what it is about, and the approvals given; it says how that stands."""

    judge: Callable[[Any, Matter, tuple[Given, ...]], Judged]
