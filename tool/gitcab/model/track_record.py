"""How the closed changes went: of a change model, of an owner, of an item."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from gitcab.model.entry import Entry
from gitcab.model.in_words import instant_or_none
from gitcab.model.inventory import Inventory
from gitcab.model.records.change_model import ChangeModel
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.standing_policy import standing_policy


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """So many closed changes, and how many of them failed."""

    closed: int = 0
    failed: int = 0

    @classmethod
    def of(cls, changes: Iterable[RequestForChange]) -> "TrackRecord":
        """The record of these closed changes."""
        outcomes = [has_failed(change) for change in changes]
        return cls(len(outcomes), sum(outcomes))

    def smoothed(self, prior_changes: int, prior_failures: int) -> Fraction:
        """The share of failures as if so many more changes had been seen: (f + a) / (n + a + b)."""
        return Fraction(self.failed + prior_failures, self.closed + prior_changes)

    def exceeds(self, share: float) -> bool:
        """Whether more than that share of the changes failed; nobody has failed without a change."""
        return self.failed > share * self.closed


def has_failed(rfc: RequestForChange) -> bool:
    """Whether a closed change was unsuccessful, or was backed out wholly or in part."""
    review = rfc.review
    return review is not None and (review.close_code == "unsuccessful" or review.backed_out in (True, "partial"))


def closed_changes(inventory: Inventory) -> list[Entry[RequestForChange]]:
    """All closed changes in the order in which they ended."""
    closed = (entry for entry in inventory.of_kind(RequestForChange) if entry.record.state == "closed")
    return sorted(closed, key=lambda entry: (_ended(entry.record), entry.id))


def _ended(rfc: RequestForChange) -> str:
    """When it ended, as text that sorts: its review says so, else its schedule, else the day it was raised."""
    review, schedule = rfc.review, rfc.schedule
    zone = schedule.time_zone if schedule else None
    written = (review.end if review else None) or (schedule.end if schedule else None)
    moment = instant_or_none(written, zone) if written else None
    return moment.isoformat() if moment else rfc.id[4:14]


def record_of_model(inventory: Inventory, model: str, over_last: int) -> TrackRecord:
    """How the last so many closed changes of that model went."""
    followed = [entry.record for entry in closed_changes(inventory) if entry.record.model == model]
    return TrackRecord.of(followed[-over_last:])


def suspended_models(inventory: Inventory) -> dict[str, TrackRecord]:
    """The published models whose record is worse than the policy bears, in the order of their ids."""
    policy = standing_policy(inventory)
    limit = policy.standard_changes if policy else None
    if limit is None:
        return {}
    published = [entry.id for entry in inventory.of_kind(ChangeModel) if entry.record.state == "published"]
    records = {model: record_of_model(inventory, model, limit.over_last) for model in published}
    return {model: one for model, one in records.items() if one.exceeds(limit.suspend_above_failure_rate)}
