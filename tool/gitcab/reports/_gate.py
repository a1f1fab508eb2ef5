"""The gate's answer in six lines, the same in every format; `quote` makes text from records harmless."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from gitcab.model.conflict import Conflict
from gitcab.model.gate import Decision, GateResult, Outline, ServiceHit
from gitcab.model.impact import State
from gitcab.model.interval import Interval
from gitcab.model.verdict import Node, NodeStatus, Verdict
from gitcab.reports._risk import level_words
from gitcab.reports._verdict import needed_in_words, nodes
from gitcab.reports._wording import Quote, counted, listed, state_words

_TOLD = 3
_SOON = timedelta(days=6)
_WORDS = {
    "text-conflict": ("conflict of text", "conflicts of text"),
    "odd-path": ("odd path", "odd paths"),
    "rfc-removed": ("RFC file removed", "RFC files removed"),
    "unexplained-edit": ("unexplained edit of cmdb/", "unexplained edits of cmdb/"),
    "conflict": ("conflict with what is merged", "conflicts with what is merged"),
}


def six_lines(result: GateResult, quote: Quote = str) -> tuple[str, ...]:
    """Who is waited for, risk and time; the title; what is hit; undo; who is needed; conflicts."""
    return (
        "; ".join([decision_in_words(result, quote), *_risk_and_time(result)]),
        _titles(result, quote),
        f"Hits: {_hits(result, quote)}",
        f"Undo: {_undo(result)}",
        f"Needed: {_needed(result, quote)}",
        f"Conflicts: {_conflicts(result, quote)}",
    )


def decision_in_words(result: GateResult, quote: Quote = str) -> str:
    """`Waiting for ecab (2 of 3)`, `Refused: 2 unexplained edits of cmdb/`, `May be merged (3 of 3)`."""
    if result.decision is Decision.REFUSED:
        return f"Refused: {_refusal(result, quote)}"
    if result.decision is Decision.UNKNOWN:
        return f"Cannot tell: {quote(result.unknown[0]) if result.unknown else 'nobody knows who has approved'}"
    if result.decision is Decision.ALLOWED:
        return f"May be merged{_standing(result.verdict)}"
    if result.verdict and result.verdict.needed:
        whom = dict.fromkeys(group for one in result.verdict.needed for group in one.groups)
        return f"Waiting for {listed(tuple(whom), quote, _TOLD)}{_standing(result.verdict)}"
    return "Waiting for the draft to be marked as ready" if result.draft else f"Waiting{_standing(result.verdict)}"


def _standing(verdict: Verdict | None) -> str:
    """How many of the policy's demands are met: ` (2 of 3)`."""
    if verdict is None:
        return ""
    leaves = list(_leaves(verdict.tree))
    return f" ({sum(one.status is NodeStatus.SATISFIED for one in leaves)} of {len(leaves)})"


def _leaves(node: Node) -> Iterator[Node]:
    return (one for _, one in nodes(node) if not one.children)


def _refusal(result: GateResult, quote: Quote) -> str:
    rules = [one.rule for one in result.errors]
    told = [counted(rules.count(rule), *words) for rule, words in _WORDS.items() if rule in rules]
    if others := sum(rule not in _WORDS for rule in rules):
        told.append(counted(others, "error in records", "errors in records"))
    told += [quote(node.why) for node in refusing(result.verdict)][:_TOLD]
    return ", ".join(told)


def refusing(verdict: Verdict | None) -> Iterator[Node]:
    """The innermost reasons that refuse."""
    for leaf in _leaves(verdict.tree) if verdict else ():
        if leaf.status is NodeStatus.REFUSED:
            yield leaf


def _risk_and_time(result: GateResult) -> Iterator[str]:
    known = [one.risk for one in result.outlines if one.risk]
    if known:
        yield f"risk {level_words(max(one.level for one in known))}"
    timed = sorted((one for one in result.outlines if one.interval), key=lambda one: (one.interval, one.rfc))
    if timed and timed[0].interval:
        more = f" and {counted(len(timed) - 1, 'more window')}" if len(timed) > 1 else ""
        yield f"{when(timed[0].interval, timed[0].zone)}{more}"


def when(interval: Interval, zone: tzinfo) -> str:
    """`Sat 2026-12-05 22:00 to Sun 02:00 America/Chicago`."""
    start, end = (moment.astimezone(zone) for moment in (interval.start, interval.end))
    return f"{_day(start)} {start:%H:%M} to {_near(end, start)} {zone}"


