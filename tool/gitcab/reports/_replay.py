"""What a new policy would change, in words, the same in every format."""

from gitcab.model.replay import Demand, Replay, Replayed
from gitcab.model.verdict import VerdictStatus
from gitcab.reports._wording import Quote, counted, listed

COLUMNS = ("change", "outcome", "asks", "would ask", "caught", "whom")
_OUTCOMES = {True: "failed", False: "successful", None: "not over"}


def replay_in_words(replay: Replay) -> str:
    """How many decisions change, how many failures are caught, and the cost."""
    before, after = replay.approvals
    decisions = f"{len(replay.flipped):,} of {counted(len(replay.changes), 'decision')} would change"
    caught = f"{replay.caught:,} of {counted(replay.failed, 'failure')} would have been caught"
    return f"{decisions}, {caught}, for {counted(after, 'approval')} instead of {before:,}."


def cells(one: Replayed, quote: Quote = str) -> tuple[str, ...]:
    """A row of the table."""
    caught = "yes" if one.is_caught else "-"
    whom = listed(one.new.groups, quote, 3) if one.new.groups else "nobody"
    return (quote(one.rfc), _OUTCOMES[one.failed], _asks(one.old), _asks(one.new), caught, whom)


def _asks(demand: Demand) -> str:
    return "refused" if demand.status is VerdictStatus.REFUSED else f"{demand.approvals:,}"
