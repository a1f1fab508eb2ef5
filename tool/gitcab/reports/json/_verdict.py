"""A verdict as part of a document."""

from typing import Any

from gitcab.model.verdict import Needed, Node, Verdict


def plain_verdict(verdict: Verdict) -> dict[str, Any]:
    """Status, what is missing, the tree of reasons, and the reviews that do not count."""
    return {
        "status": verdict.status.value,
        "needed": [_needed(one) for one in verdict.needed],
        "tree": _node(verdict.tree),
        "discounted": [{"review": one.review, "author": one.author, "why": one.why} for one in verdict.discounted],
    }


def _needed(one: Needed) -> dict[str, Any]:
    return {"approvals": one.approvals, "from": list(one.groups), "why": one.why, "eligible": list(one.eligible)}


def _node(node: Node) -> dict[str, Any]:
    children = [_node(child) for child in node.children]
    return {"name": node.name, "status": node.status.value, "why": node.why, "children": children}
