"""The table of the life cycle, beside the words of the design."""

from itertools import pairwise, product

import pytest

from gitcab.model.transition import legal_states, transition
from support.life_cycle import rfc

STATES = ("new", "assess", "authorize", "scheduled", "implement", "review", "closed", "canceled")
TYPES = ("normal", "standard", "emergency")
NORMAL = ("new", "assess", "authorize", "scheduled", "implement", "review", "closed")


def allowed(sort, before, after):
    """Legal as the design's sentences say, each read by itself; an oracle that knows no paths."""
    if before in ("closed", "canceled"):
        return False
    if after == "canceled":
        return before != "review"
    if before is None:
        last = {"normal": "scheduled", "standard": "scheduled", "emergency": "implement"}[sort]
        afterwards = ("closed", "review") if sort == "emergency" else ("closed",)
        return after in afterwards or NORMAL.index(after) <= NORMAL.index(last)
    return NORMAL.index(before) < NORMAL.index(after)


@pytest.mark.parametrize("sort", TYPES)
@pytest.mark.parametrize("before", [None, *STATES])
def test_what_is_legal(sort, before):
    for after in STATES:
        found = transition(before and rfc(sort, before), rfc(sort, after))
        if before == after:
            assert found is None
        else:
            assert found.is_legal == allowed(sort, before, after), after
            assert (after in found.legal) == found.is_legal
    assert legal_states(sort, before) == tuple(
        state for state in STATES if state != before and allowed(sort, before, state)
    )


def test_each_single_step_is_one_of_its_type():
    shortcuts = {"normal": set(), "standard": {("new", "scheduled")}, "emergency": {("new", "authorize")}}
    for sort, before, after in product(TYPES, STATES, STATES):
        found = transition(rfc(sort, before), rfc(sort, after))
        for step in pairwise((before, *found.steps)) if found else ():
            if step[1] != "canceled":
                assert step in {*pairwise(NORMAL), *shortcuts[sort]}


@pytest.mark.parametrize(
    ("sort", "before", "after", "authorises", "records"),
    [
        ("normal", None, "new", False, False),
        ("normal", None, "scheduled", True, False),
        ("normal", "assess", "authorize", False, False),
        ("normal", "authorize", "scheduled", True, False),
        ("normal", "assess", "review", True, True),
        ("normal", "scheduled", "implement", False, True),
        ("normal", "scheduled", "closed", False, True),
        ("normal", "scheduled", "canceled", False, True),
        ("standard", "new", "scheduled", True, False),
        ("emergency", None, "implement", True, True),
        ("emergency", None, "review", False, True),
        ("normal", None, "closed", False, True),
    ],
)
def test_what_the_board_decides_and_what_is_reported(sort, before, after, authorises, records):
    found = transition(before and rfc(sort, before), rfc(sort, after))
    assert (found.authorises, found.records) == (authorises, records)


def test_a_change_of_type_is_judged_by_the_new_type():
    assert transition(rfc("normal", "new"), rfc("emergency", "authorize")).steps == ("authorize",)
