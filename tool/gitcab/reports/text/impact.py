"""What is hit: a tree from the roots, tables by service and by class, and the counts."""

from itertools import islice
from operator import attrgetter

from gitcab.model.impact import Explanation, Impact, Impacted, State, Step
from gitcab.reports._answers import CASES, tally, unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._story import story
from gitcab.reports._tree import Branch, branches
from gitcab.reports._wording import counted, loss, state_words
from gitcab.reports.text._page import Page, Piece
from gitcab.reports.text._state_styles import STATE_STYLES

_LINES = 200
_DEEPEST = 10


def render_impact(impact: Impact, look: Look) -> str:
    """The tree, the summaries, the counts, and the command that explains one item."""
    page = Page(look)
    every = branches(impact)
    shown = list(every if look.full else islice(every, _LINES))
    hit = impact.of([branch.id for branch in shown if branch.lasts])
    steps = {one.id: one.path[-1] for one in hit}
    for branch in shown:
        _branch(branch, steps[branch.id] if branch.lasts else None, page)
    left = len(impact.roots) + len(impact.impacted) - len(shown)
    if left > 0:
        page.line(f"… and {counted(left, 'item')} more: --full shows all of them")
    if impact.impacted:
        _services(impact, page, look)
        _classes(impact, page)
    page.blank()
    page.line(tally(impact))
    _end(impact, page)
    return page.finish()


def _branch(branch: Branch, step: Step | None, page: Page) -> None:
    """A root, or the step that leads to whom it hits."""
    first, rest = _guides(branch)
    state: Piece = (state_words(branch.state), STATE_STYLES[branch.state])
    if step is None:
        page.line((branch.id, "bold"), "  ", state, first=first, rest=rest)
        return
    why = f"  ({loss(step.group)})" if step.group else ""
    page.line(f"{step.relation} ─ ", (branch.id, "bold"), "  ", state, why, first=first, rest=rest)


def _guides(branch: Branch) -> tuple[str, str]:
    """What stands before a branch's first line and before its others; far branches keep to one margin."""
    if not branch.lasts:
        return "", "  "
    depth = len(branch.lasts)
    above = "".join("   " if last else "│  " for last in branch.lasts[:-1])
    if depth > _DEEPEST:
        above = f"{above[: 3 * _DEEPEST - 6]}⋯ {depth:>2} "[-3 * _DEEPEST :]
    last = branch.lasts[-1]
    return above + ("└─ " if last else "├─ "), above + ("   " if last else "│  ") + "  "


def _services(impact: Impact, page: Page, look: Look) -> None:
    """The worst of them; all only where that is asked for, as people read no list of thousands."""
    services = impact.services
    if not services:
        return
    page.heading("Services")
    columns = ("id", "state", "hops", "criticality", "owner", "name")
    shown = services if look.full else services[:_LINES]
    page.table(columns, [_service(one) for one in impact.of([one.id for one in shown])])
    if len(shown) < len(services):
        left = counted(len(services) - len(shown), "service")
        page.line(f"… and {left} more: --full shows all of them")


def _service(one: Impacted) -> tuple[Piece, ...]:
    state = (state_words(one.state), STATE_STYLES[one.state])
    return (one.id, state, str(one.hops), one.criticality or "-", one.owner, one.name)


def _classes(impact: Impact, page: Page) -> None:
    page.heading("Classes")
    states = (State.DOWN, State.DEGRADED, State.AT_RISK)
    rows = [(name, *(f"{counts.get(state, 0):,}" for state in states)) for name, counts in impact.classes.items()]
    page.table(("class", *(state_words(state) for state in states)), rows)


def _end(impact: Impact, page: Page) -> None:
    if impact.unread:
        page.line(unread_in_words(impact.unread))
    if impact.impacted:
        gravest = max(impact.services or impact.hits, key=attrgetter("state", "hops", "id"))
        page.line(f"Why one of them is hit: add --explain {gravest.id}")


def render_explanation(explanation: Explanation, look: Look) -> str:
    """The path from the root to the item, a sentence for each hop."""
    page = Page(look)
    for number, sentence in enumerate(story(explanation), start=1):
        page.line(sentence, first=f"{number}. " if explanation.hit else "")
    case = CASES.get(explanation.impact.case, "")
    if case:
        page.blank()
        page.line(f"This is {case}.")
    return page.finish()


RENDER = {Impact: render_impact, Explanation: render_explanation}
