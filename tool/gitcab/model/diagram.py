"""A piece of the dependency graph as it is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One item; `state` is set where the drawing tells of an impact."""

    id: str
    name: str
    item_class: str
    family: str
    owner: str = ""
    environment: str | None = None
    criticality: str | None = None
    life_cycle: str = "operational"
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation as written; `impact` is its direction, a group carries `at_least`."""

    source: str
    target: str
    relation: str
    impact: str
    strength: str
    group: str | None = None
    at_least: int | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """Nodes in the order of their ids and edges in the order of source, relation, target."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    title: str = ""
