"""How things are said, the same in every format."""

from collections.abc import Iterator, Sequence

from gitcab.model.impact import Explanation, GroupLoss, Impact, State, Step

CASES = {
    "given": "",
    "expected": "as expected",
    "worst": "in the worst case",
}


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 error`, `2 errors`, `1,204 entries`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Sequence[str], limit: int = 6) -> str:
    """`a, b, c`, or the first few of them and how many more there are."""
    if len(names) <= limit:
        return ", ".join(names)
    return f"{', '.join(names[:limit])} and {len(names) - limit:,} more"


def state_words(state: State) -> str:
    """`at risk`, for people."""
    return state.word.replace("_", " ")


def loss(group: GroupLoss) -> str:
    """`1 of 2 needed, dns-1 failed`."""
    failed = listed(group.failed) or "none"
    return f"{group.at_least} of {len(group.of)} needed, {failed} failed"


def tally(impact: Impact) -> str:
    """`12 items hit in the worst case: 3 down, 4 degraded, 5 at risk`."""
    case = CASES.get(impact.case, impact.case)
    states = (State.DOWN, State.DEGRADED, State.AT_RISK)
    parts = ", ".join(f"{impact.count(state):,} {state_words(state)}" for state in states)
    return f"{counted(len(impact.impacted), 'item')} hit{' ' + case if case else ''}: {parts}"


def story(explanation: Explanation) -> Iterator[str]:
    """Sentences from the root to the item, one for each hop."""
    hit, roots = explanation.hit, explanation.impact.roots
    if hit is None and explanation.id in roots:
        yield f"{explanation.id} is {state_words(roots[explanation.id])}, as was asked; nothing makes it worse."
    elif hit is None:
        yield f"{explanation.id} is not hit: no path leads to it from {listed(sorted(roots))}."
    else:
        root = hit.path[0].cause if hit.path else hit.id
        yield f"{root} is {state_words(roots.get(root, hit.state))}: here it begins."
        for step in hit.path:
            yield _sentence(step, explanation.states.get(step.affected, hit.state))


def _sentence(step: Step, state: State) -> str:
    end = f"{step.affected} is {state_words(state)}."
    if step.group is None:
        return f"{step.affected} feels {step.cause} by {step.relation}: {end}"
    needs = f"{step.affected} needs {step.group.at_least} of {listed(step.group.of)} ({step.relation})"
    return f"{needs}, and {listed(step.group.failed) or 'none'} failed: {end}"
