"""Shelf of risk factors, one file each; a factor's name is its field under `risk.points` in the policy.

A member defines FACTOR. The points are the policy's; the factor says what counts and why.
"""

import sys
from collections.abc import Mapping
from functools import cache

from gitcab import shelf
from gitcab.policies.risk_factors._circumstances import Circumstances
from gitcab.policies.risk_factors._factor import Factor, Scored

__all__ = ["Circumstances", "Factor", "Scored", "factors"]


@cache
def factors() -> Mapping[str, Factor]:
    """Every factor by its name."""
    return shelf.collect(sys.modules[__name__], "FACTOR", Factor)
