"""Graphs in the DOT language of Graphviz."""

from gitcab.model.dependencies import Dependencies
from gitcab.model.diagram import Diagram, Edge, Node
from gitcab.model.impact import Impact
from gitcab.reports._drawing import of_dependencies, of_impact
from gitcab.reports._escape import dot_string, no_commands
from gitcab.reports._look import Look

_FILL = {"down": "#f8d7da", "degraded": "#fff3cd", "at_risk": "#cff4fc"}


def render_diagram(diagram: Diagram, look: Look) -> str:
    """A directed graph whose nodes are named by the items' ids."""
    head = ["digraph gitcab {", "  rankdir=LR;", '  node [shape=box, style="rounded,filled", fillcolor="#ffffff"];']
    lines = [*head, *map(_node, diagram.nodes), *map(_edge, diagram.edges), "}"]
    return no_commands("".join(f"{line}\n" for line in lines))


def _node(node: Node) -> str:
    label = f"{node.id} ({node.state})" if node.state else node.id
    fill = f", fillcolor={dot_string(_FILL[node.state])}" if node.state in _FILL else ""
    return f"  {dot_string(node.id)} [label={dot_string(label)}, tooltip={dot_string(node.name)}{fill}];"


def _edge(edge: Edge) -> str:
    label = f"{edge.relation} (at least {edge.at_least})" if edge.at_least is not None else edge.relation
    style = ", style=dashed" if edge.strength == "soft" else ""
    return f"  {dot_string(edge.source)} -> {dot_string(edge.target)} [label={dot_string(label)}{style}];"


def render_impact(impact: Impact, look: Look) -> str:
    """Who is hit, arrows running the way that the impact travels."""
    return render_diagram(of_impact(impact), look)


def render_dependencies(found: Dependencies, look: Look) -> str:
    """What the item depends on, arrows running the way that a failure would travel."""
    return render_diagram(of_dependencies(found), look)


RENDER = {Diagram: render_diagram, Impact: render_impact, Dependencies: render_dependencies}
