"""From plain values to facts: what decides must be there and fit, or there are no facts at all."""

from collections.abc import Mapping
from typing import Any

from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.model.pull_request import PullRequest
from gitcab.model.records import parse_as

_TOLD = 3


def facts_of(plain: Mapping[str, Any], whose: str) -> PullRequest:
    """The facts that the value holds, in the shape gitcab.facts/1; `whose` names where it came from.

    Raises ForgeUnavailable with the first misfits where something lacks or does not fit.
    """
    parsed = parse_as(PullRequest, plain)
    if isinstance(parsed, PullRequest):
        return parsed
    told = "; ".join(misfit.message for misfit in parsed[:_TOLD])
    more = f"; and {len(parsed) - _TOLD} more" if len(parsed) > _TOLD else ""
    raise ForgeUnavailable(f"{whose} does not hold the facts of a pull request: {told}{more}")
