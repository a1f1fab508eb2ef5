"""The gate's answer for the job summary and the comment: six lines, everything else folded."""

from collections.abc import Iterator, Sequence

from gitcab.model.gate import GateResult, Outline
from gitcab.model.impact import Impact, Impacted
from gitcab.model.verdict import Verdict
from gitcab.reports._answers import CASES, edit_in_words
from gitcab.reports._escape import code_span, plain_words, table_cell
from gitcab.reports._gate import conflict_in_words, six_lines
from gitcab.reports._look import Look
from gitcab.reports._risk import factor_words, level_words, points_words
from gitcab.reports._verdict import nodes
from gitcab.reports._wording import counted, loss, route_words, state_words, value_words, way
from gitcab.reports.markdown._blocks import page
from gitcab.reports.markdown._folded import Part, folded
from gitcab.reports.mermaid import render_impact

_COMMENT = 60_000
_SUMMARY = 900_000
_MOST_DRAWN = 40
_LONGEST = 120


def render_gate(result: GateResult, look: Look) -> str:
    """At most 60,000 characters, of the 65,536 that a comment may have; --full takes what a job summary holds."""
    first, *rest = six_lines(result, code_span)
    lines = [f"**{first}**  ", *(f"{line}  " for line in rest)]
    room = (_SUMMARY if look.full else _COMMENT) - sum(len(line) + 1 for line in lines) - 1_000
    return page([*lines, *folded(_parts(result), room)], Look(look.width, look.colour, full=True))


def _parts(result: GateResult) -> Iterator[Part]:
    yield _findings(result)
    if result.verdict:
        yield Part("Approvals", [*_verdict(result.verdict)])
    yield _conflicts(result)
    for outline in result.outlines:
        yield from _impacts(outline)
        yield _risk(outline)
    yield _records(result)
    yield _edits(result)
    rows = [
        *(f"- not known: {code_span(one)}" for one in result.unknown),
        *(f"- {code_span(one)}" for one in result.remarks),
    ]
    yield Part("What could not be told, and remarks", rows)


def _findings(result: GateResult) -> Part:
    rows = [
        _row(
            one.severity.value,
            table_cell(one.rule),
            table_cell(f"{one.place.path}:{one.place.line}"),
            table_cell(one.message),
            table_cell(one.hint),
        )
        for one in result.findings
    ]
    title = f"{counted(len(result.findings), 'finding')}, of which {len(result.errors):,} hold it"
    return Part(title, rows, _head("severity", "rule", "where", "what", "how to mend"))


def _verdict(verdict: Verdict) -> Iterator[str]:
    for depth, node in nodes(verdict.tree):
        if depth:
            yield f"{'  ' * (depth - 1)}- **{node.status.value}** {plain_words(node.name)}: {code_span(node.why)}"
    for one in verdict.discounted:
        yield f"- the review of {code_span(one.author or '-')} does not count: {code_span(one.why)}"


def _conflicts(result: GateResult) -> Part:
    every = (*result.conflicts, *result.nearby)
    rows = [
        f"- {conflict_in_words(one, code_span)}: {code_span(one.message)} How to mend: {code_span(one.hint)}"
        for one in every
    ]
    return Part(counted(len(every), "conflict"), rows)


def _impacts(outline: Outline) -> Iterator[Part]:
    for impact in (outline.expected, outline.worst):
        if impact and impact.impacted:
            title = f"Impact {CASES[impact.case]}: {counted(len(impact.impacted), 'item')}"
            name = f"{code_span(outline.rfc)}"
            head = [name, "", *_drawing(impact), *_head("item", "class", "state", "owner", "by way of")]
            gravest = sorted(impact.impacted, key=lambda one: (-one.state, one.hops, one.id))
            yield Part(title, [_hit(one) for one in gravest], head)


def _drawing(impact: Impact) -> Sequence[str]:
    """A small graph; a large one says nothing at a glance."""
    if len(impact.impacted) > _MOST_DRAWN:
        return ()
    return ("```mermaid", *render_impact(impact, Look()).splitlines(), "```", "")


def _hit(one: Impacted) -> str:
    group = one.path[-1].group if one.path else None
    why = f" ({loss(group, table_cell)})" if group else ""
    return _row(
        table_cell(one.id),
        table_cell(one.item_class),
        state_words(one.state),
        table_cell(one.owner),
        way(one.path, table_cell) + why,
    )


def _risk(outline: Outline) -> Part:
    if outline.risk is None:
        return Part("Risk", ())
    risk = outline.risk
    rows = [
        _row(points_words(one), table_cell(factor_words(one.factor)), table_cell(one.reason)) for one in risk.points
    ]
    title = f"Risk {level_words(risk.level)}: {counted(risk.total, 'point')}"
    return Part(title, rows, [code_span(outline.rfc), *_head("points", "factor", "reason")])


def _records(result: GateResult) -> Part:
    changes = result.changes.changes if result.changes else ()
    rows = [
        _row(one.sort.value, table_cell(one.kind), table_cell(one.id), table_cell(edit_in_words(one) or "-"))
        for one in changes
    ]
    return Part(f"{counted(len(changes), 'record')} changed", rows, _head("change", "kind", "id", "life cycle"))


def _edits(result: GateResult) -> Part:
    rows = []
    for one in result.edits:
        field = table_cell(route_words(one.field.route)) if one.field else one.sort.value
        values = (one.field.before, one.field.after) if one.field else (None, None)
        before, after = (table_cell(value_words(value, _LONGEST)) for value in values)
        rows.append(_row(table_cell(one.id), field, before, after, one.standing.value, table_cell(one.why)))
    head = _head("record", "field", "before", "after", "standing", "why")
    return Part(f"{counted(len(result.edits), 'edit')} of cmdb/", rows, head)


def _head(*columns: str) -> list[str]:
    return ["", _row(*columns), _row(*["---"] * len(columns))]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


RENDER = {GateResult: render_gate}
