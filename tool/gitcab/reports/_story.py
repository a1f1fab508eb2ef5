"""How one item is hit, hop by hop, in sentences."""

from collections.abc import Iterator

from gitcab.model.impact import Explanation, State, Step
from gitcab.reports._wording import Quote, listed, state_words


def story(explanation: Explanation, quote: Quote = str) -> Iterator[str]:
    """Sentences from the root to the item, one for each hop."""
    hit, roots, name = explanation.hit, explanation.impact.roots, quote(explanation.id)
    if hit is None and explanation.id in roots:
        yield f"{name} is {state_words(roots[explanation.id])}, as was asked; nothing makes it worse."
    elif hit is None:
        yield f"{name} is not hit: no failure of {listed(sorted(roots), quote)} takes anything from it."
    else:
        root = hit.path[0].cause if hit.path else hit.id
        yield f"{quote(root)} is {state_words(roots.get(root, hit.state))}: here it begins."
        for step in hit.path:
            yield _sentence(step, explanation.states.get(step.affected, hit.state), quote)


def _sentence(step: Step, state: State, quote: Quote) -> str:
    affected, relation = quote(step.affected), quote(step.relation)
    end = f"{affected} is {state_words(state)}."
    if step.group is None:
        return f"{affected} feels {quote(step.cause)} by {relation}: {end}"
    needs = f"{affected} needs {step.group.at_least} of {listed(step.group.of, quote)} ({relation})"
    return f"{needs}, and {listed(step.group.failed, quote)} failed: {end}"
