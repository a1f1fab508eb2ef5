"""On which estate an answer stands: today's, or the estate as it will be."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Basis:
    """The estate as it will be at that moment (aware); None is today's.

    `applied` are the changes that were reckoned in, in their order, `unfit` those that should have
    been but do not fit.
    """

    at: datetime | None = None
    applied: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


TODAY = Basis()
