"""What an auditor asks of each change: who wanted it, who agreed and when, what came of it, and where that is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from gitcab.graph.rfc_impact import impact_of_rfc
from gitcab.model.entry import Entry
from gitcab.model.evidence import Evidence
from gitcab.model.impact import State
from gitcab.model.in_words import instant_or_none
from gitcab.model.inventory import Estate
from gitcab.model.moment import instant, read_date, zone
from gitcab.model.pull_request import Review
from gitcab.model.records._risk_points import Deadlines
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.standing_policy import standing_policy
from gitcab.policies.authorising import Authorising

_Change = Entry[RequestForChange]

COLUMNS = (
    "id",
    "type",
    "incidents",
    "services",
    "requester",
    "approvers",
    "approved",
    "outcome",
    "review in time",
    "evidence",
)


@dataclass(frozen=True, eq=False)
class Ledger:
    """The changes of an estate with the evidence of who authorised them, as of `now` (aware)."""

    estate: Estate
    authorising: Authorising
    now: datetime

    def rows(self, first: date, last: date, type: str | None) -> Iterator[tuple[str, ...]]:
        """A row of COLUMNS for each change that began, or should have, from the first to the last day."""
        for entry in self.estate.inventory.of_kind(RequestForChange):
            if type in (None, entry.record.type) and first <= self._day(entry.record) <= last:
                yield self._row(entry)

    def _row(self, entry: _Change) -> tuple[str, ...]:
        rfc = entry.record
        piece = self.authorising.piece_of(entry)
        return (
            rfc.id,
            rfc.type,
            ", ".join(rfc.links.incidents),
            ", ".join(self._services(rfc)),
            rfc.requested_by,
            "; ".join(_approvers(rfc, piece)),
            _when(rfc, piece, _start(rfc)),
            _outcome(rfc),
            self._reviewed(entry),
            piece.commit[:12] if piece else "none",
        )

    def _day(self, rfc: RequestForChange) -> date:
        start = _start(rfc)
        return start.astimezone(self._zone).date() if start else read_date(rfc.id[4:14])

    def _services(self, rfc: RequestForChange) -> list[str]:
        """The services that are expected to be degraded or down."""
        estate = self.estate
        states = impact_of_rfc(estate.inventory, estate.relations, estate.classes, rfc, "expected").states
        hit = [one for one, state in states.items() if state >= State.DEGRADED]
        return sorted(one for one in hit if self._is_service(one))

    def _is_service(self, item: str) -> bool:
        entry = self.estate.inventory.get(ConfigurationItem, item)
        known = self.estate.classes.get(entry.record.item_class) if entry else None
        return known is not None and known.family == "service"

    def _reviewed(self, entry: _Change) -> str:
        rfc = entry.record
        due = self._due(rfc)
        if rfc.state == "canceled" or due is None:
            return "-"
        if rfc.state != "closed":
            return f"no, due {due}" if due < self.now.astimezone(self._zone).date() else f"due {due}"
        closed = self.authorising.closed_at(entry)
        day = closed.astimezone(self._zone).date() if closed else None
        if day is None:
            return "unknown"
        return "yes" if day <= due else f"no, closed {day}, due {due}"

    def _due(self, rfc: RequestForChange) -> date | None:
        """The day by which it should be closed, by the policy's deadlines."""
        ended = _moment(rfc, rfc.review.end if rfc.review else None) or _moment(rfc, _planned(rfc, "end"))
        days = self._deadlines.emergency_review_days if rfc.type == "emergency" else self._deadlines.review_days
        return ended.astimezone(self._zone).date() + timedelta(days=days) if ended else None

    @cached_property
    def _deadlines(self) -> Deadlines:
        policy = standing_policy(self.estate.inventory)
        return policy.deadlines if policy else Deadlines()

    @cached_property
    def _zone(self) -> ZoneInfo:
        policy = standing_policy(self.estate.inventory)
        return zone(policy.time_zone or "UTC") if policy else zone("UTC")


def _start(rfc: RequestForChange) -> datetime | None:
    """When the work began, or should."""
    return _moment(rfc, rfc.review.start if rfc.review else None) or _moment(rfc, _planned(rfc, "start"))


def _planned(rfc: RequestForChange, bound: str) -> str | None:
    return getattr(rfc.schedule, bound) if rfc.schedule else None


def _moment(rfc: RequestForChange, written: str | None) -> datetime | None:
    return instant_or_none(written, rfc.schedule.time_zone if rfc.schedule else None) if written else None


def _approvers(rfc: RequestForChange, piece: Evidence | None) -> Iterator[str]:
    """Who agreed and when: before the record was filed as it says, and in the pull request."""
    given = rfc.authorization
    if given and given.by:
        yield " ".join(one for one in (given.by, given.at, f"({given.how})" if given.how else None) if one)
    for review in counted(piece) if piece else ():
        yield f"{review.author} {review.submitted_at}"


def counted(piece: Evidence) -> Sequence[Review]:
    """The approvals that counted, oldest first: each person's last, less those that the verdict discounts."""
    out = piece.discounted
    reviews = piece.facts.reviews if piece.facts else ()
    found = [one for one in reviews if one.state == "approved" and one.id not in out]
    return sorted(found, key=lambda one: (one.submitted_at, one.id))


def _when(rfc: RequestForChange, piece: Evidence | None, start: datetime | None) -> str:
    """Whether all approvals were there before the work began."""
    if rfc.authorization and rfc.authorization.by is None:
        return "never: unauthorised"
    moments = [_moment(rfc, rfc.authorization.at)] if rfc.authorization and rfc.authorization.at else []
    if not moments and piece:
        if piece.statement and piece.statement.status != "allowed":
            return f"never: merged though {piece.statement.status}"
        moments = [instant(one.submitted_at, "UTC") for one in counted(piece)]
    known = [one for one in moments if one]
    if not known or start is None:
        return "nobody was asked" if piece and not known else "unknown"
    return "before the start" if max(known) <= start else "after the start"


def _outcome(rfc: RequestForChange) -> str:
    review = rfc.review
    if rfc.state not in ("review", "closed") or review is None:
        return rfc.state
    backed_out = {True: ", backed out", "partial": ", partly backed out"}.get(review.backed_out or "", "")
    return f"{(review.close_code or rfc.state).replace('_', ' ')}{backed_out}"
