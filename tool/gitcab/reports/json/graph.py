"""A piece of the dependency graph, as Cytoscape reads it: gitcab.graph/1."""

from typing import Any

from gitcab.model.diagram import Diagram, Edge, Node
from gitcab.reports._look import Look
from gitcab.reports.json._document import document, given


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": node.name,
        "class": node.item_class,
        "family": node.family,
        "owner": node.owner,
        "life_cycle": node.life_cycle,
        **given(environment=node.environment, criticality=node.criticality, state=node.state),
    }


def _edge(number: int, edge: Edge) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "impact": edge.impact,
        "strength": edge.strength,
        **given(group=edge.group, at_least=edge.at_least),
    }


def render_diagram(diagram: Diagram, look: Look) -> str:
    """Every node and edge with all that is known of it; edges are called `e1`, `e2`, …"""
    elements = {
        "nodes": [{"data": _node(node)} for node in diagram.nodes],
        "edges": [{"data": _edge(number, edge)} for number, edge in enumerate(diagram.edges, start=1)],
    }
    return document("graph", {"title": diagram.title, "elements": elements})


RENDER = {Diagram: render_diagram}
