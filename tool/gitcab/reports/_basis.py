"""On which estate an answer stands, in a sentence."""

from gitcab.model.basis import Basis
from gitcab.reports._wording import Quote, listed


def basis_in_words(basis: Basis, quote: Quote = str) -> str:
    """`On the estate as it will be at 2026-12-06T04:00Z, after RFC-…`."""
    unfit = f"; not reckoned in, as it does not fit: {listed(basis.unfit, quote)}" if basis.unfit else ""
    if basis.at is None:
        return f"On today's estate{unfit}."
    applied = f", after {listed(basis.applied, quote)}" if basis.applied else ", to which no change is due"
    return f"On the estate as it will be at {time_words(basis)}{applied}{unfit}."


def time_words(basis: Basis) -> str | None:
    """`2026-12-06T04:00Z`, in UTC; None for today."""
    return basis.at.isoformat(timespec="minutes").replace("+00:00", "Z") if basis.at else None
