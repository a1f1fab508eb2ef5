"""Graphs as GraphML, which yEd, Gephi and networkx read."""

from dataclasses import asdict, fields
from xml.etree import ElementTree

from gitcab.model.diagram import Diagram, Edge, Node
from gitcab.reports._look import Look
from gitcab.reports._xml import child, xml_document

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = tuple(field.name for field in fields(Node) if field.name != "id")
_EDGE_KEYS = tuple(field.name for field in fields(Edge) if field.name not in ("source", "target"))


def render_diagram(diagram: Diagram, look: Look) -> str:
    """A directed graph; what is not known of a node or an edge is left out."""
    root = ElementTree.Element("graphml", {"xmlns": _NAMESPACE})
    for sort, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            type_ = "int" if key == "at_least" else "string"
            child(root, "key", id=f"{sort}_{key}", for_=sort, **{"attr.name": key, "attr.type": type_})
    graph = child(root, "graph", id="gitcab", edgedefault="directed")
    for node in diagram.nodes:
        _values(child(graph, "node", id=node.id), "node", asdict(node), _NODE_KEYS)
    for number, edge in enumerate(diagram.edges, start=1):
        element = child(graph, "edge", id=f"e{number}", source=edge.source, target=edge.target)
        _values(element, "edge", asdict(edge), _EDGE_KEYS)
    return xml_document(root)


def _values(element: ElementTree.Element, sort: str, values: dict[str, object], keys: tuple[str, ...]) -> None:
    for key in keys:
        if values[key] is not None:
            child(element, "data", str(values[key]), key=f"{sort}_{key}")


RENDER = {Diagram: render_diagram}
