"""What should have happened by now and has not: the answer of `gitcab audit overdue`."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Overdue:
    """One thing that somebody still owes.

    `sort` is a word of ours (`emergency_review`), `record` the id that it is about, `due` the day by
    which it should have been done (None: a condition, not a day), `who` logins or teams, and `next_step`
    the command that goes on with it.
    """

    sort: str
    record: str
    due: str | None
    who: tuple[str, ...]
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class OverdueList:
    """All that is overdue at `now` (aware), the longest due first; `unread` are files that could not be read."""

    items: tuple[Overdue, ...]
    now: datetime
    unread: tuple[str, ...] = ()
