"""What is drawn: nodes and known relations between them, in order."""

from gitcab.graph.drawing import diagram
from gitcab.model.diagram import Edge, Node
from gitcab.model.impact import State
from support.small_estate import CLASSES, RELATIONS, inventory, item

ESTATE = inventory(
    [
        item("b", depends_on=["c", {"at_least": 1, "of": ["d", "a"]}], unknown=["a"]),
        item("a", uses=["b", "missing"], criticality="high"),
        item("c", formerly=["old"], operational=False),
        item("d"),
    ]
)
HARD = ("depends_on", "target_to_source", "hard")


def test_the_whole_estate_is_drawn_in_order():
    drawn = diagram(ESTATE, RELATIONS, CLASSES)
    assert [node.id for node in drawn.nodes] == ["a", "b", "c", "d"]
    assert drawn.edges == (
        Edge("a", "b", "uses", "target_to_source", "soft"),
        Edge("b", "a", *HARD, group="b.depends_on.1", at_least=1),
        Edge("b", "c", *HARD),
        Edge("b", "d", *HARD, group="b.depends_on.1", at_least=1),
    )


def test_some_ids_give_the_part_between_them():
    drawn = diagram(ESTATE, RELATIONS, CLASSES, ["old", "b", "nobody"], {"b": State.AT_RISK})
    assert drawn.nodes == (
        Node("b", "B", "server", "compute", "team", state="at_risk"),
        Node("c", "C", "server", "compute", "team", life_cycle="end_of_life"),
    )
    assert drawn.edges == (Edge("b", "c", *HARD),)
