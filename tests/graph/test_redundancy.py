"""Groups and quorums that lose a member, held or not."""

from gitcab.graph.redundancy import redundancy_lost
from gitcab.model.impact import State
from support.small_estate import RELATIONS, inventory, item

ESTATE = inventory(
    [
        item("pair", depends_on=[{"at_least": 1, "of": ["a", "b"]}]),
        item("both", depends_on=[{"at_least": 2, "of": ["a", "b"]}]),
        item("quorum", quorum=1),
        item("all"),
        item("single", depends_on=["a"]),
        item("old", depends_on=[{"at_least": 1, "of": ["a", "gone"]}]),
        item("a", member_of=["quorum", "all"]),
        item("b", member_of=["quorum", "all"]),
        item("gone", operational=False),
    ]
)


def lost(**states):
    return redundancy_lost(ESTATE, RELATIONS, states)


def test_only_where_there_was_a_member_to_spare():
    assert lost(a=State.DOWN) == ("old", "pair", "quorum")
    assert lost(b=State.DEGRADED) == ("pair", "quorum")


def test_also_where_the_group_no_longer_holds():
    assert lost(a=State.DOWN, b=State.DOWN) == ("old", "pair", "quorum")


def test_redundancy_lost_elsewhere_and_what_is_lost_already_is_no_loss():
    assert lost(b=State.AT_RISK) == ()
    assert lost(gone=State.DOWN) == ()
    assert lost(missing=State.DOWN) == ()
