"""Points for the worst of several track records."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from gitcab.model.records._risk_points import FailedBefore
from gitcab.model.track_record import TrackRecord
from gitcab.policies.risk_factors._factor import Scored


def worst_record(ids: Iterable[str], records: Mapping[str, TrackRecord], given: FailedBefore | None) -> Scored | None:
    """Weight times the largest smoothed share of failures; the worst counts, never the average.

    So whoever joins in can only raise it. An id without a closed change has the policy's prior.
    """
    known = [(whose, records.get(whose, TrackRecord())) for whose in sorted(ids)]
    if given is None or not known:
        return None
    shares = {whose: one.smoothed(given.prior_changes, given.prior_failures) for whose, one in known}
    worst, record = max(known, key=lambda one: shares[one[0]])
    share = shares[worst]
    points = int(given.weight * share + Fraction(1, 2))
    told = f"{record.failed} of {record.closed} closed changes failed"
    return (
        points,
        f"{worst}: {told if record.closed else 'no closed change yet'}; reckoned with {float(share):.0%} failures",
    )
