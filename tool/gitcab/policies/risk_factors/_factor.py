"""The shape of a risk factor."""

from collections.abc import Callable
from dataclasses import dataclass

from gitcab.model.records._risk_points import RiskPoints
from gitcab.policies.risk_factors._circumstances import Circumstances

Scored = tuple[int, str]
"""Points, and the reason as a sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Factor:
    """Judges one thing about a change; None, or no points, where there is nothing to say.

    Never gives fewer points to a change that touches more. `mend` says how the change itself may come
    to fewer points, None where it cannot.
    """

    judge: Callable[[Circumstances, RiskPoints], Scored | None]
    mend: str | None = None
