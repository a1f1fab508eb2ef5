"""The policy that stands in an estate: `changes/policy.yaml`."""

from gitcab.model.inventory import Inventory
from gitcab.model.records.policy import Policy

_ID = "policy"


def standing_policy(inventory: Inventory) -> Policy | None:
    """The policy, None where there is none."""
    entry = inventory.get(Policy, _ID)
    return entry.record if entry else None
