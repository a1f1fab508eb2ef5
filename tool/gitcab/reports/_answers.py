"""Every answer in one sentence, the same in every format; `quote` makes names from records harmless there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gitcab.model.impact import Impact, State
from gitcab.reports._wording import Quote, counted, listed, state_words

if TYPE_CHECKING:  # each answer loads what it tells, and not what others tell
    from gitcab.model.change_set import ChangeSet, RecordChange
    from gitcab.model.dependencies import Dependencies
    from gitcab.model.failure import PointsOfFailure

CASES = {
    "given": "",
    "expected": "as expected",
    "worst": "in the worst case",
}


def tally(impact: Impact) -> str:
    """`12 items hit in the worst case: 3 down, 4 degraded, 5 at risk`."""
    case = CASES.get(impact.case, "")
    states = (State.DOWN, State.DEGRADED, State.AT_RISK)
    parts = ", ".join(f"{impact.count(state):,} {state_words(state)}" for state in states)
    return f"{counted(len(impact.impacted), 'item')} hit{' ' + case if case else ''}: {parts}"


def points_in_words(points: "PointsOfFailure", quote: Quote = str) -> str:
    """The answer to who takes the service down alone."""
    service = quote(points.service)
    if points.already_down:
        return (
            f"{service} is down with nothing lost: a redundancy group that it needs cannot hold. "
            "Find it: gitcab validate"
        )
    if not points.singles:
        return f"Nothing takes {service} down alone."
    return f"{counted(len(points.singles), 'item')} whose loss alone takes {service} down"


def unread_in_words(paths: Sequence[str], quote: Quote = str) -> str:
    """That the answer is incomplete, and what to do about it."""
    return (
        f"Incomplete: {counted(len(paths), 'file')} could not be read ({listed(paths, quote)}). Mend: gitcab validate"
    )


def changes_in_words(changes: "ChangeSet", quote: Quote = str) -> str:
    """`3 records changed from main to HEAD: 2 added, 1 edited`."""
    from gitcab.model.change_set import Sort

    counts = [(sum(change.sort is sort for change in changes.changes), sort.value) for sort in Sort]
    told = ", ".join(f"{number:,} {word}" for number, word in counts if number)
    span = f"from {quote(changes.base)} to {quote(changes.head)}"
    records = counted(len(changes.changes), "record")
    return f"{records} changed {span}: {told}" if told else f"No record changed {span}."


def edit_in_words(change: "RecordChange") -> str:
    """`scheduled -> implement: legal, recording`; empty where there is nothing to say of a life cycle."""
    step = change.transition
    if step is None:
        return ", ".join(change.sorts)
    judged = "legal" if step.is_legal else f"illegal (legal: {', '.join(step.legal) or 'none'})"
    return f"{step.before or 'new file'} -> {step.after}: {', '.join((judged, *change.sorts))}"


def dependencies_in_words(found: "Dependencies", quote: Quote = str) -> str:
    """`sis depends on 12 items; the loss of 3 of them alone takes it down`."""
    if not found.dependencies:
        return f"{quote(found.id)} depends on nothing."
    single = sum(one.effect is State.DOWN for one in found.dependencies)
    total = counted(len(found.dependencies), "item")
    return f"{quote(found.id)} depends on {total}; the loss of {single:,} of them alone takes it down"
