"""Verdicts of the board, built by hand."""

from gitcab.model.replay import Demand, Replay, Replayed
from gitcab.model.verdict import Discounted, Needed, Node, NodeStatus, Verdict, VerdictStatus

_RFC = "RFC-2026-12-01-upgrade-sis-database"


def _node(name: str, status: NodeStatus, why: str, *children: Node) -> Node:
    return Node(name, status, why, children)


def pending_verdict() -> Verdict:
    because = f"The CAB looks at high risk: {_RFC}, its risk is high"
    return Verdict(
        VerdictStatus.PENDING,
        (Needed(1, ("cab",), because, ("hpatel", "rstone")), Needed(1, ("old-team",), f"Owners: {_RFC}")),
        _node(
            "May it be merged?",
            NodeStatus.PENDING,
            "something is still missing",
            _node(
                "The CAB looks at high risk",
                NodeStatus.PENDING,
                f"{_RFC}, its risk is high",
                _node(
                    "Approval by cab", NodeStatus.PENDING, "1 of 2 approvals, by bharris; still asked: hpatel, rstone"
                ),
            ),
            _node(
                "Owners",
                NodeStatus.PENDING,
                _RFC,
                _node(
                    "Each of these agrees",
                    NodeStatus.PENDING,
                    "1 of 2 are satisfied",
                    _node("Approval by database-team", NodeStatus.SATISFIED, "1 of 1 approval, by dortiz"),
                    _node("Approval by old-team", NodeStatus.PENDING, "0 of 1 approval; nobody of them may approve it"),
                ),
            ),
        ),
        (
            Discounted(4, "mchen", "mchen opened the pull request"),
            Discounted(
                7, "plange", f"what they judged is not what would be merged: changes/2026/{_RFC}.yaml was edited"
            ),
        ),
    )


def allowed_verdict() -> Verdict:
    rule = _node(
        "A colleague reads every change",
        NodeStatus.SATISFIED,
        _RFC,
        _node("Approval by database-team", NodeStatus.SATISFIED, "1 of 1 approval, by dortiz"),
    )
    why = "all that the policy asks for is there"
    return Verdict(VerdictStatus.ALLOWED, (), _node("May it be merged?", NodeStatus.SATISFIED, why, rule))


def refused_verdict() -> Verdict:
    rule = _node(
        "The rules of the game",
        NodeStatus.REFUSED,
        "changes/policy.yaml, it touches changes/policy.yaml",
        _node("Approval by change_manager", NodeStatus.REFUSED, "efrost asks for changes"),
    )
    return Verdict(
        VerdictStatus.REFUSED, (), _node("May it be merged?", NodeStatus.REFUSED, "something forbids it", rule)
    )


def replay() -> Replay:
    asked = Demand(VerdictStatus.PENDING, 2, ("database-team",))
    more = Demand(VerdictStatus.PENDING, 4, ("cab", "database-team"))
    refused = Demand(VerdictStatus.REFUSED, 0, ())
    return Replay(
        (
            Replayed("RFC-2026-09-01-a", True, asked, more),
            Replayed("RFC-2026-09-02-b", False, asked, asked),
            Replayed("RFC-2026-09-03-c", None, asked, refused),
        ),
        ("changes/2026/broken.yaml",),
    )


ALL = (pending_verdict, allowed_verdict, refused_verdict, replay)
