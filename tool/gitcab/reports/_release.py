"""A release in sentences, the same in every format; `quote` makes text from records harmless."""

from collections.abc import Iterator

from gitcab.model.interval import Interval
from gitcab.model.release_plan import Precedence, ReleasePlan, ReleaseStep
from gitcab.reports._risk import level_words
from gitcab.reports._wording import Quote, counted, listed


def decision_in_words(plan: ReleasePlan, quote: Quote = str) -> str:
    """The one decision, who makes it, and the window."""
    window = f"; {window_words(plan.window)}" if plan.window else "; no window yet"
    return f"Decision: {plan.decision} ({quote(plan.decided_by)}){window}"


def window_words(window: Interval | None) -> str:
    """`2026-12-06 04:00 to 2026-12-06 08:00 UTC`."""
    return f"{window.start:%Y-%m-%d %H:%M} to {window.end:%Y-%m-%d %H:%M} UTC" if window else "no window"


def risk_words(step: ReleaseStep) -> str:
    """`high, 66`."""
    return f"{level_words(step.risk.level)}, {step.risk.total}" if step.risk else "not judged"


def precedence_in_words(one: Precedence, quote: Quote = str) -> str:
    """`RFC-a before RFC-b: sis-app depends on what it touches`."""
    return f"{quote(one.first)} before {quote(one.then)}: {quote(one.reason)}"


def obstacles(plan: ReleasePlan, quote: Quote = str) -> Iterator[str]:
    """What stands in the way of a go, each in a sentence."""
    for cycle in plan.cycles:
        yield f"Each of these must come before the others: {listed(cycle, quote, len(cycle))}."
    for one in plan.early:
        yield f"{quote(one.then)} starts before {quote(one.first)} ends."
    if plan.waiting:
        yield f"{counted(len(plan.waiting), 'change')} not authorised, or on hold: {listed(plan.waiting, quote)}."
    if plan.absent:
        yield f"No record: {listed(plan.absent, quote)}."
    for conflict in plan.conflicts:
        whose = listed(conflict.rfcs, quote)
        yield f"{quote(conflict.type)} ({conflict.severity.value}) of {whose}: {quote(conflict.message)}"
