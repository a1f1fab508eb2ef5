"""Answers about impact as pieces of graph whose edges run the way that impact travels."""

from gitcab.model.dependencies import Dependencies, Dependency
from gitcab.model.diagram import Diagram, Edge, Node
from gitcab.model.impact import Impact, Impacted, State, Step


def of_impact(impact: Impact) -> Diagram:
    """Roots first, then whom they hit in the order of hops."""
    nearest = sorted(impact.impacted, key=lambda one: (one.hops, one.id))
    hit = {one.id for one in nearest}
    roots = [Node(root, root, "", "", state=impact.roots[root].word) for root in sorted(impact.roots)]
    nodes = [node for node in roots if node.id not in hit] + [_node(one, one.state) for one in nearest]
    told = {node.id for node in nodes}
    steps = dict.fromkeys(step for one in nearest for step in one.path[-1:] if step.cause in told)
    return Diagram(tuple(nodes), tuple(_edge(step) for step in steps), title="impact")


def of_dependencies(found: Dependencies) -> Diagram:
    """The item first, then what it depends on in the order of hops, marked by what its loss would do."""
    nearest = sorted(found.dependencies, key=lambda one: (one.hops, one.id))
    nodes = [Node(found.id, found.id, "", ""), *(_node(one, one.effect) for one in nearest)]
    told = {node.id for node in nodes}
    steps = dict.fromkeys(step for one in nearest for step in one.path[:1] if step.affected in told)
    return Diagram(tuple(nodes), tuple(_edge(step) for step in steps), title="dependencies")


def _node(one: Impacted | Dependency, state: State) -> Node:
    return Node(
        one.id,
        one.name,
        one.item_class,
        one.family,
        owner=one.owner,
        environment=one.environment,
        criticality=one.criticality,
        state=state.word,
    )


def _edge(step: Step) -> Edge:
    at_least = step.group.at_least if step.group else None
    return Edge(step.cause, step.affected, step.relation, "source_to_target", "hard", at_least=at_least)
