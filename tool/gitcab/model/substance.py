"""What of a request for change is authorised: the fields that the board decides about."""

from collections.abc import Iterator
from typing import Any

from gitcab.model.records.request_for_change import RequestForChange

SUBSTANCE = (
    "type",
    "model",
    "configuration_items",
    "one_at_a_time",
    "schedule",
    "plans",
    "after",
    "accepted_conflicts",
)
"""Items, effects, patches, schedule, plans, type, order and accepted conflicts (DESIGN section 3)."""


def altered(before: RequestForChange, after: RequestForChange) -> tuple[str, ...]:
    """The fields of the record that mean something else afterwards, `state` left out."""
    old, new = (one.model_dump(mode="json", by_alias=True) for one in (before, after))
    return tuple(name for name in old if name != "state" and old[name] != new[name])


def altered_substance(before: RequestForChange, after: RequestForChange) -> tuple[str, ...]:
    """The fields of the substance that are different afterwards.

    Plans that an emergency lacked may follow by its review: they are no alteration.
    """
    return tuple(name for name in altered(before, after) if name in SUBSTANCE and not _follows(name, before, after))


def _follows(name: str, before: RequestForChange, after: RequestForChange) -> bool:
    if name != "plans" or after.type != "emergency":
        return False
    return all(new[1] == old[1] or old[1] is None for old, new in zip(_plans(before), _plans(after), strict=True))


def _plans(rfc: RequestForChange) -> Iterator[tuple[str, Any]]:
    yield from rfc.plans.model_dump(mode="json").items()
