"""On which estate an answer stands, as part of a document."""

from typing import Any

from gitcab.model.basis import Basis
from gitcab.reports._basis import time_words


def plain_basis(basis: Basis) -> dict[str, Any]:
    """The moment (null for today's estate), the changes reckoned in, and those that do not fit."""
    return {"at": time_words(basis), "applied": list(basis.applied), "unfit": list(basis.unfit)}