def _near(moment: datetime, other: datetime) -> str:
    if moment.date() == other.date():
        return f"{moment:%H:%M}"
    is_soon = abs(moment.date() - other.date()) <= _SOON
    return f"{_weekday(moment)} {moment:%H:%M}" if is_soon else f"{_day(moment)} {moment:%H:%M}"


def _day(moment: datetime) -> str:
    return f"{_weekday(moment)} {moment:%Y-%m-%d}"


def _weekday(moment: datetime) -> str:
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[moment.weekday()]


def _titles(result: GateResult, quote: Quote) -> str:
    if result.outlines:
        titles = tuple(one.title for one in result.outlines)
        kinds = ", ".join(dict.fromkeys(_kind(one) for one in result.outlines[:_TOLD]))
        return f"{listed(titles, quote, 2)} ({kinds})"
    records = len(result.changes.changes) if result.changes else 0
    return f"No request for change; {counted(records, 'record')} edited" if records else "No record is edited"


def _kind(outline: Outline) -> str:
    step = outline.edit.transition
    return f"{outline.type}, {step.before or 'new'} to {step.after}" if step else f"{outline.type}, edited"


def _hits(result: GateResult, quote: Quote) -> str:
    ahead = [one for one in result.outlines if one.expected and one.worst]
    if not ahead:
        return "nothing, no change is ahead"
    expected = _worst(service for one in ahead for service in one.services)
    worst = _worst(service for one in ahead for service in one.services_at_worst)
    lengths = [one.minutes for one in ahead if one.minutes is not None]
    long = f" for {length(max(lengths))}" if lengths and expected else ""
    told = "; ".join(
        f"{listed([one for one, found in expected if found is state], quote, _TOLD)} {state_words(state)}"
        for state in (State.DOWN, State.DEGRADED)
        if any(found is state for _, found in expected)
    )
    more = f"{counted(len(worst), 'service')} at worst" if worst else "none at worst"
    return f"{told or 'no service as expected'}{long}; {more}"


def _worst(services: Iterable[ServiceHit]) -> Sequence[ServiceHit]:
    """Each service once, in the worst of its states, the worst first."""
    found: dict[str, State] = {}
    for name, state in services:
        found[name] = max(state, found.get(name, State.UP))
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def length(minutes: int) -> str:
    """`45 min`, `2 h`, `1 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours:,} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def _undo(result: GateResult) -> str:
    if not any(one.expected for one in result.outlines):
        return "nothing to undo, no change is ahead"
    ahead = [one for one in result.outlines if one.interval]
    if not ahead:
        return "no schedule yet"
    told = [_way_back(one) for one in ahead if one.backout_minutes is not None or one.undo_until is not None]
    if not told:
        return "nobody says how long it takes"
    return told[0] + (f"; and {counted(len(ahead) - 1, 'more change')}" if len(ahead) > 1 else "")


def _way_back(outline: Outline) -> str:
    takes = length(outline.backout_minutes) if outline.backout_minutes is not None else "nobody says how long it takes"
    if outline.undo_until is None or outline.interval is None:
        return f"{takes}, at any time"
    until, start = (moment.astimezone(outline.zone) for moment in (outline.undo_until, outline.interval.start))
    return f"{takes}, until {_near(until, start)}"


def _needed(result: GateResult, quote: Quote) -> str:
    if result.verdict is None:
        return "not looked at"
    if not result.verdict.needed:
        return "nobody"
    told = [f"{needed_in_words(one, quote)}, because of {quote(one.why)}" for one in result.verdict.needed]
    return "; ".join(told[:_TOLD]) + (f"; and {len(told) - _TOLD} more" if len(told) > _TOLD else "")


def _conflicts(result: GateResult, quote: Quote) -> str:
    told = [conflict_in_words(one, quote) for one in (*result.conflicts, *result.nearby)]
    more = f"; and {len(told) - 2} more" if len(told) > 2 else ""
    return "; ".join(told[:2]) + more if told else "none"


def conflict_in_words(conflict: Conflict, quote: Quote = str) -> str:
    """`error same_ci with RFC-…`, with the other pull request's number where it is one."""
    where = f" in {listed(conflict.origins, quote, _TOLD)}" if conflict.origins else ""
    accepted = ", accepted" if conflict.accepted else ""
    return f"{conflict.severity.value} {conflict.type} of {listed(conflict.rfcs, quote, 2)}{where}{accepted}"
