"""Graphs as mermaid, which GitHub draws: never more than it draws, and only ids as labels."""

from collections.abc import Callable, Iterator
from itertools import islice

from gitcab.model.dependencies import Dependencies
from gitcab.model.diagram import Diagram, Edge, Node
from gitcab.model.impact import Impact
from gitcab.reports._drawing import of_dependencies, of_impact
from gitcab.reports._escape import mermaid_label
from gitcab.reports._look import Look
from gitcab.reports._wording import counted

_MOST_EDGES = 500
_MOST_CHARACTERS = 50_000
_RESERVED = 1_000
_COLOURED = ("down", "degraded", "at_risk")
_CLASSES = (
    "  classDef down fill:#f8d7da,stroke:#b02a37,color:#000",
    "  classDef degraded fill:#fff3cd,stroke:#997404,color:#000",
    "  classDef at_risk fill:#cff4fc,stroke:#087990,color:#000",
)


def render_diagram(diagram: Diagram, look: Look) -> str:
    """Nodes `n1`, `n2`, … and edges from left to right; a last node says how much was left out."""
    room = _Room(_MOST_CHARACTERS - _RESERVED)
    keys = {node.id: f"n{number}" for number, node in enumerate(diagram.nodes, start=1)}
    nodes = list(room.take(map(_node(keys), diagram.nodes)))
    drawn = {node.id for node in diagram.nodes[: len(nodes)]}
    edges = [edge for edge in diagram.edges if edge.source in drawn and edge.target in drawn]
    arrows = list(room.take(islice(map(_edge(keys), edges), _MOST_EDGES)))
    cut = _cut(len(diagram.nodes) - len(nodes), len(diagram.edges) - len(arrows))
    return "".join(f"{line}\n" for line in ["flowchart LR", *nodes, *arrows, *cut, *_CLASSES])


class _Room:
    """So many characters, from which lines are taken while they fit."""

    def __init__(self, characters: int) -> None:
        self._left = characters

    def take(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            self._left -= len(line) + 1
            if self._left < 0:
                return
            yield line


def _node(keys: dict[str, str]) -> Callable[[Node], str]:
    def write(node: Node) -> str:
        label = " ".join(mermaid_label(part) for part in (node.id, node.state) if part)
        style = f":::{node.state}" if node.state in _COLOURED else ""
        return f'  {keys[node.id]}["{label}"]{style}'

    return write


def _edge(keys: dict[str, str]) -> Callable[[Edge], str]:
    def write(edge: Edge) -> str:
        group = f" at least {edge.at_least}" if edge.at_least is not None else ""
        arrow = "-.->" if edge.strength == "soft" else "-->"
        return f'  {keys[edge.source]} {arrow}|"{mermaid_label(edge.relation + group)}"| {keys[edge.target]}'

    return write


def _cut(nodes: int, edges: int) -> Iterator[str]:
    if nodes or edges:
        items, relations = counted(nodes, "item"), counted(edges, "relation")
        yield f'  cut["left out - {items.replace(",", "")} and {relations.replace(",", "")}"]'


def render_impact(impact: Impact, look: Look) -> str:
    """Who is hit, arrows running the way that the impact travels."""
    return render_diagram(of_impact(impact), look)


def render_dependencies(found: Dependencies, look: Look) -> str:
    """What the item depends on, arrows running the way that a failure would travel."""
    return render_diagram(of_dependencies(found), look)


RENDER = {Diagram: render_diagram, Impact: render_impact, Dependencies: render_dependencies}
