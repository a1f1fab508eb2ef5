"""The board's verdict in words, the same in every format; `quote` makes text from records harmless."""

from collections.abc import Iterator

from gitcab.model.verdict import Needed, Node, Verdict, VerdictStatus
from gitcab.reports._wording import Quote, counted, listed

_ANSWERS = {
    VerdictStatus.ALLOWED: "Allowed: it may be merged.",
    VerdictStatus.PENDING: "Pending: something is still missing.",
    VerdictStatus.REFUSED: "Refused: it may not be merged as it is.",
}
_TOLD = 6


def answer_in_words(verdict: Verdict) -> str:
    """Yes or no, in one sentence."""
    return _ANSWERS[verdict.status]


def needed_in_words(needed: Needed, quote: Quote = str) -> str:
    """`1 approval by cab (hpatel, rstone)`."""
    groups = " or ".join(quote(group) for group in needed.groups)
    who = listed(needed.eligible, quote, _TOLD) if needed.eligible else "nobody there may approve it"
    return f"{counted(needed.approvals, 'approval')} by {groups} ({who})"


def nodes(node: Node, depth: int = 0) -> Iterator[tuple[int, Node]]:
    """The node and all below it, each with how deep it lies."""
    yield depth, node
    for child in node.children:
        yield from nodes(child, depth + 1)
