"""What is hit: the counts, the services, and every item with the way from the root."""

from collections.abc import Iterator

from gitcab.model.impact import Explanation, Impact, Impacted, State
from gitcab.reports._answers import CASES, tally, unread_in_words
from gitcab.reports._basis import basis_in_words
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports._story import story
from gitcab.reports._wording import listed, loss, state_words, way
from gitcab.reports.markdown._blocks import page, table

_WORSE = (State.DOWN, State.DEGRADED, State.AT_RISK)


def render_impact(impact: Impact, look: Look) -> str:
    """Counts first, then services, classes and items, the gravest first."""
    return page(_impact(impact), look)


def _impact(impact: Impact) -> Iterator[str]:
    yield f"### Impact of {listed(sorted(impact.roots), code_span)}"
    yield ""
    yield f"**{tally(impact)}**"
    yield from table(
        ("service", "state", "hops", "criticality", "owner"),
        [
            (
                table_cell(one.id),
                state_words(one.state),
                str(one.hops),
                table_cell(one.criticality or "-"),
                table_cell(one.owner),
            )
            for one in impact.of([one.id for one in impact.services])
        ],
    )
    heads = ("class", *(state_words(state) for state in _WORSE))
    counts = impact.classes.items()
    yield from table(heads, [(table_cell(name), *(f"{of.get(state, 0):,}" for state in _WORSE)) for name, of in counts])
    gravest = sorted(impact.impacted, key=lambda one: (-one.state, one.hops, one.id))
    yield from table(("item", "state", "hops", "by way of"), [_item(one) for one in gravest])
    if impact.basis.at:
        yield from ("", basis_in_words(impact.basis, code_span))
    if impact.unread:
        yield from ("", unread_in_words(impact.unread, code_span))


def _item(one: Impacted) -> tuple[str, ...]:
    group = one.path[-1].group if one.path else None
    why = f" ({loss(group, table_cell)})" if group else ""
    return (table_cell(one.id), state_words(one.state), str(one.hops), way(one.path, table_cell) + why)


def render_explanation(explanation: Explanation, look: Look) -> str:
    """A numbered sentence for each hop."""
    case = CASES.get(explanation.impact.case, "")
    sentences = [f"{number}. {words}" for number, words in enumerate(story(explanation, code_span), start=1)]
    head = f"### How {code_span(explanation.id)} is hit{' ' + case if case else ''}"
    return page([head, "", *sentences], look)


RENDER = {Impact: render_impact, Explanation: render_explanation}
